"""The refund form inside a payment's card: lines to tick, an amount as it is typed, its reason, what the customer is told.

Used by the panel's presenter on the GUI thread; what is typed comes back as a new form with every key.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import SHIPPING, ChatView, Money
from inbox.domain import customer_texts, money
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.policy import Decision, NeedsApproval, Refused
from inbox.ui.models.presenters import deciding, money_brief, refund_lines, refunds, wording
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import offline_words, words_of
from inbox.ui.models.presenters.refund_templates import refund_template
from inbox.ui.models.presenters.template_offers import TemplateOffer
from inbox.ui.models.presenters.template_words import starter_name
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice, RefundForm
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
"""Under which a form asks the policy what it would say; nothing with this id is ever sent."""


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What the agent has put into the form; ``language`` is the customer's, in which she is told."""

    payment: str
    amount: str
    reason: str = "damaged"
    tells: bool = False
    taken: frozenset[str] = frozenset()
    language: str = "de"


def begin(desk: Desk, paid: Money, language: str, *, tells: bool) -> Typed:
    """Return a new form with all that is left in it; a line that is ticked then brings its own amount."""
    left = _digits(desk, refunds.left(desk, paid), paid.payment.currency)
    return Typed(payment=paid.payment.id, amount=left, tells=tells, language=language)


def with_amount(typed: Typed, text: str) -> Typed:
    """Return the form with an amount typed by hand, which is of no line in particular."""
    return msgspec.structs.replace(typed, amount=text, taken=frozenset())


def with_line(desk: Desk, typed: Typed, paid: Money, line: str, *, is_taken: bool) -> Typed:
    """Return the form with a line ticked or not, and the amount that makes; all that is left when no line is ticked."""
    known = refund_lines.amounts(paid)
    taken = (typed.taken | {line} if is_taken else typed.taken - {line}) & known.keys()
    left = refunds.left(desk, paid)
    amount = min(left, refund_lines.total(paid, taken)) if taken else left
    return msgspec.structs.replace(typed, taken=taken, amount=_digits(desk, amount, paid.payment.currency))


def with_share(desk: Desk, typed: Typed, paid: Money, share: str) -> Typed:
    """Return the form with a share of what is left: ``half``, ``shipping`` or ``rest``."""
    if share == SHIPPING:
        alone = msgspec.structs.replace(typed, taken=frozenset())
        return with_line(desk, alone, paid, SHIPPING, is_taken=True)
    left = refunds.left(desk, paid)
    step = money.step(paid.payment.currency or desk.terms.currency)
    amount = left // 2 // step * step if share == "half" else left
    return with_amount(typed, _digits(desk, amount, paid.payment.currency))


def amount_of(typed: Typed, paid: Money) -> money.Money | None:
    """Return the amount that is typed, None while it is none."""
    try:
        said = money.parse(typed.amount, paid.payment.currency or "eur")
    except money.MoneyError:
        return None
    return said if said.minor > 0 and said.currency == paid.payment.currency else None


