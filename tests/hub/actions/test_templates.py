"""Templates on the hub: mirrored from Meta's list, changed at once by a webhook, sent as Meta checks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from inbox.domain.events import Decoded, UnknownBody
from inbox.domain.templates import Template
from inbox.hub.template_mirror import EVERY, TemplateMirror
from inbox.platforms.whatsapp.errors import WhatsAppError
from inbox.platforms.whatsapp.listings import template as read_template
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.starter_templates import starter_templates
from inbox.sandbox.whatsapp.templates import TemplateShelf
from inbox.sandbox.world import SeededIds
from inbox.store.state import templates
from tests.hub.actions.hub_world import ANNA, Hub, wish

LISTED = starter_templates(SeededIds(1), "http://127.0.0.1:1")
PAY = {"template": "payment_open", "language": "de"}
VALUES = {"body": {"vorname": "Lena", "betrag": "49,80 €"}, "buttons": {"0": "cs_1"}}


class List:
    """Meta's list; ``now`` is what it holds, ``trouble`` what happens instead."""

    def __init__(self) -> None:
        self.now: list[Template] = [found for one in LISTED if (found := read_template(one.listed())) is not None]
        self.trouble: WhatsAppError | None = None
        self.asked = 0

    def template_pages(self) -> Iterator[list[Template]]:
        self.asked += 1
        yield self.now[:3]
        if self.trouble is not None:
            raise self.trouble
        yield self.now[3:]


@pytest.fixture
def listing() -> List:
    return List()


@pytest.fixture
def mirror(hub: Hub, listing: List) -> TemplateMirror:
    mirror = TemplateMirror(hub.writer, listing, hub.clock)
    hub.decoding.on_unknown.append(mirror.hear)
    return mirror


def told(hub: Hub) -> list[dict]:
    return hub.bodies("template.changed")


def test_only_what_changed_is_told(hub: Hub, listing: List, mirror: TemplateMirror) -> None:
    assert mirror.run() == EVERY
    assert len(told(hub)) == len(listing.now)
    hub.clock.pass_time(EVERY)
    mirror.run()
    assert len(told(hub)) == len(listing.now)
    listing.now = [msgspec.structs.replace(listing.now[0], status="PAUSED"), *listing.now[2:]]
    hub.clock.pass_time(EVERY)
    mirror.run()
    assert [(body["source_id"], body["object"]["status"]) for body in told(hub)[-2:]] == [
        ("payment_open/de", "PAUSED"),
        ("payment_open/en", "DELETED"),
    ]


@pytest.mark.allow_logs("could not be listed")
def test_a_list_that_breaks_off_changes_nothing_and_is_read_again(
    hub: Hub, listing: List, mirror: TemplateMirror
) -> None:
    listing.trouble = WhatsAppError("busy", code=131016)
    wait = mirror.run()
    assert 0 < wait < EVERY
    assert told(hub) == []
    listing.trouble = None
    hub.clock.pass_time(wait)
    mirror.run()
    assert len(told(hub)) == len(listing.now)


def webhook(field: str, **value: object) -> Decoded:
    raw = {"id": "2077", "changes": [{"field": field, "value": value}]}
    body = UnknownBody("whatsapp", field, msgspec.Raw(msgspec.json.encode(raw)))
    return Decoded(type="platform.unknown", at="2026-11-22T09:00:00.000Z", body=body, dedup="x", actor="whatsapp")


def hear(hub: Hub, mirror: TemplateMirror, one: Decoded) -> None:
    hub.writer.run(lambda tx: mirror.hear(tx, one))


def test_a_webhook_counts_at_once_and_the_list_soon_after(hub: Hub, listing: List, mirror: TemplateMirror) -> None:
    mirror.run()
    name = {"message_template_name": "payment_open", "message_template_language": "de"}
    hear(hub, mirror, webhook("message_template_status_update", event="PAUSED", reason="QUALITY", **name))
    assert (told(hub)[-1]["object"]["status"], told(hub)[-1]["object"]["reason"]) == ("PAUSED", "QUALITY")
    assert mirror.was_told
    assert 0 < mirror.run() < 60
    hub.clock.pass_time(60)
    listing.now[0] = msgspec.structs.replace(listing.now[0], status="PAUSED")
    before = len(told(hub))
    mirror.run()
    assert (listing.asked, len(told(hub))) == (2, before)

    hear(hub, mirror, webhook("template_category_update", correct_category="MARKETING", new_category="UTILITY", **name))
    assert len(told(hub)) == before
    hear(hub, mirror, webhook("template_category_update", previous_category="UTILITY", new_category="MARKETING", **name))
    assert told(hub)[-1]["object"]["category"] == "MARKETING"


def test_odd_webhooks_about_templates_do_no_harm(hub: Hub, mirror: TemplateMirror) -> None:
    mirror.run()
    before = len(told(hub))
    hear(hub, mirror, webhook("message_template_status_update", event="PAUSED", message_template_name="nobody"))
    hear(hub, mirror, webhook("message_template_status_update", event=7, message_template_name=None))
    hear(hub, mirror, webhook("phone_number_quality_update", event="ONBOARDING"))
    assert len(told(hub)) == before


