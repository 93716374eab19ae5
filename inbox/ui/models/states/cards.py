"""The cards for what went otherwise than planned, in words: declined, disputed, to approve, a colleague was faster, unknown.

Presenters call these with amounts and moments already written for the agent's locale, and with ``offers``: what the
program can do here. A button for anything else is left out.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ALL = frozenset(Intent)


def declined(
    payment: str,
    amount: str,
    *,
    details: str,
    cause: str,
    customer: str,
    what: str = "",
    has_page: bool = True,
    offers: Collection[Intent] = _ALL,
) -> Entry:
    """Return the card of a payment that the bank refused; ``cause`` never reveals a suspicion of fraud.

    ``has_page`` when the page it was tried on can still be paid.
    """
    advice = translate("Cards", "Another card or PayPal on the same page usually works.") if has_page else ""
    buttons = (
        (Intent.SEND_LINK_AGAIN, translate("Cards", "Send same link again")),
        (Intent.EXPLAIN_DECLINE, translate("Cards", "Explain to {name}").format(name=customer)),
    )
    return Entry(
        id=payment,
        title=amount,
        chip=Chip(what or translate("Cards", "Card declined"), Tone.DANGER),
        details=(details,),
        explanation=(Span(" ".join(part for part in (cause, advice) if part)),),
        buttons=_buttons(buttons, offers, primary=Intent.SEND_LINK_AGAIN),
    )


def disputed(
    payment: str,
    amount: str,
    *,
    reason: str,
    until: str,
    is_answered: bool = False,
    details: str = "",
    facts: str = "",
) -> Entry:
    """Return the card of a disputed payment; ``until`` says by when the bank wants its answer, in words."""
    state = translate("Cards", "{until} · refund not possible now").format(until=until)
    if is_answered:
        state = translate("Cards", "Answered, the bank decides · refund not possible now")
    elif not until:
        state = translate("Cards", "Refund not possible now")
    return Entry(
        id=payment,
        title=amount,
        chip=Chip(translate("Cards", "Disputed: {reason}").format(reason=reason), Tone.DANGER),
        details=tuple(part for part in (details, state) if part),
        explanation=(Span(facts),) if facts else (),
    )


def to_approve(
    action: str, amount: str, *, agent: str, details: str, words: str, offers: Collection[Intent] = _ALL
) -> Entry:
    """Return the card of a refund that waits for a second person; ``words`` are the reason and what is known."""
    buttons = (
        (Intent.APPROVE, translate("Cards", "Approve {amount}").format(amount=amount)),
        (Intent.REJECT, translate("Cards", "Reject")),
        (Intent.OPEN_CHAT, translate("Cards", "Open chat")),
    )
    return Entry(
        id=action,
        title=translate("Cards", "{agent} asks: refund {amount}").format(agent=agent, amount=amount),
        details=(details,),
        explanation=(Span(words),) if words else (),
        buttons=_buttons(buttons, offers, primary=Intent.APPROVE),
    )


def colleague_was_faster(
    payment: str,
    amount: str,
    *,
    chip: Chip,
    details: tuple[str, ...],
    colleague: str,
    given_back: str,
    at: str,
    again: str,
    state: str = "",
) -> Entry:
    """Return a payment's card after a colleague refunded of it; leaving it at that is the suggestion.

    ``again`` is the amount the agent was about to refund, empty when so much is not left. ``state`` is how the colleague's
    refund stands when it has not moved money yet: ``held``, ``let_go``, ``needs_approval`` or ``queued``.
    """
    sentence = {
        "held": translate("Cards", "{name} has {amount} of this payment on hold."),
        "let_go": translate("Cards", "{name} had {amount} of this payment on hold when you clicked."),
        "queued": translate("Cards", "{name} is refunding {amount} of this payment."),
        "needs_approval": translate("Cards", "{name} asked at {time} to refund {amount} of this payment."),
    }.get(state) or translate("Cards", "{name} refunded {amount} of this payment at {time}.")
    another = translate("Cards", "Refund another {amount}").format(amount=again)
    buttons = (
        *([CardButton(intent=Intent.REFUND_ANOTHER, text=another, moves_money=True)] if again else []),
        CardButton(intent=Intent.REFUND_LEAVE, text=translate("Cards", "Keep as is"), is_primary=True),
    )
    return Entry(
        id=payment,
        title=amount,
        chip=chip,
        details=details,
        explanation=_with_bold(sentence, "{amount}", given_back, name=colleague, time=at),
        buttons=buttons,
    )


def outcome_unknown(
    payment: str, amount: str, *, since: str, is_late: bool, who: str = "", offers: Collection[Intent] = _ALL
) -> Entry:
    """Return the card of a refund whose answer is missing; ``is_late`` when checking has not settled it.

    ``who`` is the colleague whose refund it is, empty for the agent at this desk.
    """
    if not is_late:
        waits = translate("Cards", "No answer since {time}. Nothing is sent twice.").format(time=since)
        words = translate("Cards", "Usually clear within a minute. Do not refund by hand meanwhile.")
        chip = Chip(translate("Cards", "Checking with Stripe"), Tone.WARN)
        return Entry(id=payment, title=amount, chip=chip, details=(waits, _whose(who)), explanation=(Span(words),))
    lost = translate("Cards", "The answer was lost at {time}. Nothing is sent twice.").format(time=since)
    words = translate("Cards", "Stripe gave no answer. Look in Stripe, then say what you see there.")
    if not offers:
        words = translate("Cards", "Somebody who may approve has to look in Stripe. Do not refund by hand meanwhile.")
    buttons = (
        (Intent.REFUND_TRY_AGAIN, translate("Cards", "Try again")),
        (Intent.REFUND_MOVED, translate("Cards", "It was refunded")),
        (Intent.REFUND_NOT_MOVED, translate("Cards", "It was not refunded")),
        (Intent.REFUND_LEAVE, translate("Cards", "Understood")),
    )
    return Entry(
        id=payment,
        title=amount,
        chip=Chip(translate("Cards", "Outcome not known"), Tone.DANGER),
        details=(lost, _whose(who)),
        explanation=(Span(words),),
        buttons=_buttons(buttons, offers, primary=None),
    )


def _whose(who: str) -> str:
    return translate("Cards", "Refund by {name}").format(name=who) if who else ""


def found_payment(
    payment: str,
    amount: str,
    *,
    chip: Chip,
    details: str,
    why: str,
    is_best: bool,
    is_enabled: bool = True,
    reason: str = "",
) -> Entry:
    """Return a payment that may be this customer's, with why; the best one is suggested."""
    link = CardButton(
        intent=Intent.LINK_PAYMENT,
        text=translate("Cards", "Link"),
        is_primary=is_best,
        is_enabled=is_enabled,
        reason=reason,
    )
    return Entry(id=payment, title=amount, chip=chip, details=(details, why), side=link)


