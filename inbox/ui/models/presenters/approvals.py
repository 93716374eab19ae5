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
from inbox.ui.models.presenters import deciding, going, money_brief, refunds, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.reread import Reread
from inbox.ui.models.rows import Span
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry, Fact
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_LONGEST = 140
"""Letters of what the customer said last, as the card quotes them."""


class Approvals:
    """Shows and decides. Nothing is shown to whoever may not decide."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self._deciding: set[ActionId] = set()
        self._own: dict[ActionId, Reread] = {}

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

    def own(self, action: str) -> Reread | None:
        """Return an own request to be read again; None when it waits no longer, or somebody else could approve it."""
        return self._own.get(ActionId(action))

    def section(
        self, chat: ChatView, asked: Sequence[AskedRefund], payments: list[Money], entries: Sequence[EntryView]
    ) -> Section | None:
        """Return the cards of what waits in a chat; None when nothing does, or it is not this agent's to decide."""
        self._own = {}
        if not deciding.may_decide(self._desk):
            return None
        waiting = [each for each in asked if each.state == "needs_approval"]
        theirs = [each for each in waiting if each.agent != self._desk.me.agent]
        own = [each for each in waiting if each.agent == self._desk.me.agent and deciding.is_alone(self._desk, each.amount)]
        self._own = {each.action: self._reread(chat, each, payments, entries) for each in own}
        self._deciding &= {each.action for each in theirs}
        if not theirs and not own:
            return None
        shown = tuple(self._card(chat, each, payments, entries) for each in reversed(theirs))
        shown += tuple(self._alone(each) for each in reversed(own))
        return Section(id="approvals", title=translate("Approvals", "To approve"), entries=shown)

    def _alone(self, asked: AskedRefund) -> Entry:
        amount = self._desk.amount(asked.amount, asked.currency or None)
        words = translate("Approvals", "Nobody else can approve this. Read it once more and confirm it alone.")
        button = CardButton(
            intent=Intent.READ_AGAIN, text=translate("Approvals", "Read once more …"), is_primary=True
        )
        return Entry(
            id=asked.action,
            title=translate("Approvals", "Refund {amount}?").format(amount=amount),
            explanation=(Span(words),),
            buttons=(button,),
        )

    def _reread(
        self, chat: ChatView, asked: AskedRefund, payments: list[Money], entries: Sequence[EntryView]
    ) -> Reread:
        desk = self._desk
        amount = desk.amount(asked.amount, asked.currency or None)
        paid = next((each for each in payments if asked.is_of(set(refunds.targets(each.payment)))), None)
        facts = [
            Fact(translate("Reread", "Refund"), amount),
            Fact(translate("Reread", "To"), wording.shown_name(chat.name)),
        ]
        if paid is not None:
            whole = desk.amount(paid.payment.amount or 0, paid.payment.currency)
            method = " · ".join(part for part in (whole, paid.payment.method_label or "") if part)
            given = desk.amount(refunds.given(desk, paid), paid.payment.currency)
            about = (money_brief.age(desk, paid), money_brief.standing(desk, paid))
            facts += [
                Fact(translate("Reread", "Payment"), method),
                Fact(translate("Reread", "State"), " · ".join(part for part in about if part)),
                Fact(translate("Reread", "For"), wording.described(paid.payment.description)),
                Fact(translate("Reread", "Already refunded"), given),
            ]
        reason = refunds.reasons().get(asked.reason, asked.reason)
        facts += [
            Fact(translate("Reread", "Reason"), reason),
            Fact(translate("Reread", "Before"), money_brief.history(desk, payments)),
        ]
        return Reread(
            action=asked.action,
            since=asked.changed_at,
            what=translate("Reread", "Refund {amount}").format(amount=amount),
            facts=tuple(fact for fact in facts if fact.value),
            confirm=translate("Reread", "Refund {amount} alone").format(amount=amount),
            person=wording.shown_name(chat.name),
            quote=self._quote(asked, entries),
        )

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
            given = refunds.given(desk, paid)
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
        most = deciding.limit(self._desk)
        if most is None or asked.amount <= most:
            return ""
        limit = self._desk.amount(most, asked.currency or None)
        return translate("Approvals", "This is above your own limit of {limit} too; an owner can approve it.").format(
            limit=limit
        )
