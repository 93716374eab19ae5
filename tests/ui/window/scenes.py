"""The scenes of the whole window for the sheet (``python -m tests.ui.sheet``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from inbox.desk.ports import Asks
from inbox.domain.ids import MediaId, SourceId
from inbox.domain.payments import Checkout
from inbox.domain.products import NOT_AT_STRIPE, NOT_AT_WHATSAPP, PRICE_DIFFERS
from inbox.domain.replies import Own, Reply, ReplyFile
from inbox.domain.replies import read as read_replies
from inbox.domain.template_drafts import read
from inbox.domain.terms import Terms
from inbox.ui.models.presenters.deputies import DeputiesPresenter
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.first_start_words import busy_words, finding_of, key_refusal, trouble_words
from inbox.ui.models.presenters.older import OlderPresenter
from inbox.ui.models.presenters.products import compared
from inbox.ui.models.presenters.reply_page import ReplyPagePresenter
from inbox.ui.models.presenters.reread import RereadPresenter
from inbox.ui.models.presenters.template_page import TemplatePagePresenter
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.desk import DeskState, Situation
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.first_start import FirstStart, Light, Page
from inbox.ui.models.states.lightbox import LightboxState
from inbox.ui.models.states.palette import Kind, PaletteRow
from inbox.ui.models.states.parts import Choice, Notice, Toast
from inbox.ui.models.states.reply_page import ReplyPage
from inbox.ui.models.states.template_page import TemplatePage
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.first_start import FirstStartPage
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.rail import Rail
from inbox.ui.resources import starter_replies, starter_templates
from inbox.ui.theme.theme import Theme
from inbox.ui.window.differences import Differences
from inbox.ui.window.entry_sheet import EntrySheet
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.reply_sheet import ReplySheet
from inbox.ui.window.template_sheet import TemplateSheet
from tests.ui.chat_samples import PaintedPictures
from tests.ui.list_samples import views
from tests.ui.panes import chat_samples, panel_samples
from tests.ui.panes.scenes import chat_pane, list_pane
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, chat, product
from tests.ui.scenes import Scene
from tests.ui.window import dispute_scenes, journal_scenes
from tests.ui.window.page_samples import FETCHING, TEAM, reread

Build = Callable[[Theme, str], QWidget]


def situation(language: str = "en", **changes: bool) -> Situation:
    shown = tuple(Choice(id=view.view, text=view.text) for view in views(language))
    facts = {"has_chat": True, "has_hold": True, "has_payment": True} | changes
    return Situation(**facts, views=shown, offered=frozenset({"links", "products", "templates", "files", "settings", "sounds"}))


def desk(theme: Theme, language: str) -> MainWindow:
    rail = Rail(theme)
    rail.show_state(chat_samples.rail(language))
    panel = Panel(theme, PaintedPictures())
    panel.show_state(panel_samples.design(language))
    window = MainWindow(theme, rail, list_pane(theme, language), chat_pane(theme, language), panel)
    window.show_situation(situation(language))
    return window


def state(language: str = "en") -> DeskState:
    de = language == "de"
    offline = (
        "Keine Verbindung seit 14:03. Lesen, Suchen und Entwürfe gehen, Texte warten. Geld geht erst wieder mit Verbindung."
        if de
        else "Offline since 14:03. Reading, searching and drafts work, texts wait. Money moves again with a connection."
    )
    return DeskState(
        title="Tresen",
        stripe="Demo-Laden: nichts hier ist echt" if de else "Demo shop: nothing here is real",
        notices=(Notice(id="offline", text=offline, tone=Tone.WARN),),
        toast=Toast(
            id="t1",
            text="Murat Kaya hat 62,40 € bezahlt" if de else "Murat Kaya has paid 62,40 €",
            tone=Tone.OK,
            button=CardButton(intent="chat.open", text="Zum Chat" if de else "Open chat"),
        ),
    )


def _marked(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.show_state(state(language))
    return window


def _overlaid(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.resize(theme.look.px(1000), theme.look.px(640))
    window.panes.show_panel()
    return window


def _narrow_chat(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.resize(theme.look.px(600), theme.look.px(640))
    window.panes.turn_to_chat()
    return window


def _palette(query: str) -> Build:
    def build(theme: Theme, language: str) -> QWidget:
        window = desk(theme, language)
        window.resize(theme.look.px(1100), theme.look.px(640))
        window.show_situation(situation(language, has_payment=False))
        window.open_palette()
        window.overlays.palette.search(query)
        window.overlays.palette.show_people(
            [PaletteRow(kind=Kind.PERSON, id="c_lena", title="Lena Brandt", detail="+49 170 1234567")]
        )
        return window

    return build


def _keys(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.resize(theme.look.px(1100), theme.look.px(640))
    window.open_keys()
    return window


class OnePicture:
    """A picture for the lightbox: ``image`` as a whole, a red one meanwhile."""

    def __init__(self) -> None:
        self.image: QImage | None = self.painted(400, 300)
        self.refuses = False

    @staticmethod
    def painted(width: int, height: int) -> QImage:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("#00ff00"))
        return image

    def whole(self, key: str) -> QImage | None:
        return self.image

    def nearest(self, key: str) -> QPixmap | None:
        pixmap = QPixmap(40, 30)
        pixmap.fill(QColor("#ff0000"))
        return pixmap

    def is_refused(self, key: str) -> bool:
        return self.refuses


def template_page(language: str = "en") -> TemplatePage:
    """The page of a shop that has one template approved, one rejected, one in review and the rest to submit."""
    drafts = read(starter_templates().read_bytes())
    pretend = PretendDesk("owner", language, drafts)
    states = {"payment_link": "APPROVED", "payment_page": "PENDING", "refund_failed": "REJECTED", "answer_ready": "APPROVED"}
    shown = [one.template for one in drafts if one.name in states]
    changed = {
        one.id: msgspec.structs.replace(
            one,
            status=states[one.name],
            category="MARKETING" if one.name == "answer_ready" else "UTILITY",
            reason="SCAM Do not ask for account numbers." if one.name == "refund_failed" else None,
        )
        for one in shown
    }
    pretend.reads.approved = list(changed.values())
    presenter = TemplatePagePresenter(pretend.desk, pretend.clicks)
    presenter.choose_group(language)
    presenter.choose(f"complaint_solved/{language}")
    assert presenter.state is not None
    return presenter.state


def _templates(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.resize(theme.look.px(1100), theme.look.px(720))
    sheet = TemplateSheet(theme, window.overlays.stage)
    sheet.show_state(template_page(language))
    window.overlays.open_sheet(sheet)
    return window


def _closing(theme: Theme, language: str) -> QWidget:
    """Half an hour before the shop closes on a Friday."""
    pretend = PretendDesk("agent", language)
    pretend.clock.at = NOW.replace(hour=17, minute=30) + timedelta(days=5)
    locks = int((pretend.clock.at + timedelta(hours=20)).timestamp())
    asks = Asks(unpaid=int(pretend.clock.at.timestamp()))
    pretend.reads.rows = [chat(f"c_{number}", window_end=locks, asks=asks) for number in range(7)]
    pretend.reads.requests = (Checkout(SourceId("plink_1"), status="open", amount=5890, currency="eur"),)
    presenter = DeskPresenter(pretend.desk)
    window = desk(theme, language)
    presenter.setParent(window)
    window.show_state(presenter.state)
    return window


def _differences(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.resize(theme.look.px(1100), theme.look.px(640))
    pretend = PretendDesk("agent", language)
    pretend.reads.goods = [
        product("FILTER-100", 450, name="Filter 100", stripe_amount=420, stripe_currency="eur", mismatches=(PRICE_DIFFERS,)),
        product("KENIA-250", 1150, name="Kenia Nyeri AA 250 g", mismatches=(NOT_AT_STRIPE,)),
        product("OLD", 2490, name="Espresso „Hafen“ 1 kg, Gründermischung mit einem Namen, der nicht in eine Zeile passt",
                mismatches=(NOT_AT_STRIPE,), is_doubtful=True, price_text="2.490"),
        product("", None, name="Barista-Kurs", stripe_amount=8900, stripe_currency="eur", mismatches=(NOT_AT_WHATSAPP,)),
    ]  # fmt: skip
    sheet = Differences(theme, window.overlays.stage)
    sheet.fill(*compared(pretend.desk))
    window.overlays.open_sheet(sheet)
    return window


def _page(window: MainWindow, theme: Theme, page: EntryPage | None) -> QWidget:
    """Lay a page over the window."""
    assert page is not None
    window.resize(theme.look.px(1100), theme.look.px(720))
    sheet = EntrySheet(theme, page.title, window.overlays.stage)
    sheet.show_state(page)
    window.overlays.open_sheet(sheet)
    return window


def reply_page(pretend: PretendDesk) -> ReplyPage:
    """The page of the replies of a shop that changed one and is writing another."""
    changed = msgspec.structs.replace(pretend.desk.replies[2], category="delivery")
    sizes = Reply(id="own-1", category="own", title={"de": "Größentabelle", "en": "Sizes"}, text={"en": "Here are our sizes."},
                  file=ReplyFile(media=MediaId("m_1"), name="Größentabelle 2026.pdf", size=184_000))  # fmt: skip
    pretend.reads.own_replies = {changed.id: Own(changed), "own-1": Own(sizes), "bye": Own(None, is_dropped=True)}
    presenter = ReplyPagePresenter(pretend.desk, pretend.clicks)
    presenter.open()
    presenter.choose("own-1")
    presenter.edit("text.de-sie", "Hallo {{customer.name}}, hier sind unsere Größen.\nIhre ist {{shoe.size}}.")
    assert presenter.state is not None
    return presenter.state


def _replies(role: str) -> Build:
    def build(theme: Theme, language: str) -> QWidget:
        window = desk(theme, language)
        window.resize(theme.look.px(1100), theme.look.px(720))
        sheet = ReplySheet(theme, window.overlays.stage)
        sheet.show_state(reply_page(PretendDesk(role, language, replies=read_replies(starter_replies().read_bytes()))))
        window.overlays.open_sheet(sheet)
        return window

    return build


def _read_again(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    pretend = PretendDesk("owner", language)
    presenter = RereadPresenter(pretend.desk, pretend.clicks, window)
    presenter.open(reread(language))
    presenter._seconds.stop()
    return _page(window, theme, presenter.state)


def _older(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    pretend = PretendDesk("owner", language)
    pretend.commands.older = FETCHING
    presenter = OlderPresenter(pretend.desk, pretend.clicks, window)
    presenter.open()
    presenter._timer.stop()
    pretend.clicks.settle()
    return _page(window, theme, presenter.state)


def _deputies(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    pretend = PretendDesk("owner", language)
    pretend.commands.say(terms=Terms(name="Nordlicht", team=TEAM))
    presenter = DeputiesPresenter(pretend.desk, pretend.clicks, window)
    presenter.open()
    return _page(window, theme, presenter.state)


PICTURE = LightboxState(
    item="wamid.1",
    key="m_1",
    title="Lena Brandt",
    detail="Today 14:02",
    caption="Hallo! Das Paket ist da, aber eine Tüte Guatemala war aufgerissen",
    spoken="Picture 1 of 3, Lena Brandt, Today 14:02",
    count=3,
)


def _lightbox(theme: Theme, language: str) -> QWidget:
    window = desk(theme, language)
    window.resize(theme.look.px(1100), theme.look.px(640))
    pictures = OnePicture()
    pictures.image = PaintedPictures().picture("photo", QSize(1200, 900)).toImage()
    window.overlays.lightbox.serve(pictures)
    window.overlays.show_picture(PICTURE)
    return window


def _first_start(make: Callable[[], FirstStart]) -> Build:
    def build(theme: Theme, language: str) -> QWidget:
        page = FirstStartPage(theme, language)
        page.show_state(make())
        return page

    return build


def _key_seen() -> FirstStart:
    findings = (
        finding_of("unrestricted", Light.NOTE),
        finding_of("charges.read", Light.GOOD),
        finding_of("charges.write", Light.MISSING, "rak_charge_write"),
        finding_of("links.write", Light.WAITING),
    )
    return FirstStart(page=Page.STRIPE, findings=findings, can_go_on=True)


def _key_refused() -> FirstStart:
    return FirstStart(page=Page.STRIPE, problem=key_refusal("sk_live_x"))


def _key_being_seen() -> FirstStart:
    codes = ("charges.read", "intents.read", "customers.read", "disputes.read", "events.read", "charges.write")
    findings = tuple(finding_of(code, Light.WAITING) for code in codes)
    return FirstStart(page=Page.STRIPE, findings=findings, busy=busy_words("stripe"))


def _number_refused() -> FirstStart:
    return FirstStart(page=Page.WHATSAPP, problem=trouble_words("whatsapp-token", "Invalid OAuth access token."))


def _code_refused() -> FirstStart:
    return FirstStart(page=Page.HUB, problem=trouble_words("code-refused"), hub_address="https://hub.example.com")


SCENES = (
    Scene("desk", (1440, 900), desk),
    Scene("desk-1280", (1280, 720), desk),
    Scene("desk-marked", (1280, 720), _marked),
    Scene("desk-overlay", (1000, 640), _overlaid),
    Scene("desk-narrow-list", (600, 640), desk),
    Scene("desk-narrow-chat", (600, 640), _narrow_chat),
    Scene("palette", (1100, 640), _palette("")),
    Scene("palette-found", (1100, 640), _palette("pay")),
    Scene("keys", (1100, 640), _keys),
    Scene("templates-page", (1100, 720), _templates),
    Scene("replies-page", (1100, 720), _replies("owner")),
    Scene("replies-page-agent", (1100, 720), _replies("agent")),
    Scene("closing-card", (1280, 720), _closing),
    Scene("differences", (1100, 640), _differences),
    Scene("read-again", (1100, 720), _read_again),
    Scene("deputies", (1100, 720), _deputies),
    Scene("older", (1100, 720), _older),
    Scene("lightbox", (1100, 640), _lightbox),
    Scene("start-choice", (1000, 640), _first_start(FirstStart)),
    Scene("start-choice-narrow", (520, 760), _first_start(FirstStart)),
    Scene("start-stripe", (1000, 680), _first_start(_key_seen)),
    Scene("start-stripe-busy", (1000, 680), _first_start(_key_being_seen)),
    Scene("start-stripe-refused", (1000, 680), _first_start(_key_refused)),
    Scene("start-whatsapp", (1000, 760), _first_start(lambda: FirstStart(page=Page.WHATSAPP))),
    Scene("start-whatsapp-refused", (1000, 760), _first_start(_number_refused)),
    Scene("start-hub", (1000, 640), _first_start(_code_refused)),
    *dispute_scenes.SCENES,
    *journal_scenes.SCENES,
)
