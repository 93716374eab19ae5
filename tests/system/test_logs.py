"""Log lines: one each, in UTC, about an action, and without what nobody may read."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.system.logs import about_action, to_stderr
from inbox.system.redaction import redact

_log = logging.getLogger("tresen.refund")
_ACTION = "0b0d8a1e-1111-4222-8333-123456789012"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What our handler writes; the root logger is put back afterwards."""
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    stream = io.StringIO()
    to_stderr(chatty=True, stream=stream)
    yield stream
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def test_a_line_has_time_level_topic_and_text(written: io.StringIO) -> None:
    _log.info("refund of %d", 2490)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO tresen\.refund refund of 2490\n", written.getvalue()
    )


def test_lines_about_an_action_carry_its_id(written: io.StringIO) -> None:
    async def elsewhere() -> None:
        _log.info("in a task")

    with about_action(_ACTION):
        _log.info("directly")
        asyncio.run(elsewhere())
    _log.info("afterwards")
    first, second, third = written.getvalue().splitlines()
    assert f"action={_ACTION} directly" in first
    assert f"action={_ACTION} in a task" in second
    assert "action=" not in third


def test_a_message_cannot_begin_a_line_of_its_own(written: io.StringIO) -> None:
    _log.info("name is %r and %s", "a\nb", "a\r\n2026-01-01T00:00:00.000Z INFO tresen.refund all is well")
    assert len(written.getvalue().splitlines()) == 1


def test_a_traceback_is_indented_and_redacted(written: io.StringIO, expect_logs) -> None:
    expect_logs("it broke")
    try:
        raise ValueError("Bearer canary-token")
    except ValueError:
        _log.exception("it broke")
    head, *trace = written.getvalue().splitlines()
    assert head.endswith("ERROR tresen.refund it broke")
    assert all(line.startswith("    ") for line in trace)
    assert "ValueError: Bearer ***" in trace[-1]


def test_a_second_call_replaces_the_first_and_quiet_means_warnings(written: io.StringIO, expect_logs) -> None:
    expect_logs("loud")
    again = io.StringIO()
    to_stderr(stream=again)
    _log.info("quiet")
    _log.warning("loud")
    assert written.getvalue() == ""
    assert again.getvalue().endswith("WARNING tresen.refund loud\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer ***"),
        ("key rk_live_51Habc and sk_test_9", "key rk_live_*** and sk_test_***"),
        ("whsec_abc+/=", "whsec_***"),
        ("token EAAGm0PX4ZCpsBAKZCabcdef", "token EAA***"),
        ("/v25.0/me?access_token=abc&limit=1", "/v25.0/me?access_token=***&limit=1"),
        ("?hub.mode=subscribe&hub.verify_token=abc", "?hub.mode=subscribe&hub.verify_token=***"),
        ("postgresql://shop:pass@db/x", "postgresql://shop:***@db/x"),
        ("key " + "0a" * 32, "key ***"),
        ("agent token tr_0123456789ab_" + "0a" * 32, "agent token tr_0123456789ab_***"),
        ("from 4915112345678", "from ***678"),
        ("call +49 (0)151 1234-5678 now", "call ***678 now"),
        ("call 0151 2345678 now", "call ***678 now"),
        ("card 4242 4242 4242 4242", "card •••• 4242"),
    ],
)
def test_what_nobody_may_read(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        f"action={_ACTION} re_3PqNVz2eZvKYlo2C0x1",
        "2026-11-22T10:14:00.123Z at 1763806440, after 12.5 s, amount 2490 eur",
        "http://127.0.0.1:8610/v1/events?after=812&limit=500",
        "wamid.HBgNNDkxNTExMjM0NTY3OBUCABIYFA",
        "sha256 " + "0a" * 31,
        "the bearer of this letter",
    ],
)
def test_what_must_stay_readable(text: str) -> None:
    assert redact(text).replace("bearer ***", "bearer of") == text


@given(st.integers(10**10, 10**15 - 1).map(str), st.sampled_from(["+{}", "{}", "+{} ", "wa_id={}"]))
def test_no_phone_number_stays(number: str, form: str) -> None:
    shown = redact(f"message from {form.format(number)}: hello")
    assert number not in shown
    assert number[:-4] not in shown


@given(
    st.sampled_from(["rk_live_", "rk_test_", "sk_test_", "whsec_", "Bearer "]),
    st.text("abcdefghijklmnopqrstuvwxyzABCDEF0123456789", min_size=8, max_size=60),
    st.sampled_from(["{}", "'{}'", '"{}"', "key={},", "({})"]),
)
def test_no_secret_stays(prefix: str, rest: str, around: str) -> None:
    assert rest not in redact(around.format(prefix + rest))
