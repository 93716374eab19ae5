"""Invoices into the chat: the file comes from Stripe through the hub, the message goes the way of every other."""

from __future__ import annotations

import uuid

import httpx
import pytest
from msgspec.structs import replace

from inbox.domain import times
from inbox.domain.events import NewEvent, TemplateBody
from inbox.domain.templates import Template, TemplateButton
from tests.hub.actions.hub_world import ANNA, Hub, wish

DAY = 86_400


def _ask(invoice: str, conversation: str, kind: str = "send_media", **more: object) -> dict:
    """Return the click; ``kind`` is the message it goes out with."""
    message = {
        "send_media": {"media": "", "media_kind": "document", "filename": "Rechnung_R-1001.pdf", "caption": "Ihre Rechnung"},
        "send_link_button": {"text": "Ihre Rechnung", "label": "Rechnung", "url": "https://old.example/"},
        "send_template": {"template": "invoice_ready", "language": "de", "media": "", "filename": "Rechnung_R-1001.pdf"},
    }[kind]
    send = {"id": str(uuid.uuid4()), "kind": kind, "conversation": conversation, **message, **more}
    return wish("send_invoice", conversation=conversation, invoice=invoice, send=send)


def _template(hub: Hub, **more: object) -> None:
    found = Template(
        name="invoice_ready", language="de", status="APPROVED", category="UTILITY", header="DOCUMENT", body="Die Rechnung."
    )
    found = replace(found, **more)
    at = times.to_text(hub.clock.now())
    body = TemplateBody(found.id, "1", found)
    hub.writer.run(lambda tx: tx.append([NewEvent("template.changed", "hub", at, body)]))


