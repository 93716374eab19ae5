"""Sends messages, never one twice: WhatsApp has no idempotency key, so after a lost answer nothing is sent again by itself.

``SendEngine.step`` is called by the action runner, one action of a conversation at a time, so that what an agent writes
keeps its order. An error answer proves that nothing was sent and may be repeated; silence proves nothing.
"""

from __future__ import annotations

import logging
from typing import IO, Protocol, cast

import msgspec

from inbox.domain import policy as rules
from inbox.domain import times
from inbox.domain.actions import AnyAction, MarkRead, RequestPayment, SendMedia, SendTemplate, SendText
from inbox.domain.ids import ActionId, ConversationId, MediaId, MessageId
from inbox.domain.policy import Refused
from inbox.domain.problems import Problem, UserError
from inbox.domain.roles import Policy
from inbox.hub import action_effort, action_rows, chat_facts, decisions, link_picture, refs, send_messages
from inbox.hub.action_rows import Record
from inbox.hub.refund_facts import actor_of
from inbox.hub.send_messages import FROM_CATALOG, Counter, Sendable
from inbox.hub.send_pace import Pace
from inbox.hub.send_settle import accepted
from inbox.hub.transaction import Transaction
from inbox.hub.untold import came_to_nothing
from inbox.hub.writer import Writing
from inbox.platforms.whatsapp.client import Sent
from inbox.platforms.whatsapp.errors import LostAnswer, WhatsAppError
from inbox.platforms.whatsapp.limits import LimitExceeded
from inbox.platforms.whatsapp.listings import Catalog
from inbox.platforms.whatsapp.payloads import Payload
from inbox.platforms.whatsapp.recipients import NoRecipient
from inbox.store.state import identity

MAY_HAVE_BEEN_SENT = Problem(
    "may-have-been-sent",
    "WhatsApp's answer was lost, so this may have been sent; look at the chat before sending it again.",
)
_NO_CATALOG = Problem(
    "no-catalog", "No catalog is connected to the WhatsApp account; connect one in Meta's Commerce Manager."
)
_NO_PLACE = Problem(
    "template-link", "The payment link does not fit into the template's button; copy the link, or choose another template."
)
_NO_FILE = Problem("file-missing", "The hub does not have this file any more; attach it again.")

_UNAVAILABLE = 131016
_TOO_MUCH_FOR_NUMBER = 130429
_TOO_MUCH_FOR_PAIR = 131056

_log = logging.getLogger("tresen.sends")


class WhatsApp(Protocol):
    """What of WhatsApp's client is used here."""

    def send(self, payload: Payload) -> Sent:
        """Send a message."""
        ...

    def mark_read(self, message_id: MessageId, typing: bool = False) -> None:
        """Show blue ticks."""
        ...

    def upload(self, content: IO[bytes], mime: str, filename: str) -> str:
        """Upload a file, read while it goes out, and return Meta's id of it."""
        ...

    def catalogs(self) -> list[Catalog]:
        """List the catalogs connected to the account; WhatsApp allows one."""
        ...


class Files(Protocol):
    """Where the bytes of uploaded files are."""

    def piece(self, file: MediaId, n: int) -> bytes:
        """Return the ``n``-th piece of a file, empty when there is none."""
        ...

    def open_file(self, file: MediaId, size: int) -> IO[bytes]:
        """Return a file of ``size`` bytes for reading."""
        ...


