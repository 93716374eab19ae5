"""Sends invoices into the chat: reads the invoice as it is now, fetches its PDF, and hands the message on as any other.

In a closed window a template carries it: with the PDF over its text, or with the button that opens its page.

``InvoiceEngine.step`` is called by the action runner; the message itself, under its own id, is the send engine's. Fetching twice
does no harm, and the message is put behind it once.
"""

from __future__ import annotations

import logging
from typing import cast

import msgspec

from inbox.domain import times
from inbox.domain.actions import SendInvoice, encode_action
from inbox.domain.ids import ActionId, MediaId
from inbox.domain.payments import Invoice
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.domain.send_actions import SendLinkButton, SendMedia, SendTemplate
from inbox.domain.template_choice import with_link
from inbox.domain.templates import Template
from inbox.hub import action_effort, action_repeats, action_rows, chat_facts, invoice_links
from inbox.hub.action_repeats import GaveUp
from inbox.hub.action_rows import Record
from inbox.hub.media import MediaStore, Stored
from inbox.hub.problems import HttpProblem
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeGateway
from inbox.platforms.stripe.papers import LARGEST_PDF, PaperTrouble

_OPEN = ("queued", "sending")
_FINAL = errors.KeyRefused | errors.Forbidden | errors.Refused | PaperTrouble
_PDF = "application/pdf"
_UNFINISHED = Problem("invoice-draft", "Stripe has not finished this invoice, so there is nothing to send yet.")
_VOID = Problem("invoice-void", "This invoice was voided in Stripe, so it is not sent.")
_NOT_FETCHED = Problem("invoice-not-fetched", "Stripe did not answer, so nothing was sent; try again in a moment.")

_log = logging.getLogger("tresen.sends")


class InvoiceEngine:
    """Carries out ``send_invoice``."""

    def __init__(self, writer: Writing, gateway: StripeGateway, media: MediaStore, random: Random, ready: Ready) -> None:
        self._writer = writer
        self._gateway = gateway
        self._media = media
        self._random = random
        self._ready = ready

    def step(self, action: ActionId) -> int | None:
        """Get what the message needs and put it behind; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state not in _OPEN or record.body is None:
            return None
        wish = cast("SendInvoice", record.action)
        try:
            answer = self._gateway.invoices.invoice(wish.invoice)
            invoice = answer.value
            self._writer.run(lambda tx: invoice_links.note(tx, (invoice,), answer.date))
            problem = _against(invoice, wish)
            if problem is not None:
                self._writer.run(lambda tx: self._fail(tx, action, problem))
                return None
            file = None if _is_page(wish.send) else self._fetch(invoice)
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble)
        except HttpProblem as refusal:
            too_large = Problem(refusal.slug, refusal.detail)
            self._writer.run(lambda tx: self._fail(tx, action, too_large))
            return None
        self._writer.run(lambda tx: self._hand_on(tx, action, wish, invoice, file))
        return None

    def _fetch(self, invoice: Invoice) -> Stored:
        upload = self._media.upload(LARGEST_PDF)
        try:
            self._gateway.invoices.pdf(invoice.pdf_url or "", upload.write)
            return upload.finish()
        except (errors.StripeTrouble, HttpProblem):
            upload.abort()
            raise

    def _hand_on(self, tx: Transaction, action: ActionId, wish: SendInvoice, invoice: Invoice, file: Stored | None) -> None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return
        send = _completed(wish, invoice, file, chat_facts.template_of(tx, wish))
        if file is not None:
            _keep(tx, record, file, getattr(send, "filename", None))
        if action_rows.find(tx.hub, send.id) is None:
            moment = times.to_text(tx.now)
            message = Record(
                id=send.id,
                kind=send.kind,
                state="queued",
                at=moment,
                changed_at=moment,
                body=encode_action(send),
                agent=record.agent,
                agent_name=record.agent_name,
                role=record.role,
                conversation=record.conversation,
            )
            action_rows.put(tx, message)
            self._ready(send.id)
        result: action_rows.Facts = {"invoice": invoice.id, "number": invoice.number, "action": send.id}
        action_rows.save(tx, record, state="succeeded", result=result, problem=None, effort=action_effort.Effort())

    def _troubled(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        return self._writer.run(lambda tx: self._try_again(tx, action, trouble))

    def _try_again(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        came = action_repeats.again(tx, action, trouble, self._random, _FINAL)
        if not isinstance(came, GaveUp):
            return came
        self._fail(tx, action, _problem(trouble) if came.is_final else _NOT_FETCHED)
        return None

    def _fail(self, tx: Transaction, action: ActionId, problem: Problem) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None and record.state in _OPEN:
            _log.info("invoice %s was not sent: %s", action, problem.code)
            action_rows.save(tx, record, state="failed", problem=problem)


def _against(invoice: Invoice, wish: SendInvoice) -> Problem | None:
    if invoice.status == "void":
        return _VOID
    wanted = invoice.hosted_url if _is_page(wish.send) else invoice.pdf_url
    return None if wanted else _UNFINISHED


def _is_page(send: SendMedia | SendLinkButton | SendTemplate) -> bool:
    """Tell whether a button opens the invoice, so that no file is needed."""
    return isinstance(send, SendLinkButton) or (isinstance(send, SendTemplate) and send.media is None)


def _completed(
    wish: SendInvoice, invoice: Invoice, file: Stored | None, template: Template | None
) -> SendMedia | SendLinkButton | SendTemplate:
    """Return the message with what only the hub knows put in."""
    send = msgspec.structs.replace(wish.send, not_after=None)
    if isinstance(send, SendLinkButton):
        return msgspec.structs.replace(send, url=invoice.hosted_url or send.url)
    if isinstance(send, SendTemplate) and send.media is None:
        # The address as it is now; one that no longer fits the button leaves what was seen at the click.
        fresh = None if template is None else with_link(send, template, invoice.hosted_url or "")
        return fresh or send
    media = MediaId("") if file is None else file.id
    if isinstance(send, SendMedia):
        return msgspec.structs.replace(send, media=media, media_kind="document")
    return msgspec.structs.replace(send, media=media)


def _keep(tx: Transaction, record: Record, file: Stored, name: str | None) -> None:
    tx.hub.MediaFile.create(
        id=file.id,
        state="stored",
        kind="document",
        mime=_PDF,
        size=file.size,
        sha256=file.sha256,
        filename=name,
        conversation=record.conversation,
        agent=record.agent,
        at=times.to_text(tx.now),
    )


def _problem(trouble: errors.StripeTrouble) -> Problem:
    match trouble:
        case errors.Forbidden(permission=permission):
            named = permission or "reading invoices"
            detail = f"The Stripe key may not read invoices ({named}), so nothing was sent; an owner can add it in the Dashboard."
            return Problem("invoice-permission", detail, facts={"permission": permission}, request_id=trouble.request_id)
        case errors.KeyRefused():
            detail = "Stripe does not take the shop's key any more, so nothing was sent; an owner must enter a new one."
            return Problem("invoice-key", detail, request_id=trouble.request_id)
        case errors.Missing():
            detail = "Stripe does not know this invoice; reload the customer's payments."
            return Problem("invoice-unknown", detail, request_id=trouble.request_id)
        case _:
            detail = f"The invoice could not be fetched, so nothing was sent: {trouble.message}"
            return Problem("invoice-not-fetched", detail, facts={"said": trouble.message}, request_id=trouble.request_id)
