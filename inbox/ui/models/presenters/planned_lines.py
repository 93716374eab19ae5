"""The messages that go out later, as dashed bubbles at the end of the chat: when, by whom, what stands against them.

What can be done with one is offered to whoever may write, whoever planned it. GUI thread only.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import ChatView, Planned
from inbox.domain import times
from inbox.domain.actions import DropPlan, PlanSend, SendTemplate, SendText
from inbox.domain.ids import ConversationId
from inbox.domain.planned import ASKING, SENDING
from inbox.domain.policy import values_of
from inbox.domain.roles import at_least
from inbox.domain.templates import Template, fill
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.template_words import title_of
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, CardButton, MediaKind, MediaPart, Ticks

translate = QCoreApplication.translate


def planned_lines(desk: Desk, chat: ChatView) -> list[Bubble]:
    """Return the planned messages of a chat, the next one first."""
    return [_bubble(desk, plan) for plan in desk.reads.planned(chat.conversation)]


def _bubble(desk: Desk, plan: Planned) -> Bubble:
    is_asking = plan.state == ASKING
    said = words_of(plan.problem, desk.language) if is_asking else ""
    failure = translate("Planned", "Not sent. {reason}").format(reason=said) if said else ""
    return Bubble(
        id=plan.id,
        is_mine=True,
        text=_text(desk, plan),
        time=_when(desk, plan),
        ticks=Ticks.FAILED if is_asking else Ticks.QUEUED,
        sender=(plan.name or "") if plan.agent != desk.me.agent else "",
        failure=failure,
        media=_heading(plan),
        buttons=_buttons(desk, plan) if at_least(desk.me.role, "agent") else (),
        is_planned=True,
    )


def _heading(plan: Planned) -> MediaPart | None:
    """Return the place over a template; which file it has is known where it was planned alone."""
    place = plan.send.place if isinstance(plan.send, SendTemplate) else None
    return None if place is None else MediaPart(kind=MediaKind.LOCATION, title=place.name, detail=place.address)


def _text(desk: Desk, plan: Planned) -> str:
    if isinstance(plan.send, SendText):
        return plan.send.text
    template = _template(desk, plan.send)
    return title_of(plan.send.template) if template is None else fill(template, values_of(plan.send)).body


def _template(desk: Desk, send: SendTemplate) -> Template | None:
    return next((one for one in desk.reads.templates() if one.id == f"{send.template}/{send.language}"), None)


def _when(desk: Desk, plan: Planned) -> str:
    now = desk.clock.now()
    if plan.state == SENDING:
        return translate("Planned", "being sent")
    time = desk.moments.coming(times.from_text(plan.at), now)
    if plan.state == ASKING:
        return translate("Planned", "was planned for {time}").format(time=time)
    if plan.unless_reply:
        return translate("Planned", "goes out {time}, unless there is a reply").format(time=time)
    return translate("Planned", "goes out {time}").format(time=time)


def _buttons(desk: Desk, plan: Planned) -> tuple[CardButton, ...]:
    if plan.state == SENDING:
        return ()
    found: list[CardButton] = []
    code = plan.problem.code if plan.problem is not None else ""
    if plan.state == ASKING and code == "window-closed":
        text = translate("Planned", "Send a template")
        found.append(CardButton(intent=Intent.PLAN_TEMPLATE, text=text, is_primary=True))
    else:
        text = translate("Planned", "Send now")
        found.append(CardButton(intent=Intent.PLAN_NOW, text=text, is_primary=plan.state == ASKING))
    if isinstance(plan.send, SendText) or _template(desk, plan.send) is not None:
        found.append(CardButton(intent=Intent.PLAN_CHANGE, text=translate("Planned", "Change …")))
    found.append(CardButton(intent=Intent.PLAN_DROP, text=translate("Planned", "Delete")))
    return tuple(found)


class PlannedActs(QObject):
    """What the buttons of planned messages do. ``change_wanted`` names the one whose form is to be opened."""

    change_wanted = Signal(str)
    template_wanted = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._conversation: ConversationId | None = None

    def open(self, conversation: ConversationId) -> None:
        """Note which chat is open."""
        self._conversation = conversation

    def act(self, item: str, intent: str) -> None:
        """Do what a button asks for; what is no planned message's is left to others."""
        if intent == Intent.PLAN_CHANGE:
            self.change_wanted.emit(item)
        elif intent == Intent.PLAN_TEMPLATE:
            self.template_wanted.emit()
        elif intent in (Intent.PLAN_NOW, Intent.PLAN_DROP):
            self._decide(item, is_now=intent == Intent.PLAN_NOW)

    def _decide(self, item: str, *, is_now: bool) -> None:
        which = self._conversation
        plans = [] if which is None else self._desk.reads.planned(which)
        plan = next((one for one in plans if one.id == item), None)
        if plan is None:
            return
        name = self._clicks.new_id()
        if not is_now:
            self._clicks.click(DropPlan(id=name, conversation=plan.conversation, plan=plan.id))
            return
        # A plan for this moment in place of the old one: the hub looks at everything again, and one of the two goes out.
        send = msgspec.structs.replace(plan.send, id=self._clicks.new_id())
        at = times.to_text(self._desk.clock.now())
        wish = PlanSend(id=name, conversation=plan.conversation, at=at, send=send, replaces=plan.id)
        self._clicks.click(wish)
