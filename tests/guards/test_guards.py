"""The guards bite: each is shown a test that breaks its rule, in a pytest of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Run the given test file under our guards and settings and return what pytest said."""
    monkeypatch.setenv("PYTHONPATH", str(_ROOT))
    pytester.makeini("[pytest]\nfilterwarnings = error\n")
    pytester.makeconftest("""
        pytest_plugins = ["tests.guards.logs", "tests.guards.network", "tests.guards.threads"]

        def pytest_configure():
            from tests.guards import threads
            threads.GRACE_SECONDS = 1.0
    """)

    def run(source: str) -> pytest.RunResult:
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", timeout=60)

    return run


def test_strays_fail_and_announced_ones_pass(run):
    result = run("""
        import logging, threading, pytest
        log = logging.getLogger("tresen.demo")

        def test_stray_warning(): log.warning("the roof is open")
        def test_info_is_fine(): log.info("open")
        def test_announced(expect_logs):
            expect_logs("demo: the roof"); log.error("the roof is open")
        def test_announced_but_silent(expect_logs): expect_logs("the roof")
        @pytest.mark.allow_logs("roof")
        def test_allowed_but_silent(): pass
        @pytest.mark.allow_logs("roof")
        def test_another_than_allowed(): log.warning("the door is open")
    """)
    result.assert_outcomes(passed=6, errors=3)
    result.stdout.fnmatch_lines_random([
        "tresen.demo: the roof is open", "these log records did not come: ?'the roof'?", "tresen.demo: the door is open"
    ])  # fmt: skip


def test_leaked_threads_fail(run):
    result = run("""
        import threading, pytest
        forever = threading.Event()

        def start(): threading.Thread(target=forever.wait, args=(20,), daemon=True, name="straggler").start()

        def test_leak(): start()
        def test_not_blamed_for_the_one_before(): pass
        def test_ended_in_time():
            thread = threading.Thread(target=lambda: None); thread.start()

        @pytest.fixture(scope="module")
        def server():
            stop = threading.Event()
            thread = threading.Thread(target=stop.wait, args=(20,)); thread.start()
            yield
            stop.set()
        def test_first_user(server): pass
        def test_second_user(server): pass

        @pytest.fixture(scope="class")
        def leaky(): start()
        class TestLeakyFixture:
            def test_user(self, leaky): pass
        def test_after(): forever.set()
    """)
    result.assert_outcomes(passed=7, errors=2)
    result.stdout.fnmatch_lines_random([
        "this test left threads running: straggler", "the fixture leaky left threads running: straggler"
    ])  # fmt: skip


def test_only_loopback_is_reachable(run):
    result = run("""
        import socket

        def test_connect(): socket.create_connection(("192.0.2.1", 80), timeout=1)
        def test_name(): socket.getaddrinfo("example.com", 80)
        def test_datagram(): socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("198.51.100.7", 9))
        def test_listen_for_all():
            with socket.socket() as listener: listener.bind(("0.0.0.0", 0))
        def test_loopback():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname(), timeout=5).close()
            socket.getaddrinfo("localhost", 80)
    """)
    result.assert_outcomes(passed=1, failed=4)


def test_warnings_fail(run):
    result = run("""
        import warnings
        def test_warns(): warnings.warn("old", DeprecationWarning)
    """)
    result.assert_outcomes(failed=1)
