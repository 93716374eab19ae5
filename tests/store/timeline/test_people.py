"""Names, statuses, views and counts; merging and erasing persons."""

from __future__ import annotations

import pytest

from inbox.domain.events import ContactBody, ConversationBody, NoteBody, PaymentBody, PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.store.state import identity
from inbox.store.timeline import chat_list, finder, reads
from inbox.store.timeline.views import Listing
from tests.store.timeline.kit import C_LENA, C_OLE, START, Cache, at, message


def found(cache: Cache, text: str) -> list[str]:
    """The conversations of people found by what was typed."""
    return [person.conversation for person in finder.search(cache.timeline, cache.state, text).people]


def test_the_newest_name_is_shown_and_every_name_is_found(cache: Cache) -> None:
    cache.say("hallo", contact=Contact(wa_id="4915112345678", name="Lena Müller"))
    cache.say("hallo", contact=Contact(wa_id="4915112345678", name="Lena Groß"))
    assert cache.chat().name == "Lena Groß"
    assert found(cache, "gross") == found(cache, "Mueller") == found(cache, "muller") == [C_LENA]


def test_a_person_without_a_name_is_called_by_a_key(cache: Cache) -> None:
    cache.say("hallo", conversation="c_phone", contact=Contact(wa_id="4915112345678"))
    cache.say("hallo", conversation="c_user", contact=Contact(user_id="DE.88", username="@Frau.K"))
    names = {view.conversation: view.name for view in chat_list.inbox(cache.timeline, Listing("all"))}
    assert names == {"c_phone": "+4915112345678", "c_user": "frau.k"}


def test_a_name_of_the_phones_address_book_is_shown_until_it_goes_and_nothing_else_changes(cache: Cache) -> None:
    jo = Contact(wa_id="4915112345678", name="Jo Grün")
    cache.say("hallo", contact=Contact(wa_id="4915112345678"))
    before = cache.chat()
    cache.tell(ContactBody("add", jo), C_LENA)
    assert (cache.chat().name, found(cache, "gruen")) == ("Jo Grün", [C_LENA])
    assert (cache.chat().unread, cache.chat().last, cache.texts()) == (before.unread, before.last, ["hallo"])
    cache.tell(ContactBody("remove", Contact(wa_id="4915112345678")), C_LENA)
    assert cache.chat() == before
    cache.tell(ContactBody("add", jo), C_LENA)
    cache.say("ich bin es", contact=Contact(wa_id="4915112345678", name="Johanna"))
    assert cache.chat().name == "Johanna"


def test_a_merged_person_is_called_by_her_own_name_wherever_she_told_it(cache: Cache) -> None:
    cache.say("hallo", contact=Contact(wa_id="4915112345678"))
    cache.tell(ContactBody("add", Contact(wa_id="4915112345678", name="Jo vom Markt")), C_LENA)
    cache.say("ich auch", conversation=C_OLE, contact=Contact(user_id="DE.88", name="Johanna"))
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    assert cache.chat().name == identity.contact_of(cache.state, C_LENA).name == "Johanna"


def test_lines_about_nobody_here_change_nothing(cache: Cache) -> None:
    cache.say("hallo")
    before = cache.dump()
    cache.tell(ContactBody("add", Contact(wa_id="4930123456", name="Friseur")), None)
    assert cache.dump() == before


def test_views_and_counts_follow_decisions(cache: Cache) -> None:
    cache.say("hallo")
    cache.say("moin", conversation=C_OLE)
    cache.tell(ConversationBody(assignee="a_1"), C_LENA)
    cache.tell(ConversationBody(status="snoozed", snoozed_until=at(5000)), C_OLE)
    assert [view.conversation for view in chat_list.inbox(cache.timeline, Listing("mine", "a_1"))] == [C_LENA]
    assert [view.conversation for view in chat_list.inbox(cache.timeline, Listing("snoozed"))] == [C_OLE]
    counts = chat_list.counts(cache.timeline, "a_1")
    one, none = chat_list.Count(1, 1), chat_list.Count()
    assert counts == dict.fromkeys(chat_list.VIEWS, none) | dict.fromkeys(("all", "mine", "snoozed"), one)
    cache.say("noch da?", conversation=C_OLE)
    assert cache.chat(C_OLE).status == "open"
    assert chat_list.counts(cache.timeline, "a_1")["all"] == chat_list.Count(2, 2)


def test_pages_of_the_list_and_of_a_chat_meet_without_gap_or_double(cache: Cache) -> None:
    for number in range(12):
        cache.say(f"Zeile {number}", conversation=f"c_{number}")
    for number in range(25):
        cache.say(f"Zeile {number}")
    pages = [chat_list.inbox(cache.timeline, Listing("all"), limit=5)]
    while pages[-1]:
        pages.append(chat_list.inbox(cache.timeline, Listing("all"), below=pages[-1][-1].rank, limit=5))
    assert [view.conversation for page in pages for view in page] == [C_LENA, *(f"c_{n}" for n in range(11, -1, -1))]
    newest = reads.conversation(cache.timeline, cache.state, C_LENA, limit=10)
    older = reads.conversation(cache.timeline, cache.state, C_LENA, before=newest[0].id, limit=10)
    again = reads.conversation(cache.timeline, cache.state, C_LENA, after=older[-1].id, limit=10)
    assert [entry.text for entry in (*older, *newest)] == [f"Zeile {n}" for n in range(5, 25)]
    assert again == newest
    assert reads.conversation(cache.timeline, cache.state, "c_nobody") == []


