"""Makes payment requests: a Checkout Session for a known customer or a short life, else a Payment Link to be paid once.

A page for a customer whom Stripe does not take (deleted there, or not to be charged so) is made without her: it can be paid
all the same, and only her details are missing on it. A key that may make no pages makes a link for the same time.

``RequestEngine.step`` is called by the action runner until the link exists; writing it into the chat is then the send
engine's. Each post has a key of its own (``<action id>.<step>``), so that repeating it makes nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

import msgspec

from inbox.domain import times
from inbox.domain.actions import Line, RequestPayment
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import Bought, Checkout, Customer, StripeObject, merge
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.domain.request_life import is_page, link_ends
from inbox.domain.request_sums import lines_of, total
from inbox.hub import action_effort, action_repeats, action_rows, readings, refund_problems
from inbox.hub.action_posts import Posts
from inbox.hub.action_repeats import GaveUp
from inbox.hub.action_rows import Post, Record
from inbox.hub.request_closing import MISSING, close, too_late
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import bodies, errors
from inbox.platforms.stripe.gateway import Answer, StripeGateway
from inbox.store.state import identity, mirror, ownership, requests

_OPEN = ("queued", "sending")
_NOT_MADE = Problem(
    "request-not-made", "Stripe did not answer, so there is no link and nothing was sent; try again in a moment."
)
_TOO_LATE = Problem(
    "request-not-made", "This was clicked too long ago to be carried out; nothing was sent, click again."
)

_log = logging.getLogger("tresen.requests")


class RequestEngine:
    """Carries out the Stripe part of ``request_payment``."""

    def __init__(
        self,
        writer: Writing,
        gateway: StripeGateway,
        random: Random,
        ready: Callable[[ActionId], None],
        page: bodies.Page,
    ) -> None:
        self._writer = writer
        self._gateway = gateway
        self._random = random
        self._posts = Posts(writer, gateway, _TOO_LATE)
        self._ready = ready
        self._page = page

    def step(self, action: ActionId) -> int | None:
        """Make what is missing of the request; return the milliseconds to wait before trying again, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state not in _OPEN or record.body is None or has_link(record):
            return None
        wish = cast("RequestPayment", record.action)
        if record.effort.lost and self._writer.run(lambda tx: self._adopted(tx, action, wish)):
            return None
        try:
            if wish.replaces is not None and not self._has_closed(record, wish.replaces):
                return None
            self._make(record, wish, stripe_now(self._gateway))
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble)
        return None

    def _has_closed(self, record: Record, request: SourceId) -> bool:
        """Close the request a new one takes the place of; False when that ends the action, because it was paid.

        Done anew in each step: what is closed is only read.
        """
        if not self._writer.run(lambda tx: self._is_of_this_chat(tx, record, request)):
            self._writer.run(lambda tx: self._ended(tx, record.id, MISSING))
            return False
        answer = self._gateway.checkout(request)
        if answer.value.shared:
            # Others can pay it too by now, of which Stripe has not told yet; it is closed for nobody.
            self._writer.run(lambda tx: readings.note(tx, (answer.value,), answer.date))
            self._writer.run(lambda tx: self._ended(tx, record.id, MISSING))
            return False
        if answer.value.status == "open":
            answer = close(self._gateway, answer, f"{record.id}.close")
        self._writer.run(lambda tx: readings.note(tx, (answer.value,), answer.date, record.conversation))
        if answer.value.status in ("expired", "cancelled"):
            return True
        self._writer.run(lambda tx: self._ended(tx, record.id, too_late(answer.value)))
        return False

    def _is_of_this_chat(self, tx: Transaction, record: Record, request: SourceId) -> bool:
        if record.conversation is None:
            return False
        known = requests.of_group(tx.state, identity.group_of(tx.state, record.conversation))
        return any(one.id == request and not one.shared for one in known)

    def _ended(self, tx: Transaction, action: ActionId, problem: Problem) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None and record.state in _OPEN:
            action_rows.save(tx, record, state="failed", problem=problem)

    def _make(self, record: Record, wish: RequestPayment, now: int) -> None:
        if is_page(wish, times.from_text(record.at)):
            try:
                self._make_page(record, wish, now)
            except errors.Forbidden as refusal:
                # A link does it too; the hub closes it when the page would have ended.
                _log.info("request %s: the key may make no page (%s)", record.id, refusal.permission)
            else:
                return
        rates: list[SourceId] = []
        for place, choice in enumerate(wish.shipping):
            body = bodies.shipping_rate(choice, wish.currency, bodies.metadata(wish))
            rate = self._posts.begin(record, f"rate{place}", now, body)
            if rate is None:
                return
            if rate.made is None:
                answer = self._gateway.create_shipping_rate(rate.body, rate.key, rate.stripe_version)
                rate = msgspec.structs.replace(rate, made=answer.value)
                self._posts.keep(rate)
            rates.append(SourceId(rate.made or ""))
        link = self._posts.begin(record, "link", now, bodies.link(wish, self._page, tuple(rates)))
        if link is not None:
            made = self._gateway.create_link(link.body, link.key, link.stripe_version)
            self._writer.run(lambda tx: self._made(tx, link, wish, made))

    def _make_page(self, record: Record, wish: RequestPayment, now: int) -> None:
        """Make a page for the customer who is named, or without her when Stripe does not take her."""
        named, nobody = wish.customer, msgspec.structs.replace(wish, customer=None)
        if named is None or self._writer.run(lambda tx: _is_somebody_elses(tx, record, named)):
            self._post_page(record, nobody, "session", now)
            return
        try:
            self._post_page(record, wish, "session", now)
        except errors.Refused as refusal:
            # Nothing was made; if it was not about her, the next no says so.
            _log.info("request %s: no page for %s: %s", record.id, named, refusal.code)
            self._look_for(named)
            self._post_page(record, nobody, "guest", now)

    def _post_page(self, record: Record, wish: RequestPayment, step: str, now: int) -> None:
        post = self._posts.begin(record, step, now, bodies.session(wish, self._page, now))
        if post is not None:
            made = self._gateway.create_session(post.body, post.key, post.stripe_version)
            self._writer.run(lambda tx: self._made(tx, post, wish, made))

    def _look_for(self, customer: SourceId) -> None:
        """Tell every desk whether a customer is still there, so that the next page is not made for somebody who is gone."""
        said: StripeObject | None
        try:
            found = self._gateway.look_up(customer)
            said, date = found.value, found.date
        except errors.Missing as missing:
            said, date = Customer(id=customer, deleted=True), missing.date
        except errors.StripeTrouble as trouble:
            _log.info("%s could not be looked at: %s", customer, trouble.message)
            return
        if said is not None:
            self._writer.run(lambda tx: readings.note(tx, (said,), date))

    def _adopted(self, tx: Transaction, action: ActionId, wish: RequestPayment) -> bool:
        """Take the link a webhook has told of although the answer to our post was lost."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.conversation is None or record.state not in _OPEN:
            return False
        known = mirror.where(tx.state, Checkout, "conversation", (record.conversation,))
        ours = next((one for one in known if one.action == action and one.link is None and one.url), None)
        if ours is not None:
            self._is_open(tx, record, wish, Answer(ours, record.effort.run_date))
        return ours is not None

    def _made(self, tx: Transaction, post: Post, wish: RequestPayment, answer: Answer[Checkout]) -> None:
        record = action_rows.find(tx.hub, post.action)
        if record is None or record.state not in _OPEN:
            return
        action_rows.keep_post(tx, msgspec.structs.replace(post, made=answer.value.id))
        self._is_open(tx, record, wish, answer)

    def _is_open(self, tx: Transaction, record: Record, wish: RequestPayment, answer: Answer[Checkout]) -> None:
        made = complete(answer.value, record, wish, answer.date, self._page.language)
        readings.note(tx, (made,), answer.date, record.conversation)
        result: action_rows.Facts = {
            "request": made.id,
            "url": made.url,
            "amount": made.amount,
            "currency": made.currency,
            "expires_at": made.expires_at,
            "request_id": answer.request_id,
        }
        _log.info("request %s: %s is open (%s)", record.id, made.id, answer.request_id)
        state = "sending" if wish.deliver else "succeeded"
        action_rows.save(tx, record, state=state, result=result, problem=None, effort=action_effort.Effort())
        if wish.deliver:
            self._ready(record.id)

    def _troubled(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        return self._writer.run(lambda tx: self._try_again(tx, action, trouble))

    def _try_again(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        came = action_repeats.again(tx, action, trouble, self._random, counts_lost=True)
        if not isinstance(came, GaveUp):
            return came
        problem = _NOT_MADE if came.effort.lost and not came.is_final else refund_problems.of_trouble(trouble)
        _log.info("request %s: failed (%s)", action, problem.code)
        action_rows.save(tx, came.record, state="failed", problem=problem, effort=came.effort)
        return None


def has_link(record: Record) -> bool:
    """Tell whether a payment request has its link, so that only the chat is left to do."""
    return (record.result or {}).get("url") is not None


def _is_somebody_elses(tx: Transaction, record: Record, customer: SourceId) -> bool:
    """Tell whether a customer certainly belongs to other chats: nobody's details may stand on another person's page."""
    if record.conversation is None:
        return False
    owners = {identity.root(tx.state, each) for each in ownership.customer_conversations(tx.state, customer)}
    return bool(owners) and identity.root(tx.state, record.conversation) not in owners


def complete(made: Checkout, record: Record, wish: RequestPayment, date: int, language: str = "de") -> Checkout:
    """Add what Stripe's answer does not say but the wish does: a link knows neither its sum nor when it was made."""
    made_at = times.from_unix(date)
    ends = link_ends(wish, made_at)
    ours = Checkout(
        id=made.id,
        status="open",
        amount=total(wish),
        currency=wish.currency,
        conversation=record.conversation,
        action=record.id,
        pays_back=wish.pays_back,
        expires_at=wish.offer.until if wish.offer is not None else None if ends is None else times.to_text(ends),
        created=times.to_text(made_at),
        lines=tuple(_bought(line) for line in lines_of(wish, language=language)) or None if wish.lines else None,
        shipping_cost=wish.shipping[0].amount if len(wish.shipping) == 1 else None,
        shipping_label=wish.shipping[0].label if len(wish.shipping) == 1 else None,
    )
    return merge(ours, made)


def _bought(line: Line) -> Bought:
    return Bought(name=line.name, amount=line.unit_amount * line.quantity, quantity=line.quantity)


def stripe_now(gateway: StripeGateway) -> int:
    """Return Stripe's own clock in unix seconds; any answer has it, a refusal too."""
    try:
        return gateway.account().date
    except (errors.Forbidden, errors.Missing) as refusal:
        return refusal.date
