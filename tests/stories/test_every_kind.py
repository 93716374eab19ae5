"""Every kind of message goes from the desk to WhatsApp in the documented shape, comes back as itself, and fails in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import httpx
import pytest

from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import open_shop
from inbox.demo.steps import Stage
from inbox.desk.holds import HoldSettings
from inbox.desk.ports import EntryView
from inbox.domain.actions import (
    AnyAction,
    AskContact,
    ContactCard,
    ListRow,
    ListSection,
    MarkRead,
    ProductSection,
    SendButtons,
    SendCatalog,
    SendContacts,
    SendLinkButton,
    SendList,
    SendLocation,
    SendProducts,
    SendReaction,
    SendTemplate,
    SendText,
)
from inbox.domain.ids import ActionId, ConversationId, MessageId
from inbox.domain.messages import ErrorNote
from inbox.domain.send_actions import Place
from inbox.domain.send_errors import ADVICE, sentence
from inbox.system.clock import SystemClock, SystemIds, SystemRandom, SystemSleep

PATIENCE = 30.0
HELLO = "Guten Tag, eine Frage"
NO_HOLDS = HoldSettings(refund=0, request_payment=0, send_template=0, send_products=0, send_catalog=0)
Json = dict[str, object]
Make = Callable[[ActionId, ConversationId, MessageId], AnyAction]


@dataclasses.dataclass
class Line:
    """A chat with one customer, and both ends of it."""

    stage: Stage
    api: httpx.Client
    chat: ConversationId
    asked: MessageId

    def send(self, make: Make) -> tuple[AnyAction, Json]:
        """Click something and return it with the message in WhatsApp's own books."""
        counter = self.stage.counter
        wish = make(counter.new_id(), self.chat, self.asked)
        counter.click(wish)
        counter.until("it is over", lambda: counter.outcome(wish.id), PATIENCE)
        item = counter.outcome(wish.id)
        assert item is not None
        assert item.state == "succeeded", item.problem
        books = self.api.get("/books").raise_for_status().json()["messages"]
        (taken,) = [one for one in books if one["biz_opaque_callback_data"] == wish.id]
        return wish, taken

    def line(self, fits: Callable[[EntryView], bool], what: str) -> EntryView:
        """Return the newest line of the chat that fits, as soon as it is there."""
        return self.stage.counter.until(what, lambda: self.stage.counter.newest(self.chat, fits), PATIENCE)


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    world = World(SystemClock(), SystemIds(), SystemSleep())
    with open_shop(world, SystemRandom(), 7, Telling(world.clock), holds=NO_HOLDS) as stage:
        stage.control.say("lena", HELLO)
        chat = stage.counter.until("the chat is there", lambda: stage.counter.chat_with(HELLO), PATIENCE)
        entry = stage.counter.newest(chat, lambda one: one.direction == "in")
        assert entry is not None
        yield Line(stage, stage.control._http, chat, MessageId(entry.key))


