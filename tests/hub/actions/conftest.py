from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hub.actions.hub_world import Hub


@pytest.fixture
def hub(tmp_path) -> Iterator[Hub]:
    hub = Hub(tmp_path)
    yield hub
    hub.close()
