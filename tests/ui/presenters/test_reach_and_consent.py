"""What the screen says of a person who is no longer reached, or who wants no marketing: as long as it is so, no longer."""

from __future__ import annotations

from inbox.domain.messages import ErrorNote
from inbox.domain.templates import Template
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.templates import KnownTemplates, TemplatePicker
from inbox.ui.models.rows import plain
from inbox.ui.models.timeline import EventLine
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry

DAY = 24 * 60


def test_the_head_says_that_somebody_is_probably_lost_until_the_next_sign_of_life(pretend: PretendDesk) -> None:
    head = HeaderPresenter(pretend.desk, pretend.clicks)
    reads = pretend.reads
    reads.lines = [entry("a", -5 * DAY, direction="out", status="read"), entry("b", -3 * DAY, direction="out", status="sent")]
    head.open(LENA)
    assert head.state.head is not None
    assert head.state.head.chip is not None
    assert head.state.head.chip.text == "Not reached"
    (notice,) = head.state.notices
    assert notice.text.startswith("Lena has probably blocked the shop or left WhatsApp")
    for sign in (entry("c", -1), entry("c", -1, direction="out", status="delivered")):
        reads.lines = [*reads.lines[:2], sign]
        head.refresh()
        assert (head.state.head.chip, head.state.notices) == (None, ())


def test_a_reaction_that_is_never_delivered_says_nothing(pretend: PretendDesk) -> None:
    head = HeaderPresenter(pretend.desk, pretend.clicks)
    lines = [entry("a", -5 * DAY, direction="out", status="read")]
    pretend.reads.lines = [*lines, entry("b", -3 * DAY, direction="out", status="sent", kind="reaction")]
    head.open(LENA)
    assert head.state.notices == ()
    failure = ErrorNote(131026)
    pretend.reads.lines = [*lines, entry("b", -1, direction="out", status="failed", failure=failure)]
    head.refresh()
    assert [notice.id for notice in head.state.notices] == ["unreached"]
    pretend.reads.rows = [chat(blocked=True)]
    head.open(LENA)
    assert head.state.notices == (), "that we blocked them is said already"


def test_the_panel_says_that_somebody_wants_no_marketing(pretend: PretendDesk) -> None:
    panel = PanelPresenter(pretend.desk, pretend.clicks)
    panel.open(LENA)
    assert "consent" not in [section.id for section in panel.state.sections]
    pretend.reads.stopped = "2026-11-21T08:00:00Z"
    panel.open(LENA)
    (section,) = [section for section in panel.state.sections if section.id == "consent"]
    assert section.chip is not None
    assert section.chip.text == "Stopped"
    assert "21 Nov" in section.details[0]


def test_a_marketing_template_says_why_it_is_not_sent(pretend: PretendDesk) -> None:
    pretend.reads.approved = [
        Template(name="neues", language="de", status="APPROVED", category="MARKETING", body="Neu bei uns.")
    ]
    pretend.reads.stopped = "2026-11-21T08:00:00Z"
    picker = TemplatePicker(pretend.desk, pretend.clicks, KnownTemplates(pretend.desk))
    (shown,) = picker.listed(chat()).entries
    button = shown.side or shown.buttons[0]
    assert not button.is_enabled
    assert "stopped marketing" in button.reason
    assert shown.details == ("Neu bei uns.", button.reason), "the reason can be read without pointing at the button"


def test_lines_of_the_hub_are_said_in_the_screens_language(pretend: PretendDesk) -> None:
    codes = ("marketing-stopped", "marketing-resumed", "woke", "plan-answered")
    pretend.reads.lines = [entry(code, -10 + place, kind="note", direction="", code=code) for place, code in enumerate(codes)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    said = [plain(item.spans) for item in presenter.state.items if isinstance(item, EventLine)]
    assert len(said) == 4
    assert said[0] == "The customer stopped marketing messages in WhatsApp"
