"""Every error of Meta's table played back to the hub, in the answer and later in a status: what it does, what it says."""

from __future__ import annotations

import pytest

from inbox.domain.messages import ErrorNote
from inbox.domain.send_errors import ADVICE, sentence
from tests.hub.actions.hub_world import ANNA, Hub, wish

CODES = sorted({advice.en: code for code, advice in ADVICE.items()}.values())
"""One code of each row of the table."""
AUTO = [code for code in CODES if ADVICE[code].retry == "auto"]
FINAL = [code for code in CODES if ADVICE[code].retry != "auto"]


@pytest.mark.allow_logs("not sent")
@pytest.mark.parametrize("code", FINAL)
def test_what_would_fail_again_is_said_once_and_not_repeated(hub: Hub, code: int) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append(code)
    done = hub.do(ANNA, wish("send_text", conversation=chat, text="Guten Tag"))
    assert (done.state, done.problem.code) == ("failed", f"whatsapp-{code}")
    assert done.problem.facts["retry"] == ADVICE[code].retry
    assert done.problem.detail == sentence(ErrorNote(code, detail="(#x) no"))
    assert done.problem.request_id == "A1"
    assert len(hub.meta.calls) == 1
    assert hub.meta.taken == []


@pytest.mark.allow_logs("not sent")
@pytest.mark.parametrize("code", AUTO)
def test_what_passes_is_repeated_with_growing_waits_and_then_left_to_a_person(hub: Hub, code: int) -> None:
    advice, chat = ADVICE[code], hub.customer_writes()
    hub.meta.plans.extend([code] * (advice.tries + 1))
    began = hub.clock.now()
    done = hub.do(ANNA, wish("send_text", conversation=chat, text="Guten Tag"))
    assert (done.state, done.problem.code) == ("failed", f"whatsapp-{code}")
    assert len(hub.meta.calls) == advice.tries + 1
    waited = (hub.clock.now() - began).total_seconds()
    assert waited >= sum(advice.delay(attempt) for attempt in range(advice.tries))
    hub.meta.plans.append(code)
    again = hub.do(ANNA, wish("send_text", conversation=chat, text="noch einmal"))
    assert again.state == "succeeded", "one refusal that passes is nothing an agent sees"
    assert hub.meta.texts() == ["noch einmal"]


@pytest.mark.parametrize("code", CODES)
def test_a_status_that_fails_later_says_why_and_sends_nothing_again(hub: Hub, code: int) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, wish("send_text", conversation=chat, text="Guten Tag"))
    hub.status(0, "failed", code)
    hub.rest()
    failed = hub.record(done.id)
    assert (failed.state, failed.problem.code) == ("failed", f"whatsapp-{code}")
    assert failed.problem.facts["retry"] == ADVICE[code].retry
    (status,) = hub.bodies("message.status")
    assert status["error"].get("code", 0) == code
    assert len(hub.meta.calls) == 1
