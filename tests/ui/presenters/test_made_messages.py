"""A message of a rarer kind looks the same on its way as in the log, and can be sent again as what it was."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from inbox.desk.ports import EntryView
from inbox.domain.actions import AnyAction, SendProducts, SendText, WindowSend, decode_action
from inbox.domain.ids import ActionId, MediaId
from inbox.domain.messages import ErrorNote, Media
from inbox.hub.send_messages import Counter, message
from inbox.ui.models.presenters.again import again
from inbox.ui.models.presenters.cart_asks import CartAsk
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.entries import Entries
from inbox.ui.models.presenters.pending import pending
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, MediaKind, MediaPart, ProductCard
from tests.domain.test_actions import action
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry, item

KINDS = ["send_buttons", "send_list", "send_link_button", "send_location", "send_contacts", "send_catalog", "ask_contact"]
ANOTHER = ActionId("00000000-0000-4000-8000-00000000beef")


def wish(kind: str, **changes: object) -> AnyAction:
    return decode_action(action(kind, **{"conversation": LENA, **changes}))


def logged(said: AnyAction) -> EntryView:
    """Return the line of the log that the hub makes of a message."""
    made = message(None, said, Counter(), None, "wamid.1", "2026-11-22T14:05:00Z")  # type: ignore[arg-type]  # needs neither
    extra = msgspec.json.decode(msgspec.json.encode(made.extra))
    return entry("wamid.1", kind=made.kind, direction="out", text=made.text, extra=extra, status="failed")


def shown(pretend: PretendDesk, line: EntryView) -> object:
    return Entries(pretend.desk, "Lena", {line.key: CartAsk()}, {}).item(line)


@pytest.mark.parametrize("kind", KINDS)
def test_on_its_way_it_says_what_it_says_in_the_log(pretend: PretendDesk, kind: str) -> None:
    said = wish(kind)
    ((_, waiting),) = pending(pretend.desk, [item(said, state="waiting")], set(), "")
    there = shown(pretend, logged(said))
    assert isinstance(waiting, Bubble)
    assert isinstance(there, Bubble)
    assert (waiting.text, waiting.labels) == (there.text, there.labels)
    assert (waiting.media is None) == (there.media is None)
    assert waiting.text or waiting.media is not None


@pytest.mark.parametrize("kind", [*KINDS, "send_products"])
def test_what_failed_is_sent_again_as_the_same_kind(pretend: PretendDesk, kind: str) -> None:
    said = wish(kind)
    once_more = again(pretend.desk, LENA, logged(said), "wamid.1", ANOTHER)
    assert isinstance(said, WindowSend)
    assert once_more == replace(said, id=ANOTHER)


MAP = {"latitude": 53.55, "longitude": 9.99, "name": "Laden", "address": "Weg 1"}


def test_a_template_with_a_map_shows_the_place_on_its_way_and_in_the_log(pretend: PretendDesk) -> None:
    said = wish("send_template", place=MAP)
    ((_, waiting),) = pending(pretend.desk, [item(said, state="waiting")], set(), "")
    there = shown(pretend, logged(said))
    for bubble in (waiting, there):
        assert isinstance(bubble, Bubble)
        assert bubble.media == MediaPart(kind=MediaKind.LOCATION, title="Laden", detail="Weg 1")


@pytest.mark.parametrize(
    ("mime", "kind"),
    [("image/jpeg", MediaKind.IMAGE), ("application/pdf", MediaKind.DOCUMENT), (None, MediaKind.DOCUMENT)],
)
def test_the_file_over_a_template_is_seen_in_the_chat(pretend: PretendDesk, mime: str | None, kind: MediaKind) -> None:
    file = Media(state="stored", id=MediaId("m_1"), mime=mime, filename="Rechnung.pdf")
    bubble = shown(pretend, replace(logged(wish("send_template")), media=file))
    assert isinstance(bubble, Bubble)
    assert bubble.media is not None
    assert (bubble.media.kind, bubble.media.key) == (kind, "m_1")


def test_a_template_that_failed_is_sent_again_as_the_template_it_was(pretend: PretendDesk) -> None:
    said = wish("send_template", place=MAP)
    line = replace(logged(said), action=said.id)
    assert isinstance(again(pretend.desk, LENA, line, "wamid.1", ANOTHER), SendText | None)
    pretend.commands.say(items=(item(said, state="succeeded"),))
    assert again(pretend.desk, LENA, line, "wamid.1", ANOTHER) == replace(said, id=ANOTHER)


def test_a_list_of_products_is_one_message_and_named_in_the_chat(pretend: PretendDesk) -> None:
    said = SendProducts(id=ANOTHER, conversation=LENA, products=("ESP", "X"))
    ((_, waiting),) = pending(pretend.desk, [item(said, state="held")], set(), "")
    assert isinstance(waiting, Bubble)
    assert waiting.labels == ("Espresso · €24.90", "X")
    alone = pending(pretend.desk, [item(replace(said, products=("ESP",)), state="held")], set(), "")
    assert isinstance(alone[0][1], ProductCard)


@pytest.mark.parametrize(("code", "offers"), [(131026, True), (131050, False), (131049, False), (131000, True)])
def test_what_the_customer_does_not_want_has_no_button_to_send_it_again(
    pretend: PretendDesk, code: int, offers: bool
) -> None:
    failed = replace(logged(wish("send_buttons")), failure=ErrorNote(code))
    bubble = shown(pretend, failed)
    assert isinstance(bubble, Bubble)
    assert [button.intent for button in bubble.buttons] == ([Intent.RETRY] if offers else [])


def test_the_button_makes_a_new_wish(pretend: PretendDesk) -> None:
    pretend.reads.lines = [logged(wish("send_buttons"))]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    presenter.act("wamid.1", Intent.RETRY)
    (sent,) = pretend.commands.clicked
    assert sent.kind == "send_buttons"
    assert sent.id != wish("send_buttons").id


def test_a_list_in_groups_is_sent_again_in_its_groups(pretend: PretendDesk) -> None:
    groups = [{"title": "Kaffee", "products": ["A", "B"]}, {"title": "Zubehör", "products": ["C"]}]
    said = wish("send_products", products=[], sections=groups)
    assert again(pretend.desk, LENA, logged(said), "wamid.1", ANOTHER) == replace(said, id=ANOTHER)
    odd = replace(logged(said), extra={"products": ["A", "B"], "sections": [{"title": 1}]})
    flat = again(pretend.desk, LENA, odd, "wamid.1", ANOTHER)
    assert isinstance(flat, SendProducts)
    assert flat.products == ("A", "B")


def test_a_list_in_groups_says_under_which_each_product_stands(pretend: PretendDesk) -> None:
    groups = [{"title": "Kaffee", "products": ["ESP"]}, {"title": "Zubehör", "products": ["C"]}]
    grouped = logged(wish("send_products", products=[], sections=groups))
    bubble = shown(pretend, grouped)
    assert isinstance(bubble, Bubble)
    assert bubble.labels == ("Kaffee: Espresso · €24.90", "Zubehör: C")
    single = logged(wish("send_products", products=[], sections=groups[:1]))
    alone = shown(pretend, replace(single, kind="product_list"))
    assert isinstance(alone, Bubble)
    assert alone.labels == ("Espresso · €24.90",)
