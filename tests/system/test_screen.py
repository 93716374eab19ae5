"""A window is opened only where there is a screen; where there is none, it is said why."""

from __future__ import annotations

import pytest

from inbox.system.screen import no_window_because


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, "there is no screen here"),
        ({"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "there is no screen here"),
        ({"DISPLAY": "127.0.0.1:59321"}, "the screen 127.0.0.1:59321 does not answer"),
        ({"WAYLAND_DISPLAY": "nobody", "XDG_RUNTIME_DIR": "/nowhere"}, "the screen nobody does not answer"),
    ],
)
def test_a_linux_without_a_usable_screen_has_no_window(environ: dict[str, str], words: str) -> None:
    assert words in (no_window_because(environ, "linux") or "")


def test_who_names_a_platform_for_qt_is_believed() -> None:
    assert no_window_because({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_a_screen_where_they_have_a_user(platform: str) -> None:
    assert no_window_because({}, platform) is None
