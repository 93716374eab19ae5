"""A customer's cart as a card with its payment link, and the action behind that button. Pure but for words."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain.actions import Line, RequestPayment, Shipping
from inbox.domain.ids import ActionId, ConversationId, MessageId, SourceId
from inbox.domain.messages import CartLine
from inbox.domain.money import Money
from inbox.domain.template_choice import TemplateChoice
from inbox.ui.models.presenters.desk import Desk, Product
from inbox.ui.models.presenters.link_wishes import LinkSeed
from inbox.ui.models.presenters.wording import first_name
from inbox.ui.models.rows import Chip
from inbox.ui.models.timeline import CardButton, CartCard, CartRow

translate = QCoreApplication.translate

SEND_LINK = "cart.send-link"
SEND_BOTH = "cart.send-both"
"""Sends the link beside one that stays open."""
CHANGE = "cart.change"
"""Opens the form with the cart in it, to send another amount, another way or for another time."""


class CartAsk(msgspec.Struct, frozen=True, kw_only=True):
    """What stands between a cart and its link. ``live`` is how an action that is on its way stands.

    ``codes`` are warnings that a second click accepts, ``warning`` says them. ``refusal`` is why there is no link now.
    """

    live: Chip | None = None
    codes: tuple[str, ...] = ()
    replaces: SourceId | None = None
    """The open request that the new one closes."""
    warning: str = ""
    refusal: str = ""
    template: TemplateChoice | None = None
    """What carries the link where the window is closed; ``note`` says how it will be read."""
    note: str = ""
    is_kept: bool = False
    """No template carries the link, so it is made to be copied."""
    is_unread: bool = False
    """The next click only shows what carries another link."""
    is_done: bool = False
    """A link was made from this cart before."""


def cart_card(desk: Desk, entry: EntryView, name: str, ask: CartAsk) -> CartCard:
    """Return the card of a cart."""
    seen = entry.cart.lines if entry.cart is not None else ()
    lines = repriced(desk, seen)
    goods = total(lines)
    shipping = usual_shipping(desk, lines)
    rows = [_row(desk, was, line) for was, line in zip(seen, lines, strict=True)]
    if shipping is not None:
        label = translate("Cart", "Shipping, {label}").format(label=shipping.label)
        rows.append(
            CartRow(name=label, total=desk.amount(shipping.amount, currency_of(desk, lines)), has_picture=False)
        )
    return CartCard(
        id=entry.key,
        title=translate("Cart", "Cart from {name}").format(name=first_name(name)),
        total="" if goods is None else desk.amount(goods, currency_of(desk, lines)),
        rows=tuple(rows),
        buttons=_buttons(desk, lines, ask),
        note=ask.refusal or ask.warning or ask.note,
        chip=ask.live,
    )


def _buttons(desk: Desk, lines: tuple[CartLine, ...], ask: CartAsk) -> tuple[CardButton, ...]:
    due = asked_sum(desk, lines)
    change = CardButton(intent=CHANGE, text=translate("Cart", "Change"))
    if due is None:
        return (change,)
    amount = due.text(desk.language)
    again = bool(ask.codes) or ask.is_done
    text = translate("Cart", "Send another link · {amount}") if again else translate("Cart", "Send link · {amount}")
    if ask.replaces is not None:
        text = translate("Cart", "Replace link · {amount}")
    elif ask.is_kept:
        text = translate("Cart", "Make another link · {amount}") if again else translate("Cart", "Make link · {amount}")
    send = CardButton(
        intent=SEND_LINK,
        text=text.format(amount=amount),
        is_primary=not ask.is_done,
        is_enabled=ask.live is None and not ask.refusal,
        reason=ask.refusal or (ask.live.text if ask.live is not None else ""),
        moves_money=True,
    )
    if ask.replaces is not None:
        both = CardButton(intent=SEND_BOTH, text=translate("Cart", "Keep both"), moves_money=True)
        return (send, both, change)
    return (send, change)


def repriced(desk: Desk, lines: tuple[CartLine, ...]) -> tuple[CartLine, ...]:
    """Return a cart at the prices that are charged now, as far as they are known; the customer saw those of the catalog."""
    return tuple(_repriced(desk.catalogue.product(line.sku), line) for line in lines)


def _repriced(product: Product | None, line: CartLine) -> CartLine:
    charged = None if product is None else product.charged
    if product is None or charged is None or line.unit is None or line.currency not in (None, product.currency):
        return line
    return msgspec.structs.replace(line, unit=charged)


def _row(desk: Desk, seen: CartLine, line: CartLine) -> CartRow:
    """Return a line of the card: what is charged, and what the customer ``seen`` where that is something else."""
    product = desk.catalogue.product(line.sku)
    name = line.sku if product is None else product.name
    if line.unit is None or seen.unit is None:
        doubt = translate("Cart", "the price could not be read")
        return CartRow(name=name, doubt=doubt, total=line.price_text or "")
    unit, then = desk.amount(line.unit, line.currency), desk.amount(seen.unit, seen.currency)
    doubt = ""
    if line.unit != seen.unit:
        doubt = translate("Cart", "price is now {now}, the cart says {then}").format(now=unit, then=then)
    elif product is not None and product.charged is None and _is_another(product, line):
        now = desk.amount(product.price or 0, product.currency)
        doubt = translate("Cart", "price is now {now}, the cart says {then}").format(now=now, then=then)
    return CartRow(
        name=name,
        detail=f"{line.quantity} × {unit}",
        total=desk.amount(line.unit * line.quantity, line.currency),
        thumbnail="" if product is None else product.picture,
        doubt=doubt,
    )


def _is_another(product: Product, line: CartLine) -> bool:
    """Tell whether the catalog has another price by now than when the cart was sent."""
    return product.price is not None and (product.price, product.currency) != (line.unit, line.currency or product.currency)


def asked_for(desk: Desk, entry: EntryView) -> tuple[Money, str] | None:
    """Return what a cart comes to with its usual shipping and what is in it, in words; None when it has no sum."""
    lines = repriced(desk, entry.cart.lines) if entry.cart is not None else ()
    due = asked_sum(desk, lines)
    return None if due is None else (due, ", ".join(_line(desk, line).name for line in lines))


def asked_sum(desk: Desk, lines: tuple[CartLine, ...]) -> Money | None:
    """Return what the link of a cart at these prices asks for, the usual shipping included; None when it has no sum.

    Whatever names the sum of a cart asks here: the button in the chat and the label in the list say the same.
    """
    goods = total(lines)
    if goods is None:
        return None
    shipping = usual_shipping(desk, lines)
    return Money(goods + (shipping.amount if shipping is not None else 0), currency_of(desk, lines))


def total(lines: tuple[CartLine, ...]) -> int | None:
    """Return the sum of a cart in minor units; None when a price is not known or currencies are mixed."""
    if not lines or any(line.unit is None for line in lines) or len({line.currency for line in lines}) > 1:
        return None
    return sum((line.unit or 0) * line.quantity for line in lines)


def currency_of(desk: Desk, lines: tuple[CartLine, ...]) -> str:
    """Return the currency of a cart."""
    return next((line.currency for line in lines if line.currency), desk.terms.currency)


def usual_shipping(desk: Desk, lines: tuple[CartLine, ...]) -> Shipping | None:
    """Return what shipping this cart usually costs in this shop; None when the cart is in another currency."""
    same = currency_of(desk, lines) == desk.terms.currency
    return desk.terms.shipping[0].for_goods(total(lines) or 0) if desk.terms.shipping and same else None


def seed_of(desk: Desk, entry: EntryView) -> LinkSeed | None:
    """Return a cart as the link form is opened with it: lines at today's prices, usual shipping; None when it has no sum."""
    lines = repriced(desk, entry.cart.lines) if entry.cart is not None else ()
    goods = total(lines)
    if goods is None:
        return None
    asked = tuple(_line(desk, line) for line in lines)
    shipping = usual_shipping(desk, lines)
    return LinkSeed(
        amount=Money(goods, currency_of(desk, lines)),
        purpose=", ".join(line.name if line.quantity == 1 else f"{line.quantity} × {line.name}" for line in asked)[:200],
        lines=asked,
        shipping="" if shipping is None else shipping.label,
        cart=MessageId(entry.key),
    )


def request_of(
    desk: Desk, action: ActionId, conversation: ConversationId, entry: EntryView, ask: CartAsk
) -> RequestPayment | None:
    """Return the request for a cart's sum with the usual shipping; None when the cart has no sum. How long it lasts is open."""
    lines = repriced(desk, entry.cart.lines) if entry.cart is not None else ()
    if total(lines) is None:
        return None
    shipping = usual_shipping(desk, lines)
    return RequestPayment(
        id=action,
        conversation=conversation,
        currency=currency_of(desk, lines),
        lines=tuple(_line(desk, line) for line in lines),
        shipping=() if shipping is None else (shipping,),
        cart=MessageId(entry.key),
        confirmed=ask.codes,
        replaces=ask.replaces,
        template=ask.template,
        deliver=not ask.is_kept,
    )


def _line(desk: Desk, line: CartLine) -> Line:
    product = desk.catalogue.product(line.sku)
    name = line.sku if product is None else product.name
    return Line(name=name[:200], unit_amount=line.unit or 0, quantity=line.quantity, sku=line.sku)