def test_the_pdf_goes_out_as_a_document_under_its_own_name(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    asked = _ask(paid["invoice"], conversation)
    done = hub.do(ANNA, asked)
    assert done.state == "succeeded", done.problem
    (taken,) = hub.meta.taken
    assert taken["type"] == "document"
    assert taken["document"]["filename"] == "Rechnung_R-1001.pdf"
    assert taken["document"]["caption"] == "Ihre Rechnung"
    (uploaded,) = hub.meta.uploads
    assert b"%PDF-" in uploaded
    assert b"Rechnung R-1001" in uploaded
    (sent,) = hub.bodies("message.sent")
    assert sent["message"]["media"]["filename"] == "Rechnung_R-1001.pdf"
    assert sent["message"]["media"]["mime"] == "application/pdf"
    assert sent["message"]["action"] == asked["send"]["id"]
    kept = hub.writer.run(lambda tx: tx.hub.MediaFile.get())
    assert (kept.state, kept.conversation, kept.agent) == ("stored", conversation, "a_anna")


def test_the_link_goes_out_with_the_address_as_it_is_now(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    assert hub.do(ANNA, _ask(paid["invoice"], conversation, "send_link_button")).state == "succeeded"
    (taken,) = hub.meta.taken
    url = taken["interactive"]["action"]["parameters"]["url"]
    assert url == hub.stripe.account.state.invoices.need(paid["invoice"])["hosted_invoice_url"]


def test_a_closed_window_takes_no_file_but_a_template_with_one(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    _template(hub)
    hub.clock.pass_time(2 * DAY)
    refused = hub.do(ANNA, _ask(paid["invoice"], conversation))
    assert (refused.state, refused.problem and refused.problem.code) == ("refused", "window-closed")
    assert hub.meta.uploads == []
    assert hub.do(ANNA, _ask(paid["invoice"], conversation, "send_template")).state == "succeeded"
    (taken,) = hub.meta.taken
    header = taken["template"]["components"][0]
    assert header["parameters"][0]["document"]["filename"] == "Rechnung_R-1001.pdf"


def test_a_template_with_a_button_carries_the_page_as_it_is_now_and_fetches_no_file(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    url = hub.stripe.account.state.invoices.need(paid["invoice"])["hosted_invoice_url"]
    head = url.partition("/invoice/")[0] + "/invoice/"
    button = TemplateButton("URL", "Rechnung", head + "{{1}}")
    _template(hub, name="invoice_page", header=None, body="Die Rechnung liegt bereit.", buttons=(button,))
    hub.clock.pass_time(2 * DAY)
    page = {"template": "invoice_page", "buttons": {"0": "acct_1/old"}, "media": None, "filename": None}
    assert hub.do(ANNA, _ask(paid["invoice"], conversation, "send_template", **page)).state == "succeeded"
    (taken,) = hub.meta.taken
    (filled,) = taken["template"]["components"]
    assert (filled["sub_type"], head + filled["parameters"][0]["text"]) == ("url", url)
    assert hub.meta.uploads == []


def test_an_unknown_template_is_refused_before_anything_is_fetched(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    refused = hub.do(ANNA, _ask(paid["invoice"], conversation, "send_template"))
    assert (refused.state, refused.problem and refused.problem.code) == ("refused", "template-unknown")
    assert not any("invoices" in str(request.url) for request in hub.stripe.wire.sent)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.Response(200, content=b"<html>"), "invoice-not-fetched"),
        (httpx.Response(404), "invoice-not-fetched"),
        (httpx.Response(302, headers={"location": "http://10.0.0.1/"}), "invoice-not-fetched"),
        (httpx.Response(503), "invoice-not-fetched"),
    ],
)
def test_a_pdf_that_does_not_come_is_said_and_nothing_is_sent(hub: Hub, answer: httpx.Response, code: str) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    hub.stripe.wire.paper = lambda path: answer
    failed = hub.do(ANNA, _ask(paid["invoice"], conversation))
    assert (failed.state, failed.problem and failed.problem.code) == ("failed", code)
    assert (hub.meta.taken, hub.meta.uploads) == ([], [])
    assert hub.writer.run(lambda tx: tx.hub.MediaFile.select().count()) == 0


def test_a_draft_and_a_void_invoice_are_not_sent(hub: Hub) -> None:
    conversation = hub.customer_writes()
    customer = hub.stripe.account.create_customer(name="Eva")["id"]
    gone = hub.stripe.account.void_invoice(hub.stripe.account.invoice(customer, [("Kaffee", 1190)])["id"])
    failed = hub.do(ANNA, _ask(gone["id"], conversation))
    assert (failed.state, failed.problem and failed.problem.code) == ("failed", "invoice-void")
    failed = hub.do(ANNA, _ask("in_none", conversation))
    assert (failed.state, failed.problem and failed.problem.code) == ("failed", "invoice-unknown")


def test_a_missing_permission_names_itself(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    hub.stripe.account.set_permission("rak_invoice_read", granted=False)
    failed = hub.do(ANNA, _ask(paid["invoice"], conversation))
    assert failed.problem is not None
    assert (failed.problem.code, failed.problem.facts["permission"]) == ("invoice-permission", "rak_invoice_read")


def test_a_restart_between_fetching_and_sending_sends_once(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    asked = _ask(paid["invoice"], conversation)
    hub.post(ANNA, asked)
    assert hub.turn()
    assert hub.record(asked["id"]).state == "succeeded"
    hub.due.clear()
    hub.restart()
    hub.rest()
    assert len(hub.meta.taken) == 1


def test_a_connection_that_comes_back_is_waited_for(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    asked = _ask(paid["invoice"], conversation)
    hub.post(ANNA, asked)
    hub.stripe.wire.down = True
    assert hub.turn()
    assert hub.record(asked["id"]).state == "queued"
    hub.stripe.wire.down = False
    hub.rest()
    assert len(hub.meta.taken) == 1


def test_the_file_goes_with_the_person_when_she_is_erased(hub: Hub) -> None:
    paid, conversation = hub.stripe.invoiced(), hub.customer_writes()
    hub.do(ANNA, _ask(paid["invoice"], conversation))
    rows = hub.writer.run(lambda tx: tx.hub.MediaFile.select().where(tx.hub.MediaFile.conversation == conversation).count())
    assert rows == 1
