"""What was sent from this desk and is not in the log yet, as bubbles with a clock instead of ticks. Pure but for words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Item
from inbox.domain import times
from inbox.domain.actions import AddNote, SendInvoice, SendMedia, SendProducts, SendTemplate, SendText, decode_action
from inbox.domain.policy import values_of
from inbox.domain.templates import Template, fill
from inbox.ui.models.presenters import made_messages, wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.products import price_words
from inbox.ui.models.presenters.template_words import title_of
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, CardButton, MediaKind, MediaPart, NoteItem, ProductCard, Ticks
from inbox.ui.models.timeline import Item as Shown

translate = QCoreApplication.translate

SEND_ANYWAY = "text.send-anyway"
DISCARD = "text.discard"

_KINDS = {
    "image": MediaKind.IMAGE,
    "video": MediaKind.VIDEO,
    "audio": MediaKind.AUDIO,
    "document": MediaKind.DOCUMENT,
    "sticker": MediaKind.STICKER,
}
_WORTH_A_BUTTON = 1_000_000
_TOLD_FOR = timedelta(hours=12)
"""So long a screen says of what was let go that it was not sent."""

_LET_GO = frozenset({"locked", "slept", "offline", "closed"})

_ON_THE_WAY = frozenset(
    {"held", "uploading", "waiting", "asking", "posting", "queued", "sending", "succeeded", "refused", "pending"}
)
_SHOWN = frozenset({"send_text", "send_media", "note", "send_products", "send_template", "send_invoice"}) | made_messages.KINDS


def was_let_go(item: Item, now: datetime) -> bool:
    """Tell whether a click was given up for the agent lately: by a lock, sleep, a lost hub or the end of the program."""
    is_recent = now - times.from_text(item.changed_at) < _TOLD_FOR
    return item.state == "cancelled" and is_recent and (item.problem is None or item.problem.code in _LET_GO)


def pending(
    desk: Desk, items: Collection[Item], known: Collection[str], since: str, until: str = ""
) -> list[tuple[Item, Shown]]:
    """Return what is not among ``known`` (actions and keys of loaded lines) and was clicked after ``since``.

    What was let go is told until the chat has a line younger than it: ``until`` is when its last one was written.
    """
    found: list[tuple[Item, Shown]] = []
    now = desk.clock.now()
    for item in items:
        if item.kind not in _SHOWN or item.id in known or _goes_on_as(item) in known:
            continue
        if item.state not in _ON_THE_WAY and not (_can_be_let_go(item, now) and item.clicked_at > until):
            continue
        if item.state in ("succeeded", "refused") and item.clicked_at < since:
            continue
        shown = _shown(desk, item)
        if shown is not None:
            found.append((item, shown))
    return found


def _goes_on_as(item: Item) -> str:
    """Return under which name the message of an invoice goes out; empty for everything else, which keeps its own."""
    wish = decode_action(item.body) if item.kind == "send_invoice" else None
    return wish.send.id if isinstance(wish, SendInvoice) else ""


def _can_be_let_go(item: Item, now: datetime) -> bool:
    """Tell of products alone: a text or a note that was not sent is a draft again."""
    return item.kind == "send_products" and was_let_go(item, now)


def _shown(desk: Desk, item: Item) -> Shown | None:
    time = desk.moments.clock(times.from_text(item.clicked_at))
    if (waits_for := _waits_for(desk, item)) != "":
        time = f"{time} · {waits_for}"
    is_over = item.state in ("refused", "cancelled")
    ticks = Ticks.FAILED if is_over else Ticks.QUEUED
    is_said = is_over or (item.state == "asking" and not _is_open_again(desk, item))
    failure = words_of(item.problem, desk.language) if is_said else ""
    wish = decode_action(item.body)
    if isinstance(wish, SendInvoice):
        wish = wish.send
    match wish:
        case SendText(text=text):
            return Bubble(
                id=item.id, is_mine=True, text=text, time=time, ticks=ticks, failure=failure, buttons=_buttons(desk, item)
            )
        case SendMedia() as sent:
            return Bubble(
                id=item.id,
                is_mine=True,
                text=sent.caption or "",
                time=time,
                ticks=ticks,
                failure=failure,
                media=_file(desk, item, sent),
                buttons=() if _is_soon_there(desk, item, sent) else _buttons(desk, item),
            )
        case SendTemplate() as sent:
            template = next((one for one in desk.reads.templates() if one.id == f"{sent.template}/{sent.language}"), None)
            text = title_of(sent.template) if template is None else fill(template, values_of(sent)).body
            heading = _heading(desk, item, sent, template)
            taps = () if template is None else tuple(button.text or button.kind for button in template.buttons)
            return Bubble(
                id=item.id, is_mine=True, text=text, time=time, ticks=ticks, failure=failure, media=heading, labels=taps
            )
        case AddNote(text=text):
            return NoteItem(id=item.id, author=desk.me.name, text=text, time=time, ticks=ticks)
        case SendProducts(products=(sku,)):
            product = desk.catalogue.product(sku)
            return ProductCard(
                id=item.id,
                name=sku if product is None else product.name,
                price=price_words(desk, product),
                detail="" if product is None else product.detail,
                thumbnail="" if product is None else product.picture,
                time=time,
                ticks=ticks,
                failure=failure,
            )
        case _:
            blank = Bubble(id=item.id, is_mine=True, time=time, ticks=ticks, failure=failure, buttons=_buttons(desk, item))
            return made_messages.bubble(desk, wish, blank)


def _needs_window(item: Item) -> bool:
    return item.problem is not None and item.problem.code == "window-closed"


def _is_open_again(desk: Desk, item: Item) -> bool:
    """Tell whether the customer has written again since a text was found to be too late."""
    if not _needs_window(item) or item.conversation is None:
        return False
    ends = (chat.window_end for chat in desk.reads.chats([item.conversation]))
    return any(end and times.from_unix(end) > desk.clock.now() for end in ends)


def _waits_for(desk: Desk, item: Item) -> str:
    """Return in words what keeps a click from going out; empty when nothing does."""
    if (item.state == "uploading" and desk.is_online) or item.state not in ("waiting", "uploading"):
        return ""
    beside = () if item.conversation is None else desk.items_of(item.conversation)
    if desk.is_online and any(each.state == "uploading" for each in beside):
        return translate("Timeline", "waits for the file before it")
    return translate("Timeline", "waits for the connection")


def _is_soon_there(desk: Desk, item: Item, sent: SendMedia) -> bool:
    """Tell whether a file will be at the hub before anybody could take it back: a button would only flicker."""
    file = next((each for each in desk.commands.view.attachments if each.id == sent.media), None)
    return item.state == "uploading" and desk.is_online and file is not None and file.size < _WORTH_A_BUTTON


def _heading(desk: Desk, item: Item, sent: SendTemplate, template: Template | None) -> MediaPart | None:
    """Return what stands over the text of a template: a place or a file."""
    if sent.place is not None:
        return MediaPart(kind=MediaKind.LOCATION, title=sent.place.name, detail=sent.place.address)
    if sent.media is None:
        return None
    kind = "document" if template is None or template.header is None else template.header.lower()
    named = SendMedia(
        id=sent.id, conversation=sent.conversation, media=sent.media, media_kind=kind, filename=sent.filename
    )
    return _file(desk, item, named)


def _file(desk: Desk, item: Item, sent: SendMedia) -> MediaPart:
    """Return the file of a send: what is known of it here, and how much of it has gone."""
    attached = desk.commands.view.attachments
    file = next((each for each in attached if each.id == sent.media or each.action == item.id), None)
    moving = next((each for each in desk.commands.view.files if file is not None and each.id == file.id), None)
    kind = _KINDS.get(sent.media_kind, MediaKind.DOCUMENT)
    if file is None:
        return MediaPart(kind=kind, key=sent.media, title=sent.filename or "")
    return MediaPart(
        kind=kind,
        key=sent.media,
        width=file.width or 0,
        height=file.height or 0,
        title=file.name if kind is MediaKind.DOCUMENT else "",
        detail=wording.file_size(file.size, desk.language),
        progress=moving.done * 100 // moving.total if moving is not None and moving.total else -1,
    )


def _buttons(desk: Desk, item: Item) -> tuple[CardButton, ...]:
    discard = CardButton(intent=DISCARD, text=translate("Timeline", "Back to the draft"))
    if item.state == "asking" and _needs_window(item) and not _is_open_again(desk, item):
        # To send it as it is would only be refused.
        template = CardButton(intent=Intent.PLAN_TEMPLATE, text=translate("Planned", "Send a template"), is_primary=True)
        return (template, discard)
    if item.state == "asking":
        send = CardButton(intent=SEND_ANYWAY, text=translate("Timeline", "Send it now"), is_primary=True)
        return (send, discard)
    if item.state == "uploading":
        return (discard,)
    if item.state == "refused" and item.kind != "send_invoice":
        return (CardButton(intent=Intent.RETRY, text=translate("Timeline", "Send again"), is_primary=True),)
    return ()
