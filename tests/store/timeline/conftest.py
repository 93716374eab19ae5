"""A cache for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.timeline.kit import Cache, fresh_cache


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    with fresh_cache(tmp_path) as fresh:
        yield fresh


@pytest.fixture(scope="module")
def cache_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    """One cache for all examples of a property."""
    with fresh_cache(tmp_path_factory.mktemp("cache")) as fresh:
        yield fresh
