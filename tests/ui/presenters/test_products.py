"""The shop's products on the screen: their order is kept while somebody looks, their words are true."""

from __future__ import annotations

import pytest

from inbox.desk.ports import Asks, CartAsk, Changes
from inbox.domain.actions import RequestPayment
from inbox.domain.ids import MediaId
from inbox.domain.messages import Cart, CartLine
from inbox.domain.problems import OutsideError, Problem
from inbox.domain.products import NOT_AT_STRIPE, NOT_AT_WHATSAPP, PRICE_DIFFERS
from inbox.ui.models.presenters.act_chips import act_chip
from inbox.ui.models.presenters.carts import SEND_LINK
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.products import compared, tiles
from inbox.ui.models.states.composer import Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CartCard, ProductCard
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, entry, product
from tests.ui.presenters.pretend_desk import chat as chat_row

PRODUCTS = Changes(flags=frozenset({"products"}))
FORBIDDEN = Problem("catalog-not-allowed", "The token may not read the catalog.")


@pytest.fixture
def shop(pretend: PretendDesk) -> PretendDesk:
    pretend.reads.goods = [product(name) for name in "ABCDEF"]
    return pretend


def strip(panel: PanelPresenter) -> list[str]:
    return [tile.sku for section in panel.state.sections if section.id == "products" for tile in section.tiles]


def test_tiles_keep_their_places_until_another_chat_is_opened(shop: PretendDesk) -> None:
    panel = PanelPresenter(shop.desk, shop.clicks)
    panel.open(LENA)
    assert strip(panel) == ["A", "B", "C", "D"]
    shop.reads.goods = [product(name, 2990) for name in "FEDCBA"]
    shop.desk.catalogue.take(PRODUCTS)
    panel.take(PRODUCTS)
    assert strip(panel) == ["A", "B", "C", "D"]
    assert [tile.price for tile in panel.state.sections[-2].tiles] == ["€29.90"] * 4
    shop.reads.goods[-1] = product("A", is_sendable=False)
    shop.desk.catalogue.take(PRODUCTS)
    panel.take(PRODUCTS)
    assert strip(panel) == ["A", "B", "C", "D"], "a click that was meant for A must not send B"
    assert [tile.is_enabled for tile in panel.state.sections[-2].tiles] == [False, True, True, True]
    shop.desk.catalogue.renew()
    panel.open(LENA)
    assert strip(panel) == ["F", "E", "D", "C"]


def test_what_was_found_keeps_its_places_too(shop: PretendDesk) -> None:
    find = shop.desk.catalogue.find
    assert [each.sku for each in find("kaffee", 3)] == ["A", "B", "C"]
    shop.reads.goods = [product(name) for name in "FED"] + [product("B", is_sendable=False), product("C")]
    shop.desk.catalogue.take(PRODUCTS)
    found = find("kaffee", 4)
    assert [(each.sku, each.is_available) for each in found] == [("B", False), ("C", True), ("D", True), ("E", True)]
    assert [each.sku for each in find("kaffee f", 4)] == ["F"]
    assert [each.sku for each in find("kaffee", 2)] == ["F", "E"]


def test_ticking_holds_read_no_products(shop: PretendDesk) -> None:
    panel = PanelPresenter(shop.desk, shop.clicks)
    panel.open(LENA)
    before = shop.reads.looked
    for _ in range(20):
        panel.tick()
    shop.desk.catalogue.take(Changes(flags=frozenset({"status"})))
    assert shop.desk.catalogue.product("A") == shop.desk.catalogue.product("A")
    assert shop.reads.looked <= before + 1


def test_the_picker_finds_and_a_picture_is_asked_for_by_its_id(shop: PretendDesk) -> None:
    shop.reads.goods = [product("A", picture=MediaId("m_1")), product("B", is_sendable=False)]
    presenter = ComposerPresenter(shop.desk, shop.clicks)
    presenter.open(LENA)
    presenter.open_tool(Tool.PRODUCT)
    picker = presenter.state.picker
    assert picker is not None
    assert [(tile.sku, tile.thumbnail) for tile in picker.tiles] == [("A", "m_1")]
    presenter.forms.search("nichts")
    assert presenter.state.picker is not None
    assert presenter.state.picker.blank is not None


def test_a_doubtful_price_is_shown_in_the_catalogs_own_words(shop: PretendDesk) -> None:
    shop.reads.goods = [product("A", 123400, is_doubtful=True, price_text="1.234 €")]
    shop.reads.lines = [
        entry("m1", kind="product", direction="out", extra={"products": ["A"]}),
        entry("m2", 1, kind="order", cart=Cart((CartLine("A", 1, 123, "eur"),))),
    ]
    chat = ChatPresenter(shop.desk, shop.clicks)
    chat.open(LENA)
    (card,) = (each for each in chat.state.items if isinstance(each, ProductCard))
    assert card.price == "1.234 €"
    cart = chat.state.items[-1]
    assert isinstance(cart, CartCard)
    assert cart.rows[0].doubt == "", "nothing is compared with what nobody is sure of"


