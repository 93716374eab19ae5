"""What was clicked, until the hub has it: held, posted once, settled after whatever went wrong.

A synchronous core on the engine thread: ``click`` and the like change it, ``due`` says what to send now, and the engine
reports what came of each. ``held -> posting`` is on the disk before anything is sent. A post whose answer was lost is never
guessed about: the hub is asked, and a repeat has the same id and the same bytes, which the hub takes as the same wish.
Money never waits: offline it is refused at once, and a hold ends with the network, the session or the machine's sleep.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from inbox.desk.attempts import Attempts
from inbox.desk.clicks import (
    LET_GO,
    WRITTEN,
    LiveError,
    OfflineError,
    activity,
    attached,
    doubt,
    own_targets,
    typed,
    whole_hold,
    with_file,
)
from inbox.desk.desk_file import DeskFile, Draft, Item
from inbox.desk.holds import LATE_SECONDS, HoldSettings, SleepWatch
from inbox.desk.hub_calls import ActionView
from inbox.domain import times
from inbox.domain.actions import AnyAction, decode_action, encode_action
from inbox.domain.events import ActionBody
from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.domain.ports import Clock
from inbox.domain.presence import Activity
from inbox.domain.problems import Problem

OWN_STATES = frozenset({"held", "uploading", "waiting", "asking", "posting"})
"""States before the hub's: on hold; its file on the way; waiting for the network; the agent must agree first; being posted."""

LIVE_STATES = OWN_STATES | {"queued", "needs_approval", "sending", "unknown"}
"""While an action about a payment is in one of these, there is no second one."""

QUEUED_KINDS = frozenset({"send_text", "send_media", "note", "mark_read"})
"""What may wait for the network."""

_KEPT = timedelta(days=7)
_BEFORE_THE_HUB = frozenset({"uploading", "waiting", "posting"})
_OPEN_AT_HUB = frozenset({"queued", "needs_approval", "sending"})
_RANK = {"posting": 0, "queued": 1, "needs_approval": 1, "sending": 2, "pending": 3, "unknown": 3}
_FINAL_RANK = 4

_log = logging.getLogger("tresen.outbox")


class Job(msgspec.Struct, frozen=True):
    """What is to be sent now: ``post`` the body, ``ask`` how the action stands, or ``delete`` it at the hub."""

    verb: str
    item: Item


