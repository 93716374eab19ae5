"""What is allowed of a template: to be sent, to be planned, and to be submitted to Meta."""

from __future__ import annotations

from inbox.domain import planned
from inbox.domain.decisions import Allowed, Decision, Refused, State, no
from inbox.domain.planned import PlanSend
from inbox.domain.roles import at_least
from inbox.domain.send_actions import SendTemplate
from inbox.domain.template_drafts import SubmitTemplate, lint_draft
from inbox.domain.templates import GONE, MARKETING, Values, misshapen, missing, too_long


def decide_plan(action: PlanSend, state: State) -> Decision:
    """Decide what can be decided now; whether the window is open matters only when the time has come."""
    problem = planned.time_problem(action.at, state.now)
    if problem is not None:
        return Refused(problem)
    if isinstance(action.send, SendTemplate):
        return decide_template(action.send, state)
    return no("blocked", "This person is blocked; unblock them first.") if state.blocked else Allowed()


def decide_template(action: SendTemplate, state: State) -> Decision:
    """Decide the sending of a template: approved, wanted, and filled in as Meta takes it."""
    template = state.template
    if state.blocked:
        return no("blocked", "This person is blocked; unblock them first.")
    if template is None or template.status == GONE:
        return no("template-unknown", "WhatsApp has no such template in this language; reload the list of templates.")
    if not template.can_be_sent:
        detail = f"The template is {template.status.lower().replace('_', ' ') or 'not approved'} at WhatsApp; choose another one."
        return no("template-not-approved", detail, status=template.status)
    if template.category == MARKETING and state.marketing_stopped is not None:
        detail = "This person has stopped marketing messages in WhatsApp; nobody can send them any until they resume."
        return no("marketing-stopped", detail, since=state.marketing_stopped)
    if template.category == MARKETING:
        detail = "Marketing needs the customer's recorded consent, and there is none; send a template of another category."
        return no("no-consent", detail, category=template.category)
    if not template.is_of_a_chat:
        detail = "The template's heading or a button of it needs what cannot be given here; choose another one."
        return no("template-kind", detail, header=template.header)
    values = values_of(action)
    empty = missing(template, values)
    if empty:
        return no("template-values", f"The template has nothing for {', '.join(empty)}; fill it in.", missing=", ".join(empty))
    wrong = misshapen(template, values)
    if wrong:
        detail = f"{', '.join(wrong)} has a line break, a tab, many blanks or braces; write it on one line."
        return no("value-form", detail, values=", ".join(wrong))
    over = too_long(template, values)
    if over:
        detail = f"The filled template is {max(over.values())} characters too long; shorten what you filled in."
        return no("template-too-long", detail, over=max(over.values()))
    return Allowed()


def decide_submission(action: SubmitTemplate, state: State) -> Decision:
    """Decide the submission of a template to Meta."""
    if not at_least(state.actor.role, "supervisor"):
        return no("role-supervisor", "Only a supervisor or an owner may do this; ask one of them.", needed="supervisor")
    known = state.template
    if known is not None and known.status not in (GONE, ""):
        detail = "The account has a template of this name in this language already; give it another name."
        return no("template-exists", detail, status=known.status)
    wrong = lint_draft(action.draft)
    if wrong:
        detail = f"Meta would reject this template ({', '.join(wrong)}); change it first."
        return no("template-lint", detail, codes=" ".join(wrong))
    return Allowed()


def values_of(action: SendTemplate) -> Values:
    """Return what a send fills the template's gaps with."""
    return Values(
        header=action.header,
        body=action.body,
        buttons=action.buttons,
        has_media=action.media is not None,
        has_place=action.place is not None,
    )
