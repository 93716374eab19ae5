"""The last step: what Stripe and WhatsApp have in their own books against what the desk shows, to the cent.

Run by ``script`` on the main thread after everything else. Nothing is rounded and nothing is left out silently: what the
desk cannot know yet is counted and named.
"""

from __future__ import annotations

from inbox.demo.control import Json
from inbox.demo.evidence import DemoError
from inbox.demo.steps import Stage
from inbox.domain.money import Money

SETTLE_SECONDS = 15.0
EVENT_DAYS = 30
"""Stripe lists its events 30 days back (docs.stripe.com/api/events); older payments come with their customer."""


def compare(stage: Stage) -> None:
    """Compare until nothing differs; DemoError with every difference when some remain."""
    deadline = stage.counter.now() + SETTLE_SECONDS
    while True:
        books = stage.control.books()
        found = differences(stage, books)
        if not found:
            break
        if stage.counter.now() > deadline:
            raise DemoError("the books differ:\n" + "\n".join(f"     {line}" for line in found))
        stage.counter.wait(0.1)
    _tell(stage, books)


def differences(stage: Stage, books: Json) -> list[str]:
    """Return each difference as a line."""
    return [*_charges(stage, books), *_refunds(stage, books), *_requests(stage, books), *_messages(stage, books)]


def _recent(books: Json) -> tuple[dict[str, Json], dict[str, Json]]:
    newest = max((one["created"] for one in books["charges"].values()), default=0)
    since = newest - EVENT_DAYS * 86_400 + 3600
    recent = {key: one for key, one in books["charges"].items() if one["created"] >= since}
    return recent, {key: one for key, one in books["charges"].items() if key not in recent}


def _charges(stage: Stage, books: Json) -> list[str]:
    known = {payment.charge: payment for payment in stage.counter.all_payments() if payment.charge}
    found: list[str] = []
    must_know, _ = _recent(books)
    for key, charge in books["charges"].items():
        payment = known.get(key)
        if payment is None:
            if key in must_know:
                found.append(f"charge {key}: the desk does not have it")
            continue
        for name, ours in (("amount", payment.amount), ("amount_refunded", payment.amount_refunded or 0)):
            if ours != charge[name]:
                found.append(f"charge {key}: {name} is {charge[name]} at Stripe and {ours} at the desk")
        if bool(payment.disputed) != charge["disputed"]:
            found.append(f"charge {key}: disputed is {charge['disputed']} at Stripe and {payment.disputed} at the desk")
    strangers = set(known) - set(books["charges"]) - set(books["declined"])
    return [*found, *(f"charge {key}: Stripe does not know it" for key in strangers)]


def _refunds(stage: Stage, books: Json) -> list[str]:
    known = {refund.id: refund for refund in stage.counter.all_refunds()}
    recent, _ = _recent(books)
    found: list[str] = []
    for key, refund in books["refunds"].items():
        ours = known.get(key)
        if ours is None:
            if refund["charge"] in recent:
                found.append(f"refund {key}: the desk does not have it")
        elif (ours.amount, ours.status) != (refund["amount"], refund["status"]):
            found.append(
                f"refund {key}: {refund['amount']} {refund['status']} at Stripe, {ours.amount} {ours.status} here"
            )
    return [*found, *(f"refund {key}: Stripe does not know it" for key in set(known) - set(books["refunds"]))]


def _requests(stage: Stage, books: Json) -> list[str]:
    links = {key: one for key, one in books["links"].items() if key.startswith("plink_")}
    known = {request.id: request for request in stage.counter.all_requests() if request.kind == "link"}
    found = [f"payment link {key}: the desk does not have it" for key in links.keys() - known.keys()]
    states = {"open": "open", "paid": "paid", "inactive": "cancelled"}
    for key in links.keys() & known.keys():
        if known[key].status != states[links[key]["state"]]:
            found.append(f"payment link {key}: {links[key]['state']} at Stripe, {known[key].status} at the desk")
    return found


def _messages(stage: Stage, books: Json) -> list[str]:
    received = {one["id"] for one in books["messages"]}
    shown = {entry.key for entry in stage.counter.sent_messages()}
    return [
        *(f"message {key}: WhatsApp has it and the desk does not" for key in received - shown),
        *(f"message {key}: the desk shows it and WhatsApp does not have it" for key in shown - received),
    ]


def _tell(stage: Stage, books: Json) -> None:
    recent, older = _recent(books)
    refunded = sum(one["amount_refunded"] for one in books["charges"].values())
    total = sum(one["amount"] for one in recent.values())
    stage.telling.seen(
        f"{len(recent)} charges over {Money(total, 'eur').text('de')}, {len(books['refunds'])} refunds over"
        f" {Money(refunded, 'eur').text('de')}, {len(books['links'])} links and sessions, {len(books['messages'])} messages:"
        " equal to the cent",
        f"{len(older)} older payments lie behind Stripe's {EVENT_DAYS} days of events; those the desk knows are equal too",
    )
