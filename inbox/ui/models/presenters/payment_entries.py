"""A person's payments as cards of the panel: what is left, what is on its way, what asks first, what went wrong.

Pure but for words; used by the panel's presenter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedRefund, ChatView, Item, Money
from inbox.domain import times
from inbox.domain.approvals import LAPSED
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import LIVE_REFUND_STATES, OPEN_DISPUTE_STATES, Payment, is_inquiry
from inbox.domain.policy import NeedsApproval, Refused
from inbox.domain.problems import Problem
from inbox.domain.template_choice import TemplateChoice
from inbox.ui.models.presenters import (
    answers,
    deciding,
    disputes,
    going,
    money_brief,
    refund_form,
    refund_state,
    refunds,
    wording,
)
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.going import Going, bold
from inbox.ui.models.presenters.money_lines import payment_chip
from inbox.ui.models.presenters.open_requests import OpenRequests, cause, is_declined
from inbox.ui.models.presenters.pending import was_let_go
from inbox.ui.models.presenters.problems import offline_words, words_of
from inbox.ui.models.presenters.refund_form import Typed
from inbox.ui.models.presenters.undo_bar import time_left
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry, RefundForm
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
_SETTLED = frozenset({"refused", "failed", "expired"})
_NOTHING_MOVED = Problem("", "")
_NEWS = timedelta(hours=1)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What the agent has to confirm before a refund of ``amount`` goes out."""

    amount: int
    codes: tuple[str, ...]
    facts: dict[str, str | int | None]
    reason: str = "other"
    tell: str | None = None
    tell_template: TemplateChoice | None = None
    lines: tuple[str, ...] = ()


class _Wrong(NamedTuple):
    """A refund that came to nothing."""

    state: str
    problem: Problem
    amount: int
    currency: str | None


