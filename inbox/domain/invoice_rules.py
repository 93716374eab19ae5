"""What is allowed of an invoice: to go into the chat as any message may, while the window is open or by a template."""

from __future__ import annotations

from inbox.domain import window
from inbox.domain.decisions import Allowed, Decision, State, no
from inbox.domain.invoice_actions import SendInvoice
from inbox.domain.send_actions import SendTemplate
from inbox.domain.template_rules import decide_template


def decide_invoice(action: SendInvoice, state: State) -> Decision:
    """Decide the message an invoice goes out with."""
    if isinstance(action.send, SendTemplate):
        return decide_template(action.send, state)
    if state.blocked:
        return no("blocked", "This person is blocked; unblock them first.")
    if not window.is_open(state.last_inbound, state.now):
        return no("window-closed", "The 24-hour window has closed; send an approved template instead.")
    return Allowed()