def test_a_cart_is_compared_with_what_stripe_asks(shop: PretendDesk) -> None:
    shop.reads.goods = [product("A", 450, stripe_amount=420, stripe_currency="eur", mismatches=("price",))]
    shop.reads.lines = [entry("m1", kind="order", cart=Cart((CartLine("A", 1, 450, "eur"),)))]
    chat = ChatPresenter(shop.desk, shop.clicks)
    chat.open(LENA)
    cart = chat.state.items[-1]
    assert isinstance(cart, CartCard)
    assert cart.rows[0].doubt == "price is now €4.20, the cart says €4.50"
    assert cart.rows[0].below == "1 × €4.20 · price is now €4.20, the cart says €4.50", "and how many are wanted"
    assert (cart.rows[0].total, cart.total, cart.buttons[0].text) == ("€4.20", "€4.20", "Send link · €9.10")
    chat.act("m1", SEND_LINK)
    (action,) = shop.commands.clicked
    assert isinstance(action, RequestPayment)
    assert [line.unit_amount for line in action.lines] == [420]


def test_the_list_asks_for_the_sum_that_is_charged(shop: PretendDesk) -> None:
    shop.reads.goods = [product("A", 450, stripe_amount=420, stripe_currency="eur", mismatches=("price",))]
    waits = Asks(cart=CartAsk(3, 1350, "eur", (("A", 3, 450),)))
    chip = act_chip(shop.desk, chat_row(asks=waits), NOW)
    assert chip is not None
    assert chip.text == "Send link €17.50", "with the shipping that the link asks for"


def test_the_names_in_a_chat_follow_the_catalog(shop: PretendDesk) -> None:
    shop.reads.goods = []
    shop.reads.lines = [entry("m1", kind="product", direction="out", extra={"products": ["A"]})]
    chat = ChatPresenter(shop.desk, shop.clicks)
    chat.open(LENA)
    shop.reads.goods = [product("A", picture=MediaId("m_1"))]
    shop.desk.catalogue.take(PRODUCTS)
    chat.take(PRODUCTS)
    card = chat.state.items[-1]
    assert isinstance(card, ProductCard)
    assert (card.name, card.price, card.thumbnail) == ("Kaffee A", "€24.90", "m_1")


def test_prices_that_differ_are_named_in_the_picker(shop: PretendDesk) -> None:
    more = {"stripe_amount": 420, "stripe_currency": "eur", "mismatches": ("price",)}
    shop.reads.goods = [product(name, 450, **more) for name in "ABCD"] + [product("E", mismatches=("not-at-stripe",))]
    presenter = ComposerPresenter(shop.desk, shop.clicks)
    presenter.open(LENA)
    presenter.open_tool(Tool.PRODUCT)
    picker = presenter.state.picker
    assert picker is not None
    assert picker.note.startswith("Prices differ: Kaffee A €4.50, in Stripe €4.20; Kaffee B")
    assert picker.note.endswith("…")
    presenter.forms.search("Kaffee")
    assert presenter.state.picker is not None
    assert presenter.state.picker.note == ""


def test_a_catalog_that_may_not_be_read_says_so_where_products_are_looked_for(shop: PretendDesk) -> None:
    shop.reads.goods, shop.reads.problems = [], {"whatsapp": FORBIDDEN}
    presenter = ComposerPresenter(shop.desk, shop.clicks)
    presenter.open(LENA)
    assert Tool.PRODUCT in presenter.state.tools
    presenter.open_tool(Tool.PRODUCT)
    picker = presenter.state.picker
    assert picker is not None
    assert picker.blank is not None
    assert "catalog_management" in picker.blank.text


def test_a_shop_without_a_catalog_has_no_button_for_it(shop: PretendDesk) -> None:
    shop.reads.goods, shop.reads.problems = [], {"whatsapp": Problem("catalog-none", "none")}
    presenter = ComposerPresenter(shop.desk, shop.clicks)
    presenter.open(LENA)
    assert Tool.PRODUCT not in presenter.state.tools


def test_the_products_are_asked_for_anew_by_a_click(shop: PretendDesk) -> None:
    told: list[str] = []
    shop.clicks.failed.connect(told.append)
    presenter = ComposerPresenter(shop.desk, shop.clicks)
    presenter.open(LENA)
    presenter.open_tool(Tool.PRODUCT)
    presenter.act(Intent.READ_CATALOG, "")
    assert shop.commands.catalog_wanted == 1
    assert presenter.state.picker is not None
    assert "asked for again" in presenter.state.picker.note
    shop.commands.refusal = OutsideError("There is no connection to the hub.")
    presenter.act(Intent.READ_CATALOG, "")
    shop.clicks.settle()
    assert told == ["There is no connection to the hub."]
    presenter.close_tool()
    presenter.open_tool(Tool.PRODUCT)
    assert presenter.state.picker.note == ""


