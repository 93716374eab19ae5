"""What a subscription is and what a change of it means, in the agent's words and in the customer's. Pure but for words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView, Subscribed
from inbox.domain import money, subscription_texts, times
from inbox.domain.subscriptions import Change, Effect, Subscription, card_ends, next_charge, skipped
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.open_requests import cause
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.timeline import EventLine

translate = QCoreApplication.translate


def title(subscription: Subscription) -> str:
    """Return what it is called."""
    names = [each.name for each in subscription.items or () if each.name]
    label = subscription.label or (names[0] if len(names) == 1 else "")
    if not label and names:
        label = translate("Subscription", "{count} things").format(count=len(names))
    return label or translate("Subscription", "Subscription")


def rhythm(subscription: Subscription) -> str:
    """Return how often it comes: "a month", "every 2 weeks"."""
    count = subscription.interval_count or 1
    once = {
        "day": translate("Subscription", "a day"),
        "week": translate("Subscription", "a week"),
        "month": translate("Subscription", "a month"),
        "year": translate("Subscription", "a year"),
    }
    often = {
        "day": translate("Subscription", "every {count} days"),
        "week": translate("Subscription", "every {count} weeks"),
        "month": translate("Subscription", "every {count} months"),
        "year": translate("Subscription", "every {count} years"),
    }
    words = (once if count == 1 else often).get(subscription.interval or "", "")
    return words.format(count=count)


def chip(desk: Desk, known: Subscribed) -> Chip:
    """Return how it stands."""
    subscription = known.subscription
    match subscription.status:
        case "canceled" | "incomplete_expired":
            return Chip(translate("Subscription", "Ended"), Tone.NEUTRAL)
        case "past_due" | "unpaid":
            return Chip(translate("Subscription", "Not paid"), Tone.DANGER)
        case "incomplete":
            return Chip(translate("Subscription", "First payment missing"), Tone.WARN)
    if skipped(subscription):
        return Chip(translate("Subscription", "Skips once"), Tone.INFO)
    if subscription.pause or subscription.status == "paused":
        return Chip(translate("Subscription", "Paused"), Tone.WARN)
    if subscription.cancel_at_period_end or subscription.cancel_at:
        return Chip(translate("Subscription", "Ends"), Tone.WARN)
    if _card_end(desk, known) is not None:
        return Chip(translate("Subscription", "Card expires"), Tone.WARN)
    if subscription.status == "trialing":
        return Chip(translate("Subscription", "Trial"), Tone.INFO)
    return Chip(translate("Subscription", "Active"), Tone.OK)


def standing(desk: Desk, known: Subscribed) -> tuple[str, ...]:
    """Return what it costs and what comes next, and of an unpaid bill why and when it is tried again."""
    found, now = known.subscription, desk.clock.now()
    price = "" if found.amount is None else f"{_amount(desk, found.amount, found)} {rhythm(found)}".strip()
    coming = next_charge(found, now)
    charge = "" if coming is None else translate("Subscription", "next charge {day}").format(day=_said(desk, coming))
    if found.ended_at:
        ended = translate("Subscription", "Ended on {day}").format(day=_day(desk, found.ended_at))
        return tuple(part for part in (price, ended) if part)
    lines = [part for part in (" · ".join(part for part in (price, charge) if part), *_late(desk, known)) if part]
    ends = found.cancel_at or (found.period_end if found.cancel_at_period_end else "")
    if ends:
        lines.append(translate("Subscription", "Ends on {day}; nothing more is charged").format(day=_day(desk, ends)))
    elif (left_out := skipped(found)) is not None:
        lines.append(translate("Subscription", "The charge on {day} is skipped").format(day=_said(desk, left_out)))
    elif found.pause and found.resumes_at:
        lines.append(translate("Subscription", "Nothing is charged until {day}").format(day=_day(desk, found.resumes_at)))
    elif found.pause or found.status == "paused":
        lines.append(translate("Subscription", "Nothing is charged until it is resumed"))
    lines.extend(_card(desk, known))
    return tuple(lines)


def _card_end(desk: Desk, known: Subscribed) -> datetime | None:
    """Return when the card that was charged last is good no longer, when that comes soon enough to be said."""
    paid = known.payment
    if paid is None or paid.status != "succeeded" or paid.method_label is None:
        return None
    return card_ends(known.subscription, paid.card_expires, desk.clock.now())


def _card(desk: Desk, known: Subscribed) -> list[str]:
    end, coming = _card_end(desk, known), next_charge(known.subscription, desk.clock.now())
    if end is None or known.payment is None:
        return []
    text = translate("Subscription", "{card}, charged last, expires at the end of {month}")
    if end <= desk.clock.now():
        text = translate("Subscription", "{card}, charged last, expired at the end of {month}")
    elif coming is not None and end <= coming:
        text = translate("Subscription", "{card}, charged last, expires at the end of {month}, before the next charge")
    month = desk.moments.month((end - timedelta(days=1)).date())
    return [text.format(card=known.payment.method_label, month=month)]


def _late(desk: Desk, known: Subscribed) -> list[str]:
    found, bill = known.subscription, known.invoice
    if found.status not in ("past_due", "unpaid") or bill is None:
        return []
    why = cause(known.payment.failure_code) if known.payment is not None and known.payment.failure_code else ""
    open_ = translate("Subscription", "{amount} unpaid").format(amount=_amount(desk, bill.remaining or bill.amount or 0, found))
    again = ""
    if bill.next_attempt:
        again = translate("Subscription", "next try {day}").format(day=_day(desk, bill.next_attempt))
    return [part for part in (why, " · ".join(part for part in (open_, again) if part)) if part]


def meaning(desk: Desk, known: Subscribed, change: Change, until: datetime | None, effect: Effect) -> str:
    """Return in a sentence what a change means in money and for the parcel."""
    found = known.subscription
    amount = _amount(desk, found.amount or 0, found)
    coming = "" if effect.next_charge is None else _said(desk, effect.next_charge)
    first = "" if not effect.skipped else _said(desk, effect.skipped[0])
    match change:
        case "skip":
            text = translate(
                "Subscription", "The charge of {amount} on {first} and its delivery are skipped. Next charge {next}."
            )
        case "pause" if effect.endless:
            text = translate(
                "Subscription",
                "Nothing is charged until somebody resumes it. The charge of {amount} on {first} and its delivery are skipped.",
            )
        case "pause":
            text = _paused(effect)
        case "resume" if effect.charged_now:
            text = translate("Subscription", "{amount} will be charged at once, and a new period begins.")
        case "resume" if skipped(found):
            text = translate("Subscription", "Nothing is skipped: {amount} will be charged on {next}.")
        case "resume" | "keep":
            text = translate("Subscription", "It goes on: {amount} will be charged on {next}.")
        case "cancel_at_end":
            text = translate("Subscription", "It ends on {ends}. Nothing more is charged; what is paid until then stays.")
        case "cancel_now" if effect.unused_days:
            text = translate(
                "Subscription",
                "It ends at once. Nothing is refunded by itself: {days} days are paid and unused, {unused}.",
            )
        case _:
            text = translate("Subscription", "It ends at once. Nothing more is charged, and nothing is refunded.")
    said = text.format(
        amount=amount,
        first=first,
        next=coming,
        until="" if until is None else _said(desk, until),
        ends="" if effect.ends is None else _said(desk, effect.ends),
        count=len(effect.skipped),
        sum=_amount(desk, (found.amount or 0) * len(effect.skipped), found),
        days=effect.unused_days,
        unused=_amount(desk, effect.unused, found),
    )
    bill = known.invoice
    if change in ("skip", "pause", "cancel_at_end", "cancel_now") and found.status == "past_due" and bill is not None:
        open_ = _amount(desk, bill.remaining or bill.amount or 0, found)
        said += " " + translate("Subscription", "The open bill of {amount} stays open.").format(amount=open_)
    return said.replace("..", ".")  # behind a day that ends with a dot itself: "1. Dez."


def _paused(effect: Effect) -> str:
    if len(effect.skipped) == 1:
        return translate(
            "Subscription",
            "Nothing is charged until {until}: the charge of {amount} on {first} and its delivery are skipped. "
            "Next charge {next}.",
        )
    return translate(
        "Subscription",
        "Nothing is charged until {until}: {count} charges from {first} on, {sum} in total, and their deliveries are skipped. "
        "Next charge {next}.",
    )


def deed(desk: Desk, change: Change, until: datetime | None, amount: str, *, is_skip: bool = False) -> str:
    """Return what the button says that does it; ``is_skip`` says that one charge alone is left out so far."""
    match change:
        case "skip":
            return translate("Subscription", "Skip {amount}").format(amount=amount)
        case "pause" if until is not None:
            return translate("Subscription", "Pause until {day}").format(day=_said(desk, until))
        case "pause":
            return translate("Subscription", "Pause until told")
        case "resume" if is_skip:
            return translate("Subscription", "Do not skip")
        case "resume":
            return translate("Subscription", "Resume")
        case "cancel_at_end":
            return translate("Subscription", "End with the period")
        case "cancel_now":
            return translate("Subscription", "End now")
        case "keep":
            return translate("Subscription", "Keep the subscription")


def told(desk: Desk, language: str, known: Subscribed, change: Change, until: datetime | None, effect: Effect) -> str:
    """Return what the customer reads once Stripe has taken the change."""
    said = days(desk, language, until, effect)
    found = known.subscription
    sum_ = money.Money(found.amount or 0, found.currency or desk.terms.currency)
    # Who takes a skip back has nothing that is running again: it never stopped.
    meant: Change = "keep" if change == "resume" and skipped(found) else change
    return subscription_texts.changed(language, meant, sum_, said, charged_now=effect.charged_now)


def days(desk: Desk, language: str, until: datetime | None, effect: Effect) -> dict[str, str]:
    """Return the days a change is about, written out in ``language``: first, next, until, ends as far as there are; today."""
    moments, now = Moments(language, desk.moments.zone), desk.clock.now()
    known = {
        "first": effect.skipped[0] if effect.skipped else None,
        "next": effect.next_charge,
        "until": until,
        "ends": effect.ends,
        "today": now,
    }
    today = moments.day(now)
    return {name: moments.written_day(moments.day(each), today) for name, each in known.items() if each is not None}


def line(desk: Desk, entry: EntryView) -> EventLine:
    """Return what the team sees in the chat of a change that was made."""
    facts = entry.facts or {}
    said = {
        "skip": translate("Subscription", "{name} skipped the next charge of the subscription"),
        "pause": translate("Subscription", "{name} paused the subscription"),
        "resume": translate("Subscription", "{name} resumed the subscription"),
        "cancel_at_end": translate("Subscription", "{name} ended the subscription with its period"),
        "cancel_now": translate("Subscription", "{name} ended the subscription at once"),
        "keep": translate("Subscription", "{name} kept the subscription: it does not end"),
    }.get(str(facts.get("change")), translate("Subscription", "{name} changed the subscription"))
    coming, ends, until = facts.get("next_charge"), facts.get("ends"), facts.get("until")
    parts = [said.format(name=entry.sender or translate("Subscription", "Somebody"))]
    if isinstance(until, str):
        parts.append(translate("Subscription", "until {day}").format(day=_day(desk, until)))
    if isinstance(coming, str):
        parts.append(translate("Subscription", "next charge {day}").format(day=_day(desk, coming)))
    elif isinstance(ends, str) and facts.get("change") == "cancel_at_end":
        parts.append(translate("Subscription", "ends {day}").format(day=_day(desk, ends)))
    return EventLine(id=entry.key, spans=(Span(" · ".join(parts)),))


def untold(entry: EntryView, name: str) -> EventLine:
    """Return what the team sees when the customer, called ``name``, could not be told of a change."""
    said = {
        "skip": translate("Subscription", "{name} could not be told in WhatsApp that the next charge is skipped."),
        "pause": translate("Subscription", "{name} could not be told in WhatsApp that the subscription is paused."),
        "cancel_at_end": translate("Subscription", "{name} could not be told in WhatsApp that the subscription ends."),
        "cancel_now": translate("Subscription", "{name} could not be told in WhatsApp that the subscription has ended."),
    }.get(
        str((entry.facts or {}).get("change")),
        translate("Subscription", "{name} could not be told in WhatsApp that the subscription goes on."),
    )
    rest = translate("Subscription", "Please use another way.")
    chip = Chip(translate("Timeline", "Not told"), Tone.WARN)
    return EventLine(id=entry.key, spans=(Span(f"{said.format(name=name)} {rest}"),), chip=chip)


def _amount(desk: Desk, minor: int, subscription: Subscription) -> str:
    return desk.amount(minor, subscription.currency)


def _day(desk: Desk, at: str) -> str:
    return _said(desk, times.from_text(at))


def _said(desk: Desk, at: datetime) -> str:
    moments = desk.moments
    return moments.short_day(moments.day(at), moments.day(desk.clock.now()))
