"""A mended decoder reads again what is kept: what it reads otherwise is told once, and nothing else is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from inbox.domain.events import ConversationBody, Decoded, MessageBody, NewEvent, Told
from inbox.domain.messages import Contact, Media, Message
from inbox.hub import erase, retention
from inbox.hub.decode import Decoder, DecodeStep
from inbox.hub.redecode import EDITION, READ_AS, Redecode
from inbox.platforms.whatsapp import decode as whatsapp
from tests.hub.log_kit import CHANNEL, Core, Item, at, running_core, says, tell

EVA = Contact(wa_id="4915112345678", name="Eva")
MAX = Contact(wa_id="4930123456", name="Max")


@pytest.fixture
def core(tmp_path: Path):
    with running_core(tmp_path) as core:
        core.writer.run(lambda tx: tx.hub.set_meta(READ_AS, "1"))
        yield core


def mended(delivery: bytes, received: str) -> Told:
    """Read as before, but a location by its place, and a poll as a message."""
    told = tell(delivery, received)
    return Told([_mended(item) for item in told.items], told.masked)


def _mended(item: Decoded) -> Decoded:
    if isinstance(item.body, MessageBody) and item.body.message.kind == "location":
        said = msgspec.structs.replace(item.body.message, text="Elbstraße 1")
        return msgspec.structs.replace(item, body=MessageBody(said, item.body.contact))
    if item.type == "platform.unknown":
        said = Message(id="wamid.poll", kind="poll", at=item.at, direction="in", channel=CHANNEL, text="Ja oder nein?")
        body = MessageBody(said, EVA)
        return msgspec.structs.replace(item, type="message.received", body=body, dedup="wamid.poll", contact=EVA)
    return item


def run(core: Core, edition: int = EDITION) -> None:
    step = DecodeStep({name: Decoder(mended, CHANNEL) for name in ("whatsapp", "stripe")})
    job = Redecode(core.writer, step, edition)
    for _ in range(200):
        if job.run() > 1:
            return
    raise AssertionError("the job never ends")


def corrected(core: Core) -> list[dict]:
    return [event for event in core.events() if event["type"] == "message.corrected"]


def test_a_message_that_reads_otherwise_is_told_once_more_under_its_own_id(core: Core) -> None:
    photo = says("wamid.3", EVA, kind="image", media=Media(state="waiting", platform_id="77"))
    core.deliver(says("wamid.1", EVA), says("wamid.2", EVA, 3, kind="location"), photo)
    core.deliver(says("wamid.4", MAX), Item("status", "wamid.2", status="read"), says("wamid.2", EVA, 3, kind="location"))
    before = core.events()
    run(core)
    assert core.events()[: len(before)] == before
    (told,) = corrected(core)
    assert len(core.events()) == len(before) + 1
    assert (told["conversation"], told["actor"]) == (before[1]["conversation"], "hub")
    assert told["body"]["message"] == {**before[1]["body"]["message"], "text": "Elbstraße 1"}
    run(core)
    run(core, EDITION + 1)
    assert len(core.events()) == len(before) + 1, "what was corrected reads as it was told"
    assert core.verify().broken_at is None


def test_what_nobody_could_read_is_taken_in_when_somebody_can(core: Core) -> None:
    core.deliver(Item("poll", "u1"))
    core.deliver(Item("poll", "u2"), says("wamid.1", EVA))
    run(core)
    found = [event["type"] for event in core.events()]
    assert found == ["platform.unknown", "platform.unknown", "message.received", "message.received"]
    assert core.events()[-1]["body"]["message"]["id"] == "wamid.poll"


def test_a_masked_card_number_stays_a_masked_one(tmp_path: Path) -> None:
    said = {"from": "4915112345678", "id": "wamid.1", "timestamp": "1795000000", "type": "text"}
    said["text"] = {"body": "meine Karte 4242 4242 4242 4242"}
    value = {"metadata": {"phone_number_id": CHANNEL}, "messages": [said]}
    raw = msgspec.json.encode({"entry": [{"id": "1", "changes": [{"field": "messages", "value": value}]}]})
    with running_core(tmp_path) as core:
        step = DecodeStep({"whatsapp": Decoder(whatsapp.tell, CHANNEL)})
        core.writer.run(lambda tx: tx.hub.set_meta(READ_AS, "1"))
        core.writer.decode_with(step)
        core.writer.deliver("whatsapp", b"one", raw).result()
        assert core.events()[0]["body"]["message"]["masked"] is True
        job = Redecode(core.writer, step)
        while job.run() < 1:
            pass
        assert len(core.events()) == 1


def test_more_than_a_page_is_read(core: Core) -> None:
    for first in range(0, 120, 40):
        core.deliver(*(says(f"wamid.{first + n}", EVA, n, kind="location" if n == 39 else "text") for n in range(40)))
    run(core)
    assert [event["body"]["message"]["id"] for event in corrected(core)] == ["wamid.39", "wamid.79", "wamid.119"]


def test_a_delivery_of_many_pages_is_read_once_more_and_not_for_each_page(core: Core) -> None:
    said = [says(f"wamid.{n}", EVA, n, kind="location" if n % 60 == 59 else "text") for n in range(240)]
    core.deliver(*said, Item("poll", "u"))
    read: list[bytes] = []

    def counted(delivery: bytes, received: str) -> Told:
        read.append(delivery)
        return mended(delivery, received)

    job = Redecode(core.writer, DecodeStep({"whatsapp": Decoder(counted, CHANNEL)}))
    while job.run() < 1:
        pass
    assert len(read) == 1
    ids = [event["body"]["message"]["id"] for event in corrected(core)]
    assert ids == ["wamid.59", "wamid.119", "wamid.179", "wamid.239"]
    assert [event["body"]["message"]["id"] for event in core.events()[241:]] == ["wamid.poll", *ids]


def test_what_was_let_go_or_erased_stays_so(core: Core) -> None:
    core.deliver(says("wamid.1", EVA, kind="location"))
    core.deliver(says("wamid.2", MAX, kind="location"))
    core.writer.run(lambda tx: erase.erase_person(tx, core.events()[0]["conversation"]))
    core.writer.run(lambda tx: retention.forget_deliveries(tx, core.clock.now() + timedelta(days=1)))
    count = len(core.events())
    run(core)
    assert len(core.events()) == count


def test_a_correction_takes_no_chat_up_again_and_opens_no_window(core: Core) -> None:
    core.deliver(says("wamid.1", EVA, kind="location"))
    eva = core.events()[0]["conversation"]
    core.append(NewEvent("conversation.changed", "a_1", at(9), ConversationBody(status="resolved"), eva))
    run(core)
    (told,) = corrected(core)
    assert told["body"]["quiet"] is True
    with core.store.reader() as reader:
        (status,) = reader.db.execute_sql("SELECT status FROM conversation WHERE id = ?", (eva,)).fetchone()
    assert status == "resolved"


def test_what_broke_the_decoder_is_taken_in_once_it_is_mended(core: Core, expect_logs) -> None:
    expect_logs("could not be decoded")
    core.deliver(says("wamid.1", EVA), Item("bug"))
    whole = DecodeStep({"whatsapp": Decoder(_without_bugs, CHANNEL)})
    job = Redecode(core.writer, whole)
    while job.run() < 1:
        pass
    assert [event["type"] for event in core.events()] == ["platform.unknown", "message.received"]


def _without_bugs(delivery: bytes, received: str) -> Told:
    items = [item for item in msgspec.json.decode(delivery) if item["do"] != "bug"]
    return tell(msgspec.json.encode(items), received)


def test_a_new_hub_has_nothing_to_read_again(tmp_path: Path) -> None:
    with running_core(tmp_path) as core:
        run(core)
        core.deliver(says("wamid.1", EVA, kind="location"))
        run(core)
        assert not corrected(core)


def test_a_delivery_that_still_cannot_be_read_is_not_told_again(core: Core, expect_logs) -> None:
    expect_logs("could not be decoded")
    core.deliver(Item("bug"))
    core.deliver(says("wamid.1", EVA, kind="location"))
    run(core)
    assert [event["type"] for event in core.events()] == ["platform.unknown", "message.received", "message.corrected"]