def checked(body: dict) -> str:
    """Return what the customer reads, after the pretend Meta's own check."""
    shelf = TemplateShelf(LISTED)
    return shelf.fill(Part(body).part("template"), lambda part, kind: None).text


def test_a_template_goes_out_with_the_window_closed_and_stands_in_the_log_as_read(
    hub: Hub, mirror: TemplateMirror
) -> None:
    mirror.run()
    chat = hub.customer_writes()
    hub.clock.pass_time(30 * 3600)
    assert hub.do(ANNA, wish("send_text", conversation=chat, text="Hallo")).problem.code == "window-closed"
    done = hub.do(ANNA, wish("send_template", conversation=chat, **PAY, **VALUES))
    assert done.state == "succeeded", done.problem
    (sent,) = hub.meta.taken
    text = "Hallo Lena, deine Bestellung über 49,80 € wartet noch auf die Zahlung. Der Link unten führt dich hin."
    assert checked(sent) == text
    (body,) = hub.bodies("message.sent")
    assert (body["message"]["kind"], body["message"]["text"]) == ("template", text)
    assert body["message"]["extra"] == {
        "template": "payment_open",
        "language": "de",
        "footer": "Rösterei Nordlicht, Hamburg",
        "buttons": ["Jetzt bezahlen"],
    }


def test_numbered_gaps_go_out_in_their_order(hub: Hub, mirror: TemplateMirror) -> None:
    mirror.run()
    chat = hub.customer_writes()
    values = {"1": "Lena", "2": "10231", "3": "0034"}
    done = hub.do(ANNA, wish("send_template", conversation=chat, template="order_shipped", language="de", body=values))
    assert done.state == "succeeded", done.problem
    assert checked(hub.meta.taken[0]).startswith("Hallo Lena, deine Bestellung 10231 ist unterwegs. Sendungsnummer: 0034.")


HERE = {"latitude": 53.5461, "longitude": 9.989, "name": "Rösterei Nordlicht", "address": "Deichstraße 1, Hamburg"}
PICK_UP = {"template": "pick_up_here", "language": "de", "body": {"1": "Lena", "2": "10231"}}


def test_a_heading_that_is_a_map_leads_where_the_send_says(hub: Hub, mirror: TemplateMirror) -> None:
    mirror.run()
    chat = hub.customer_writes()
    hub.clock.pass_time(30 * 3600)
    done = hub.do(ANNA, wish("send_template", conversation=chat, place=HERE, **PICK_UP))
    assert done.state == "succeeded", done.problem
    (sent,) = hub.meta.taken
    assert checked(sent) == "Hallo Lena, deine Bestellung 10231 liegt hier für dich bereit."
    (body,) = hub.bodies("message.sent")
    assert body["message"]["extra"] == {"template": "pick_up_here", "language": "de", "location": HERE}


def paused(hub: Hub, mirror: TemplateMirror) -> None:
    name = {"message_template_name": "payment_open", "message_template_language": "de"}
    hear(hub, mirror, webhook("message_template_status_update", event="PAUSED", **name))


@pytest.mark.parametrize(
    ("asked", "before", "code"),
    [
        (PAY | {"template": "nobody"} | VALUES, None, "template-unknown"),
        (PAY | {"language": "fr"} | VALUES, None, "template-unknown"),
        (PAY | VALUES, paused, "template-not-approved"),
        (PAY | {"body": {"vorname": "Lena"}, "buttons": {"0": "cs_1"}}, None, "template-values"),
        (PAY | {"body": VALUES["body"]}, None, "template-values"),
        (PAY | VALUES | {"body": {"vorname": "Le\nna", "betrag": "1"}}, None, "value-form"),
        (PAY | VALUES | {"body": {"vorname": "x" * 1000, "betrag": "1"}}, None, "template-too-long"),
        (PAY | VALUES | {"body": {"vorname": "4111 1111 1111 1111", "betrag": "1"}}, None, "card-number"),
        (PICK_UP, None, "template-values"),
        (PICK_UP | {"place": HERE | {"name": "4111 1111 1111 1111"}}, None, "card-number"),
        ({"template": "coffee_offer", "language": "de", "body": {"1": "a", "2": "b"}}, None, "no-consent"),
    ],
)
def test_what_cannot_go_out_is_refused_in_words_before_meta_is_asked(
    hub: Hub, mirror: TemplateMirror, asked: dict, before: Callable[[Hub, TemplateMirror], None] | None, code: str
) -> None:
    mirror.run()
    chat = hub.customer_writes()
    if before is not None:
        before(hub, mirror)
    done = hub.do(ANNA, wish("send_template", conversation=chat, **asked))
    assert (done.state, done.problem.code) == ("refused", code)
    assert hub.meta.taken == []


def test_the_newest_word_about_a_template_holds_whatever_came_first(hub: Hub, mirror: TemplateMirror) -> None:
    mirror.run()
    paused(hub, mirror)
    with hub.store.reader() as reader:
        kept = templates.find(reader.state, "payment_open", "de")
    assert kept is not None
    assert kept.status == "PAUSED"
    assert len(kept.buttons) == 1
