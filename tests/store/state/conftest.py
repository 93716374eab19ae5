"""A state of each test's own, on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox.store.state import StateTables
from tests.store.state.kit import Log, fresh_state


@pytest.fixture
def state(tmp_path: Path) -> Iterator[StateTables]:
    with fresh_state(tmp_path) as tables:
        yield tables


@pytest.fixture
def log(state: StateTables) -> Log:
    return Log(state)
