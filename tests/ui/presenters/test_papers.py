"""Receipts and invoices with one click, as file or link; the credit note that is missing is seen and made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from inbox.desk.ports import Changes, MissingNote, Money, Papers
from inbox.domain import times
from inbox.domain.actions import MakeCreditNote, SendInvoice, SendLinkButton, SendMedia, SendTemplate
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import CreditNote, Dispute, Invoice
from inbox.domain.problems import Problem
from inbox.domain.template_drafts import read
from inbox.domain.templates import Template
from inbox.ui.models.presenters.money_lines import line_of
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.pending import pending
from inbox.ui.models.rows import plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import Bubble, EventLine
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, item, paid

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
RECEIPT = "https://pay.stripe.com/receipts/x"
INVOICE = Invoice(
    id=SourceId("in_1"), number="R-1042", status="paid", amount=4980, currency="eur", created=times.to_text(NOW)
)
DRAFTED = Template(
    name="rechnung_da",
    language="de",
    status="APPROVED",
    category="UTILITY",
    header="DOCUMENT",
    body="Danke, {{1}}! Deine Rechnung über {{2}} hängt an.",
)


def invoiced(invoice: Invoice | None = INVOICE, receipt: str | None = RECEIPT, **papers: object) -> Money:
    money = paid()
    payment = msgspec.structs.replace(money.payment, receipt_url=receipt, invoice=invoice.id if invoice else None)
    return msgspec.structs.replace(money, payment=payment, papers=Papers(invoice, **papers))  # type: ignore[arg-type] # by name


def opened(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def section(presenter: PanelPresenter, name: str) -> Section | None:
    return next((each for each in presenter.state.sections if each.id == name), None)


def card(presenter: PanelPresenter) -> Entry:
    shown = section(presenter, "payments")
    assert shown is not None
    return shown.entries[0]


def closed(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=int((NOW - timedelta(hours=1)).timestamp()))]


def test_a_payment_offers_its_receipt_and_its_invoice_and_names_it(pretend: PretendDesk) -> None:
    pretend.reads.money = [invoiced()]
    shown = card(opened(pretend))
    assert [button.text for button in shown.buttons[:3]] == ["Send receipt", "Send invoice", "As link"]
    assert "Invoice R-1042" in shown.details


def test_where_nothing_is_left_to_refund_the_receipt_stands_in_that_place(pretend: PretendDesk) -> None:
    money = invoiced()
    pretend.reads.money = [
        msgspec.structs.replace(money, payment=msgspec.structs.replace(money.payment, amount_refunded=4980))
    ]
    shown = card(opened(pretend))
    assert shown.side is not None
    assert (shown.side.text, [button.text for button in shown.buttons][:1]) == ("Send receipt", ["Send invoice"])


def test_nothing_is_offered_that_there_is_not(pretend: PretendDesk) -> None:
    pretend.reads.money = [invoiced(None, None)]
    assert card(opened(pretend)).buttons == ()
    pretend.reads.money = [invoiced(msgspec.structs.replace(INVOICE, status="void"), None)]
    assert card(opened(pretend)).buttons == ()


def test_the_receipt_goes_as_a_button_in_her_language(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.lines = [invoiced()], [entry("m1", text="Could you send me the receipt, please?")]
    opened(pretend).act(Intent.RECEIPT, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendLinkButton)
    assert (sent.text, sent.label, sent.url) == ("Here is the receipt for €49.80.", "Open receipt", RECEIPT)


def test_the_invoice_goes_as_a_file_with_its_number_in_the_name(pretend: PretendDesk) -> None:
    pretend.reads.money = [invoiced()]
    opened(pretend).act(Intent.SEND_INVOICE, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendInvoice)
    assert isinstance(sent.send, SendMedia)
    assert (sent.invoice, sent.send.filename, sent.send.caption) == (
        "in_1",
        "Rechnung_R-1042.pdf",
        "Hier ist die Rechnung R-1042.",
    )
    assert sent.send.id != sent.id


@pytest.mark.parametrize(("number", "name"), [("A/../b:c", "Rechnung_A-..-b-c.pdf"), (None, "Rechnung.pdf")])
def test_a_number_never_makes_a_path(pretend: PretendDesk, number: str | None, name: str) -> None:
    pretend.reads.money = [invoiced(msgspec.structs.replace(INVOICE, number=number))]
    opened(pretend).act(Intent.SEND_INVOICE, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendInvoice)
    assert getattr(sent.send, "filename", None) == name


def test_every_invoice_of_hers_is_listed_and_goes_as_a_file_or_a_link(pretend: PretendDesk) -> None:
    opened_one = msgspec.structs.replace(INVOICE, id=SourceId("in_2"), status="open", hosted_url="https://x.example/i")
    void = msgspec.structs.replace(INVOICE, id=SourceId("in_3"), status="void")
    pretend.reads.money, pretend.reads.papers = [paid()], [opened_one, void]
    presenter = opened(pretend)
    shown = section(presenter, "invoices")
    assert shown is not None
    assert [(each.title, each.chip and each.chip.text) for each in shown.entries] == [
        ("R-1042 · €49.80", "Unpaid"),
        ("R-1042 · €49.80", "Voided"),
    ]
    assert [button.text for button in shown.entries[0].buttons] == ["Send as PDF", "Send as link"]
    assert shown.entries[1].buttons == ()
    presenter.act(Intent.SEND_INVOICE_LINK, "in_2")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendInvoice)
    assert isinstance(sent.send, SendLinkButton)
    assert sent.send.url == "https://x.example/i"


def test_many_invoices_are_folded(pretend: PretendDesk) -> None:
    pretend.reads.papers = [msgspec.structs.replace(INVOICE, id=SourceId(f"in_{place}")) for place in range(6)]
    presenter = opened(pretend)
    shown = section(presenter, "invoices")
    assert shown is not None
    assert (len(shown.entries), shown.link and shown.link.text) == (4, "All 6 ›")
    presenter.act(Intent.ALL_INVOICES, "invoices")
    shown = section(presenter, "invoices")
    assert shown is not None
    assert len(shown.entries) == 6


def test_a_closed_window_shows_the_template_that_takes_the_file_before_it_goes(pretend: PretendDesk) -> None:
    closed(pretend)
    pretend.reads.money = [invoiced()]
    pretend.reads.approved = [
        msgspec.structs.replace(DRAFTED, name="retoure", body="Hier ist dein Retourenschein, {{1}}."),
        msgspec.structs.replace(DRAFTED, name="rechnung_frage", body="Rechnung zu {{1}}"),
        msgspec.structs.replace(DRAFTED, name="rechnung_bild", header="IMAGE"),
        msgspec.structs.replace(DRAFTED, name="rechnung_werbung", category="MARKETING"),
        msgspec.structs.replace(DRAFTED, name="a_rechnung", language="en"),
        DRAFTED,
    ]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    assert pretend.commands.clicked == []
    shown = plain(card(presenter).explanation).replace("\xa0", " ")
    assert shown.startswith("The window is closed, so this template goes out: “Rechnung da” · Utility")
    assert shown.endswith("“[Rechnung_R-1042.pdf] Danke, Lena! Deine Rechnung über 49,80 € hängt an.”")
    assert [button.text for button in card(presenter).buttons] == ["Send template", "Do not send"]
    presenter.act(Intent.PAPER_SEND, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendInvoice)
    assert isinstance(sent.send, SendTemplate)
    assert (sent.send.template, sent.send.filename, sent.send.media) == ("rechnung_da", "Rechnung_R-1042.pdf", "")
    assert sent.send.body["2"].replace("\xa0", " ") == "49,80 €"
    presenter.act(Intent.PAPER_SEND, "pi_1")
    assert len(pretend.commands.clicked) == 1


def approved(name: str) -> Template:
    return msgspec.structs.replace(next(one for one in DRAFTS if one.id == name).template, status="APPROVED")


def test_where_no_template_takes_a_file_the_page_goes_and_the_receipt_by_its_own(pretend: PretendDesk) -> None:
    closed(pretend)
    url = "https://invoice.stripe.com/i/acct_1/test_2?s=ap"
    receipt = "https://pay.stripe.com/receipts/payment/CAca"
    pretend.reads.money = [invoiced(msgspec.structs.replace(INVOICE, hosted_url=url), receipt)]
    pretend.reads.approved = [approved("receipt_page_du/de"), approved("renewal_page_du/de"), approved("invoice_page_du/de")]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    presenter.act(Intent.PAPER_SEND, "pi_1")
    presenter.act(Intent.RECEIPT, "pi_1")
    assert "[Beleg öffnen]" in plain(card(presenter).explanation)
    presenter.act(Intent.PAPER_SEND, "pi_1")
    invoice, slip = pretend.commands.clicked
    assert isinstance(invoice, SendInvoice)
    assert isinstance(invoice.send, SendTemplate)
    assert (invoice.send.template, invoice.send.media) == ("invoice_page_du", None)
    assert invoice.send.buttons == {"0": "acct_1/test_2?s=ap"}
    assert invoice.send.body["rechnungsnummer"] == "R-1042"
    assert isinstance(slip, SendTemplate)
    assert (slip.template, slip.buttons) == ("receipt_page_du", {"0": "payment/CAca"})


@pytest.mark.parametrize(
    ("intent", "title"),
    [(Intent.SEND_INVOICE, "Invoice as a file"), (Intent.SEND_INVOICE_LINK, "Invoice as a page"), (Intent.RECEIPT, "Receipt")],
)
def test_without_a_template_the_way_out_is_said_and_a_click_away(pretend: PretendDesk, intent: str, title: str) -> None:
    closed(pretend)
    pretend.reads.money = [invoiced()]
    presenter = opened(pretend)
    presenter.act(intent, "pi_1")
    assert plain(card(presenter).explanation) == (
        "The window is closed, and no approved template can carry this. "
        f"Submit the template “{title}” to Meta; once it is approved, it does the job."
    )
    assert [button.intent for button in card(presenter).buttons] == [Intent.TEMPLATE_PAGE, Intent.PAPER_LEAVE]
    presenter.act(Intent.PAPER_SEND, "pi_1")
    presenter.act(Intent.PAPER_LEAVE, "pi_1")
    assert card(presenter).explanation == ()
    assert pretend.commands.clicked == []


def test_an_invoice_of_which_stripe_has_told_nothing_yet_is_said_to_be_so(pretend: PretendDesk) -> None:
    closed(pretend)
    pretend.reads.money, pretend.reads.approved = [invoiced(Invoice(SourceId("in_1")))], [approved("invoice_page_du/de")]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    said = plain(card(presenter).explanation)
    assert said.endswith("Stripe has not given this invoice a number yet; open the chat again in a moment.")


def test_a_template_that_thanks_for_a_payment_carries_no_open_invoice(pretend: PretendDesk) -> None:
    closed(pretend)
    pretend.reads.approved = [msgspec.structs.replace(DRAFTED, name="payment_received")]
    pretend.reads.papers = [msgspec.structs.replace(INVOICE, status="open")]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "in_1")
    shown = section(presenter, "invoices")
    assert shown is not None
    assert "no approved template" in plain(shown.entries[0].explanation)


def test_when_she_writes_the_template_makes_way_for_the_file(pretend: PretendDesk) -> None:
    closed(pretend)
    pretend.reads.money = [invoiced()]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    pretend.reads.rows = [chat()]
    presenter.take(Changes(conversations=frozenset({LENA})))
    assert card(presenter).explanation == ()


def test_an_invoice_is_offered_once_by_the_payment_that_paid_it(pretend: PretendDesk) -> None:
    unpaid = msgspec.structs.replace(INVOICE, id=SourceId("in_2"), number="R-1043", status="open")
    pretend.reads.money, pretend.reads.papers = [invoiced()], [INVOICE, unpaid]
    shown = section(opened(pretend), "invoices")
    assert shown is not None
    assert [each.id for each in shown.entries] == ["in_2"]
    pretend.reads.papers = [INVOICE]
    assert section(opened(pretend), "invoices") is None


def test_an_invoice_that_its_payments_card_does_not_offer_stands_in_the_list(pretend: PretendDesk) -> None:
    asked = Dispute(SourceId("dp_1"), status="needs_response", created=times.to_text(NOW))
    pretend.reads.money, pretend.reads.papers = [msgspec.structs.replace(invoiced(), disputes=(asked,))], [INVOICE]
    shown = section(opened(pretend), "invoices")
    assert shown is not None
    assert [button.text for button in shown.entries[0].buttons] == ["Send as PDF", "Send as link"]


def test_what_is_on_its_way_takes_no_second_click(pretend: PretendDesk) -> None:
    pretend.reads.money = [invoiced()]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendInvoice)
    pretend.commands.stand(msgspec.structs.replace(item(sent, "sending"), targets=("in_1",)))
    presenter.tick()
    button = card(presenter).buttons[1]
    assert (button.is_enabled, button.reason) == (False, "Being sent")
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    assert len(pretend.commands.clicked) == 1


def test_a_credit_note_is_named_beside_its_invoice(pretend: PretendDesk) -> None:
    note = CreditNote(id=SourceId("cn_1"), number="R-1042-CN-01", status="issued")
    void = CreditNote(id=SourceId("cn_2"), number="R-1042-CN-02", status="void")
    pretend.reads.money = [invoiced(notes=(note, void))]
    assert "Invoice R-1042 · credit note CN-01" in card(opened(pretend)).details


def test_a_missing_credit_note_is_said_and_made_without_another_refund(pretend: PretendDesk) -> None:
    click = ActionId("0c9f3c6e-8a57-4b0e-9f0f-3b8f1a9a7f01")
    problem = Problem("credit-note-permission", "x", facts={"permission": "rak_credit_note_write"})
    note = MissingNote(refund=SourceId("re_1"), amount=2490, currency="eur", refund_action=click, problem=problem)
    pretend.reads.money = [invoiced(missing=(note,))]
    presenter = opened(pretend)
    shown = card(presenter)
    assert plain(shown.explanation).startswith("The money is back, but the credit note is missing: ")
    assert "rak_credit_note_write" in plain(shown.explanation)
    assert shown.buttons[0].text == "Make credit note"
    presenter.act(Intent.CREDIT_NOTE_AGAIN, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, MakeCreditNote)
    assert (sent.payment, sent.refund, sent.amount, sent.refund_action) == ("pi_1", "re_1", 2490, click)
    pretend.reads.money = [invoiced(missing=(msgspec.structs.replace(note, is_live=True),))]
    presenter.open(LENA)
    assert card(presenter).buttons == ()
    assert plain(card(presenter).progress) == "The credit note for €24.90 is being made."


def test_the_refund_form_says_what_becomes_of_the_invoice(pretend: PretendDesk) -> None:
    for money, words in (
        (invoiced(), "The credit note for invoice R-1042 is made with it."),
        (paid(), "No Stripe invoice: the invoice is corrected elsewhere."),
    ):
        pretend.reads.money = [money]
        presenter = PanelPresenter(pretend.desk, pretend.clicks)
        presenter.open(LENA)
        presenter.act(Intent.REFUND_FORM, "pi_1")
        form = card(presenter).form
        assert form is not None
        assert form.paper == words


def test_an_invoice_on_its_way_is_a_bubble_until_its_message_is_there(pretend: PretendDesk) -> None:
    pretend.reads.money = [invoiced()]
    opened(pretend).act(Intent.SEND_INVOICE, "pi_1")
    (sent,) = pretend.commands.clicked
    assert isinstance(sent, SendInvoice)
    made = item(sent, "succeeded")
    ((_, shown),) = pending(pretend.desk, [made], set(), "")
    assert isinstance(shown, Bubble)
    assert shown.media is not None
    assert (shown.media.title or shown.text, shown.text) == ("Rechnung_R-1042.pdf", "Hier ist die Rechnung R-1042.")
    assert pending(pretend.desk, [made], {sent.send.id}, "") == []


def test_an_invoice_on_its_way_by_a_template_bears_its_name_over_the_text(pretend: PretendDesk) -> None:
    closed(pretend)
    pretend.reads.money, pretend.reads.approved = [invoiced()], [DRAFTED]
    presenter = opened(pretend)
    presenter.act(Intent.SEND_INVOICE, "pi_1")
    presenter.act(Intent.PAPER_SEND, "pi_1")
    (sent,) = pretend.commands.clicked
    ((_, shown),) = pending(pretend.desk, [item(sent, hold=3)], set(), "")
    assert isinstance(shown, Bubble)
    assert shown.media is not None
    assert shown.media.title == "Rechnung_R-1042.pdf"


def test_the_line_of_an_invoice_has_its_number_and_how_it_stands(pretend: PretendDesk) -> None:
    line = line_of(pretend.desk, entry("in_1", kind="invoice", direction=None, object=INVOICE), {})
    assert isinstance(line, EventLine)
    assert plain(line.spans).startswith("Invoice R-1042 €49.80")
    assert line.chip is not None
    assert line.chip.text == "Paid"
