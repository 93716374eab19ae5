"""What came of a request that needs a second word: nobody answered it, somebody said no, or nobody else is there to ask.

The chat's line, the bar across the window and the words on a card. Pure but for words.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView, Item
from inbox.domain import times
from inbox.domain.approvals import LAPSED
from inbox.domain.problems import Problem
from inbox.ui.models.presenters import deciding, refunds, wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Notice
from inbox.ui.models.timeline import CardButton, EventLine

translate = QCoreApplication.translate

REJECTED = "rejected"
_TOLD_FOR = timedelta(days=3)


def words(desk: Desk, problem: Problem | None, amount: int = 0, currency: str | None = None) -> str:
    """Return a problem's sentence; to somebody who decides alone it never speaks of a second person."""
    if problem is not None:
        if problem.code == REJECTED and problem.facts.get("agent") == desk.me.name:
            return translate("Answers", "You have withdrawn this.")
        if deciding.is_alone(desk, amount) and (own := _alone().get(problem.code)):
            return own
    return words_of(problem, desk.language, currency or "eur")


def _alone() -> dict[str, str]:
    return {
        "needs-approval": translate("Answers", "This is above what is refunded at once: read it once more and confirm it alone."),
        "needs-second-person": translate("Answers", "What is handed in is final: read it once more and confirm it alone."),
        LAPSED: translate("Answers", "This was not confirmed in time, so nothing was done; ask again if it is still wanted."),
    }


def line_words(desk: Desk, entry: EntryView) -> str:
    """Return the sentence of an action's line in the chat, as it is for whoever reads it."""
    amount, problem = (entry.facts or {}).get("amount"), entry.problem
    minor = amount if isinstance(amount, int) else 0
    if entry.actor == desk.me.agent:
        return words(desk, problem, minor)
    if problem is not None and problem.code == "needs-approval" and deciding.may_approve(desk, minor):
        return translate("Answers", "You can approve this beside the chat.")
    return words_of(problem, desk.language)


def lapsed_line(desk: Desk, entry: EntryView) -> EventLine:
    """Return the chat's line about a request that nobody answered in time."""
    facts = entry.facts or {}
    amount, currency = facts.get("amount"), facts.get("currency")
    chip = Chip(translate("Answers", "Lapsed"), Tone.WARN)
    if facts.get("kind") != "refund" or not isinstance(amount, int):
        text = translate(
            "Answers",
            "The answer to the dispute was not approved in time, so nothing was handed in. Ask again if the bank still waits.",
        )
        return EventLine(id=entry.key, spans=(Span(text),), chip=chip)
    shown = desk.amount(amount, currency if isinstance(currency, str) else None)
    text = translate(
        "Answers",
        "{name}'s refund of {amount} was not approved in time, so nothing was refunded. Ask again if it is still wanted.",
    )
    if entry.actor == desk.me.agent or entry.sender == desk.me.name:
        text = translate(
            "Answers",
            "Your refund of {amount} was not approved in time, so nothing was refunded. Ask again if it is still wanted.",
        )
        if deciding.is_alone(desk, amount):
            text = translate(
                "Answers",
                "You did not confirm the refund of {amount} in time, so nothing was refunded. Ask again if it is still wanted.",
            )
    return EventLine(id=entry.key, spans=(Span(text.format(name=entry.sender or "", amount=shown)),), chip=chip)


def notices(desk: Desk) -> tuple[Notice, ...]:
    """Return a bar about this agent's newest refund that nobody approved, until that is put away or asked for again."""
    for item in reversed(desk.commands.view.items):
        if _is_news(desk, item):
            return (_notice(desk, item),)
    return ()


def _is_news(desk: Desk, item: Item) -> bool:
    code = "" if item.problem is None else item.problem.code
    if item.kind != "refund" or item.conversation is None or code not in (LAPSED, REJECTED):
        return False
    if item.state not in ("expired", "refused") or desk.clock.now() - times.from_text(item.changed_at) > _TOLD_FOR:
        return False
    assert item.problem is not None
    if item.problem.facts.get("agent") == desk.me.name:
        return False
    names = set(item.targets)
    newest = (each for each in reversed(desk.commands.view.items) if each.kind == "refund" and names & set(each.targets))
    return next(newest).id == item.id


def _notice(desk: Desk, item: Item) -> Notice:
    wish = refunds.refund_of(item)
    assert item.problem is not None
    assert wish is not None
    chat = None if item.conversation is None else next(iter(desk.reads.chats([item.conversation])), None)
    name = "" if chat is None else wording.shown_name(chat.name)
    text = translate("Answers", "Your refund of {amount} for {name} was not approved in time, so nothing was refunded.")
    if item.problem.code == REJECTED:
        text = translate("Answers", "{agent} did not approve your refund of {amount} for {name}.")
    elif deciding.is_alone(desk, wish.amount):
        text = translate("Answers", "You did not confirm the refund of {amount} for {name} in time, so nothing was refunded.")
    said = text.format(
        amount=desk.amount(wish.amount, wish.currency), name=name, agent=item.problem.facts.get("agent") or ""
    )
    button = CardButton(intent=Intent.OPEN_CHAT, text=translate("Answers", "Show"))
    return Notice(id=item.conversation or "", text=said, tone=Tone.WARN, button=button)
