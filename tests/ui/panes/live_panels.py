"""The panel as its presenter makes it, in the states of the design's second picture: the program's own words, both languages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

import msgspec

from inbox.desk.ports import AskedRefund, FoundPayment, MissingNote, Money, Papers, Sale
from inbox.domain import times
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import Bought, Checkout, CreditNote, Dispute, Invoice
from inbox.domain.problems import Problem
from inbox.domain.template_drafts import read
from inbox.domain.templates import Template
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters.desk import Bell, Clicks
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, item, paid

_DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
_SALE = Sale((Bought("Guatemala Filter 1 kg", 2490), Bought("Espresso „Hafen“ 1 kg", 2490)), 490)


class Stage:
    """A pretend desk in one language, with the panel on it."""

    def __init__(self, language: str, role: str = "agent", name: str = "Lena Brandt") -> None:
        self.pretend = PretendDesk(role)
        self.desk = dataclasses.replace(self.pretend.desk, moments=Moments(language, UTC))
        self.clicks = Clicks(self.desk, Bell())
        self.reads = self.pretend.reads
        self.reads.rows = [chat(name=name)]
        self.reads.lines = [entry("m1", -60, text="Hallo, das Paket ist da, aber eine Tüte ist aufgerissen.")]

    def open(self) -> PanelPresenter:
        """Return the panel with Lena's chat open."""
        panel = PanelPresenter(self.desk, self.clicks)
        panel.open(LENA)
        return panel


def _ago(**time: float) -> str:
    return times.to_text(NOW - timedelta(**time))


def _of(money: Money, **changes: object) -> Money:
    return msgspec.structs.replace(money, payment=msgspec.structs.replace(money.payment, **changes))


def refund_form(language: str) -> PanelState:
    stage = Stage(language)
    stage.reads.money = [_of(msgspec.structs.replace(paid(amount=5470), sale=_SALE), fee=62, created=_ago(hours=2, minutes=41))]
    panel = stage.open()
    panel.act(Intent.REFUND_FORM, "pi_1")
    panel.tick_line("pi_1", "0", True)
    return panel.state


def part_given_back(language: str) -> PanelState:
    stage = Stage(language)
    before = msgspec.structs.replace(paid(amount=5470, refunded=2490), sale=_SALE)
    given = msgspec.structs.replace(before.refunds[0], lines=("0",))
    stage.reads.money = [_of(msgspec.structs.replace(before, refunds=(given,)), created=_ago(days=3), method="sepa_debit")]
    panel = stage.open()
    panel.act(Intent.REFUND_FORM, "pi_1")
    return panel.state


def yen(language: str) -> PanelState:
    stage = Stage(language)
    stage.reads.money = [_of(paid(amount=5000), currency="jpy"), _of(paid("pi_2"), created="2024-03-02T10:00:00Z")]
    panel = stage.open()
    panel.act(Intent.REFUND_FORM, "pi_1")
    panel.choose_share("pi_1", "half")
    return panel.state


def unmatched(language: str) -> PanelState:
    stage = Stage(language, name="+49 1512 3456789")
    stage.reads.lines = [entry("m1", text="Wo ist meine Bestellung 10234? Ich habe 36,40 € bezahlt.")]
    by_order = _of(paid("pi_8", 3640), name="M. Peters", order_number="10234", created=_ago(days=3)).payment
    by_sum = _of(paid("pi_9", 3640), name="K. Lange", order_number="9981", created=_ago(days=19)).payment
    stage.reads.found = [FoundPayment(by_order, ("order", "amount")), FoundPayment(by_sum, ("amount",))]
    return stage.open().state


def linked(language: str) -> PanelState:
    stage = Stage(language, name="M. Peters")
    panel = stage.open()
    panel.act(Intent.LINK_PAYMENT, "pi_1")
    stage.reads.money = [paid()]
    panel.open(LENA)
    panel.act(Intent.LINK_PAYMENT, "pi_1")
    return panel.state


_LINK = Checkout(
    SourceId("plink_1"), kind="link", status="open", amount=3800, currency="eur",
    url="https://pay.example/x", created=_ago(days=1),
)  # fmt: skip


def declined(language: str) -> PanelState:
    stage = Stage(language, name="Sophie Wagner")
    refused = _of(paid(amount=3800), status="requires_payment_method", failure_code="fraudulent", method_label="Visa 1881")
    stage.reads.money = [_of(refused, created=_ago(minutes=20))]
    expires = times.to_text(NOW + timedelta(hours=20))
    stage.reads.requests = (msgspec.structs.replace(_LINK, expires_at=expires),)
    return stage.open().state


def open_link(language: str) -> PanelState:
    stage = Stage(language, name="João Pereira")
    stage.reads.money = [_of(paid(), created=_ago(days=40))]
    stage.reads.requests = (_LINK,)
    return stage.open().state


def approved_template(name: str) -> Template:
    """Return a German one of the starter set as Meta lists it once it is approved."""
    draft = next(one for one in _DRAFTS if one.id == f"{name}/de")
    return msgspec.structs.replace(draft.template, status="APPROVED")