def test_merged_people_are_one_chat_until_they_are_parted(cache: Cache) -> None:
    cache.say("ich bin Lena")
    cache.say("ich auch", conversation=C_OLE)
    cache.tell(PaymentBody("pi_1", "1.e", Payment(id="pi_1", status="failed", created=at(9))), C_OLE)
    before = cache.dump()
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    assert cache.texts() == ["ich bin Lena", "ich auch", "failed"]
    assert [view.conversation for view in chat_list.inbox(cache.timeline, Listing("all"))] == [C_LENA]
    assert (cache.chat().unread, cache.chat().asks.declined) == (2, START + 9)
    assert chat_list.counts(cache.timeline)["all"] == chat_list.Count(1, 1)
    assert found(cache, "Ole") == [C_LENA]
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.unmerged")
    assert cache.dump() == before


def test_what_comes_for_a_merged_person_goes_where_it_is_shown_and_back(cache: Cache) -> None:
    cache.say("ich bin Lena")
    cache.say("ich auch", conversation=C_OLE)
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    cache.say("spät", conversation=C_OLE)
    assert cache.texts() == ["ich bin Lena", "ich auch", "spät"]
    assert cache.chat().unread == 3
    cache.tell(ConversationBody(read_seq=cache.seq), C_LENA)
    assert cache.chat().unread == 0
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.unmerged")
    assert (cache.texts(), cache.texts(C_OLE)) == (["ich bin Lena"], ["ich auch", "spät"])


def test_what_is_told_of_an_erased_person_afterwards_leaves_no_empty_row(cache: Cache) -> None:
    cache.say("hallo")
    cache.tell(ConversationBody(blocked=True))
    cache.tell(PersonBody(reason="asked"), C_LENA, "person.erased")
    cache.tell(ConversationBody(blocked=False))
    cache.tell(NoteBody(id="n-1", text="Ben unblocked this person.", code="unblocked"), C_LENA, "note.added")
    cache.action("a-1", "failed", payment="pi_1", amount=2490, currency="eur")
    assert cache.dump()["chat"] == []
    assert chat_list.counts(cache.timeline)["all"].chats == 0


def test_an_erased_person_is_nowhere(cache: Cache) -> None:
    cache.say("mein geheimes Wort")
    cache.say("bleibt", conversation=C_OLE)
    payment = Payment(id="pi_1", status="succeeded", email="lena@example.com", phone="+4915112345678", created=at(9))
    cache.tell(PaymentBody("pi_1", "1.e", payment), C_LENA)
    kept = cache.words() - {"bleibt"}
    assert "geheimes" in kept
    cache.tell(PersonBody(reason="asked"), C_LENA, "person.erased")
    assert cache.words() == {"bleibt"}
    assert found(cache, "Lena") == found(cache, "15112345678") == found(cache, "lena@example.com") == []
    assert [view.conversation for view in chat_list.inbox(cache.timeline, Listing("all"))] == [C_OLE]
    assert chat_list.counts(cache.timeline)["all"] == chat_list.Count(1, 1)
    assert cache.dump()["unread"] == [(C_OLE, "wamid.2")]
    assert {row[0] for row in cache.dump()["people"]} == {"ole weiss", "+4915187654321"}


def test_erasing_takes_merged_people_along(cache: Cache) -> None:
    cache.say("eins")
    cache.say("zwei", conversation=C_OLE)
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    cache.tell(PersonBody(), C_LENA, "person.erased")
    assert cache.words() == set()
    assert chat_list.inbox(cache.timeline, Listing("all")) == []
    assert cache.dump()["entry"] == cache.dump()["people"] == []


def test_what_a_person_paid_leads_to_them_also_when_all_came_at_once(cache: Cache) -> None:
    payment = Payment(id="pi_1", status="succeeded", email="Lena@Example.org", order_number="#10234", conversation=C_LENA)
    cache.apply(
        [
            cache.event(PaymentBody("pi_1", "1.e", payment), C_LENA),
            cache.event(message("wamid.1", "hallo", 1, C_LENA), C_LENA),
        ]
    )
    assert found(cache, "10234") == found(cache, "lena@example") == found(cache, "4915112345678") == [C_LENA]


@pytest.mark.parametrize("answered_last", [True, False])
def test_an_answer_on_the_phone_reads_what_flows_into_its_chat(cache: Cache, answered_last: bool) -> None:
    echo = message("wamid.e", "Gern!", 50, direction="out")
    if not answered_last:
        cache.tell(echo, C_LENA, "message.echoed")
    cache.say("before", conversation=C_OLE, second=40)
    cache.say("after", conversation=C_OLE, second=60)
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    if answered_last:
        cache.tell(echo, C_LENA, "message.echoed")
    assert cache.chat(C_LENA).unread == 1


def test_a_merged_person_has_the_newest_name_every_key_and_the_window_that_is_open(cache: Cache) -> None:
    cache.say("hallo", contact=Contact(user_id="DE.1"))
    cache.say("moin", conversation=C_OLE, second=4000, contact=Contact(wa_id="4915187654321", name="Lena Brandt"))
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    chat = cache.chat()
    assert (chat.name, chat.window_end) == ("Lena Brandt", START + 4000 + 24 * 3600)
    cache.say("noch was", conversation=C_OLE, second=5000, contact=Contact(wa_id="4915187654321", name="Lena B."))
    assert (cache.chat().name, cache.chat().window_end) == ("Lena B.", START + 5000 + 24 * 3600)
    assert found(cache, "4915187654321") == [C_LENA]
