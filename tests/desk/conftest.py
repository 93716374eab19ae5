"""A desk in a folder of its own, and the pretend hub it follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox.system.clock import SystemClock
from tests.desk.pretend_hub import PretendHub
from tests.desk.running import Desk


@pytest.fixture
def hub() -> PretendHub:
    made = PretendHub()
    made.at = SystemClock().now()
    made.say("hallo")
    return made


@pytest.fixture
def desk(tmp_path: Path, hub: PretendHub) -> Iterator[Desk]:
    (tmp_path / "desk").mkdir()
    made = Desk(tmp_path / "desk", hub)
    yield made
    made.engine.stop()