def closed_link(language: str) -> PanelState:
    """A link of two days ago in a closed window, and a page that expired in another chat's way."""
    stage = Stage(language, name="João Pereira")
    stage.reads.rows = [chat(name="João Pereira", window_end=0)]
    stage.reads.approved = [approved_template("payment_reminder_du")]
    stage.reads.money = [_of(paid(), created=_ago(days=40))]
    stage.reads.requests = (msgspec.structs.replace(_LINK, url="https://buy.stripe.com/test_1", created=_ago(days=2)),)
    return stage.open().state


_INVOICE = Invoice(
    SourceId("in_1"), number="R-1042", status="paid", amount=4980, currency="eur", created=_ago(hours=3)
)


def papers(language: str) -> PanelState:
    """Receipt and invoice of a payment, a corrected one, one that is all refunded, an open and a voided invoice."""
    stage = Stage(language)
    url = "https://pay.stripe.com/receipts/x"
    note = CreditNote(SourceId("cn_1"), number="R-1031-CN-01", status="issued")
    fresh = msgspec.structs.replace(_of(paid(), receipt_url=url), papers=Papers(_INVOICE))
    earlier = msgspec.structs.replace(_INVOICE, id=SourceId("in_2"), number="R-1031", created=_ago(days=12))
    partly = _of(paid("pi_2", 7470, 2490), receipt_url=url, created=_ago(days=12))
    partly = msgspec.structs.replace(partly, papers=Papers(earlier, (note,)))
    whole = _of(paid("pi_3", 2070, 2070), receipt_url=url, created=_ago(days=31))
    stage.reads.money = [fresh, partly, whole]
    unpaid = msgspec.structs.replace(_INVOICE, id=SourceId("in_3"), number="R-1040", status="open", created=_ago(days=2))
    void = msgspec.structs.replace(_INVOICE, id=SourceId("in_4"), number="R-1029", status="void", created=_ago(days=20))
    stage.reads.papers = [_INVOICE, unpaid, earlier, void]
    return stage.open().state


def _closed_papers(language: str, intent: Intent, *approved: str) -> PanelState:
    stage = Stage(language)
    stage.reads.rows = [chat(name="Lena Brandt", window_end=0)]
    stage.reads.approved = [approved_template(name) for name in approved]
    fresh = msgspec.structs.replace(_of(paid(), receipt_url="https://pay.stripe.com/receipts/x"), papers=Papers(_INVOICE))
    stage.reads.money, stage.reads.papers = [fresh], [_INVOICE]
    panel = stage.open()
    panel.act(intent, "pi_1")
    return panel.state


def closed_invoice(language: str) -> PanelState:
    """An invoice that goes by a template with the file over it."""
    return _closed_papers(language, Intent.SEND_INVOICE, "invoice_file_du")


def closed_receipt(language: str) -> PanelState:
    """A receipt for which there is no template yet."""
    return _closed_papers(language, Intent.RECEIPT)


def note_missing(language: str) -> PanelState:
    """The money is back, the credit note is not there."""
    stage = Stage(language)
    problem = Problem("credit-note-permission", "x", facts={"permission": "rak_credit_note_write"})
    note = MissingNote(refund=SourceId("re_1"), amount=2490, currency="eur", problem=problem)
    stage.reads.money = [msgspec.structs.replace(paid(refunded=2490), papers=Papers(_INVOICE, (), (note,)))]
    return stage.open().state


def note_in_form(language: str) -> PanelState:
    """The refund form of an invoiced payment."""
    stage = Stage(language)
    stage.reads.money = [msgspec.structs.replace(paid(), papers=Papers(_INVOICE))]
    panel = stage.open()
    panel.act(Intent.REFUND_FORM, "pi_1")
    return panel.state


def lapsed(language: str) -> PanelState:
    stage = Stage(language, name="João Pereira")
    stage.reads.lapsed = (
        msgspec.structs.replace(
            _LINK, id=SourceId("cs_1"), kind="session", status="expired", expires_at=_ago(hours=9),
            recovery_url="https://buy.stripe.com/r/test_1",
        ),
    )  # fmt: skip
    return stage.open().state


def closed_refund(language: str) -> PanelState:
    stage = Stage(language)
    stage.reads.rows = [chat(window_end=0)]
    stage.reads.approved = [approved_template("refund_started_du")]
    stage.reads.money = [_of(msgspec.structs.replace(paid(amount=5470), sale=_SALE), created=_ago(days=3))]
    panel = stage.open()
    panel.act(Intent.REFUND_FORM, "pi_1")
    panel.tick_line("pi_1", "0", True)
    return panel.state