def finder(
    entries: tuple[Entry, ...], *, found: str = "", query: str | None = None, offers: Collection[Intent] = _ALL
) -> Section:
    """Return the section that takes the place of the payments while nobody knows whose they are.

    ``found`` is what the chat itself says ("order 10234, 36,40 €").
    """
    buttons = (
        (Intent.ASK_ORDER_NUMBER, translate("Cards", "Ask for order number")),
        (Intent.SEARCH_STRIPE, translate("Cards", "Search Stripe")),
    )
    nothing = translate("Cards", "Nothing found that fits.")
    in_chat = translate("Cards", "Found in the chat: {what}").format(what=found) if found else ""
    return Section(
        id="finder",
        title=translate("Cards", "Who is this?"),
        chip=Chip(translate("Cards", "Not matched"), Tone.WARN),
        details=tuple(part for part in (in_chat, "" if entries else nothing) if part),
        query=query,
        entries=entries,
        buttons=_buttons(buttons, offers, primary=None),
    )


def _buttons(
    known: tuple[tuple[Intent, str], ...], offers: Collection[Intent], *, primary: Intent | None
) -> tuple[CardButton, ...]:
    """Return those of the known buttons that are offered, in their order."""
    money = {Intent.APPROVE, Intent.REFUND_TRY_AGAIN}
    return tuple(
        CardButton(intent=intent, text=text, is_primary=intent is primary, moves_money=intent in money)
        for intent, text in known
        if intent in offers
    )


def _with_bold(sentence: str, place: str, bold: str, **words: str) -> tuple[Span, ...]:
    """Return a translated sentence with one of its places filled in bold."""
    before, _, after = sentence.partition(place)
    return Span(before.format(**words)), Span(bold, bold=True), Span(after.format(**words))