def lines_of(typed: Typed, paid: Money) -> tuple[str, ...]:
    """Return the lines the amount gives back in full; none when it gives back only a part of them."""
    said = amount_of(typed, paid)
    if said is None or said.minor != refund_lines.total(paid, typed.taken):
        return ()
    return tuple(line for line in refund_lines.amounts(paid) if line in typed.taken)


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """How the customer hears of a refund: by a text while the window is open, and by a template when it is not."""

    text: str | None = None
    template: TemplateOffer | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is a way at all."""
        return self.text is not None or self.template is not None


def telling(desk: Desk, chat: ChatView, typed: Typed, paid: Money) -> Telling:
    """Return how she can be told; a text has a template beside it where the refund may still wait for somebody."""
    said = amount_of(typed, paid)
    if said is None:
        return Telling()
    text = _words(typed, paid) if can_write(desk, chat) else None
    waits = text is not None and isinstance(_decided(desk, typed, paid, chat.conversation, said), NeedsApproval)
    return Telling(text=text, template=refund_template(desk, chat, said) if text is None or waits else None)


def _words(typed: Typed, paid: Money) -> str | None:
    said = amount_of(typed, paid)
    return None if said is None else customer_texts.refund_started(typed.language, said, paid.payment.method)


def form(desk: Desk, chat: ChatView, typed: Typed, paid: Money) -> RefundForm:
    """Return the form as it is shown."""
    payment = paid.payment
    customer = wording.first_name(wording.shown_name(chat.name))
    problem, button = _judged(desk, typed, paid, chat.conversation)
    told = telling(desk, chat, typed, paid)
    can_tell = told.is_possible or (amount_of(typed, paid) is None and can_write(desk, chat))
    left = desk.amount(refunds.left(desk, paid), payment.currency)
    tell_text = translate("RefundForm", "Tell {name}").format(name=customer)
    if not can_tell:
        tell_text = translate("RefundForm", "The window is closed, so {name} cannot be told here.").format(
            name=customer
        )
    rows = refund_lines.rows(desk, paid, typed.taken)
    return RefundForm(
        payment=payment.id,
        amount=typed.amount,
        most=translate("RefundForm", "of {amount}").format(amount=left),
        button=button,
        lines=rows,
        shares=() if rows else _shares(desk, paid, left),
        reasons=tuple(
            Choice(id=reason, text=text, is_chosen=reason == typed.reason) for reason, text in refunds.reasons().items()
        ),
        tell=typed.tells if can_tell else None,
        tell_text=tell_text,
        tell_words=_told_words(told) if typed.tells or not can_tell else "",
        brief=money_brief.brief(desk, paid),
        paper=_paper(paid),
        problem=problem,
    )


def _told_words(told: Telling) -> str:
    """Say what she reads, by which template, and what to do where none can be sent."""
    if not told.is_possible:
        name = starter_name("refund_started")
        return translate("RefundForm", "Once Meta has approved the template “{name}”, that can say so.").format(name=name)
    text = "" if told.text is None else translate("RefundForm", "“{text}”").format(text=told.text)
    if told.template is None:
        return text
    template = translate("RefundForm", "Template {words}: “{text}”")
    if told.text is not None:
        template = translate("RefundForm", "If the window is closed by then, template {words}: “{text}”")
    said = template.format(words=told.template.words, text=told.template.said)
    return f"{text} {said}".strip()


def _paper(paid: Money) -> str:
    """Say what becomes of the invoice."""
    invoice = paid.papers.invoice
    if invoice is None:
        return translate("RefundForm", "No Stripe invoice: the invoice is corrected elsewhere.")
    if not invoice.number:
        return translate("RefundForm", "The credit note for the invoice is made with it.")
    return translate("RefundForm", "The credit note for invoice {number} is made with it.").format(number=invoice.number)


def _judged(desk: Desk, typed: Typed, paid: Money, conversation: ConversationId) -> tuple[str, CardButton]:
    said = amount_of(typed, paid)
    text, problem = translate("RefundForm", "Refund"), offline_words(is_online=desk.is_online)
    if said is None:
        problem = translate("RefundForm", "This is not an amount.") if typed.amount.strip() else problem
    else:
        text = translate("RefundForm", "Refund {amount}").format(amount=said.text(desk.language))
        decision = _decided(desk, typed, paid, conversation, said)
        if isinstance(decision, Refused):
            problem = words_of(decision.problem, desk.language, said.currency)
        elif isinstance(decision, NeedsApproval):
            text = translate("RefundForm", "Ask to refund {amount}")
            if deciding.is_alone(desk, said.minor):
                text = translate("RefundForm", "Refund {amount} …")
            text = text.format(amount=said.text(desk.language))
    return problem, CardButton(
        intent=Intent.REFUND_SEND,
        text=text,
        is_primary=True,
        is_enabled=said is not None and not problem,
        reason=problem,
        moves_money=True,
    )


def _decided(desk: Desk, typed: Typed, paid: Money, conversation: ConversationId, said: money.Money) -> Decision:
    asked = refunds.make(desk, _ASKING, conversation, paid, said.minor, reason=typed.reason)
    return refunds.decide(desk, asked, paid)


def _shares(desk: Desk, paid: Money, left: str) -> tuple[Choice, ...]:
    rest = translate("RefundForm", "All that is left {amount}").format(amount=left)
    shares = [Choice(id="half", text="50\u00a0%"), Choice(id="rest", text=rest)]
    shipping = refund_lines.amounts(paid).get(SHIPPING, 0)
    if 0 < shipping < refunds.left(desk, paid):
        price = desk.amount(shipping, paid.payment.currency)
        shares.insert(1, Choice(id=SHIPPING, text=f"{translate('RefundForm', 'Shipping')} {price}"))
    return tuple(shares)


def _digits(desk: Desk, minor: int, currency: str | None) -> str:
    digits = money.Money(minor, currency or desk.terms.currency).digits()
    return digits.replace(".", ",") if desk.language == "de" else digits
