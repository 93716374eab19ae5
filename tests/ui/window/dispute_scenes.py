"""The scenes of the pages about a dispute for the sheet (``python -m tests.ui.sheet``)."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtWidgets import QWidget

from inbox.domain.evidence import digest
from inbox.domain.evidence_pack import Printed, PrintedPack
from inbox.ui.documents.pack_pdf import render
from inbox.ui.models.presenters import evidence_words
from inbox.ui.models.presenters.dispute_accept import AcceptPresenter
from inbox.ui.models.presenters.dispute_review import ReviewPresenter
from inbox.ui.models.presenters.evidence import EvidencePresenter
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.intents import Intent
from inbox.ui.theme.theme import Theme
from inbox.ui.window.entry_sheet import EntrySheet
from inbox.ui.window.evidence_sheet import EvidenceSheet
from inbox.ui.window.pages_sheet import PagesSheet
from tests.ui.presenters.dispute_case import CHAT, DAY, STAGED, asked, case
from tests.ui.presenters.pretend_desk import entry
from tests.ui.scenes import Scene


def evidence(theme: Theme, language: str) -> QWidget:
    """The evidence as it is proposed."""
    window = _window(theme, language)
    pretend = case(language=language)
    presenter = EvidencePresenter(pretend.desk, pretend.clicks, lambda _: Future(), window)
    pretend.reads.lines.insert(0, entry("wamid.0", -400 * DAY, text="Moin!"))
    presenter.open(CHAT, "pi_1")
    presenter.choose_language(language)
    presenter.edit_field("shipping_tracking_number", "")
    assert presenter.state is not None
    sheet = EvidenceSheet(theme, window.overlays.stage)
    sheet.show_state(presenter.state)
    window.overlays.open_sheet(sheet)
    return window


def review(theme: Theme, language: str) -> QWidget:
    """What a second person reads before it is handed in."""
    pretend = case("supervisor", language, has_evidence=True, evidence=STAGED)
    staged = asked("stage_evidence", "succeeded", media="m_" + "0" * 24, file=STAGED["customer_communication"])
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", seen=digest(STAGED)), staged)
    pretend.commands.reading = Future()
    pretend.commands.reading.set_result(b"%PDF" * 8_000)
    presenter = ReviewPresenter(pretend.desk, pretend.clicks, lambda _: 2)
    presenter.open(CHAT, "pi_1")
    pretend.clicks.settle()
    return _page(theme, language, presenter.state)


def pages(theme: Theme, language: str) -> QWidget:
    """The pages as they are handed in, looked at before."""
    window = _window(theme, language)
    pretend = case(language=language)
    packs: list[PrintedPack] = []

    def take(pack: PrintedPack) -> Future[Printed]:
        packs.append(pack)
        return Future()

    presenter = EvidencePresenter(pretend.desk, pretend.clicks, take, window)
    presenter.open(CHAT, "pi_1")
    presenter.choose_language(language)
    presenter.act(Intent.LOOK_AT_PACK, "")
    sheet = PagesSheet(theme, window.overlays.stage)
    printed = render(packs[0])
    sheet.show_file(evidence_words.file_name("du_1"), f"{evidence_words.pages(printed.pages)} · 31 kB", printed.content)
    window.overlays.open_sheet(sheet)
    return window


def accept(theme: Theme, language: str) -> QWidget:
    """What is lost by giving up."""
    pretend = case("owner", language)
    presenter = AcceptPresenter(pretend.desk, pretend.clicks)
    presenter.open(CHAT, "pi_1")
    presenter.edit("", "59")
    return _page(theme, language, presenter.state)


def _window(theme: Theme, language: str):
    from tests.ui.window.scenes import desk

    window = desk(theme, language)
    window.resize(theme.look.px(1180), theme.look.px(800))
    return window


def _page(theme: Theme, language: str, page: EntryPage | None) -> QWidget:
    window = _window(theme, language)
    assert page is not None
    sheet = EntrySheet(theme, page.title, window.overlays.stage)
    sheet.show_state(page)
    window.overlays.open_sheet(sheet)
    return window


SCENES = (
    Scene("dispute-evidence", (1180, 800), evidence),
    Scene("dispute-review", (1180, 800), review),
    Scene("dispute-pages", (1180, 800), pages),
    Scene("dispute-accept", (1180, 800), accept),
)
