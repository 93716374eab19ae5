"""Loading a part of the program does not look for garbage in between, and collecting goes on as before."""

from __future__ import annotations

import gc

import pytest

from inbox.system.loading import loading


@pytest.mark.parametrize("was_on", [True, False])
def test_no_garbage_is_collected_meanwhile_and_then_as_before(*, was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    before = gc.get_freeze_count()
    try:
        with loading():
            assert not gc.isenabled()
            loaded = [[number] for number in range(1000)]
        assert gc.isenabled() is was_on
        assert gc.get_freeze_count() >= before + len(loaded)
    finally:
        gc.enable()
