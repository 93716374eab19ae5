"""The list that a slash opens over the draft: replies kept ready, in the customer's language and form of address.

Used by the composer's presenter on the GUI thread. Picking one puts its text into the draft; nothing is sent by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import replies
from inbox.domain.replies import Reply, ReplyFile
from inbox.domain.template_prefill import Facts
from inbox.ui.models import gaps
from inbox.ui.models.presenters.customer_facts import address_of, facts_of, language_of
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import ReplyList, ReplyRow

translate = QCoreApplication.translate

_ROWS = 6
_PREVIEW = 110


class ReplyPicker:
    """``put_away`` is the draft whose list was closed by Esc: it opens again with the next key."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._all: Sequence[Reply] | None = None
        self._place = 0
        self._words: str | None = None
        self._put_away = ""

    def renew(self) -> None:
        """Read the shop's own replies again when they are next asked for."""
        self._all = None

    def shown(self, chat: ChatView, draft: str) -> ReplyList | None:
        """Return the list for what is typed, None when the draft asks for no reply or none fits."""
        found = self._found(draft)
        if not found or draft == self._put_away:
            return None
        language, form, facts = self._spoken(chat)
        self._place = min(self._place, len(found) - 1)
        first = max(0, min(self._place - _ROWS // 2, len(found) - _ROWS))
        rows = tuple(
            ReplyRow(
                id=one.id,
                title=replies.title_of(one, self._desk.language),
                text=_preview(one, replies.fill(replies.text_for(one, language, form), facts)),
                is_chosen=place == self._place,
            )
            for place, one in enumerate(found[first : first + _ROWS], first)
        )
        return ReplyList(rows=rows, count=len(found))

    def step(self, draft: str, by: int) -> None:
        """Choose another row."""
        found = self._found(draft)
        if found:
            self._place = (self._place + by) % len(found)

    def close(self, draft: str) -> None:
        """Put the list away until the draft is another."""
        self._put_away = draft

    def taken(self, chat: ChatView, draft: str, reply: str = "") -> tuple[str, ReplyFile | None] | None:
        """Return the draft with a reply in it, the chosen one unless another is named, and its file; None when there is none."""
        found = self._found(draft)
        picked = next((one for one in found if one.id == reply), None)
        if picked is None and not reply and found:
            picked = found[min(self._place, len(found) - 1)]
        if picked is None:
            return None
        language, form, facts = self._spoken(chat)
        return replies.put(draft, replies.fill(replies.text_for(picked, language, form), facts)), picked.file

    def _found(self, draft: str) -> Sequence[Reply]:
        words = replies.asked_for(draft)
        if words != self._words:
            self._words, self._place = words, 0
        if words is None:
            return []
        if self._all is None:
            self._all = replies.together(self._desk.replies, self._desk.reads.replies())
        return replies.find(self._all, words, self._desk.language)

    def _spoken(self, chat: ChatView) -> tuple[str, str, dict[str, str]]:
        facts = facts_of(self._desk, chat)
        return language_of(self._desk, chat), address_of(self._desk, chat), _by_gap(facts)


def open_gaps(draft: str) -> str:
    """Return what a draft still has to be filled with, in words; empty when nothing."""
    names = ", ".join(dict.fromkeys(gaps.gap_name(stop.name) for stop in replies.stops(draft)))
    return translate("Composer", "Fill in first: {names}").format(names=names) if names else ""


def _by_gap(facts: Facts) -> dict[str, str]:
    return {
        "customer.first_name": facts.first_name,
        "customer.name": facts.name,
        "payment.amount": facts.amount,
        "refund.amount": facts.refunded,
        "order.number": facts.order_number,
        "link": facts.link,
        "shop": facts.shop,
        "agent": facts.agent,
        "today": facts.day,
    }


def _preview(reply: Reply, text: str) -> tuple[Span, ...]:
    """Return how a reply begins, on one line; a gap is not cut in two."""
    spans, room = [], _PREVIEW
    if reply.file:
        spans, room = [Span(f"{reply.file.name} · ")], room - len(reply.file.name)
    for piece in gaps.pieces(" ".join(text.split())):
        shown = piece.name or piece.raw
        if len(shown) > room:
            return (*spans, Span("…" if piece.name else shown[: max(0, room - 1)].rstrip() + "…"))
        spans.append(Span(shown, is_gap=bool(piece.name)))
        room -= len(shown)
    return tuple(spans)
