"""What the pretend platforms share: one clock, repeatable ids, the list of faults, and the way out for webhooks.

Made once per sandbox by its composition and handed to the pretend Stripe and the pretend WhatsApp. Everything runs on
one asyncio loop; nothing here awaits, so a platform's state never changes half.
"""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable, Mapping
from typing import Literal, Protocol, get_args

import msgspec

FaultKind = Literal[
    "lose_answer_after", "lose_answer_before", "delay", "status", "duplicate_webhook", "reorder_webhooks"
]
Source = Literal["stripe", "whatsapp"]

ANSWER_FAULTS: tuple[FaultKind, ...] = ("lose_answer_after", "lose_answer_before", "delay", "status")
WEBHOOK_FAULTS: tuple[FaultKind, ...] = (*ANSWER_FAULTS, "duplicate_webhook", "reorder_webhooks")

STRIPE_RESOURCES = (
    "accounts",
    "balance",
    "balance_transactions",
    "charges",
    "checkout_sessions",
    "credit_notes",
    "customers",
    "disputes",
    "early_fraud_warnings",
    "events",
    "files",
    "invoice_payments",
    "invoices",
    "payment_intents",
    "payment_links",
    "payment_methods",
    "prices",
    "products",
    "refunds",
    "shipping_rates",
    "subscriptions",
    "webhook_endpoints",
)
TARGETS = (
    *(f"stripe.{resource}" for resource in STRIPE_RESOURCES),
    "whatsapp.messages",
    "whatsapp.media",
    "whatsapp.templates",
    "whatsapp.catalog",
    "webhooks.stripe",
    "webhooks.whatsapp",
)
_ALPHABET = string.ascii_letters + string.digits


class SandboxClock:
    """Real time plus an offset that the control side may move, also backwards."""

    def __init__(self, read: Callable[[], float] = time.time) -> None:
        self._read = read
        self._offset = 0.0

    def now(self) -> int:
        """Return the sandbox's present in whole unix seconds."""
        return int(self._read() + self._offset)

    def shift(self, seconds: float) -> None:
        """Move the present by ``seconds``, negative for back."""
        self._offset += seconds

    def set(self, timestamp: int) -> None:
        """Make ``timestamp`` (unix seconds) the present; time goes on from there."""
        self._offset = timestamp - self._read()


class SeededIds:
    """Ids in the shape of the platforms' own, the same ones for the same seed and order of calls."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - ids of a sandbox; repeatable is what is wanted

    def token(self, prefix: str, length: int = 24) -> str:
        """Return ``prefix`` followed by ``length`` letters and digits (``token("pi_3", 23)``)."""
        return prefix + "".join(self._random.choices(_ALPHABET, k=length))

    def digits(self, length: int) -> str:
        """Return ``length`` decimal digits, the first one not 0."""
        return self._random.choice("123456789") + "".join(self._random.choices("0123456789", k=length - 1))

    def hex(self, length: int) -> str:
        """Return ``length`` lower-case hexadecimal digits."""
        return "".join(self._random.choices("0123456789abcdef", k=length))

    def random(self) -> float:
        """Return a number in ``[0, 1)``."""
        return self._random.random()


class Fault(msgspec.Struct, frozen=True):
    """One thing that is to go wrong: ``kind`` at ``target``, ``times`` times.

    ``status`` is the HTTP status of kind ``status``; with ``executed`` the call has its effect first. ``ms`` is how
    long ``delay`` waits. ``method`` limits the fault to one HTTP method. ``code`` is the error of WhatsApp's that kind
    ``status`` answers with, 0 for the one that goes with the status.
    """

    target: str
    kind: FaultKind
    times: int = 1
    status: int = 500
    ms: int = 0
    executed: bool = False
    code: int = 0
    method: Literal["GET", "POST", "DELETE"] | None = None


class Faults:
    """The faults still to happen, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """Register a fault; ValueError in words when it could never happen."""
        if fault.target not in TARGETS:
            raise ValueError(f"no target {fault.target!r}; there are {', '.join(TARGETS)}")
        if fault.kind not in get_args(FaultKind):
            raise ValueError(f"no kind {fault.kind!r}; there are {', '.join(get_args(FaultKind))}")
        webhooks = fault.target.startswith("webhooks.")
        if fault.kind not in (WEBHOOK_FAULTS if webhooks else ANSWER_FAULTS):
            raise ValueError(f"{fault.kind} cannot happen at {fault.target}")
        if fault.times < 1 or fault.ms < 0 or not 400 <= fault.status <= 599:
            raise ValueError("times is at least 1, ms at least 0 and status an HTTP error")
        self._waiting.append((fault, fault.times))

    def take(self, target: str, kinds: tuple[FaultKind, ...], method: str | None = None) -> Fault | None:
        """Use up one turn of the oldest fault of ``target`` that fits, or None.

        A fault fits when its kind is one of ``kinds``; one that names a method fits exactly that method, any kind.
        """
        for place, (fault, left) in enumerate(self._waiting):
            fits = fault.kind in kinds if fault.method is None else fault.method == method
            if fault.target != target or not fits:
                continue
            if left > 1:
                self._waiting[place] = (fault, left - 1)
            else:
                del self._waiting[place]
            return fault
        return None

    def waiting(self) -> list[dict[str, object]]:
        """Return the faults still to happen with their turns left, for the control side."""
        return [{**msgspec.to_builtins(fault), "times": left} for fault, left in self._waiting]

    def clear(self) -> None:
        """Forget every fault."""
        self._waiting.clear()


class Outbound(Protocol):
    """Carries a platform's webhooks to whoever registered for them."""

    def post(self, source: Source, body: bytes, headers: Mapping[str, str]) -> None:
        """Queue one delivery and return at once; never raises and never waits for the receiver."""
        ...


class Unheard:
    """An Outbound for a sandbox nobody listens to: deliveries are dropped."""

    def post(self, source: Source, body: bytes, headers: Mapping[str, str]) -> None:
        """Drop the delivery."""


class World:
    """Clock, ids, faults and webhooks of one sandbox. ``outbound`` may be replaced once its sender exists."""

    def __init__(self, seed: int = 1, clock: SandboxClock | None = None, outbound: Outbound | None = None) -> None:
        self.clock = clock or SandboxClock()
        self.ids = SeededIds(seed)
        self.faults = Faults()
        self.outbound: Outbound = outbound or Unheard()
