"""A sandbox with a listening hub: one for each test, or one for a file's tests that leave no trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sandbox.kit import Kit


@pytest.fixture
def kit() -> Iterator[Kit]:
    with Kit() as running:
        yield running


@pytest.fixture(scope="module")
def shared_kit() -> Iterator[Kit]:
    """For tests that ask and are refused, or look for nothing but what they did themselves."""
    with Kit() as running:
        yield running