class SendEngine:
    """Carries out what goes into a chat, and the last part of a payment request."""

    def __init__(
        self, writer: Writing, whatsapp: WhatsApp, files: Files, pace: Pace, counter: Counter, policy: Policy
    ) -> None:
        self._writer = writer
        self._whatsapp = whatsapp
        self._files = files
        self._pace = pace
        self._counter = counter
        self._policy = policy

    def step(self, action: ActionId) -> int | None:
        """Do the next thing for an action; return the milliseconds to wait before the one after it, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.body is None or record.conversation is None:
            return None
        if record.kind == "mark_read":
            self._blue_ticks(record, cast("MarkRead", record.action))
            return None
        if record.state not in ("queued", "sending"):
            self._pace.leave(action)
            return None
        if record.effort.lost:
            self._writer.run(lambda tx: self._lost(tx, action))
            return None
        wait = self._pace.take(action, record.conversation)
        if wait:
            return wait
        try:
            self._find_catalog(record)
            file = self._upload(record)
        except WhatsAppError as error:
            return self._not_sent(record.conversation, action, error)
        picture = self._picture(record)
        payload = self._writer.run(lambda tx: self._prepare(tx, action, file, picture))
        return None if payload is None else self._send(record.conversation, action, payload)

    def _find_catalog(self, record: Record) -> None:
        """Ask Meta which catalog the account has, the first time a product is sent, unless the settings say it."""
        if not isinstance(record.action, FROM_CATALOG) or self._counter.catalog is not None:
            return
        try:
            found = self._whatsapp.catalogs()
        except LostAnswer as lost:
            raise _passing(lost) from lost
        if found:
            self._counter = msgspec.structs.replace(self._counter, catalog=found[0].id)

    def _upload(self, record: Record) -> str | None:
        """Bring the file to Meta; losing that answer does no harm, an uploaded file is not yet a message."""
        media = _file_of(record.action)
        if media is None:
            return None
        try:
            return self._bring(media, getattr(record.action, "filename", None))
        except LostAnswer as lost:
            raise _passing(lost) from lost

    def _bring(self, media: MediaId, filename: str | None) -> str | None:
        row = self._writer.run(lambda tx: tx.hub.MediaFile.get_or_none(tx.hub.MediaFile.id == media))
        if row is None or not row.size or not self._files.piece(media, 0):
            return None
        # Read while it goes out: a hundred megabytes in memory at once would be most of a small hub's.
        content = self._files.open_file(media, row.size)
        return self._whatsapp.upload(content, row.mime or "application/octet-stream", filename or row.filename or media)

    def _picture(self, record: Record) -> tuple[MediaId, str] | None:
        """Bring the picture over a payment link to Meta; without it the link goes out all the same."""
        wish = record.action
        # Asked before the writer is: every other message goes without that transaction.
        picture = self._writer.run(lambda tx: link_picture.picture_of(tx, wish)) if isinstance(wish, RequestPayment) else None
        if picture is None:
            return None
        try:
            file = self._bring(picture, None)
        except WhatsAppError as error:
            _log.info("a payment link goes out without its picture (action %s): %s", record.id, error.message)
            return None
        return None if file is None else (picture, file)

    def _prepare(
        self, tx: Transaction, action: ActionId, file: str | None, picture: tuple[MediaId, str] | None
    ) -> Payload | None:
        """Decide once more, build the body and note that it is about to go out; None when it does not."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in ("queued", "sending") or record.conversation is None:
            return None
        wish = cast("Sendable", record.action)
        problem = self._against(tx, record, wish, file)
        payload: Payload | None = None
        if picture is not None:
            file = picture[1]
        if problem is None:
            _, person = identity.address_of(tx.state, record.conversation)
            try:
                payload = send_messages.payload(wish, person, self._counter, record, file, chat_facts.template_of(tx, wish))
            except (LimitExceeded, NoRecipient) as refusal:
                problem = refusal.problem()
        if problem is not None or payload is None:
            came_to_nothing(tx, action_rows.save(tx, record, state=_refused_state(record), problem=problem))
            return None
        effort = action_effort.in_the_air(record.effort, 1)
        result = record.result
        if isinstance(wish, RequestPayment):
            # The log shows the picture that did go out.
            result = {name: value for name, value in (result or {}).items() if name != send_messages.PICTURE}
            result |= {} if picture is None else {send_messages.PICTURE: picture[0]}
        action_rows.save(tx, record, state="sending", problem=None, effort=effort, result=result)
        return payload

    def _against(self, tx: Transaction, record: Record, wish: Sendable, file: str | None) -> Problem | None:
        # A link exists by now; what is left to decide is whether it may be written into the chat.
        probe = self._last_part(tx, record, wish) if isinstance(wish, RequestPayment) else wish
        if probe is None:
            return _NO_PLACE
        if file is None and _file_of(wish) is not None:
            return _NO_FILE
        if isinstance(wish, FROM_CATALOG) and self._counter.catalog is None:
            return _NO_CATALOG
        state = chat_facts.state(tx, actor_of(record), wish.conversation, self._policy, wish)
        decision = rules.decide(msgspec.structs.replace(probe, not_after=None), state)
        return decision.problem if isinstance(decision, Refused) else None

    def _last_part(self, tx: Transaction, record: Record, wish: RequestPayment) -> SendText | SendTemplate | None:
        """Return what goes into the chat of a request that has its link; None when that does not fit into its template."""
        if wish.template is None:
            text = send_messages.request_text(wish, self._counter)
            return SendText(id=wish.id, conversation=wish.conversation, text=text)
        template = chat_facts.template_of(tx, wish)
        url = str((record.result or {}).get("url") or "")
        if template is None:
            return wish.template.send(wish.id, wish.conversation)
        return send_messages.request_template(wish, template, url)

    def _send(self, conversation: ConversationId, action: ActionId, payload: Payload) -> int | None:
        try:
            sent = self._whatsapp.send(payload)
        except LostAnswer:
            self._writer.run(lambda tx: self._lost(tx, action))
            return None
        except WhatsAppError as error:
            return self._not_sent(conversation, action, error)
        _log.info("message %s is out (action %s)", sent.message_id, action)
        self._writer.run(lambda tx: self._accepted(tx, action, sent))
        return None

    def _accepted(self, tx: Transaction, action: ActionId, sent: Sent) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None and (record.result or {}).get("message") is None:
            accepted(tx, record, sent.message_id, times.to_text(tx.now), self._counter)

    def _lost(self, tx: Transaction, action: ActionId) -> None:
        """Nobody knows: unless a status has told by now, the agent has to look."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in ("queued", "sending"):
            return
        known = refs.by_action(tx.hub, action)
        if known:
            accepted(tx, record, known[0].id, known[0].at or times.to_text(tx.now), self._counter)
            return
        _log.warning("the answer to a message was lost (action %s)", action)
        action_rows.save(tx, record, state="unknown", problem=MAY_HAVE_BEEN_SENT)

    def _not_sent(self, conversation: ConversationId, action: ActionId, error: WhatsAppError) -> int | None:
        if error.code == _TOO_MUCH_FOR_PAIR:
            self._pace.pair_rests(conversation, error.delay(0))
        elif error.code == _TOO_MUCH_FOR_NUMBER:
            self._pace.number_rests(error.delay(0))
        return self._writer.run(lambda tx: self._wait_or_fail(tx, action, error))

    def _wait_or_fail(self, tx: Transaction, action: ActionId, error: WhatsAppError) -> int | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in ("queued", "sending"):
            return None
        tries = record.effort.tries
        effort = msgspec.structs.replace(record.effort, lost=0, tries=tries + 1)
        if error.retry == "auto" and tries < error.advice.tries:
            # Not "sending" while it waits: it can still be cancelled, and a restart sends it.
            state = "sending" if record.kind == "request_payment" else "queued"
            action_rows.save(tx, record, state=state, problem=error.problem(), effort=effort)
            return max(1, error.delay(tries)) * 1000
        _log.info("not sent: %s (action %s, trace %s)", error.code, action, error.fbtrace_id)
        came_to_nothing(tx, action_rows.save(tx, record, state="failed", problem=error.problem(), effort=effort))
        return None

    def _blue_ticks(self, record: Record, wish: MarkRead) -> None:
        """Mark as read at WhatsApp too; that it could not be shown there is no reason to bother anybody."""
        message = wish.message or self._writer.run(lambda tx: decisions.newest_inbound(tx, wish.conversation))
        if message is None:
            return
        try:
            self._whatsapp.mark_read(message, wish.typing)
        except (WhatsAppError, UserError) as error:
            _log.info("no blue ticks (action %s): %s", record.id, error.message)


def _file_of(wish: AnyAction) -> MediaId | None:
    """Return the uploaded file a message has, None for one without."""
    return wish.media if isinstance(wish, SendMedia | SendTemplate) else None


def _passing(lost: LostAnswer) -> WhatsAppError:
    """Call a lost answer that sent nothing what it is, a passing trouble, under Meta's own code for one."""
    return WhatsAppError(lost.detail, code=_UNAVAILABLE)


def _refused_state(record: Record) -> str:
    """A payment request that has its link did happen in part, so it failed; anything else was refused."""
    return "failed" if record.kind == "request_payment" else "refused"