def wishes(language: str) -> PanelState:
    """A refund that can be asked back, one that was, and what can be ordered again."""
    stage = Stage(language)
    asked = msgspec.structs.replace(_LINK, amount=1000, pays_back=SourceId("re_0"))
    early = msgspec.structs.replace(paid("pi_2", 4980, 1000), sale=_SALE)
    early = msgspec.structs.replace(early, refunds=(msgspec.structs.replace(early.refunds[0], id=SourceId("re_0")),))
    stage.reads.money = [msgspec.structs.replace(paid(amount=5470, refunded=2490), sale=_SALE), _of(early, created=_ago(days=9))]
    stage.reads.requests = (asked,)
    return stage.open().state


def disputed(language: str) -> PanelState:
    stage = Stage(language, name="Farid Omar")
    due = times.to_text(NOW + timedelta(days=8))
    case = Dispute(SourceId("dp_1"), status="needs_response", reason="fraudulent", due_by=due, created=_ago(days=1))
    money = _of(paid(amount=5900), disputed=True, created=_ago(days=12))
    asked = Dispute(SourceId("dp_2"), status="warning_needs_response", reason="unrecognized", due_by=due, created=_ago(days=1))
    inquiry = msgspec.structs.replace(_of(paid("pi_2"), created=_ago(days=20)), disputes=(asked,))
    stage.reads.money = [msgspec.structs.replace(money, disputes=(case,)), inquiry]
    return stage.open().state


def disputed_late(language: str) -> PanelState:
    """One whose answer lies staged on its last day, one whose day has passed, and an inquiry whose day has passed."""
    stage = Stage(language, "supervisor", name="Farid Omar")
    cases = [
        Dispute(SourceId("dp_1"), status="needs_response", reason="fraudulent", due_by=_ago(hours=-5), has_evidence=True),
        Dispute(SourceId("dp_2"), status="needs_response", reason="product_not_received", due_by=_ago(days=2)),
        Dispute(SourceId("dp_3"), status="warning_needs_response", reason="unrecognized", due_by=_ago(days=1)),
    ]
    bought = [_of(paid(f"pi_{number}", amount=5900), created=_ago(days=number * 9)) for number in (1, 2, 3)]
    stage.reads.money = [
        msgspec.structs.replace(_of(money, disputed=case.id != "dp_3"), disputes=(case,))
        for money, case in zip(bought, cases, strict=True)
    ]
    return stage.open().state


def _asked(state: str, minutes: int = 3) -> AskedRefund:
    return AskedRefund(
        action=ActionId("act_9"), state=state, agent=AgentId("a_tom"), agent_name="Tom", payment=SourceId("pi_1"),
        amount=24000, currency="eur", reason="damaged", at=_ago(minutes=minutes), changed_at=_ago(minutes=minutes),
    )  # fmt: skip


def to_approve(language: str) -> PanelState:
    stage = Stage(language, "supervisor", "Thu Nguyen")
    said = "Machine arrived broken, photo attached, wants money back."
    stage.reads.lines = [entry("m1", -5, text=said)]
    stage.reads.money = [_of(paid(amount=24000), method_label="Visa 0341", created=_ago(days=3))]
    stage.reads.asked = (_asked("needs_approval"),)
    return stage.open().state


def waiting(language: str) -> PanelState:
    stage = Stage(language)
    stage.reads.money = [paid(amount=24000)]
    stage.reads.asked = (_asked("needs_approval"),)
    return stage.open().state


def faster(language: str) -> PanelState:
    stage = Stage(language)
    stage.reads.money = [paid(amount=4980)]
    panel = stage.open()
    panel.act(Intent.REFUND_FORM, "pi_1")
    panel.edit_amount("pi_1", "24,90")
    panel.act(Intent.REFUND_SEND, "pi_1")
    (action,) = stage.pretend.commands.clicked
    facts: dict[str, str | int | None] = {"agent": "Tom", "amount": 2490, "at": "2026-11-22T14:02:00Z"}
    stage.pretend.commands.stand(item(action, "refused", Problem("needs-confirmation", "?", ("recent-refund",), facts)))
    panel.open(LENA)
    return panel.state


def checking(language: str) -> PanelState:
    stage = Stage(language)
    stage.reads.money = [paid(amount=24000)]
    stage.reads.asked = (_asked("sending", 1),)
    return stage.open().state


def unknown(language: str) -> PanelState:
    stage = Stage(language, "supervisor")
    stage.reads.money = [paid(amount=24000)]
    stage.reads.asked = (_asked("unknown", 12),)
    return stage.open().state


STATES: dict[str, Callable[[str], PanelState]] = {
    "refund-form": refund_form,
    "part-given-back": part_given_back,
    "yen": yen,
    "unmatched": unmatched,
    "linked": linked,
    "declined": declined,
    "open-link": open_link,
    "closed-link": closed_link,
    "lapsed": lapsed,
    "papers": papers,
    "closed-invoice": closed_invoice,
    "closed-receipt": closed_receipt,
    "note-missing": note_missing,
    "note-in-form": note_in_form,
    "wishes": wishes,
    "closed-refund": closed_refund,
    "disputed": disputed,
    "disputed-late": disputed_late,
    "to-approve": to_approve,
    "waiting": waiting,
    "faster": faster,
    "checking": checking,
    "unknown": unknown,
}
"""By the name of the scene."""
