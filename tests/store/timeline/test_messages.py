"""Messages, receipts, files, notes and marks in a chat."""

from __future__ import annotations

import itertools

import pytest

from inbox.domain.events import ConversationBody, MediaBody, NoteBody
from inbox.domain.messages import Cart, CartLine, ErrorNote, Media
from inbox.domain.problems import Problem
from inbox.store.timeline import chat_list, reads
from inbox.store.timeline.views import Listing
from tests.store.timeline.kit import C_LENA, C_OLE, START, Cache, message


def test_a_chat_shows_its_messages_in_order_and_moves_up(cache: Cache) -> None:
    cache.say("hallo")
    cache.say("moin", conversation=C_OLE)
    cache.say("gern", direction="out", action="a-1")
    assert cache.texts() == ["hallo", "gern"]
    newest, older = chat_list.inbox(cache.timeline, Listing("all"))
    assert (newest.name, newest.last_line, newest.last_direction, newest.unread) == ("Lena Müller", "gern", "out", 1)
    assert (older.name, older.last_line, older.unread) == ("Ole Weiß", "moin", 1)
    assert newest.window_end == START + 1 + 24 * 3600


def test_a_late_message_takes_its_place_by_its_own_time(cache: Cache) -> None:
    cache.say("zweite", second=50)
    cache.say("erste", second=10)
    assert cache.texts() == ["erste", "zweite"]
    assert cache.chat().last_line == "zweite"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (["sent", "delivered", "read"], "read"),
        (["read", "delivered", "sent"], "read"),
        (["failed", "sent"], "failed"),
        (["sent", "failed", "delivered"], "delivered"),
        (["nonsense"], "accepted"),
    ],
)
def test_ticks_never_go_back(cache: Cache, said: list[str], shown: str) -> None:
    name = cache.say("hier", direction="out")
    for status in said:
        cache.status(name, status)
    assert cache.entries()[0].status == shown
    assert cache.chat().last_status == shown


def test_a_receipt_before_its_message_is_laid_on_it_later(cache: Cache) -> None:
    cache.status("wamid.later", "delivered")
    cache.status("wamid.later", "failed", error=ErrorNote(131026, "undeliverable"))
    assert cache.dump()["orphan"]
    cache.say("hier", name="wamid.later", direction="out")
    (entry,) = cache.entries()
    assert entry.status == "delivered"
    assert entry.failure == ErrorNote(131026, "undeliverable")
    assert cache.dump()["orphan"] == []


@pytest.mark.parametrize("file_first", [False, True])
def test_a_file_finds_its_message_whichever_comes_first(cache: Cache, file_first: bool) -> None:
    stored = MediaBody(message_id="wamid.photo", media_id="m_1", mime="image/jpeg", size=5)
    if file_first:
        cache.tell(stored, kind="media.stored")
    waiting = Media(state="waiting", platform_id="77", mime="image/jpeg")
    cache.say("schau", name="wamid.photo", kind="image", media=None if file_first else waiting)
    if not file_first:
        cache.tell(stored, kind="media.stored")
    cache.tell(MediaBody(message_id="wamid.photo"), kind="media.failed")
    media = cache.entries()[0].media
    assert media is not None
    assert (media.id, media.state, media.size) == ("m_1", "stored", 5)


def test_a_file_that_is_not_at_the_hub_yet_cannot_be_asked_for(cache: Cache) -> None:
    cache.say("schau", name="wamid.photo", kind="image", media=Media(id="m_1", state="waiting", platform_id="77"))
    media = cache.entries()[0].media
    assert media is not None
    assert media.id is None
    cache.tell(MediaBody(message_id="wamid.photo", media_id="m_1"), kind="media.stored")
    media = cache.entries()[0].media
    assert media is not None
    assert (media.id, media.state) == ("m_1", "stored")


def test_a_file_that_could_not_be_had_keeps_the_reason(cache: Cache) -> None:
    waiting = Media(state="waiting", platform_id="77", mime="image/jpeg")
    cache.say("schau", name="wamid.photo", kind="image", media=waiting)
    gone = Problem("media-gone", "The file is no longer at WhatsApp.")
    cache.tell(MediaBody(message_id="wamid.photo", problem=gone), kind="media.failed")
    media = cache.entries()[0].media
    assert media is not None
    assert (media.state, media.problem) == ("failed", gone)
    cache.tell(MediaBody(message_id="wamid.photo", media_id="m_1"), kind="media.stored")
    media = cache.entries()[0].media
    assert media is not None
    assert (media.state, media.problem) == ("stored", None)


