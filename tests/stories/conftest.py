"""A running shop for each story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.programs import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A sandbox and a hub as processes of their own, stopped at the end."""
    running = Shop(tmp_path)
    try:
        yield running
    finally:
        running.close()


@pytest.fixture(scope="module")
def shared_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for all stories of a module that leave each other alone."""
    running = Shop(tmp_path_factory.mktemp("shop"))
    try:
        yield running
    finally:
        running.close()