LISTED = (
    ListSection(title="Versand", rows=(ListRow(title="DHL", description="3 Tage"), ListRow(title="Kurier"))),
    ListSection(title="Abholung", rows=tuple(ListRow(title=f"Laden {number}") for number in range(8))),
)
FULL = "x" * 1024
KINDS: dict[str, tuple[Make, str, str]] = {
    "text": (lambda k, c, m: SendText(id=k, conversation=c, text="x" * 4096, reply_to=m), "text", "text"),
    "reaction": (lambda k, c, m: SendReaction(id=k, conversation=c, message=m, emoji="👍"), "reaction", ""),
    "no reaction": (lambda k, c, m: SendReaction(id=k, conversation=c, message=m), "reaction", ""),
    "location": (
        lambda k, c, m: SendLocation(id=k, conversation=c, latitude=53.55, longitude=9.99, name="Laden", address="Weg 1"),
        "location",
        "location",
    ),
    "contact": (
        lambda k, c, m: SendContacts(
            id=k, conversation=c, contacts=(ContactCard(name="Lager", phones=("+4940123456",), emails=("a@b.de",)),)
        ),
        "contacts",
        "contacts",
    ),
    "buttons": (
        lambda k, c, m: SendButtons(id=k, conversation=c, text=FULL, buttons=("a" * 20, "b" * 20, "c"), footer="x" * 60),
        "button",
        "interactive",
    ),
    "list": (
        lambda k, c, m: SendList(id=k, conversation=c, text="x" * 4096, button="b" * 20, sections=LISTED),
        "list",
        "interactive",
    ),
    "link": (
        lambda k, c, m: SendLinkButton(
            id=k, conversation=c, text=FULL, label="Verfolgen", url="https://dhl.example/" + "x" * 1900
        ),
        "cta_url",
        "cta_url",
    ),
    "product": (
        lambda k, c, m: SendProducts(id=k, conversation=c, products=("HAFEN-1000",), text="Bitte sehr"),
        "product",
        "product",
    ),
    "products": (
        lambda k, c, m: SendProducts(id=k, conversation=c, products=("HAFEN-1000", "FILTER-100")),
        "product_list",
        "product_list",
    ),
    "products in groups": (
        lambda k, c, m: SendProducts(
            id=k,
            conversation=c,
            sections=(
                ProductSection(title="Kaffee", products=("HAFEN-1000", "GUATEMALA-1000")),
                ProductSection(title="Zubehör", products=("FILTER-100",)),
            ),
            header="Auswahl",
            text="Zur Auswahl",
        ),
        "product_list",
        "product_list",
    ),
    "template with a map": (
        lambda k, c, m: SendTemplate(
            id=k,
            conversation=c,
            template="pick_up_here",
            language="de",
            body={"1": "Lena", "2": "10231"},
            place=Place(latitude=53.5461, longitude=9.989, name="x" * 1000, address="Deichstraße 1, Hamburg"),
        ),
        "template",
        "template",
    ),
    "catalog": (lambda k, c, m: SendCatalog(id=k, conversation=c, text=FULL), "catalog_message", "interactive"),
    "number": (lambda k, c, m: AskContact(id=k, conversation=c, text="Ihre Nummer?"), "request_contact_info", "interactive"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_reaches_whatsapp_at_its_limits_and_stands_in_the_chat(line: Line, kind: str) -> None:
    make, shape, shown = KINDS[kind]
    wish, taken = line.send(make)
    body = taken["body"]
    assert isinstance(body, dict)
    content = body[str(body["type"])]
    assert shape in (body["type"], content.get("type") if isinstance(content, dict) else "")
    assert (body["messaging_product"], body["biz_opaque_callback_data"]) == ("whatsapp", wish.id)
    assert str(body["to"]).startswith("+")
    if shown:
        assert line.line(lambda one: one.action == wish.id, "it stands in the chat").kind == shown
    if kind == "text":
        assert body["context"] == {"message_id": line.asked}


def test_blue_ticks_and_the_sign_of_typing_reach_whatsapp(line: Line) -> None:
    counter = line.stage.counter
    counter.click(MarkRead(id=counter.new_id(), conversation=line.chat, message=line.asked, typing=True))
    counter.until(
        "WhatsApp knows it was read",
        lambda: line.asked in line.api.get("/books").json()["read"],
        PATIENCE,
    )


@pytest.mark.parametrize(
    ("seconds", "ours", "direction", "status"),
    [(125, False, "in", "COMPLETED"), (0, False, "in", "FAILED"), (5, True, "out", "COMPLETED")],
    ids=["taken", "missed", "ours"],
)
def test_a_call_is_one_line_of_the_chat_with_how_long_it_took(
    line: Line, seconds: int, ours: bool, direction: str, status: str
) -> None:
    answer = line.api.post("/customers/lena/call", json={"seconds": seconds, "ours": ours}).raise_for_status()
    name = answer.json()["id"]
    entry = line.line(lambda one: one.key == name, "the call stands in the chat")
    said = (entry.extra or {})["call"]
    assert isinstance(said, dict)
    assert (entry.kind, entry.direction) == ("call", direction)
    assert (said["status"], said.get("duration", 0)) == (status, seconds)


@pytest.mark.parametrize("code", [131026, 131047, 131049, 131050, 131053, 130472, 131062])
def test_what_fails_later_says_why_in_both_languages(line: Line, code: int) -> None:
    wish, taken = line.send(lambda k, c, m: SendText(id=k, conversation=c, text=f"wird {code}"))
    body = taken["body"]
    assert isinstance(body, dict)
    status = {
        "id": taken["id"],
        "status": "failed",
        "timestamp": "1895000000",
        "recipient_id": str(body["to"]).lstrip("+"),
        "biz_opaque_callback_data": wish.id,
        "errors": [{"code": code, "title": "Title", "error_data": {"details": "Details."}}],
    }
    line.api.post("/publish", json={"value": {"statuses": [status]}}).raise_for_status()
    entry = line.line(lambda one: one.action == wish.id and one.failure is not None, "the failure stands in the chat")
    assert entry.failure == ErrorNote(code, "Title", "Details.")
    english, german = (sentence(entry.failure, language) for language in ("en", "de"))
    assert (english, german) == tuple(words.replace("{details}", "Details.") for words in (ADVICE[code].en, ADVICE[code].de))


@pytest.mark.parametrize(("code", "state", "tries"), [(131021, "failed", 1), (131000, "succeeded", 2)])
def test_what_is_refused_at_once_is_repeated_only_where_that_helps(line: Line, code: int, state: str, tries: int) -> None:
    counter = line.stage.counter
    fault = {"target": "whatsapp.messages", "kind": "status", "status": 400, "code": code}
    line.api.post("/faults", json=fault).raise_for_status()
    wish = SendText(id=counter.new_id(), conversation=line.chat, text=f"jetzt {code}")
    counter.click(wish)
    item = counter.until("it is over", lambda: counter.outcome(wish.id), PATIENCE)
    books = line.api.get("/books").json()["messages"]
    assert item.state == state
    assert len([one for one in books if one["biz_opaque_callback_data"] == wish.id]) == tries - 1
    if state == "failed":
        assert item.problem is not None
        assert (item.problem.code, item.problem.facts["retry"]) == (f"whatsapp-{code}", ADVICE[code].retry)