@pytest.mark.parametrize("mark_first", [False, True])
def test_a_reaction_is_shown_at_its_message(cache: Cache, mark_first: bool) -> None:
    mark = {"text": None, "name": "wamid.r", "kind": "reaction", "target": "wamid.m", "emoji": "👍"}
    if mark_first:
        cache.say(**mark)
        assert [entry.kind for entry in cache.entries()] == ["reaction"]
    cache.say("fertig", name="wamid.m", direction="out")
    if not mark_first:
        cache.say(**mark)
    (entry,) = cache.entries()
    assert entry.reactions == (reads.Reaction("in", "👍"),)
    cache.say(None, kind="reaction", target="wamid.m", emoji="")
    assert cache.entries()[0].reactions == ()
    assert cache.chat().unread == 0


@pytest.mark.parametrize("mark_first", [False, True])
def test_an_edit_replaces_the_text_and_the_words(cache: Cache, mark_first: bool) -> None:
    edit = {"text": "neuer Wortlaut", "name": "wamid.e", "kind": "edit", "target": "wamid.m"}
    if mark_first:
        cache.say(**edit)
    cache.say("alter Satz", name="wamid.m")
    if not mark_first:
        cache.say(**edit)
    (entry,) = cache.entries()
    assert (entry.text, entry.edited) == ("neuer Wortlaut", True)
    assert cache.words() == {"neuer", "wortlaut"}
    assert "wortlaut" in cache.chat().last_line.lower()


def test_a_revoked_message_leaves_no_words(cache: Cache) -> None:
    cache.say("peinlich geheim", name="wamid.m", extra={"secret": "geheim"})
    cache.say(None, kind="revoke", target="wamid.m")
    cache.tell(MediaBody(message_id="wamid.m", media_id="m_1"), kind="media.stored")
    (entry,) = cache.entries()
    assert (entry.text, entry.revoked, entry.extra, entry.media) == (None, True, None, None)
    assert cache.words() == set()
    assert cache.chat().last_line == ""


def test_nobody_else_can_take_a_message_back(cache: Cache) -> None:
    cache.say("unsere Antwort", name="wamid.m", direction="out")
    cache.say(None, kind="revoke", target="wamid.m", direction="in")
    assert cache.entries()[0].text == "unsere Antwort"


def test_a_correction_keeps_place_ticks_and_file(cache: Cache) -> None:
    cache.say(None, name="wamid.m", kind="unsupported", direction="out")
    cache.status("wamid.m", "read")
    before = cache.entries()[0]
    cache.tell(message("wamid.m", "jetzt lesbar", 1, direction="out"), kind="message.corrected")
    after = cache.entries()[0]
    assert (after.id, after.status) == (before.id, "read")
    assert (after.kind, after.text) == ("text", "jetzt lesbar")
    assert "lesbar" in cache.words()


def test_an_older_reading_never_replaces_a_newer_one(cache: Cache) -> None:
    old = cache.event(message("wamid.m", "alt", 1), C_LENA, "message.received")
    new = cache.event(message("wamid.m", "neu", 1), C_LENA, "message.corrected")
    cache.apply([new])
    cache.apply([old])
    assert cache.texts() == ["neu"]


def test_reading_clears_unread_up_to_a_place(cache: Cache) -> None:
    first = cache.say("eins")
    cache.say("zwei")
    assert cache.chat().unread == 2
    cache.tell(ConversationBody(read_up_to=first))
    assert cache.chat().unread == 1
    cache.tell(ConversationBody(read_seq=cache.seq))
    assert cache.chat().unread == 0
    assert chat_list.counts(cache.timeline)["all"] == chat_list.Count(1, 0)


def test_what_was_read_elsewhere_first_is_not_unread(cache: Cache) -> None:
    late = cache.event(message("wamid.1", "eins", 1), C_LENA, "message.received")
    read = cache.event(ConversationBody(read_seq=1), C_LENA)
    cache.apply([read])
    cache.apply([late])
    assert cache.chat().unread == 0


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_the_shop_answered_on_its_phone_is_read_whatever_came_first(cache: Cache, order: tuple[int, ...]) -> None:
    events = [
        cache.event(message("wamid.1", "Habt ihr offen?", 10), C_LENA, "message.received"),
        cache.event(message("wamid.2", "Bis 18 Uhr!", 20, direction="out"), C_LENA, "message.echoed"),
        cache.event(message("wamid.3", "Super", 30), C_LENA, "message.received"),
    ]
    for place in order:
        cache.apply([events[place]])
    assert cache.chat().unread == 1
    assert cache.texts() == ["Habt ihr offen?", "Bis 18 Uhr!", "Super"]


def test_what_was_sent_by_itself_reads_nothing(cache: Cache) -> None:
    cache.say("Hallo?")
    cache.say("Wir sind gleich da.", direction="out")
    assert cache.chat().unread == 1


