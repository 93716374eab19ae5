"""``tresen demo --headless``: the main job once, or once with each fault of the pretend platforms in turn.

Runs on the main thread. The exit code is 0 only if every step showed its evidence and the books are equal.
"""

from __future__ import annotations

from inbox.demo.books import compare
from inbox.demo.counter import World
from inbox.demo.evidence import DemoError, Telling
from inbox.demo.shop import open_shop
from inbox.demo.steps import STEPS
from inbox.domain.ports import Random
from inbox.domain.problems import OutsideError, UserError

ALL = "all"
FAULTS: tuple[tuple[str, str], ...] = (
    *((target, kind) for target in ("stripe.refunds", "stripe.payment_links") for kind in (
        "lose_answer_before", "lose_answer_after", "delay", "status")),
    *((target, "status") for target in ("stripe.charges", "stripe.payment_intents", "stripe.events")),
    *(("whatsapp.messages", kind) for kind in ("lose_answer_before", "lose_answer_after", "delay", "status")),
    *((target, kind) for target in ("webhooks.stripe", "webhooks.whatsapp") for kind in (
        "duplicate_webhook", "reorder_webhooks", "delay", "status", "lose_answer_after")),
)  # fmt: skip
"""Where something can break, and how."""


def names() -> list[str]:
    """Return what ``--fault`` takes."""
    return [ALL, *(f"{target}:{kind}" for target, kind in FAULTS)]


def run(world: World, chance: Random, seed: int, fault: str | None) -> int:
    """Do the job and return the exit code; UserError for a fault that does not exist."""
    telling = Telling(world.clock)
    if fault is None:
        return _once(world, chance, seed, telling, None)
    chosen = [pair for pair in FAULTS if fault in (ALL, ":".join(pair))]
    if not chosen:
        raise UserError(f"There is no fault {fault!r}; there are {', '.join(names())}.")
    failed: list[str] = []
    for pair in chosen:
        telling = Telling(world.clock)
        telling.say(f"\n=== with {pair[0]}:{pair[1]} ===")
        if _once(world, chance, seed, telling, pair):
            failed.append(":".join(pair))
    telling.say(
        f"\n{len(chosen) - len(failed)} of {len(chosen)} faults survived" + (f"; not: {failed}" if failed else "")
    )
    return 1 if failed else 0


def _once(world: World, chance: Random, seed: int, telling: Telling, fault: tuple[str, str] | None) -> int:
    began = world.clock.monotonic()
    try:
        with open_shop(world, chance, seed, telling) as stage:
            if fault is not None:
                stage.control.break_once(*fault)
            for title, step in STEPS:
                with telling.step(title):
                    step(stage)
            with telling.step("Compare the platforms' own books with the desk"):
                compare(stage)
            if fault is not None and stage.control.waiting_faults():
                raise DemoError(f"the fault {':'.join(fault)} was never met")
    except (DemoError, OutsideError) as error:
        telling.say(f"\nThe demo failed: {error}")
        return 1
    telling.say(f"\nAll of it done and proven in {world.clock.monotonic() - began:.0f} s.")
    return 0
