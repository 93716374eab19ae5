"""What plays recordings is a large library: it is loaded with the first of them, not with the window."""

from __future__ import annotations

import subprocess
import sys

_LOADED = "import sys, inbox.ui.app.desk_app; print([name for name in sys.modules if 'Multimedia' in name])"


def test_the_window_starts_without_it() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