class Outbox:
    """All actions of this desk that are not forgotten.

    ``window_ends`` tells until when an agent can write to somebody (None: never). ``changed`` is called with the id of
    every action whose state changed. ``abandoned`` counts how often money on hold was let go by anything but undo: the hub
    tells the team of such holds when the presence that named them lapses, so the presence changes its name then.
    """

    def __init__(
        self,
        file: DeskFile,
        clock: Clock,
        holds: HoldSettings,
        window_ends: Callable[[ConversationId], datetime | None],
        changed: Callable[[ActionId], None],
    ) -> None:
        self._file = file
        self._clock = clock
        self._holds = holds
        self._window_ends = window_ends
        self._changed = changed
        self._watch = SleepWatch(clock)
        self._items: dict[ActionId, Item] = {}
        self._epoch: str | None = None
        self._ends: dict[ActionId, float] = {}
        self._attempts = Attempts(clock)
        self._agreed: set[ActionId] = set()
        self.abandoned = 0

    def start(self) -> None:
        """Take up what an earlier run left: holds are cancelled, posts are settled with the hub before anything else."""
        oldest = times.to_text(self._clock.now() - _KEPT)
        for item in self._file.items():
            if item.state not in LIVE_STATES and item.changed_at < oldest:
                self._file.forget(item.id)
                continue
            self._items[item.id] = item
            if item.state == "held":
                self._cancel(item, "closed")
            elif item.state == "posting":
                self._attempts.left.add(item.id)

    # -- what the agent does -----------------------------------------------------------------------------------------

    def click(self, action: AnyAction, targets: Iterable[str] = ()) -> Item:
        """Take an action; ``targets`` are all ids of the payment or request it is about.

        The same id is the same click. Raises LiveError while another action about a target is on its way, OfflineError
        when it cannot wait for the hub and the hub is away.
        """
        known = self._items.get(action.id)
        if known is not None:
            return known
        self._end_holds_after_sleep()
        about = tuple(sorted({*targets, *own_targets(action)}))
        if self.live_on(about) is not None:
            raise LiveError("Something is already on its way for this payment; wait for it, or undo it first.")
        if self._epoch is None and action.kind not in QUEUED_KINDS:
            raise OfflineError(action)
        return self._begin(action, about)

    def _begin(self, action: AnyAction, about: tuple[str, ...]) -> Item:
        now, hold = self._clock.now(), self._holds.seconds(action)
        ends = now + timedelta(seconds=hold)
        if action.moves_money:
            action = msgspec.structs.replace(action, not_after=times.to_text(ends + timedelta(seconds=LATE_SECONDS)))
        file = attached(action)
        # What has a file is on hold once the hub has that: nobody wants back what cannot go out yet.
        held = hold > 0 and self._epoch is not None and file is None
        item = Item(
            id=action.id,
            kind=action.kind,
            state="uploading" if file else "held" if held else "waiting" if self._epoch is None else "posting",
            body=encode_action(action),
            conversation=getattr(action, "conversation", None),
            targets=about,
            moves_money=action.moves_money,
            clicked_at=times.to_text(now),
            changed_at=times.to_text(now),
            hold_ends=times.to_text(ends) if held else None,
            epoch=self._epoch or "",
        )
        if held:
            self._ends[item.id] = self._clock.monotonic() + hold
            self._watch.begin()
        if item.state == "posting" and self._is_behind_a_file(item):
            item = msgspec.structs.replace(item, state="waiting")
        self._keep(item, typed(action, item.clicked_at), file)
        return item

    def undo(self, action: ActionId) -> bool:
        """Take a click back; False when it is too late for that."""
        item = self._items.get(action)
        if item is None or item.state not in ("held", "uploading", "waiting", "asking"):
            return False
        self._cancel(item, "undone")
        return True

    def send_now(self, action: ActionId) -> bool:
        """End a hold at once; False when there is none."""
        if action not in self._ends:
            return False
        self._ends[action] = self._clock.monotonic()
        return True

    def agree(self, action: ActionId) -> bool:
        """Send a text that waited too long after all; False when nothing was asked."""
        item = self._items.get(action)
        if item is None or item.state != "asking":
            return False
        self._agreed.add(action)
        self._keep(msgspec.structs.replace(item, state="waiting", problem=None))
        return True

    def dismiss(self, action: ActionId) -> bool:
        """Put an action away that the hub did not take or does not know of; False when it is not for the desk to decide."""
        item = self._items.get(action)
        code = None if item is None or item.problem is None else item.problem.code
        if item is None or (item.state not in ("refused", "expired") and (item.state, code) != ("unknown", "hub-restored")):
            return False
        self._keep(msgspec.structs.replace(item, state="cancelled"))
        return True

    def let_go(self, code: str) -> None:
        """Cancel every hold because of ``code``: ``locked``, ``closed``, ``slept`` or ``offline``."""
        held = [self._items[action] for action in self._ends]
        for item in held:
            self._cancel(item, code)
        if any(item.moves_money for item in held):
            self.abandoned += 1

    # -- the hub -----------------------------------------------------------------------------------------------------

    def online(self, epoch: str) -> None:
        """Note that the hub answers, with the log called ``epoch``."""
        if self._epoch is None:
            self._attempts.hurry()
        self._epoch = epoch

    def offline(self) -> None:
        """Note that the hub is away; holds end."""
        self._epoch = None
        self.let_go("offline")

    def due(self) -> list[Job]:
        """Return what is to be sent now; each is then reported with ``answered``, ``not_there``, ``lost`` or ``refused``."""
        self._end_holds_after_sleep()
        if self._epoch is None:
            return []
        now = self._clock.monotonic()
        for action in [action for action, ends in self._ends.items() if ends <= now]:
            self._to_posting(self._items[action], self._epoch)
        for item in self._waiting():
            self._release(item, self._epoch)
        begun = [(item, self._attempts.begin(item.id)) for item in self._unsettled()]
        return [Job("ask" if item.epoch != self._epoch else verb, item) for item, verb in begun if verb is not None]

    def next_due(self) -> float | None:
        """Return in how many seconds ``due`` has to be asked again; None when only an event can change anything."""
        now = self._clock.monotonic()
        waits = [min(1.0, max(0.0, ends - now)) for ends in self._ends.values()]
        if self._epoch is not None:
            waits += [0.0 for _ in self._waiting()]
            waits += [wait for item in self._unsettled() if (wait := self._attempts.wait(item.id)) is not None]
        return min(waits, default=None)

    def answered(self, action: ActionId, view: ActionView) -> None:
        """Take over how the hub says an action stands."""
        item = self._items.get(action)
        if item is None or view.id != action:
            return
        self._attempts.over(action)
        epoch = self._epoch or item.epoch
        if _rank(view.state) < _rank(item.state) and item.epoch == epoch:
            return
        if view.state == "cancelled" and item.state == "posting":
            self._give_back(item)
        self._keep(msgspec.structs.replace(item, state=view.state, epoch=epoch, result=view.result, problem=view.problem))

    def heard(self, body: ActionBody) -> None:
        """Take over what the log says of an action of this desk; an answer may have told more already."""
        item = self._items.get(body.id)
        if item is None or item.state in OWN_STATES - {"posting"}:
            return
        if _rank(body.state) >= _rank(item.state) or item.state == "unknown":
            result = None if body.result is None else dict(body.result)
            self._attempts.over(body.id)
            self._keep(msgspec.structs.replace(item, state=body.state, result=result, problem=body.problem))

    def not_there(self, action: ActionId) -> None:
        """Note that the hub has never heard of an action it was asked about."""
        item = self._items.get(action)
        if item is None:
            return
        if item.epoch == self._epoch and action not in self._attempts.left:
            self._attempts.not_there(action)
            return
        self._attempts.over(action)
        detail = (
            "The hub was restored from a backup after this was posted and knows nothing of it; look in Stripe or WhatsApp "
            "whether it happened before you click again."
        )
        self._keep(msgspec.structs.replace(item, state="unknown", problem=Problem("hub-restored", detail)))

    def lost(self, action: ActionId, seconds: float | None = None) -> None:
        """Note that no answer came, or that the hub asked to come again in ``seconds``."""
        self._attempts.lost(action, seconds)

    def refused(self, action: ActionId, problem: Problem) -> None:
        """Note that the hub did not take an action at all (malformed, role too low, another body under the id)."""
        item = self._items.get(action)
        if item is not None and item.state in ("posting", "uploading"):
            self._attempts.over(action)
            self._give_back(item)
            self._keep(msgspec.structs.replace(item, state="refused", problem=problem))

    def uploading(self) -> list[Item]:
        """Return what cannot be posted before the hub has its file, in the order of the clicks."""
        return self._in("uploading")

    def uploaded(self, action: ActionId, media: MediaId) -> None:
        """Note that the hub has the file of an action, under the name ``media``."""
        item = self._items.get(action)
        wish = None if item is None or item.state != "uploading" else with_file(decode_action(item.body), media)
        if item is None or wish is None:
            return
        body, hold = encode_action(wish), self._holds.seconds(wish)
        if hold <= 0 or self._epoch is None:
            self._keep(msgspec.structs.replace(item, state="waiting", body=body))
            return
        ends = times.to_text(self._clock.now() + timedelta(seconds=hold))
        self._ends[item.id] = self._clock.monotonic() + hold
        self._watch.begin()
        self._keep(msgspec.structs.replace(item, state="held", body=body, hold_ends=ends))

    # -- what is shown -----------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """Return every action that is not forgotten, in the order of the clicks."""
        return list(self._items.values())

    def item(self, action: ActionId) -> Item | None:
        """Return one action."""
        return self._items.get(action)

    def live_on(self, targets: Iterable[str]) -> Item | None:
        """Return the action that is on its way for a payment or request, if there is one."""
        asked = set(targets)
        live = (item for item in self._items.values() if item.state in LIVE_STATES and asked.intersection(item.targets))
        return next(live, None)

    def holding(self) -> list[Activity]:
        """Return the money on hold, as the hub and other desks are told of it."""
        held = [item for item in self._in("held") if item.moves_money]
        return [activity(item.body) for item in held]

    def forget_person(self, conversation: ConversationId) -> None:
        """Forget what was typed and clicked for a person who was erased; what is on its way to the hub is left to it."""
        for item in [item for item in self._items.values() if item.conversation == conversation]:
            self._ends.pop(item.id, None)
            self._attempts.over(item.id)
            del self._items[item.id]
        self._file.erase(conversation)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _in(self, state: str) -> list[Item]:
        return [item for item in self._items.values() if item.state == state]

    def _waiting(self) -> list[Item]:
        """Return what may go out now, but for the network."""
        return [item for item in self._in("waiting") if not self._is_behind_a_file(item)]

    def _is_behind_a_file(self, item: Item) -> bool:
        """Tell whether a file sent to the same person before it has not reached the hub: it would come after what it is for."""
        for each in self._items.values():
            if each.id == item.id or item.kind not in WRITTEN:
                break
            if each.kind == "send_media" and each.conversation == item.conversation and each.state in _BEFORE_THE_HUB:
                return True
        return False

    def _unsettled(self) -> list[Item]:
        """Return what is being posted, and what another log than the present one was told of."""
        return [
            item
            for item in self._items.values()
            if item.state == "posting" or (item.state in _OPEN_AT_HUB and item.epoch != self._epoch)
        ]

    def _end_holds_after_sleep(self) -> None:
        if not self._ends:
            self._watch.rest()
        elif self._watch.look(min(whole_hold(self._items[action]) for action in self._ends)):
            self.let_go("slept")

    def _release(self, item: Item, epoch: str) -> None:
        """Post a text that waited, or ask the agent first when it has grown old or can no longer be delivered."""
        problem = None if item.id in self._agreed else doubt(item, self._clock.now(), self._window_ends)
        if problem is None:
            self._to_posting(item, epoch)
        else:
            self._keep(msgspec.structs.replace(item, state="asking", problem=problem))

    def _to_posting(self, item: Item, epoch: str) -> None:
        self._ends.pop(item.id, None)
        self._keep(msgspec.structs.replace(item, state="posting", epoch=epoch))

    def _cancel(self, item: Item, code: str) -> None:
        self._ends.pop(item.id, None)
        self._give_back(item)
        self._keep(msgspec.structs.replace(item, state="cancelled", problem=Problem(code, LET_GO[code])))

    def _give_back(self, item: Item) -> None:
        """Put what does not go out back where it was typed and attached, a text unless another was begun there since."""
        for file in self._file.attachments.all():
            if file.action == item.id:
                self._file.attachments.hand_over(file.id, None)
        draft = typed(decode_action(item.body), times.to_text(self._clock.now()))
        if draft is not None and self._file.draft(draft.conversation, is_note=draft.is_note) is None:
            self._file.keep_draft(draft)

    def _keep(self, item: Item, sent: Draft | None = None, file: MediaId | None = None) -> None:
        item = msgspec.structs.replace(item, changed_at=times.to_text(self._clock.now()))
        # On the disk first: what is in memory may be acted on at once.
        self._file.save(item, sent, file)
        self._items[item.id] = item
        _log.info("action %s (%s) is %s", item.id, item.kind, item.state)
        self._changed(item.id)


def _rank(state: str) -> int:
    return _RANK.get(state, _FINAL_RANK)
