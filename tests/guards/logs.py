"""Fails a test in which somebody logged a warning or worse that nobody expected.

A test that wants such a record says so, ``expect_logs("webhook refused")``, and then fails if it does not come. One that
merely puts up with a record is marked ``@pytest.mark.allow_logs("connection lost")``. Both are regular expressions searched
in ``logger: message``.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator

import pytest

_EXPECTED = pytest.StashKey[list[str]]()


class LogGuard(logging.Handler):
    """Listens at the root logger for the whole run."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = f" ({record.exc_info[1]!r})" if record.exc_info else ""
        self._lines.append(f"{record.name}: {record.getMessage()}{error}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None]:
        yield
        lines, self._lines = self._lines, []
        expected = item.stash.get(_EXPECTED, [])
        allowed = [str(mark.args[0]) for mark in item.iter_markers("allow_logs")]
        strays = [line for line in lines if not any(re.search(pattern, line) for pattern in [*expected, *allowed])]
        absent = [pattern for pattern in expected if not any(re.search(pattern, line) for line in lines)]
        if strays:
            pytest.fail("nobody expected these log records:\n" + "\n".join(strays), pytrace=False)
        if absent:
            pytest.fail(f"these log records did not come: {absent}", pytrace=False)


@pytest.fixture
def expect_logs(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Announce a warning or error which this test must cause: ``expect_logs(pattern)``."""
    return request.node.stash.setdefault(_EXPECTED, []).append


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "allow_logs(pattern): warnings and errors that may be logged but need not be")
    guard = LogGuard()
    logging.getLogger().addHandler(guard)
    config.add_cleanup(lambda: logging.getLogger().removeHandler(guard))
    config.pluginmanager.register(guard, "log-guard")
