"""The outbox against a hub that loses answers, falls asleep, crashes and is restored: whatever happens, each click once."""

from __future__ import annotations

import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inbox.desk.clicks import LiveError, OfflineError
from inbox.desk.holds import HoldSettings
from inbox.desk.hub_calls import ActionView
from inbox.desk.outbox import Outbox
from inbox.domain import times
from inbox.domain.actions import decode_action
from tests.desk.kit import START, HandClock, desk_in, refund, text, uuid

FATES = ("fine", "lost before", "lost after", "late")
SEEDS = st.integers(0, 1000)


class PretendHub:
    """Does what the contract says: an id is one wish, a delete leaves a tombstone, money that comes too late is expired."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.epoch = 1
        self.actions: dict[str, str] = {}
        self.done: list[str] = []
        self.bodies: dict[str, bytes] = {}
        self.first_heard: dict[str, int] = {}

    def post(self, action: str, body: bytes) -> ActionView:
        assert self.bodies.setdefault(action, body) == body, "another body under the same id"
        if action not in self.actions:
            wish = decode_action(body)
            late = wish.not_after is not None and self.clock.now() > times.from_text(wish.not_after)
            self.actions[action] = "expired" if late else "succeeded"
            if not late:
                self.done.append(action)
        return self.get(action)

    def get(self, action: str) -> ActionView | None:
        state = self.actions.get(action)
        return None if state is None else ActionView(action, "refund", state)

    def delete(self, action: str) -> ActionView:
        self.actions.setdefault(action, "cancelled")
        return self.get(action)


class OutboxStory(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = HandClock()
        self.hub = PretendHub(self.clock)
        self.backup: dict[str, str] = {}
        self.numbers = 0
        self.taken_back: set[str] = set()
        self.posted_in: dict[str, int] = {}
        self.left_posting: set[str] = set()
        self.unanswered: set[str] = set()
        self.on_the_wire: list[tuple[str, bytes, int]] = []
        self.open()
        self.is_online = False
        self.come_back()

    def teardown(self) -> None:
        if hasattr(self, "outbox"):
            self.come_back()
            self.go_on(60, 0)
            assert not [item for item in self.outbox.items() if item.state in ("held", "posting")]
            self.file.close()
            self.folder.cleanup()

    def open(self) -> None:
        self.file = desk_in(Path(self.folder.name), self.clock)
        self.outbox = Outbox(self.file, self.clock, HoldSettings(send_text=3), self.window, lambda action: None)
        self.outbox.start()

    def window(self, conversation: str) -> datetime:
        return START + timedelta(days=2)

    @rule(payment=st.sampled_from(["pi_1", "pi_2"]))
    def click_refund(self, payment: str) -> None:
        self.numbers += 1
        try:
            self.outbox.click(refund(self.numbers, payment), (payment, payment.replace("pi", "ch")))
        except (LiveError, OfflineError):
            assert self.outbox.item(uuid(self.numbers)) is None

    @rule()
    def click_text(self) -> None:
        self.numbers += 1
        self.outbox.click(text(self.numbers))

    @rule(seconds=st.sampled_from([3.0, 11.0]), chance=SEEDS)
    def go_on(self, seconds: float, chance: int) -> None:
        """Let time pass with the engine at work."""
        fates = random.Random(chance)
        while seconds > 0:
            self.clock.pass_(0.5)
            seconds -= 0.5
            for job in self.outbox.due():
                self.carry_out(job, fates.choice(FATES) if chance else "fine")

    @rule(chance=SEEDS)
    def send_everything_now(self, chance: int) -> None:
        for item in self.outbox.items():
            self.outbox.send_now(item.id)
        self.go_on(1.0, chance)

    def carry_out(self, job, fate: str) -> None:
        action = job.item.id
        if job.verb == "post":
            before = self.posted_in.setdefault(action, self.hub.epoch)
            assert before == self.hub.epoch, "an unanswered post was repeated after a restore"
            assert action not in self.left_posting, "what an earlier run posted was posted again"
            assert action not in self.unanswered, "a lost post was repeated before the hub was asked"
            assert {item.id: item.state for item in self.file.items()}[action] == "posting", "sent before it was kept"
            if fate == "late":
                self.on_the_wire.append((action, job.item.body, self.hub.epoch))
        if fate in ("lost before", "late"):
            self.unanswered.add(action)
            self.outbox.lost(action)
            return
        view = {
            "post": lambda: self.hub.post(action, job.item.body),
            "ask": lambda: self.hub.get(action),
            "delete": lambda: self.hub.delete(action),
        }[job.verb]()
        if fate == "lost after":
            self.unanswered.add(action)
            self.outbox.lost(action)
            return
        self.unanswered.discard(action)
        if view is None:
            self.outbox.not_there(action)
        else:
            self.outbox.answered(action, view)

    @precondition(lambda self: self.on_the_wire)
    @rule()
    def a_late_post_arrives(self) -> None:
        action, body, epoch = self.on_the_wire.pop(0)
        if epoch == self.hub.epoch:
            self.hub.post(action, body)

    @precondition(lambda self: self.numbers)
    @rule(back=st.integers(0, 3))
    def undo(self, back: int) -> None:
        action = uuid(max(1, self.numbers - back))
        if self.outbox.undo(action):
            self.taken_back.add(action)

    @rule()
    def agree(self) -> None:
        for item in self.outbox.items():
            self.outbox.agree(item.id)

    @rule(how=st.sampled_from(["locked", "closed", "offline", "crash", "crash", "restore", "restore"]))
    def end_the_session(self, how: str) -> None:
        self.note_held()
        if how in ("locked", "closed"):
            self.outbox.let_go(how)
        else:
            self.is_online = False
            if how == "crash":
                self.crash()
            else:
                self.outbox.offline()
            if how == "restore":
                self.restore()

    @rule(seconds=st.sampled_from([20.0, 20.0, 3600.0, 13 * 3600.0]), awake=st.sampled_from([1.0, 11.0]))
    def sleep(self, seconds: float, awake: float) -> None:
        """Suspend the machine and wake it; after a doze the hub would still take what was on hold, only the desk can stop it."""
        self.note_held()
        self.clock.sleep(seconds)
        self.go_on(awake, 0)

    def crash(self) -> None:
        self.left_posting = {item.id for item in self.outbox.items() if item.state == "posting"}
        self.file.close()
        self.open()

    def restore(self) -> None:
        """The hub forgets what came after the backup; what moved has moved all the same."""
        self.hub.actions = dict(self.backup)
        self.hub.epoch += 1

    @rule()
    def make_a_backup(self) -> None:
        self.backup = dict(self.hub.actions)

    @precondition(lambda self: not self.is_online)
    @rule()
    def come_back(self) -> None:
        self.is_online = True
        self.outbox.online(f"e-{self.hub.epoch}")

    def note_held(self) -> None:
        """What is on hold now must never happen."""
        self.taken_back |= {item.id for item in self.outbox.items() if item.state == "held"}

    @invariant()
    def each_click_moves_money_once(self) -> None:
        assert len(self.hub.done) == len(set(self.hub.done))

    @invariant()
    def what_was_taken_back_never_happens(self) -> None:
        assert not self.taken_back.intersection(self.hub.done)

    @invariant()
    def what_is_called_cancelled_did_not_happen(self) -> None:
        told = {item.id for item in self.outbox.items() if item.state == "cancelled"}
        assert not told.intersection(self.hub.done)

    @invariant()
    def one_payment_has_one_live_action(self) -> None:
        live = [item for item in self.outbox.items() if item.state in ("held", "posting", "queued", "sending")]
        names = [name for item in live for name in item.targets]
        assert len(names) == len(set(names))

    @invariant()
    def memory_and_disk_agree(self) -> None:
        assert {item.id: item for item in self.file.items()} == {item.id: item for item in self.outbox.items()}


TestOutboxStory = OutboxStory.TestCase
TestOutboxStory.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
