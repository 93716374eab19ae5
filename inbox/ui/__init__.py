"""The window: theme, widgets, lists and the chat. They show frozen rows and emit intents; they know no store and no network.

Everything here lives on the GUI thread. What is shown comes from ``ui.models``, what is wanted leaves as Qt signals.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401

# PySide reads the source of every module that is imported after it, to serve ``from __feature__ import``, and Python keeps what
# was read. Nothing here wants that: modules are imported as if it were not there.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