def test_prices_that_cannot_be_compared_are_said_beside_the_products(shop: PretendDesk) -> None:
    lacking = Problem("prices-not-allowed", "x", facts={"permission": "rak_plan_read"})
    shop.reads.problems = {"stripe": lacking}
    presenter = ComposerPresenter(shop.desk, shop.clicks)
    presenter.open(LENA)
    presenter.open_tool(Tool.PRODUCT)
    assert presenter.state.picker is not None
    assert "rak_plan_read" in presenter.state.picker.note
    assert presenter.state.picker.tiles


def test_a_tile_says_what_stripe_charges_where_that_is_not_what_customers_see(pretend: PretendDesk) -> None:
    pretend.reads.goods = [
        product("SAME", 2490, stripe_amount=2490, stripe_currency="eur"),
        product("DEAR", 2490, stripe_amount=2690, stripe_currency="eur", mismatches=(PRICE_DIFFERS,)),
        product("FOREIGN", 2490, stripe_amount=2690, stripe_currency="usd"),
        product("DOUBT", 2490, stripe_amount=2690, stripe_currency="eur", is_doubtful=True, price_text="2.490"),
    ]
    shown = tiles(pretend.desk, pretend.desk.catalogue.find("", 9))
    assert [(tile.sku, tile.price, tile.charged, tile.doubt) for tile in shown] == [
        ("SAME", "€24.90", "", ""),
        ("DEAR", "€24.90", "Stripe €26.90", "Stripe charges €26.90"),
        ("FOREIGN", "€24.90", "", ""),
        ("DOUBT", "2.490", "", ""),
    ]


def test_catalog_and_stripe_are_compared_in_words(pretend: PretendDesk) -> None:
    pretend.reads.goods = [
        product("SAME", 2490),
        product("DEAR", 2490, stripe_amount=2690, stripe_currency="eur", mismatches=(PRICE_DIFFERS,)),
        product("GONE", 1800, mismatches=(NOT_AT_STRIPE,)),
        product("DOUBT", 2490, mismatches=(NOT_AT_STRIPE,), is_doubtful=True, price_text="2.490"),
        product("prod_9", 500, stripe_amount=500, stripe_currency="eur", mismatches=(NOT_AT_WHATSAPP,)),
    ]
    intro, found = compared(pretend.desk)
    assert intro.startswith("Customers pay the price Stripe has.")
    assert [(fact.label, fact.value) for fact in found] == [
        ("Kaffee DEAR · DEAR", "Price: customers see €24.90, Stripe charges €26.90"),
        ("Kaffee GONE · GONE", "Not in Stripe: a cart with it is asked for at €18.00"),
        ("Kaffee DOUBT · DOUBT", "Not in Stripe, and the price can be read in two ways: 2.490"),
        ("Kaffee prod_9 · prod_9", "Not in the catalog: €5.00 in Stripe, to be sold by a payment link"),
    ]


def test_what_cannot_be_compared_says_why(pretend: PretendDesk) -> None:
    assert compared(pretend.desk) == ("Everything costs the same in both, and nothing is missing from either.", ())
    pretend.reads.problems = {"stripe": Problem("prices-not-allowed", "x", facts={"permission": "prices_read"})}
    pretend.desk.catalogue.take(PRODUCTS)
    intro, found = compared(pretend.desk)
    assert "prices_read" in intro
    assert found == ()


def test_what_only_stripe_has_is_asked_for_by_a_link_with_its_own_price(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat_row()]
    only = {"is_sendable": False, "stripe_amount": 500, "stripe_currency": "eur", "stripe_price": "price_9"}
    pretend.reads.goods = [product("A"), product("prod_9", 500, **only)]
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.open_tool(Tool.PRODUCT)
    picker = composer.state.picker
    assert picker is not None
    assert [(tile.sku, tile.price, tile.by_link) for tile in picker.tiles] == [("A", "€24.90", False), ("prod_9", "€5.00", True)]
    composer.forms.act(Intent.SEND_PRODUCT, "prod_9")
    form = composer.state.link
    assert form is not None
    assert (form.amount, form.purpose, form.button.text) == ("5.00", "Kaffee prod_9", "Send link · €5.00")
    composer.forms.send_link()
    (asked,) = [each for each in pretend.commands.clicked if isinstance(each, RequestPayment)]
    assert asked.amount is None
    assert [(line.name, line.unit_amount, line.price) for line in asked.lines] == [("Kaffee prod_9", 500, "price_9")]


def test_an_edited_amount_is_no_longer_the_products(pretend: PretendDesk) -> None:
    only = {"is_sendable": False, "stripe_amount": 500, "stripe_currency": "eur", "stripe_price": "price_9"}
    pretend.reads.goods = [product("prod_9", 500, **only)]
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.forms.act(Intent.SEND_PRODUCT, "prod_9")
    composer.forms.edit_amount("4,00")
    composer.forms.send_link()
    (asked,) = [each for each in pretend.commands.clicked if isinstance(each, RequestPayment)]
    assert (asked.amount, asked.purpose, asked.lines) == (400, "Kaffee prod_9", ())
