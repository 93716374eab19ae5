"""Who may change the replies that the whole team sends, and what a reply must be to be kept."""

from __future__ import annotations

from inbox.domain.decisions import Allowed, Decision, State, no
from inbox.domain.replies import lint
from inbox.domain.reply_actions import DropReply, KeepReply
from inbox.domain.roles import at_least


def decide_reply(action: KeepReply | DropReply, state: State) -> Decision:
    """Decide whether somebody may change what the whole team says: a supervisor, and nothing that could not be sent."""
    if not at_least(state.actor.role, "supervisor"):
        return no("role-supervisor", "Only a supervisor or an owner may do this; ask one of them.", needed="supervisor")
    wrong = lint(action.reply) if isinstance(action, KeepReply) else ()
    if wrong:
        return no("reply-lint", f"This reply cannot be kept ({', '.join(wrong)}); change it first.", codes=" ".join(wrong))
    return Allowed()
