"""The page of all templates: what the account has, what could be submitted, by whom, and what became of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from inbox.desk.ports import Changes, Status
from inbox.domain import template_drafts, template_lint
from inbox.domain.actions import SubmitTemplate
from inbox.domain.ids import ActionId
from inbox.domain.problems import Problem
from inbox.domain.template_drafts import read
from inbox.domain.template_errors import SUBCODES
from inbox.domain.templates import Template
from inbox.ui.models.presenters.template_page import TemplatePagePresenter
from inbox.ui.models.presenters.template_words import _lint, lint_words, rejection
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.page_rows import PageRow
from inbox.ui.models.states.template_page import TemplatePage
from inbox.ui.resources import starter_templates
from tests.ui.presenters.pretend_desk import PretendDesk, item

DRAFTS = read(starter_templates().read_bytes())
OWN = Template(name="mine", language="it", status="PAUSED", category="MARKETING", body="Ciao a tutti!")


@pytest.fixture
def owner(qapp: QApplication) -> PretendDesk:
    return PretendDesk("owner", drafts=DRAFTS)


def opened(pretend: PretendDesk) -> TemplatePagePresenter:
    page = TemplatePagePresenter(pretend.desk, pretend.clicks)
    page.open()
    return page


def shown(page: TemplatePagePresenter) -> TemplatePage:
    assert page.state is not None
    return page.state


def row(page: TemplatePagePresenter, name: str) -> PageRow:
    return next(one for one in shown(page).rows if one.id == name)


def test_it_opens_on_the_shops_language_and_shows_how_the_first_one_reads(owner: PretendDesk) -> None:
    page = opened(owner)
    assert [(one.id, one.is_chosen) for one in shown(page).groups] == [("de", True), ("de_du", False), ("en", False)]
    assert len(shown(page).rows) == len([one for one in DRAFTS if one.language == "de"]) / 2
    assert row(page, "payment_link/de").is_chosen
    preview = shown(page).preview
    assert preview is not None
    assert preview.text.startswith("Guten Tag Lena Brandt, hier ist Ihr Zahlungslink")
    assert preview.labels == ("Jetzt bezahlen",)
    page.choose("ask_phone_number/de")
    preview = shown(page).preview
    assert preview is not None
    assert preview.labels == ("Share the phone number",)
    page.close()
    assert page.state is None
    page.take(Changes(flags=frozenset({"everything"})))
    assert page.state is None


def test_one_click_submits_one_and_one_click_submits_all_that_are_left(owner: PretendDesk) -> None:
    page = opened(owner)
    page.act(Intent.SUBMIT_TEMPLATE, "refund_sent/de")
    (first,) = owner.commands.clicked
    assert isinstance(first, SubmitTemplate)
    assert first.draft == next(one for one in DRAFTS if one.id == "refund_sent/de")
    owner.commands.stand(item(first, "queued"))
    page.take(Changes(actions=frozenset({first.id})))
    assert (row(page, "refund_sent/de").chip.text, row(page, "refund_sent/de").button) == ("Being submitted", None)

    every = shown(page).submit_all
    assert every is not None
    assert every.text == f"Submit all {len(shown(page).rows) - 1}"
    page.act(every.intent, "")
    names = [action.draft.id for action in owner.commands.clicked if isinstance(action, SubmitTemplate)]
    assert sorted(names) == sorted(one.id for one in shown(page).rows)
    assert len({action.id for action in owner.commands.clicked}) == len(names)


def test_an_agent_sees_all_and_may_submit_nothing(qapp: QApplication) -> None:
    page = opened(PretendDesk("agent", drafts=DRAFTS))
    every = shown(page).submit_all
    assert every is not None
    assert not every.is_enabled
    assert "supervisor" in every.reason
    assert all(one.button is not None and not one.button.is_enabled for one in shown(page).rows)


def test_without_the_hub_nothing_is_submitted(owner: PretendDesk) -> None:
    page = opened(owner)
    owner.commands.say(status=Status(online=False))
    page.take(Changes(flags=frozenset({"status"})))
    every = shown(page).submit_all
    assert every is not None
    assert not every.is_enabled


def test_what_the_account_has_is_shown_as_it_is_there(owner: PretendDesk) -> None:
    in_review = next(one.template for one in DRAFTS if one.id == "refund_sent/de")
    owner.reads.approved = [replace(in_review, status="PENDING"), OWN]
    page = opened(owner)
    assert (row(page, "refund_sent/de").chip.text, row(page, "refund_sent/de").button) == ("In review", None)
    owner.reads.approved = [replace(in_review, status="REJECTED", reason="SCAM Do not ask for it."), OWN]
    page.take(Changes(flags=frozenset({"templates"})))
    rejected = row(page, "refund_sent/de")
    assert (rejected.chip.text, rejected.chip.tone) == ("Rejected", Tone.DANGER)
    assert rejected.problem == "It asks for something that frauds ask for. Do not ask for it."
    owner.reads.approved = [replace(in_review, status="APPROVED", category="MARKETING")]
    page.take(Changes(flags=frozenset({"templates"})))
    moved = row(page, "refund_sent/de")
    assert "Marketing" in moved.problem
    assert "marketing rate" in moved.detail


def test_the_shops_own_templates_have_a_place_too(owner: PretendDesk) -> None:
    owner.reads.approved = [OWN]
    page = opened(owner)
    page.choose_group("others")
    (mine,) = shown(page).rows
    assert (mine.title, mine.chip.text, mine.button) == ("Mine · it", "Paused", None)
    assert shown(page).submit_all is None


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem("template-lint", "x", facts={"codes": "gap-at-edge gaps-dense"}), "neither begin nor end with a gap"),
        (Problem("whatsapp-2388023", "x", facts={"code": 2388023, "details": "no"}), "blocked for four weeks"),
        (Problem("role-supervisor", "x"), "supervisor"),
        (Problem("whatsapp-away", "It is not certain."), "not certain"),
    ],
)
def test_what_was_not_taken_says_why_and_can_be_tried_again(owner: PretendDesk, problem: Problem, words: str) -> None:
    page = opened(owner)
    page.act(Intent.SUBMIT_TEMPLATE, "refund_sent/de")
    (action,) = owner.commands.clicked
    owner.commands.stand(replace(item(action, "failed"), problem=problem))
    page.take(Changes(actions=frozenset({ActionId(action.id)})))
    refused = row(page, "refund_sent/de")
    assert words in refused.problem
    assert refused.button is not None
    assert refused.button.is_enabled


def test_every_finding_and_every_refusal_has_a_sentence(qapp: QApplication) -> None:
    codes = template_lint.CODES | template_drafts.CODES
    assert set(_lint()) == codes
    assert lint_words("gap-at-edge nobody-knows").endswith("Nobody knows.")
    assert all("{" not in advice.de.replace("{details}", "") for advice in SUBCODES.values())
    assert rejection("NEW_REASON") == "NEW_REASON"
    assert rejection(None) == ""
