"""Tom, who works in the demo's shop too: at another desk, without a window, through the hub's API like anybody else.

First he and Jana do what was done before the window opened (``morning.py``). Then he answers two customers of his, looks into
chats now and then, and takes what was paid off the list of what waits for money. One thread of its own; it never moves money.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

import msgspec

from inbox.demo import morning
from inbox.demo.counter import World
from inbox.demo.morning import JANA, TOM, Who
from inbox.demo.overheard import Chat, Overheard
from inbox.desk import hub_calls
from inbox.desk.hub_client import HubClient
from inbox.desk.hub_errors import HubRefusedError
from inbox.domain.actions import AnyAction, SendText, SetStatus, encode_action
from inbox.domain.ids import ActionId, AgentId
from inbox.domain.ports import Random
from inbox.domain.presence import Activity, Doing, PresenceReport
from inbox.domain.problems import OutsideError, UserError
from inbox.system.secrets import Secret

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "oliver": ("Hi Oliver! Yes, we do. The grinder goes to Bristol for €9.90, about five working days.",),
    "sabine": (
        "Guten Tag Frau Krüger, das tut mir sehr leid! Möchten Sie Ersatz oder lieber das Geld zurück?",
        "Gern, das neue Paket geht heute noch an Sie raus. Die Scherben können einfach in den Müll.",
    ),
}
"""What Tom writes to whom, one after the other, each time when it is his turn to say something."""

_NEWS_WAIT = 2
_LOOKS = (12.0, 25.0)
_BETWEEN = (25.0, 60.0)
_READS, _TYPES = 5.0, 9.0
_REST = 2.0

_log = logging.getLogger("tresen.demo")


class Step(msgspec.Struct, frozen=True):
    """What Tom is at until ``until`` (seconds of a clock): which chat, whether he types, and what he then sends."""

    chat: Chat
    until: float
    doing: Doing = "viewing"
    text: str = ""


class Tom:
    """What Tom does next; pure but for dice. ``people`` are customers' ids by user id."""

    def __init__(self, agent: AgentId, people: Mapping[str, str], chance: Random) -> None:
        self._agent = agent
        self._people = people
        self._chance = chance
        self._left = {who: list(texts) for who, texts in ANSWERS.items()}
        self._free_at = 0.0
        self.at: Step | None = None

    def go_on(self, overheard: Overheard, now: float) -> str:
        """Go on with what is due; returns the text to send now to ``at.chat``, mostly none."""
        step = self.at
        if step is None:
            if now >= self._free_at:
                self.at = self._begin(overheard, now)
            return ""
        if now < step.until:
            return ""
        waits = self._answer_for(step.chat)
        if step.doing == "viewing" and waits:
            self.at = Step(step.chat, now + _TYPES, "typing", waits)
            return ""
        self.at, self._free_at = None, now + self._between(_BETWEEN)
        # A colleague may have been faster while he typed.
        if step.text and self._answer_for(step.chat) == step.text:
            self._left[self._who(step.chat)].pop(0)
            self.at = Step(step.chat, now + _REST)
            return step.text
        return ""

    def _begin(self, overheard: Overheard, now: float) -> Step | None:
        mine = [chat for chat in overheard.chats.values() if chat.assignee == self._agent and chat.status != "resolved"]
        waiting = [chat for chat in mine if self._answer_for(chat)]
        if waiting:
            return Step(waiting[0], now + _READS)
        if not mine:
            return None
        chat = mine[int(self._chance.random() * len(mine))]
        return Step(chat, now + self._between(_LOOKS))

    def _answer_for(self, chat: Chat) -> str:
        """Return what Tom would answer in a chat of his, empty when it is not his turn or he has nothing to say."""
        texts = self._left.get(self._who(chat), [])
        return texts[0] if texts and not chat.is_ours and chat.assignee == self._agent else ""

    def _who(self, chat: Chat) -> str:
        return self._people.get(chat.person, "")

    def _between(self, span: tuple[float, float]) -> float:
        return span[0] + (span[1] - span[0]) * self._chance.random()


class Colleague:
    """Tom's desk. ``people`` asks the sandbox who is who; ``tokens`` are Jana's and Tom's."""

    def __init__(
        self, world: World, chance: Random, tokens: Mapping[Who, Secret], people: Callable[[], Mapping[str, str]]
    ) -> None:
        self._world = world
        self._chance = chance
        self._tokens = tokens
        self._people = people
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._desk = world.ids.token(8)
        self._overheard = Overheard()
        self._is_morning_over = False

    def hub_is(self, url: str) -> None:
        """Begin work at the hub at ``url``, empty while there is none; called whenever that changes."""
        if url and self._thread is None and not self._stopping.is_set():
            self._thread = threading.Thread(target=self._run, args=(url,), name="colleague", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Go home; returns when the thread has ended. Harmless when it never began."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(15.0)

    def _run(self, url: str) -> None:
        try:
            people = self._people()
            with HubClient(url, self._tokens[JANA]) as jana, HubClient(url, self._tokens[TOM]) as tom:
                self._work({JANA: jana, TOM: tom}, people)
        except (OutsideError, UserError) as error:
            # The shop goes on without him: a hub that ended, or is ending.
            _log.info("the colleague has gone home: %s", error)

    def _work(self, clients: Mapping[Who, HubClient], people: Mapping[str, str]) -> None:
        agents = {who: client.send(hub_calls.me()).agent for who, client in clients.items()}
        tom = Tom(agents[TOM], people, self._chance)
        while not self._stopping.is_set():
            self._listen(clients[TOM])
            if not self._is_morning_over:
                self._is_morning_over = self._do_morning(clients, agents, people)
                continue
            now = self._world.clock.monotonic()
            step = tom.at
            text = tom.go_on(self._overheard, now)
            if text and step is not None:
                self._post(clients[TOM], SendText(id=self._id(), conversation=step.chat.conversation, text=text))
            self._take_paid(clients[TOM])
            self._show(clients[TOM], tom.at)

    def _listen(self, client: HubClient) -> None:
        heard = self._overheard
        page = client.send(hub_calls.events(heard.cursor, heard.epoch, wait=_NEWS_WAIT))
        heard.take(page.events, page.next, page.epoch)

    def _do_morning(
        self, clients: Mapping[Who, HubClient], agents: Mapping[Who, AgentId], people: Mapping[str, str]
    ) -> bool:
        """Do what had been done, as soon as everybody's past is known; tells whether it was done."""
        if not set(people) <= {chat.person for chat in self._overheard.chats.values()}:
            return False
        for who, action in morning.work(self._overheard, people, agents, self._world.clock.now(), self._world.ids):
            self._post(clients[who], action)
        return True

    def _take_paid(self, client: HubClient) -> None:
        for chat in self._overheard.chats.values():
            if chat.status == "waiting_money" and chat.is_paid:
                self._post(client, SetStatus(id=self._id(), conversation=chat.conversation, status="open"))

    def _show(self, client: HubClient, step: Step | None) -> None:
        entries = () if step is None else (Activity(doing=step.doing, conversation=step.chat.conversation),)
        client.send(hub_calls.put_presence(PresenceReport(self._desk, entries)))

    def _post(self, client: HubClient, action: AnyAction) -> None:
        try:
            client.send(hub_calls.post_action(encode_action(action)))
        except HubRefusedError as error:
            # Somebody was faster, or the chat is gone: nothing that he would insist on.
            _log.info("the colleague's %s was not taken: %s", action.kind, error)

    def _id(self) -> ActionId:
        return ActionId(self._world.ids.uuid())
