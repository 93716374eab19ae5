"""The form that asks for money by a link: an amount as it is typed, what for, which shipping. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, EntryView, Product
from inbox.domain import customer_texts, money, policy
from inbox.domain.actions import Line, RequestPayment, Shipping
from inbox.domain.money import Money
from inbox.domain.payments import Checkout
from inbox.domain.policy import NeedsConfirmation, Refused
from inbox.domain.request_sums import goods
from inbox.ui.models.presenters import link_lives, wording
from inbox.ui.models.presenters.cart_asks import can_write, open_request_words, request_state
from inbox.ui.models.presenters.customer_facts import language_of
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.link_offers import LinkOffer
from inbox.ui.models.presenters.link_templates import link_templates, none_words
from inbox.ui.models.presenters.link_wishes import LinkSeed
from inbox.ui.models.presenters.problems import offline_words, words_of
from inbox.ui.models.presenters.template_offers import TemplateOffer
from inbox.ui.models.states.composer import LinkForm
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.states.template_page import TemplatePreview
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_NO_SHIPPING = "none"
Typed = tuple[str, str, str, LinkSeed | None, tuple[str, str], str, str, int | None]
"""What a form has in it: amount, purpose, shipping, what it was opened with, the discount and its end, how long it is open."""


class LinkForms:
    """One form at a time; closed when the link was asked for."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self.is_open = False
        self._amount = self._purpose = ""
        self._shipping = _NO_SHIPPING
        self._problem = ""
        self._template = ""
        """The template chosen by hand, else the one that fits best."""
        self._days: int | None = None
        """How long the link is to stay open, once that was chosen."""
        self._offer = LinkOffer(desk)
        self._seed: LinkSeed | None = None
        self._seeded = ("", "")
        """Sum and purpose as the seed has put them; once either is edited its lines are an amount like any other."""

    def open(self) -> None:
        """Open an empty form."""
        self.close()
        self.is_open = True

    def open_for(self, product: Product) -> None:
        """Open the form for one piece of what Stripe has: its price is the one that is charged, and it is named on the page."""
        currency = product.stripe_currency or self._desk.terms.currency
        asked = money.Money(product.stripe_amount or 0, currency)
        name = product.name[:200]
        line = Line(name=name, unit_amount=asked.minor, sku=product.sku or None, price=product.stripe_price)
        self.open_with(LinkSeed(amount=asked, purpose=name, lines=(line,)))

    def open_with(self, seed: LinkSeed) -> None:
        """Open the form with what is asked for, to be read and sent or changed."""
        self.open()
        digits, currency = seed.amount.digits(), seed.amount.currency
        written = digits.replace(".", ",") if self._desk.language == "de" else digits
        self._amount = written if currency == self._desk.terms.currency else f"{written} {currency.upper()}"
        self._purpose = seed.purpose[:200]
        self._shipping = seed.shipping or _NO_SHIPPING
        self._seed, self._seeded = seed, (self._amount, self._purpose)
        self._days = seed.days

    def close(self) -> None:
        """Forget the form."""
        self.is_open = False
        self._seed, self._seeded = None, ("", "")
        self._amount = self._purpose = ""
        self._shipping = _NO_SHIPPING
        self._template = ""
        self._days = None
        self._offer.clear()
        self._anew()

    def edit_discount(self, text: str) -> None:
        """Take how much it is less, as it is typed."""
        self._offer.text = text
        self._anew()

    def choose_end(self, days: str) -> None:
        """Take in how many days the offer ends."""
        self._offer.days = days
        self._anew()

    def edit_amount(self, text: str) -> None:
        """Take the amount as it is typed."""
        self._amount = text
        self._anew()

    def edit_purpose(self, text: str) -> None:
        """Take what the money is for."""
        self._purpose = text
        self._anew()

    def choose_shipping(self, shipping: str) -> None:
        """Take a shipping choice."""
        self._shipping = shipping
        self._anew()

    def choose_life(self, days: str) -> None:
        """Take how many days the link stays open, 0 for until it is paid."""
        self._days = int(days)
        self._anew()

    def choose_template(self, template: str) -> None:
        """Take the template that carries the link into a closed window."""
        self._template = template
        self._anew()

    def form(self, chat: ChatView) -> LinkForm:
        """Return the form as it is shown; the button names the sum and is grey while there is none."""
        offers, chosen = self._carriers(chat)
        action = self._action(chat, chosen)
        total = "" if action is None else self._desk.amount(_sum(action), action.currency)
        open_ones = self._open(chat)
        has_own = any(not each.shared for each in open_ones)
        text = translate("LinkForm", "Replace link") if has_own else translate("LinkForm", "Send link")
        problem = self._problem
        if self._amount.strip() and action is None:
            problem = translate("LinkForm", "This is not an amount.")
        elif action is not None and not problem:
            problem = offline_words(is_online=self._desk.is_online) or self._offer.problem(action.currency)
            if not problem and self._is_uncarried(chat, chosen):
                problem = none_words(is_page=self._is_page(chat))
            problem = problem or self._refused(chat, action)
        return LinkForm(
            amount=self._amount,
            purpose=self._purpose,
            button=CardButton(
                intent="link.send",
                text=f"{text} · {total}" if total else text,
                is_primary=True,
                is_enabled=action is not None and not problem,
                reason=problem,
                moves_money=True,
            ),
            shippings=self._shippings(),
            warning=" ".join(part for part in (self._note(), _open_words(self._desk, open_ones)) if part),
            problem=problem,
            person=wording.shown_name(chat.name),
            preview=self._written(action) if chosen is None else chosen.preview,
            template="" if chosen is None else chosen.words,
            templates=_choices(offers, chosen),
            others=self._others(chat, chosen, total, has_open=has_own),
            discount=None if self._is_back else self._offer.text,
            ends=self._offer.ends(),
            lives=() if self._offer.text.strip() else link_lives.choices(self._desk, chat, self._life(chat)),
            life="" if self._offer.text.strip() else link_lives.said(self._desk, chat, self._life(chat)),
        )

    def send(self, chat: ChatView, came_back: Callable[[], None], *, keeps: bool = False) -> None:
        """Ask for the money; a link that is still open is closed first, unless the agent ``keeps`` both.

        ``came_back`` is called when the form is there again with what was typed.
        """
        _, chosen = self._carriers(chat)
        if not self._is_uncarried(chat, chosen):
            self._ask(chat, self._action(chat, chosen), came_back, keeps=keeps)

    def make(self, chat: ChatView, came_back: Callable[[], None]) -> None:
        """Have the link made without sending it, to be copied; it takes the place of one that is open."""
        action = self._action(chat, None)
        self._ask(chat, None if action is None else replace(action, deliver=False), came_back)

    def _ask(
        self, chat: ChatView, action: RequestPayment | None, came_back: Callable[[], None], *, keeps: bool = False
    ) -> None:
        if action is None:
            return
        open_ones = self._open(chat)
        replaced = next((each.id for each in open_ones if not each.shared and not keeps), None)
        confirmed = ("open-request",) if len(open_ones) > (replaced is not None) else ()
        action = replace(action, replaces=replaced, confirmed=confirmed)
        decision = policy.decide(action, request_state(self._desk, chat, self._lines(chat), action))
        if isinstance(decision, Refused):
            self._problem = words_of(decision.problem, self._desk.language)
        elif not isinstance(decision, NeedsConfirmation):
            offer = self._offer
            typed = (self._amount, self._purpose, self._shipping, self._seed, self._seeded, offer.text, offer.days, self._days)
            self._clicks.click(action, undone=partial(self._give_back, typed, came_back))
            self.close()

    def _give_back(self, typed: Typed, came_back: Callable[[], None]) -> None:
        """Open the form again for a link that was not taken, unless another one was begun since."""
        if not self.is_open:
            self.open()
            self._amount, self._purpose, self._shipping, self._seed, self._seeded, *_ = typed
            *_, self._offer.text, self._offer.days, self._days = typed
            came_back()

    def _anew(self) -> None:
        self._problem = ""

    def _lines(self, chat: ChatView) -> list[EntryView]:
        return self._desk.reads.conversation(chat.conversation)

    def _open(self, chat: ChatView) -> tuple[Checkout, ...]:
        """Return the links that can still be paid, the newest first."""
        return tuple(reversed(request_state(self._desk, chat, self._lines(chat)).open_requests))

    # -- the closed window ---------------------------------------------------------------------------------------------

    def _carriers(self, chat: ChatView) -> tuple[list[TemplateOffer], TemplateOffer | None]:
        """Return the templates that can carry the link into a closed window, and which one does."""
        asked = self._asked()
        if asked is None or can_write(self._desk, chat):
            return [], None
        shipping = self._chosen(asked)
        total = Money(asked.minor + (0 if shipping is None else shipping.amount), asked.currency)
        is_page, is_back = self._is_page(chat), self._is_back
        offers = link_templates(self._desk, chat, total, purpose=self._purpose.strip(), is_page=is_page, pays_back=is_back)
        return offers, next((one for one in offers if one.choice.id == self._template), next(iter(offers), None))

    @property
    def _is_back(self) -> bool:
        """Whether money is asked back: that is the very sum the words name, with nothing off it and nothing sent for it."""
        return self._seed is not None and self._seed.pays_back is not None

    def _life(self, chat: ChatView) -> int:
        """Return how many days the link stays open."""
        if self._days is not None:
            return self._days
        return link_lives.usual(self._desk, chat, is_open=can_write(self._desk, chat))

    def _is_page(self, chat: ChatView) -> bool:
        return link_lives.is_page(self._life(chat))

    def _is_uncarried(self, chat: ChatView, chosen: TemplateOffer | None) -> bool:
        return chosen is None and not can_write(self._desk, chat)

    def _others(
        self, chat: ChatView, chosen: TemplateOffer | None, total: str, *, has_open: bool
    ) -> tuple[CardButton, ...]:
        """Return what else can be done: keep the open link beside the new one, or, without a template, make it only."""
        offline = offline_words(is_online=self._desk.is_online)
        if not total:
            return ()
        if not self._is_uncarried(chat, chosen):
            keep = CardButton(
                intent=Intent.SEND_LINK_TOO,
                text=translate("LinkForm", "Keep both"),
                is_enabled=not offline,
                reason=offline,
                moves_money=True,
            )
            return (keep,) if has_open else ()
        words = translate("LinkForm", "Only make the link")
        make = CardButton(
            intent=Intent.MAKE_LINK,
            text=f"{words} · {total}",
            is_enabled=not offline,
            reason=offline,
            moves_money=True,
        )
        return make, CardButton(intent=Intent.TEMPLATE_PAGE, text=translate("LinkForm", "Templates"))

    def _note(self) -> str:
        """Return what the agent should know of what the form was opened with, as long as that stands in it."""
        seed = self._seed
        return "" if seed is None or self._seeded != (self._amount, self._purpose) else seed.note

    def _written(self, action: RequestPayment | None) -> TemplatePreview | None:
        """Return how a message with words of its own will be read; None for one that only asks for the money."""
        if action is None or not action.text:
            return None
        total = Money(_sum(action), action.currency).text(self._desk.terms.language)
        what = action.purpose or ", ".join(line.name for line in action.lines)
        line = f"{self._desk.terms.name} · {what} · {total}"
        return TemplatePreview(text=f"{action.text}\n\n{line}", labels=(action.button,) if action.button else ())

    # -- inside --------------------------------------------------------------------------------------------------------

    def _refused(self, chat: ChatView, action: RequestPayment) -> str:
        decision = policy.decide(action, request_state(self._desk, chat, [], action))
        return words_of(decision.problem, self._desk.language) if isinstance(decision, Refused) else ""

    def _action(self, chat: ChatView, carrier: TemplateOffer | None) -> RequestPayment | None:
        asked = self._asked()
        if asked is None:
            return None
        shipping = self._chosen(asked)
        seed = self._seed
        lines = seed.lines if seed is not None and self._seeded == (self._amount, self._purpose) else ()
        offer = self._offer.of(asked.currency)
        text = "" if seed is None or carrier is not None else seed.text
        if text and self._is_back:
            text = customer_texts.pay_back(language_of(self._desk, chat), asked)
        if offer is not None and not text:
            text = self._offer.words(offer, asked.currency, language_of(self._desk, chat))
        action = RequestPayment(
            id=self._clicks.new_id(),
            conversation=chat.conversation,
            currency=asked.currency,
            lines=lines,
            amount=None if lines else asked.minor,
            purpose=None if lines else self._purpose.strip()[:200] or None,
            shipping=() if shipping is None else (shipping,),
            text=text or None,
            button=(seed.button or None) if seed is not None and carrier is None else None,
            offer=offer,
            pays_back=None if seed is None else seed.pays_back,
            cart=None if seed is None else seed.cart,
            template=None if carrier is None else carrier.choice,
        )
        return link_lives.with_life(self._desk, chat, action, self._life(chat))

    def _asked(self) -> Money | None:
        """Return the amount as typed; None while it is none."""
        try:
            asked = money.parse(self._amount, self._desk.terms.currency)
        except money.MoneyError:
            return None
        return asked if asked.minor else None

    def _offered(self, asked: Money | None) -> tuple[Shipping, ...]:
        """Return what shipping goods of that sum costs; the shop's prices are in its own currency only."""
        terms = self._desk.terms
        if self._is_back or (asked is not None and asked.currency != terms.currency):
            return ()
        return tuple(rate.for_goods(0 if asked is None else asked.minor) for rate in terms.shipping)

    def _chosen(self, asked: Money | None) -> Shipping | None:
        return next((each for each in self._offered(asked) if each.label == self._shipping), None)

    def _shippings(self) -> tuple[Choice, ...]:
        asked = self._asked()
        offered = self._offered(asked)
        if not offered:
            return ()
        none = translate("LinkForm", "No shipping")
        choices = [Choice(id=_NO_SHIPPING, text=none, is_chosen=self._chosen(asked) is None)]
        for each in offered:
            price = self._desk.amount(each.amount, self._desk.terms.currency)
            choices.append(Choice(id=each.label, text=each.label, detail=price, is_chosen=each.label == self._shipping))
        return tuple(choices)


def _choices(offers: list[TemplateOffer], chosen: TemplateOffer | None) -> tuple[Choice, ...]:
    """Return the templates to choose from, if there is a choice."""
    if len(offers) < 2:
        return ()
    return tuple(
        Choice(id=one.choice.id, text=one.title, detail=one.choice.language, is_chosen=one is chosen) for one in offers
    )


def _open_words(desk: Desk, open_ones: tuple[Checkout, ...]) -> str:
    if not open_ones:
        return ""
    own = next((each for each in open_ones if not each.shared), None)
    told = own or open_ones[0]
    return open_request_words(desk, told.amount, told.currency, is_closed=own is not None)


def _sum(action: RequestPayment) -> int:
    return goods(action) + (action.shipping[0].amount if action.shipping else 0)
