"""What is allowed of a payment request: sums that Stripe takes, somebody to send it to, and no second one by accident."""

from __future__ import annotations

from inbox.domain import window
from inbox.domain.decisions import Allowed, Decision, NeedsConfirmation, Refused, State, no
from inbox.domain.money import MINIMUM_CHARGE, Money, step
from inbox.domain.money_actions import RequestPayment
from inbox.domain.offers import LONGEST, SHORTEST, Offer, lasts
from inbox.domain.request_sums import goods
from inbox.domain.template_choice import TemplateChoice, sample_link, with_link
from inbox.domain.template_rules import decide_template


def decide_request(action: RequestPayment, state: State) -> Decision:
    """Decide a payment request."""
    amount = goods(action)
    money = Money(amount, action.currency)
    if action.offer is not None:
        refused = _against_offer(action, action.offer, amount, state)
        if refused is not None:
            return refused
    if amount <= 0:
        return no("amount-zero", "There is nothing to pay; check the lines.")
    if amount % step(action.currency):
        smallest = Money(step(action.currency), action.currency)
        return no("amount-step", f"{action.currency.upper()} is charged in steps of {smallest.text()}.", amount=amount)
    if amount < MINIMUM_CHARGE.get(action.currency, 1):
        least = Money(MINIMUM_CHARGE[action.currency], action.currency)
        return no("amount-too-small", f"Stripe takes {least.text()} at least; {money.text()} is less.", amount=amount)
    if state.blocked:
        return no("blocked", "This person is blocked; unblock them first.")
    if action.deliver and action.template is None and not window.is_open(state.last_inbound, state.now):
        return no("window-closed", "The 24-hour window has closed; send the link with an approved template.")
    if action.deliver and action.template is not None:
        against = _against_template(action, action.template, state)
        if against is not None:
            return against
    same = [c for c in state.open_requests if c.status == "open" and c.id != action.replaces]
    if same and "open-request" not in action.confirmed:
        # What others may pay too is not closed for one of them: it is said, but not named as what a new one could replace.
        own = next((each for each in same if not each.shared), None)
        told = own or same[0]
        facts = {"amount": told.amount, "currency": told.currency} | ({} if own is None else {"request": own.id})
        return NeedsConfirmation(("open-request",), facts)
    return Allowed()


def _against_offer(action: RequestPayment, offer: Offer, amount: int, state: State) -> Refused | None:
    """Return what stands against an offer; ``offers`` says what is decided about consent."""
    if not SHORTEST <= lasts(offer, state.now) <= LONGEST:
        return no("offer-end", "An offer must end between 35 minutes and 90 days from now; choose another end.")
    if amount <= 0:
        return no("offer-too-large", "The discount leaves nothing to pay; make it smaller.")
    if state.marketing_stopped is not None:
        detail = "This person has stopped marketing messages in WhatsApp; nobody can send them an offer until they resume."
        return no("marketing-stopped", detail, since=state.marketing_stopped)
    if action.deliver and not window.is_open(state.last_inbound, state.now):
        return no("no-consent", "Outside the 24-hour window an offer needs the customer's recorded consent, and there is none.")
    return None


def _against_template(action: RequestPayment, choice: TemplateChoice, state: State) -> Refused | None:
    """Return what stands against the template that is to carry the link; the link itself does not exist yet."""
    filled = choice if state.template is None else with_link(choice, state.template, sample_link(state.template))
    if filled is None:
        return no("template-link", "The template has no place for a payment link; choose another one.", template=choice.id)
    decision = decide_template(filled.send(action.id, action.conversation), state)
    return decision if isinstance(decision, Refused) else None