def test_imported_history_is_not_unread(cache: Cache) -> None:
    cache.say("von früher", quiet=True)
    assert cache.texts() == ["von früher"]
    assert cache.chat().unread == 0


def test_a_note_outlives_the_action_that_wrote_it(cache: Cache) -> None:
    cache.tell(NoteBody("n-1", "Ruft morgen zurück", "a_1", "Anna"))
    cache.action("n-1", "succeeded", kind="note")
    assert cache.texts() == ["Ruft morgen zurück"]


def test_notes_stand_in_the_chat_and_move_nothing(cache: Cache) -> None:
    cache.say("wo ist mein Paket")
    cache.tell(NoteBody("n-1", "Kundin ruft zurück", agent="a_1", name="Anna"))
    cache.tell(NoteBody("n-1", "Kundin ruft zurück", agent="a_1", name="Anna"))
    note = cache.entries()[-1]
    assert (note.kind, note.text, note.sender, note.actor) == ("note", "Kundin ruft zurück", "Anna", "a_1")
    assert len(cache.entries()) == 2
    assert cache.chat().last_line == "wo ist mein Paket"


def test_an_answer_shows_what_it_quotes(cache: Cache) -> None:
    cache.say("Größe M?", name="wamid.q")
    cache.say("ja", direction="out", reply_to="wamid.q")
    cache.say("?", reply_to="wamid.unknown")
    quotes = [entry.quote for entry in cache.entries()]
    assert quotes == [None, reads.Quote("wamid.q", "text", "in", "Größe M?"), reads.Quote("wamid.unknown")]


def test_any_kind_and_any_time_is_kept(cache: Cache) -> None:
    cache.say(None, kind="unsupported", raw={"type": "hologram"}, errors=(ErrorNote(131051),))
    cache.say("vor der Zeit", second=-START - 5)
    cache.say("nach der Zeit", second=1 << 40)
    assert {entry.text for entry in cache.entries()} == {None, "vor der Zeit", "nach der Zeit"}


LINES = (CartLine("ESP", 2, 2490, "eur"), CartLine("FIL", 3, 420, "eur"))


@pytest.mark.parametrize(
    ("kind", "facts", "about"),
    [
        ("order", {"cart": Cart(LINES)}, (5, "6240 eur")),
        ("order", {"cart": Cart((*LINES, CartLine("X", 1)))}, (6, "")),
        ("order", {"cart": Cart((*LINES, CartLine("X", 1, 100, "chf")))}, (6, "")),
        ("product", {"extra": {"products": ["ESP"]}}, (1, "ESP")),
        ("product_list", {"extra": {"products": ["FIL", "ESP"]}}, (2, "FIL")),
        ("product", {"extra": {"interactive": {"action": {"product_retailer_id": "ESP"}}}}, (1, "ESP")),
        ("product", {}, (1, "")),
        ("location", {"extra": {"location": {"name": " Café\n Elbblick ", "address": "Kai 1"}}}, (1, "Café Elbblick")),
        ("location", {"extra": {"location": {"latitude": 1.0, "address": "Kai 1"}}}, (1, "Kai 1")),
        ("location", {"extra": {"location": 7}}, (1, "")),
        ("contacts", {"extra": {"contacts": [{"name": {"formatted_name": "Jana Petersen"}}, {}]}}, (2, "Jana Petersen")),
        ("contacts", {"extra": {"contacts": ["x"]}}, (1, "")),
        ("contacts", {"extra": {"contacts": []}}, (0, "")),
        ("document", {"media": Media(state="waiting", filename="Rechnung.pdf")}, (1, "Rechnung.pdf")),
        ("document", {}, (1, "")),
        ("image", {"media": Media(state="waiting", filename="x.jpg")}, (0, "")),
        ("text", {"extra": {"products": ["ESP"]}}, (0, "")),
    ],
)
def test_the_row_keeps_what_its_newest_message_is_about(cache: Cache, kind: str, facts: dict, about: tuple[int, str]) -> None:
    name = cache.say(None, "wamid.about", second=10, kind=kind, **facts)
    assert (cache.chat().last_pieces, cache.chat().last_about) == about
    cache.say(None, "revoke.1", second=11, kind="revoke", target=name)
    assert (cache.chat().last_pieces, cache.chat().last_about) == (0, "")


def test_what_a_message_is_about_is_found_again_when_the_one_after_it_goes(cache: Cache) -> None:
    cache.say(None, "wamid.1", second=10, kind="product", extra={"products": ["ESP"]})
    last = cache.say(None, "wamid.2", second=11, kind="document", media=Media(state="waiting", filename="x.pdf"))
    cache.say(None, "revoke.1", second=12, kind="revoke", target=last)
    assert (cache.chat().last_kind, cache.chat().last_about) == ("document", ""), "a deleted message is still there"
