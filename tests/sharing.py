"""How a run of the whole suite is shared between processes, when ``tresen test`` starts more than one (pytest-xdist).

The window's tests stay together in one process and in their order: they share one application, its clipboard and the pointer.
Of the rest, the tests of a file stay together, because they share what their module has running.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

_WINDOW = "tests/ui/"
_FIRST = (_WINDOW, "tests/stories/", "tests/hub/actions/")
"""What takes longest begins first, so that no process is left alone with it at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: _turn(item.nodeid))


def _turn(nodeid: str) -> int:
    return next((turn for turn, folder in enumerate(_FIRST) if nodeid.startswith(folder)), len(_FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling | None:
    """Hand out the work of ``--dist loadfile`` in our shares; any other way is pytest-xdist's own."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Sharing(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share_of(nodeid)

    return Sharing(config, log)


def share_of(nodeid: str) -> str:
    """Return what a test is handed out with: the window's tests together, others with the rest of their file."""
    return _WINDOW if nodeid.startswith(_WINDOW) else nodeid.partition("::")[0]
