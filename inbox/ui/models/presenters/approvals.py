"""Refunds that wait for a second person, as cards for whoever may decide them. GUI thread only.

What is decided here goes to the hub at once; until the log tells what became of it, its buttons wait.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedRefund, ChatView, EntryView, Money
from inbox.domain import times
from inbox.domain.ids import ActionId
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import going, money_brief, refunds, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry

translate = QCoreApplication.translate

_LONGEST = 140
"""Letters of what the customer said last, as the card quotes them."""


class Approvals:
    """Shows and decides. Nothing is shown to whoever may not decide."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self._deciding: set[ActionId] = set()

    def approve(self, action: str) -> None:
        """Let a refund go ahead."""
        self._decide(action, self._desk.commands.approve)

    def reject(self, action: str) -> None:
        """Refuse a refund."""
        self._decide(action, self._desk.commands.reject)

    def _decide(self, action: str, ask: Callable[[ActionId], Future[str]]) -> None:
        name = ActionId(action)
        if name not in self._deciding:
            self._deciding.add(name)
            self._clicks.decide(ask(name), undone=lambda: self._deciding.discard(name))

    def section(
        self, chat: ChatView, asked: Sequence[AskedRefund], payments: list[Money], entries: Sequence[EntryView]
    ) -> Section | None:
        """Return the cards of what waits in a chat; None when nothing does, or it is not this agent's to decide."""
        if not at_least(self._desk.me.role, "supervisor"):
            return None
        waiting = [each for each in asked if each.state == "needs_approval" and each.agent != self._desk.me.agent]
        self._deciding &= {each.action for each in waiting}
        if not waiting:
            return None
        shown = tuple(self._card(chat, each, payments, entries) for each in reversed(waiting))
        return Section(id="approvals", title=translate("Approvals", "To approve"), entries=shown)

    def _card(
        self, chat: ChatView, asked: AskedRefund, payments: list[Money], entries: Sequence[EntryView]
    ) -> Entry:
        desk = self._desk
        amount = desk.amount(asked.amount, asked.currency or None)
        paid = next((each for each in payments if asked.is_of(set(refunds.targets(each.payment)))), None)
        above = self._above_own_limit(asked)
        card = cards.to_approve(
            asked.action,
            amount,
            agent=going.name_of(desk, asked),
            details=self._details(chat, asked, paid),
            words=" ".join(part for part in (above, self._quote(asked, entries), money_brief.history(desk, payments)) if part),
            offers={Intent.REJECT} if above else {Intent.APPROVE, Intent.REJECT},
        )
        if asked.action not in self._deciding:
            return card
        waits = translate("Approvals", "Your decision is on its way.")
        buttons = tuple(msgspec.structs.replace(each, is_enabled=False, reason=waits) for each in card.buttons)
        return msgspec.structs.replace(card, buttons=buttons)

    def _details(self, chat: ChatView, asked: AskedRefund, paid: Money | None) -> str:
        desk = self._desk
        parts = [wording.shown_name(chat.name)]
        if paid is not None:
            given = paid.payment.amount_refunded or 0
            parts += [
                paid.payment.method_label or "",
                money_brief.age(desk, paid),
                money_brief.standing(desk, paid),
                translate("Approvals", "{amount} already refunded").format(
                    amount=desk.amount(given, paid.payment.currency)
                )
                if given
                else "",
            ]
        parts.append(refunds.reasons().get(asked.reason, asked.reason) if asked.reason != "other" else "")
        return " · ".join(part for part in parts if part)

    def _quote(self, asked: AskedRefund, entries: Sequence[EntryView]) -> str:
        """Return what the customer said last before the refund was asked for."""
        until = times.from_text(asked.at)
        said = [
            entry.text
            for entry in entries
            if entry.direction == "in" and entry.text and not entry.revoked and times.from_text(entry.at) <= until
        ]
        if not said:
            return ""
        text = " ".join(said[-1].split())
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        return translate("Approvals", "“{text}”").format(text=shown)

    def _above_own_limit(self, asked: AskedRefund) -> str:
        most = self._desk.terms.policy.limit(self._desk.me.role).refund
        if most is None or asked.amount <= most:
            return ""
        limit = self._desk.amount(most, asked.currency or None)
        return translate("Approvals", "This is above your own limit of {limit} too; an owner can approve it.").format(
            limit=limit
        )