class PaymentEntries:
    """Makes the cards of one chat. ``questions`` and ``put_away`` are by payment and by action.

    ``asked`` are the refunds in this chat that are not over or ended badly, of all desks; ``twice`` names the earlier
    payment of each that may have been paid once too often.
    """

    def __init__(
        self,
        desk: Desk,
        chat: ChatView,
        typed: Typed | None,
        questions: Mapping[str, Question],
        put_away: frozenset[str],
        requests: OpenRequests,
        asked: Sequence[AskedRefund] = (),
        twice: Mapping[SourceId, Payment] | None = None,
    ) -> None:
        self._desk = desk
        self._twice = twice or {}
        self._chat = chat
        self._typed = typed
        self._questions = questions
        self._put_away = put_away
        self._requests = requests
        self._asked = asked
        self._items = desk.items_of(chat.conversation)

    def entry(self, paid: Money) -> Entry:
        """Return the card of a payment."""
        on_its_way = going.of_payment(self._desk, self._items, self._asked, paid.payment)
        if on_its_way is not None:
            return self._going(paid, on_its_way)
        item = refunds.newest_refund(self._items, paid.payment)
        question = self._questions.get(paid.payment.id) or self._asked_by_hub(item)
        if question is not None:
            return self._question(paid, question)
        entry = self._plain(paid)
        if self._typed is not None and self._typed.payment == paid.payment.id:
            return msgspec.structs.replace(entry, side=None, arrow=None, buttons=(), form=self._form(self._typed, paid))
        if (dispute := disputes.open_dispute(paid)) is not None:
            return self._undone_by(disputes.card(self._desk, paid, dispute, self._details(paid)), item)
        if (declined := self._requests.declined(paid, self._details(paid))) is not None:
            return declined
        wrong = self._wrong(paid, item)
        if wrong is not None:
            return self._gone_wrong(entry, wrong)
        if (warning := disputes.open_warning(paid)) is not None:
            words = disputes.warning_words(self._desk, paid, warning)
            return msgspec.structs.replace(entry, explanation=(Span(words),))
        return refund_state.with_late(self._desk, paid, entry)

    def _plain(self, paid: Money) -> Entry:
        side, arrow = self._refund_button(paid)
        told = (self._details(paid), self._remark(paid), *refund_state.lines(self._desk, paid))
        return Entry(
            id=paid.payment.id,
            title=self._amount(paid),
            jump=CardButton(intent=Intent.SHOW_IN_CHAT, text=translate("Payments", "Show in the chat")),
            chip=self._chip(paid),
            details=tuple(part for part in told if part),
            progress=going.elsewhere(self._desk, paid.payment),
            side=side,
            arrow=arrow,
            buttons=self._requests.wishes.buttons(paid),
        )

    def _amount(self, paid: Money) -> str:
        return self._desk.amount(paid.payment.amount or 0, paid.payment.currency)

    def _chip(self, paid: Money) -> Chip:
        if disputes.open_warning(paid) is not None:
            return Chip(translate("Payments", "Fraud warning"), Tone.DANGER)
        if disputes.open_case(paid) is not None:
            return Chip(translate("Payments", "Inquiry"), Tone.WARN)
        if paid.payment.id in self._twice:
            return Chip(translate("Payments", "Paid twice?"), Tone.WARN)
        given = refunds.given(self._desk, paid)
        moving = None if paid.payment.disputed else refund_state.chip(self._desk, paid.refunds, given)
        return moving or payment_chip(self._desk, paid.payment, paid.disputes, given, says_how=False)

    def _details(self, paid: Money) -> str:
        payment, moments = paid.payment, self._desk.moments
        parts: list[str] = []
        if payment.when is not None:
            at, now = times.from_text(payment.when), self._desk.clock.now()
            day = moments.day(at)
            today = translate("Payments", "Today {time}").format(time=moments.clock(at))
            parts.append(today if day == moments.day(now) else moments.short_day(day, moments.day(now)))
        order = translate("Payments", "order {number}").format(number=payment.order_number) if payment.order_number else ""
        what_for = wording.described(payment.description) or _bought(paid)
        parts += [part for part in (payment.method_label, money_brief.presented(self._desk, paid), order, what_for) if part]
        return " · ".join(parts)

    def _remark(self, paid: Money) -> str:
        """Return what else one should know of a payment that cannot be seen at its chip."""
        asked = any(each.status in OPEN_DISPUTE_STATES and is_inquiry(each) for each in paid.disputes)
        if asked:
            words = money_brief.standing(self._desk, paid)
            return words[:1].upper() + words[1:]
        if (before := self._twice.get(paid.payment.id)) is not None and before.when is not None:
            return translate("Payments", "The same amount was already paid at {time}.").format(time=self._when(before.when))
        if is_declined(paid):
            return cause(paid.payment.failure_code)
        return self._requests.wishes.remark(paid) or disputes.settled_warning(self._desk, paid)

    def _refund_button(self, paid: Money) -> tuple[CardButton | None, CardButton | None]:
        left = refunds.left(self._desk, paid)
        if not left:
            return None, None
        asked = refunds.make(self._desk, _ASKING, self._chat.conversation, paid, left)
        decision = refunds.decide(self._desk, asked, paid)
        amount = self._desk.amount(left, paid.payment.currency)
        text = translate("Payments", "Refund {amount}")
        if isinstance(decision, NeedsApproval):
            text = translate("Payments", "Ask to refund {amount}")
            if deciding.is_alone(self._desk, left):
                text = translate("Payments", "Refund {amount} …")
        reason = offline_words(is_online=self._desk.is_online)
        if isinstance(decision, Refused):
            reason = words_of(decision.problem, self._desk.language, paid.payment.currency or "eur")
        side = CardButton(
            intent=Intent.REFUND_REST,
            text=text.format(amount=amount),
            is_enabled=not reason,
            reason=reason,
            moves_money=True,
        )
        return side, CardButton(intent=Intent.REFUND_FORM, text="", is_enabled=not reason)

    def _going(self, paid: Money, on_its_way: Going) -> Entry:
        """Return the card while a refund is on its way; it takes no second one."""
        if on_its_way.state == "unknown" or going.is_slow(self._desk, on_its_way):
            return going.unknown_card(self._desk, paid.payment.id, on_its_way)
        entry = msgspec.structs.replace(self._plain(paid), side=None, arrow=None, buttons=())
        if on_its_way.held is None:
            chip, progress = going.progress(self._desk, on_its_way)
            return msgspec.structs.replace(entry, chip=chip, progress=progress, side=self._withdraw(on_its_way))
        seconds, _ = time_left(self._desk, on_its_way.held)
        left = self._desk.amount(max(0, refunds.left(self._desk, paid) - on_its_way.amount), paid.payment.currency)
        words = translate("Payments", "Refunding {amount} in {seconds} s · {left} left")
        if deciding.only_asks(self._desk, on_its_way.amount):
            words = translate("Payments", "Asking in {seconds} s to refund {amount}")
            if deciding.is_alone(self._desk, on_its_way.amount):
                words = translate("Payments", "Refund {amount}: to be read once more in {seconds} s")
        shown = self._desk.amount(on_its_way.amount, paid.payment.currency)
        undo = CardButton(intent=Intent.UNDO, text=translate("Payments", "Undo"))
        return msgspec.structs.replace(entry, progress=bold(words, shown, seconds=seconds, left=left), side=undo)

    def _withdraw(self, asked: Going) -> CardButton | None:
        """Return the button that takes back this agent's own request; None for what is none, or is not theirs."""
        if asked.state != "needs_approval" or asked.who:
            return None
        reason = "" if self._desk.is_online else translate("Payments", "There is no connection to the hub.")
        text = translate("Payments", "Withdraw")
        return CardButton(intent=Intent.REFUND_WITHDRAW, text=text, is_enabled=not reason, reason=reason)

    def _wrong(self, paid: Money, item: Item | None) -> _Wrong | None:
        """Return why the last refund of a payment came to nothing, as long as nobody has put that away."""
        if item is not None and (item.state in _SETTLED or was_let_go(item, self._desk.clock.now())):
            wish = refunds.refund_of(item)
            if wish is None or item.id in self._put_away or self._is_seen_to(item, paid):
                return None
            return _Wrong(item.state, item.problem or _NOTHING_MOVED, wish.amount, wish.currency)
        names = set(refunds.targets(paid.payment))
        last = next((each for each in self._asked if each.is_of(names)), None)
        if last is None or last.state != "failed" or last.action in self._put_away or not self._failed(paid):
            return None
        later = [each for each in paid.refunds if each.status in LIVE_REFUND_STATES and (each.created or "") > last.at]
        return None if later else _Wrong(last.state, last.problem or _NOTHING_MOVED, last.amount, last.currency or None)

    def _is_seen_to(self, item: Item, paid: Money) -> bool:
        """Tell whether somebody has dealt with this desk's refund that failed, as far as the log tells of it by now."""
        is_told = any(each.action == item.id and each.state == "failed" for each in self._asked)
        return item.state == "failed" and is_told and not self._failed(paid)

    def _failed(self, paid: Money) -> set[str]:
        """Return which failed refunds of a payment nobody has dealt with, by refund and action."""
        return refund_state.failed(paid, self._asked) & set(self._chat.asks.failed)

    def _asked_by_hub(self, item: Item | None) -> Question | None:
        """Return what the hub wants confirmed of the last click, unless that was put away."""
        if item is None or item.state != "refused" or item.problem is None or item.id in self._put_away:
            return None
        asked = refunds.refund_of(item)
        if asked is None or not item.problem.codes or item.problem.code != "needs-confirmation":
            return None
        return Question(
            amount=asked.amount,
            codes=item.problem.codes,
            facts=item.problem.facts,
            reason=asked.reason,
            tell=asked.tell,
            tell_template=asked.tell_template,
            lines=asked.lines,
        )

    def _question(self, paid: Money, question: Question) -> Entry:
        again = self._desk.amount(question.amount, paid.payment.currency)
        who, amount, at, state = (question.facts.get(name) for name in ("agent", "amount", "at", "state"))
        if state == "held" and isinstance(amount, int) and isinstance(at, str):
            # That was so at the click; meanwhile it has gone out, or was let go.
            went = refund_state.since(paid, at, amount)
            if went is not None:
                at, state = went, ""
            elif not going.is_held(self._desk, paid.payment):
                state = "let_go"
        if question.codes == ("recent-refund",) and isinstance(who, str) and who != self._desk.me.name:
            return cards.colleague_was_faster(
                paid.payment.id,
                self._amount(paid),
                chip=self._chip(paid),
                details=(self._details(paid),),
                colleague=who,
                given_back=self._desk.amount(amount, paid.payment.currency) if isinstance(amount, int) else "",
                at=self._when(at) if isinstance(at, str) else "",
                state=str(state or ""),
                again=again if question.amount <= refunds.left(self._desk, paid) else "",
            )
        name = wording.first_name(wording.shown_name(self._chat.name))
        words = refunds.question(self._desk, question.codes, question.facts, name, paid.payment.currency)
        go_on = translate("Payments", "Refund {amount} anyway").format(amount=again)
        return msgspec.structs.replace(
            self._plain(paid),
            side=None,
            arrow=None,
            explanation=(Span(words),),
            buttons=(
                CardButton(intent=Intent.REFUND_ANOTHER, text=go_on, moves_money=True),
                CardButton(intent=Intent.REFUND_LEAVE, text=translate("Payments", "Keep as is"), is_primary=True),
            ),
        )

    def _when(self, at: str) -> str:
        """Return the time, with its day when that was another one."""
        moment, moments = times.from_text(at), self._desk.moments
        day, today = moments.day(moment), moments.day(self._desk.clock.now())
        clock = moments.clock(moment)
        return clock if day == today else f"{clock} ({moments.short_day(day, today)})"

    def _undone_by(self, entry: Entry, item: Item | None) -> Entry:
        """Return a disputed payment's card with what that did to a refund clicked just before; for a while, it is news."""
        wish = None if item is None else refunds.refund_of(item)
        if item is None or wish is None or item.state != "refused":
            return entry
        if self._desk.clock.now() - times.from_text(item.changed_at) > _NEWS:
            return entry
        words = translate("Payments", "Your refund of {amount} was not carried out.")
        said = words.format(amount=self._desk.amount(wish.amount, wish.currency))
        return msgspec.structs.replace(entry, details=(*entry.details, said))

    def _gone_wrong(self, entry: Entry, wrong: _Wrong) -> Entry:
        """Return the card of a refund that came to nothing; what failed is loud, what was not done is said quietly."""
        problem, has_failed = wrong.problem, wrong.state == "failed"
        words = answers.words(self._desk, problem, wrong.amount, wrong.currency) or translate("Payments", "No money was moved.")
        leave = CardButton(intent=Intent.REFUND_LEAVE, text=translate("Payments", "Understood"))
        if has_failed:
            leave = CardButton(intent=Intent.REFUND_SEEN_TO, text=translate("Payments", "Dealt with"))
        said: tuple[Span, ...] = (Span(words),)
        chip = entry.chip
        if has_failed:
            chip = Chip(translate("Payments", "Refund failed"), Tone.DANGER)
            amount = self._desk.amount(wrong.amount, wrong.currency)
            said = (Span(amount, True), Span(f": {words}")) if wrong.amount else said
        elif problem.code in (LAPSED, answers.REJECTED) and problem.facts.get("agent") != self._desk.me.name:
            chip = Chip(translate("Payments", "Not approved"), Tone.WARN)
        return msgspec.structs.replace(entry, chip=chip, explanation=said, is_wrong=has_failed, buttons=(leave,))

    def _form(self, typed: Typed, paid: Money) -> RefundForm:
        return refund_form.form(self._desk, self._chat, typed, paid)


def _bought(paid: Money) -> str:
    """Return what was bought: the one thing, or how many things."""
    lines = paid.sale.lines
    if len(lines) == 1 and lines[0].quantity == 1:
        return lines[0].name
    pieces = sum(line.quantity for line in lines)
    return translate("Payments", "{count} items").format(count=pieces) if pieces else ""
