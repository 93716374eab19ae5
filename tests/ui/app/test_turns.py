"""The window gets its turn soon, whatever the engine's thread is at."""

from __future__ import annotations

import sys

from inbox.ui.app.desk_app import make_app


def test_other_threads_give_way_to_the_window_within_a_small_part_of_a_frame(qapp: object) -> None:
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        assert make_app() is qapp
        assert sys.getswitchinterval() <= 0.001
    finally:
        sys.setswitchinterval(before)
