"""A judge on the wire to Stripe: what the books cannot show, because Stripe's own care hid it, is a fault here all the same.

Every refund is posted under its action's own key with the same bytes, never without having read the charge's refunds just
before, never when that list has it already, and never once Stripe may have forgotten the key. It can also let a post run
late: the answer is lost at once, and Stripe carries it out only when the next one comes, or some seconds later.
"""

from __future__ import annotations

import contextlib
import json
from urllib.parse import parse_qsl

import httpx

from tests.hub.actions.stripe_world import StripeWorld

KEY_LASTS = 23 * 3600
LATE_SECONDS = 20
_SLACK = 120


class RefundJudge:
    """Stands before the wire of one pretend Stripe. ``faults`` are in words."""

    def __init__(self, stripe: StripeWorld) -> None:
        self._stripe = stripe
        self._send = stripe.wire.handle_request
        stripe.wire.handle_request = self._handle  # type: ignore[method-assign]  # the transport, not a function of ours
        self.faults: list[str] = []
        self.late = 0
        """How many of the next posts run late."""
        self._running: list[tuple[float, httpx.Request]] = []
        self._first: dict[str, tuple[str, bytes, float]] = {}
        self._listed: dict[str, set[str]] = {}
        self._is_fresh: set[str] = set()

    def let_run(self, *, all_of_them: bool = True) -> None:
        """Have Stripe carry out what still runs there; else only what has run for long."""
        now = self._stripe.world.clock.now()
        due = [request for at, request in self._running if all_of_them or now - at >= LATE_SECONDS]
        self._running = [(at, request) for at, request in self._running if request not in due]
        for request in due:
            with contextlib.suppress(httpx.TransportError):  # nobody waits for its answer any more
                self._send(request)

    def forget(self) -> None:
        """Begin anew after a backup was restored: the hub has forgotten what it did, and must only not repeat it."""
        self._first = {}

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.let_run(all_of_them=False)
        if request.url.path != "/v1/refunds":
            return self._send(request)
        if request.method == "GET":
            return self._list(request)
        form = dict(parse_qsl(request.read().decode()))
        charge, action = form.get("charge", ""), form.get("metadata[action_id]", "")
        self._judge(charge, action, request)
        self.let_run()
        if self.late:
            self.late -= 1
            self._running.append((self._stripe.world.clock.now(), request))
            raise httpx.ReadTimeout("no answer in time", request=request)
        return self._send(request)

    def _list(self, request: httpx.Request) -> httpx.Response:
        answer = self._send(request)
        charge = request.url.params.get("charge", "")
        if answer.status_code == 200:
            rows = json.loads(answer.read())["data"]
            names = {str(row["metadata"].get("action_id")) for row in rows}
            more = "starting_after" in request.url.params
            self._listed[charge] = (self._listed.get(charge, set()) if more else set()) | names
            self._is_fresh.add(charge)
        return answer

    def _judge(self, charge: str, action: str, request: httpx.Request) -> None:
        key, body, now = request.headers.get("idempotency-key", ""), request.read(), self._stripe.world.clock.now()
        first_key, first_body, first_at = self._first.setdefault(action, (key, body, now))
        if key != first_key or key != action:
            self.faults.append(f"{action} was posted under another key")
        if body != first_body:
            self.faults.append(f"{action} was posted with other bytes")
        if now - first_at > KEY_LASTS + _SLACK:
            self.faults.append(f"{action} was posted when Stripe may have forgotten its key")
        if charge not in self._is_fresh:
            self.faults.append(f"{action} was posted without reading the charge's refunds first")
        if action in self._listed.get(charge, set()):
            self.faults.append(f"{action} was posted although the list had it")
        self._is_fresh.discard(charge)
