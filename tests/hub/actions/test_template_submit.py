"""Submitting templates: by who may, looked over first, never two of one name, and every no of Meta's in words."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from inbox.domain.events import TemplateBody
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor
from inbox.domain.template_drafts import Draft, read
from inbox.domain.template_errors import SUBCODES
from inbox.hub.template_mirror import tell
from inbox.store.state import templates
from tests.hub.actions.hub_world import ANNA, OLA, SUE, Hub, wish

STARTER = Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json"
DRAFTS = read(STARTER.read_bytes())
DRAFT = DRAFTS[0]


def submit(draft: Draft = DRAFT) -> dict:
    return wish("submit_template", draft=msgspec.to_builtins(draft))


def known(hub: Hub, draft: Draft = DRAFT):
    return hub.writer.run(lambda tx: templates.find(tx.state, draft.name, draft.language))


@pytest.mark.parametrize("actor", [SUE, OLA])
def test_what_was_submitted_is_in_review_for_everybody(hub: Hub, actor: Actor) -> None:
    done = hub.do(actor, submit())
    assert (done.state, done.result) == ("succeeded", {"template": "payment_link/de", "status": "PENDING"})
    assert [one["name"] for one in hub.meta.templates] == ["payment_link"]
    assert known(hub) == msgspec.structs.replace(DRAFT.template, status="PENDING")
    assert [body["summary"]["template"] for body in hub.bodies("action.changed")] == ["payment_link/de"] * 2


def test_an_agent_may_not(hub: Hub) -> None:
    done = hub.do(ANNA, submit())
    assert (done.state, done.problem.code) == ("refused", "role-supervisor")
    assert hub.meta.templates == []


def test_what_meta_would_reject_does_not_go_out(hub: Hub) -> None:
    done = hub.do(SUE, submit(msgspec.structs.replace(DRAFT, body="{{name}}, hier.", body_examples={"name": "Lena"})))
    assert (done.state, done.problem.code) == ("refused", "template-lint")
    assert done.problem.facts["codes"] == "gap-at-edge gaps-dense"
    assert hub.meta.templates == []


def test_what_the_account_has_is_not_submitted_again_but_what_was_deleted_may_be(hub: Hub) -> None:
    hub.do(SUE, submit())
    again = hub.do(SUE, submit())
    assert (again.state, again.problem.code) == ("refused", "template-exists")
    gone = msgspec.structs.replace(DRAFT.template, status="DELETED")
    hub.writer.run(lambda tx: tell(tx, [gone]))
    hub.meta.plans.append(2388023)
    blocked = hub.do(SUE, submit())
    assert (blocked.state, blocked.problem.code) == ("failed", "whatsapp-2388023")
    assert "four weeks" in blocked.problem.detail


def test_the_category_is_what_meta_made_of_it(hub: Hub) -> None:
    hub.meta.category = "MARKETING"
    hub.do(SUE, submit())
    assert known(hub).category == "MARKETING"


@pytest.mark.parametrize("subcode", sorted(SUBCODES))
def test_every_no_of_metas_is_said_in_words(hub: Hub, subcode: int) -> None:
    hub.meta.plans.append(subcode)
    done = hub.do(SUE, submit())
    assert (done.state, done.problem.code) == ("failed", f"whatsapp-{subcode}")
    assert done.problem.detail == SUBCODES[subcode].en.replace("{details}", "so nicht")
    assert known(hub) is None


@pytest.mark.parametrize("lost", ["lose before", "lose after"])
def test_a_lost_answer_is_asked_again_and_makes_no_second_one(hub: Hub, lost: str) -> None:
    hub.meta.plans.append(lost)
    assert hub.do(SUE, submit()).state == "succeeded"
    assert len(hub.meta.templates) == 1
    assert known(hub).status == "PENDING"


def test_trouble_that_stays_ends_in_words(hub: Hub) -> None:
    hub.meta.plans.extend(["lose before"] * 4)
    assert hub.do(SUE, submit()).problem == Problem(
        "whatsapp-away",
        "WhatsApp did not answer, so it is not certain whether the template was submitted; the list shows it if it was.",
    )


def test_too_many_in_an_hour_wait_and_go_on_by_themselves(hub: Hub) -> None:
    hub.meta.plans.append(80007)
    before = hub.clock.monotonic()
    assert hub.do(SUE, submit()).state == "succeeded"
    assert hub.clock.monotonic() - before >= 120


def test_the_whole_starter_set_goes_out_one_after_the_other(hub: Hub) -> None:
    for draft in DRAFTS:
        hub.post(SUE, submit(draft))
    hub.rest()
    assert [(one["name"], one["language"]) for one in hub.meta.templates] == [(one.name, one.language) for one in DRAFTS]
    told = [body for event in hub.bodies("template.changed") if (body := msgspec.convert(event, TemplateBody))]
    assert {body.object.status for body in told} == {"PENDING"}


def test_a_document_over_the_text_brings_a_sample_for_the_review(hub: Hub) -> None:
    draft = next(one for one in DRAFTS if one.id == "invoice_file/de")
    assert hub.do(SUE, submit(draft)).state == "succeeded"
    (sample,) = hub.meta.samples
    assert sample.startswith(b"%PDF-")
    (taken,) = hub.meta.templates
    assert taken["components"][0]["example"] == {"header_handle": ["4::sample"]}
    assert known(hub, draft) == msgspec.structs.replace(draft.template, status="PENDING")
