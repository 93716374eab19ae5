"""A list of products in groups: as one without a name, by the catalog's categories, or as the agent names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inbox.domain.actions import ProductSection, SendProducts, decode_action, encode_action
from inbox.domain.ids import ActionId
from inbox.domain.problems import UserError
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.product_groups import AS_ONE, BY_CATEGORY, NEW, ProductGroups
from inbox.ui.models.states.composer import FormKind, ProductPicker
from inbox.ui.models.states.intents import Intent
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, product

KINDS = {"C1": "Kaffee", "C2": "Kaffee", "F1": "Zubehör", "X": ""}


def kind(sku: str) -> str:
    return KINDS.get(sku, "")


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    pretend.reads.goods = [replace(product(sku, name=f"Ware {sku}"), category=category) for sku, category in KINDS.items()]
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.open_tool(FormKind.SEVERAL)
    return composer


def picker(composer: ComposerPresenter) -> ProductPicker:
    assert composer.state.picker is not None
    return composer.state.picker


def choose(composer: ComposerPresenter, *skus: str) -> None:
    for sku in skus:
        composer.act(Intent.CHOOSE_PRODUCT, sku)


def sent(pretend: PretendDesk) -> SendProducts:
    (wish,) = pretend.commands.clicked
    assert isinstance(wish, SendProducts)
    assert decode_action(encode_action(wish)) == wish
    return wish


def test_without_a_name_all_of_it_is_one_list(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    choose(composer, "C1", "F1")
    assert (picker(composer).group, [tile.group for tile in picker(composer).tiles]) == ("Groups", ["", "", "", ""])
    composer.act(Intent.SEND_PRODUCTS, "")
    assert (sent(pretend).products, sent(pretend).sections) == (("C1", "F1"), ())


def test_groups_are_named_by_the_agent(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    choose(composer, "C1")
    composer.act(Intent.NAME_GROUP, " Zum Wachwerden ")
    composer.act(Intent.CHOOSE_GROUP, NEW)
    choose(composer, "F1", "X")
    assert picker(composer).problem.startswith("Give each group a name")
    assert (picker(composer).group, picker(composer).button) == ("Group 2 · 2", picker(composer).button)
    assert [tile.group for tile in picker(composer).tiles if tile.is_chosen] == ["1", "2", "2"]
    composer.act(Intent.SEND_PRODUCTS, "")
    assert pretend.commands.clicked == []
    composer.act(Intent.NAME_GROUP, "x" * 25)
    assert "25 / 24" in picker(composer).problem
    composer.act(Intent.NAME_GROUP, "Dazu")
    composer.act(Intent.CHOOSE_GROUP, "group.0")
    assert picker(composer).group_name is not None
    choose(composer, "C2")
    composer.act(Intent.SEND_PRODUCTS, "")
    assert sent(pretend).products == ()
    assert sent(pretend).sections == (
        ProductSection(title="Zum Wachwerden", products=("C1", "C2")),
        ProductSection(title="Dazu", products=("F1", "X")),
    )


def test_the_catalogs_categories_make_groups_with_one_choice(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    choose(composer, "C1", "C2")
    assert BY_CATEGORY not in [choice.id for choice in picker(composer).groups], "one category makes no groups"
    choose(composer, "F1", "X")
    composer.act(Intent.CHOOSE_GROUP, BY_CATEGORY)
    assert [choice.text for choice in picker(composer).groups[:3]] == ["Kaffee · 2", "Zubehör · 1", "More · 1"]
    composer.act(Intent.SEND_PRODUCTS, "")
    assert [(each.title, each.products) for each in sent(pretend).sections] == [
        ("Kaffee", ("C1", "C2")),
        ("Zubehör", ("F1",)),
        ("More", ("X",)),
    ]


def test_one_product_alone_needs_no_group_and_an_empty_one_is_left_out(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    choose(composer, "C1", "F1")
    composer.act(Intent.NAME_GROUP, "Kaffee")
    composer.act(Intent.CHOOSE_GROUP, NEW)
    choose(composer, "C1")
    composer.act(Intent.SEND_PRODUCTS, "")
    assert (sent(pretend).products, sent(pretend).sections) == (("F1",), ())


def test_a_list_that_was_not_taken_is_there_again_with_its_groups(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.commands.refusal = UserError("No connection.")
    choose(composer, "C1", "F1")
    composer.act(Intent.CHOOSE_GROUP, BY_CATEGORY)
    before = picker(composer)
    composer.act(Intent.SEND_PRODUCTS, "")
    pretend.clicks.settle()
    assert picker(composer) == before


_STEPS = st.one_of(
    st.tuples(st.just("toggle"), st.sampled_from([*KINDS, *(f"P{number}" for number in range(40))])),
    st.tuples(st.just("name"), st.text(max_size=30)),
    st.tuples(st.just("choose"), st.sampled_from([NEW, BY_CATEGORY, AS_ONE, "group.0", "group.3", "group.99", ""])),
)


@given(st.lists(_STEPS, max_size=80))
def test_whatever_is_clicked_no_product_is_lost_or_doubled_and_what_is_sent_fits(steps: list[tuple[str, str]]) -> None:
    groups, chosen = ProductGroups(), list[str]()
    for step, what in steps:
        if step == "toggle":
            if what in chosen:
                chosen.remove(what)
            elif len(chosen) < 30:
                chosen.append(what)
            groups = groups.toggle(what)
        else:
            groups = groups.name(what) if step == "name" else groups.choose(what, kind)
        assert sorted(groups.skus) == sorted(chosen)
        assert 0 <= groups.at < len(groups.groups) <= 10
        groups.choices(kind)
        if chosen and not groups.problem():
            sections = groups.sections()
            products = () if sections else groups.skus
            name = ActionId("00000000-0000-4000-8000-0000000000aa")
            wish = SendProducts(id=name, conversation=LENA, products=products, sections=sections)
            assert decode_action(encode_action(wish)) == wish
            assert sorted(wish.skus) == sorted(chosen)
            assert len(sections) < 2 or all(part.title.strip() for part in sections)
