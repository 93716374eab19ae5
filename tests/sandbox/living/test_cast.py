"""The people of the demo shop: many, different, reachable, and the well-known ones as everybody knows them."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
import pytest

from inbox.sandbox.living.cast import Member
from inbox.sandbox.living.goods import LIVING_BY_SKU, LIVING_PRODUCTS, SPOKEN
from inbox.sandbox.living.persona import HABITS
from inbox.sandbox.living.residents import members
from inbox.sandbox.living.stories import FIRST, STORIES
from inbox.sandbox.people import first_eight
from inbox.sandbox.shop import PRODUCTS
from inbox.sandbox.world import SeededIds


@pytest.fixture(scope="module")
def cast() -> dict[str, Member]:
    return {member.persona.id: member for member in members(SeededIds(1), 1)}


def test_a_shopful_of_people_with_phones_of_their_own(cast: dict[str, Member]) -> None:
    assert len(cast) >= 44
    phones = [member.customer.phone for member in cast.values() if member.customer.phone]
    assert len(set(phones)) == len(phones)
    for phone in phones:
        number = phonenumbers.parse(phone)
        # What Ofcom keeps for films and plays counts as given to nobody.
        assert phonenumbers.is_valid_number(number) or re.fullmatch(r"\+447700900\d{3}", phone), phone
        assert phonenumbers.is_possible_number(number)
    german = [phone for phone in phones if phone.startswith("+49")]
    kept_for_films = re.compile(r"\+491713920\d{3}|\+4915228817386|\+4917604069\d{3}")
    assert [phone for phone in german if not kept_for_films.fullmatch(phone)] == ["+491701234567", "+4915123456789"]
    assert len({member.customer.user_id for member in cast.values()}) == len(cast)
    assert {phone[:3] for phone in phones} >= {"+49", "+43", "+41", "+44", "+35", "+34"}


def test_all_sorts_of_people(cast: dict[str, Member]) -> None:
    personas = [member.persona for member in cast.values()]
    assert {persona.temper for persona in personas} == set(HABITS)
    assert {persona.purse for persona in personas} == {"prompt", "slow", "declined", "leaves"}
    german = [persona for persona in personas if persona.language == "de"]
    assert 10 < len([persona for persona in personas if persona.language == "en"]) < len(german)
    assert 5 < sum(persona.formal for persona in german) < len(german)
    assert {persona.wants for persona in personas} == {"money", "goods"}
    assert any(persona.lowercase for persona in personas)
    assert any(not persona.reads for persona in personas)


def test_names_of_all_sorts(cast: dict[str, Member]) -> None:
    names = [member.customer.name for member in cast.values()]
    scripts = {unicodedata.name(letter).split()[0] for name in names for letter in name if letter.isalpha()}
    assert {"LATIN", "ARABIC", "HEBREW"} <= scripts
    assert any(re.search("[äöüß]", name) for name in names)
    assert any("ầ" in name or "ạ" in name for name in names)
    assert {"João Pereira", "Inês Carvalho", "Thu Nguyen"} <= set(names)


def test_what_the_till_knows_differs(cast: dict[str, Member]) -> None:
    nobody = [member for member in cast.values() if member.customer.wa_id is None]
    assert len(nobody) >= 3
    assert all(member.customer.username for member in nobody)
    accounts = [member.accounts for member in cast.values()]
    assert {len(one) for one in accounts} == {0, 1, 2, 3}
    assert any(one and all(account.phone is None for account in one) for one in accounts)
    assert any(one and one[0].name.startswith("Familie") for one in accounts)
    assert any(one and one[0].phone and one[0].phone.startswith("0") for one in accounts)


def test_the_well_known_are_themselves(cast: dict[str, Member]) -> None:
    for person in first_eight(SeededIds(1)):
        member = cast[person.customer.id]
        assert (member.customer.phone, member.customer.user_id) == (person.customer.phone, person.customer.user_id)
        assert [bought.number for bought in member.bought] == [one.order_id or "" for one in person.purchases]
    assert cast["marie"].customer.name == ""
    assert cast["marie"].bought[0].guest_email == "familie.peters@example.net"
    assert cast["farid"].bought[0].disputed
    assert [key for key, member in cast.items() if any(bought.warned for bought in member.bought)] == ["oliver"]
    assert set(STORIES) <= set(cast)
    assert {who for _, who, _ in FIRST} <= set(cast)


def test_orders_have_numbers_of_their_own_and_newer_ones_higher(cast: dict[str, Member]) -> None:
    bought = [one for member in cast.values() for one in member.bought if one.number]
    assert len({one.number for one in bought}) == len(bought) > 100
    made = sorted((one for one in bought if one.number not in EIGHTS), key=lambda one: one.ago)
    numbers = [int(one.number) for one in made]
    assert numbers == sorted(numbers, reverse=True)
    assert any(one.declined and one.linked for one in bought)
    assert any(one.declined and not one.linked for one in bought)
    assert any(0 < one.refunded < one.amount for one in bought)
    assert any(one.refunded == one.amount for one in bought)


EIGHTS = {purchase.order_id for person in first_eight(SeededIds(1)) for purchase in person.purchases}


def test_another_seed_is_another_past(cast: dict[str, Member]) -> None:
    again = {member.persona.id: member for member in members(SeededIds(1), 1)}
    other = {member.persona.id: member for member in members(SeededIds(2), 2)}
    assert [one.bought for one in again.values()] == [one.bought for one in cast.values()]
    assert other["beat"].bought != cast["beat"].bought


def test_twenty_five_goods_of_all_sorts() -> None:
    assert len(LIVING_PRODUCTS) == len(LIVING_BY_SKU) == 25
    assert LIVING_PRODUCTS[: len(PRODUCTS)] == PRODUCTS
    assert set(SPOKEN) == set(LIVING_BY_SKU)
    assert {spoken.sort for spoken in SPOKEN.values()} == {"bag", "pieces", "fragile", "machine", "voucher", "club"}
    for sku, product in LIVING_BY_SKU.items():
        assert product.physical == (SPOKEN[sku].sort != "voucher")
