"""One mind: pure, and going the ways people go."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox.sandbox.living.acts import (
    SPOKEN_ACTS,
    Act,
    Begin,
    Button,
    Buy,
    Declined,
    Event,
    Fill,
    Heard,
    Leave,
    Lose,
    Paid,
    Pay,
    Photo,
    React,
    Reclaim,
    Refunded,
    Rest,
    Stuck,
    Tap,
    Unanswered,
    Voice,
    Write,
)
from inbox.sandbox.living.hearing import Meaning
from inbox.sandbox.living.matters import MATTERS
from inbox.sandbox.living.mind import did, notice
from inbox.sandbox.living.persona import Persona, Temper
from inbox.sandbox.living.turn import AT_LEAST, State

SKU_FOR = {
    "machine": "MACHINE-E1",
    "voucher": "VOUCHER-39",
    "broken": "MUG-300",
    "stock": "CARAFE-6",
    "return": "KETTLE-1",
}


def begun(who: Persona, matter: str, now: float = 100.0) -> State:
    """Begin a matter and do all that begins it, up to the waiting."""
    order = ("10234", "ch_1") if MATTERS[matter].needs_order else ("", "")
    state = notice(who, State(), Begin(matter, SKU_FOR.get(matter, "HAFEN-1000"), *order), now)
    return said_all(state)


def said_all(state: State) -> State:
    while state.plan and not isinstance(state.plan[0].act, Lose | Rest | Pay | Leave | Reclaim):
        state = did(state, state.plan[0].act)
    return state


def heard(who: Persona, state: State, *meanings: str, **more: object) -> State:
    event = msgspec.convert({"type": "Heard", "meanings": list(meanings), **more}, Heard)
    return notice(who, state, event, 5000.0)


def planned(state: State) -> list[Act]:
    return [one.act for one in state.plan]


def outcomes(temper: Temper, matter: str, *meanings: str, **more: object) -> list[State]:
    """Return what forty people of one temper do about the same."""
    found = []
    for seed in range(40):
        who = Persona("x", temper, seed=seed)
        found.append(heard(who, begun(who, matter), *meanings, **more))
    return found


def test_the_same_mind_goes_the_same_way() -> None:
    who = Persona("x", "chatty", seed=4)
    first = notice(who, State(), Begin("torn", "HAFEN-1000", "10234", "ch_1"), 50.0)
    assert first == notice(who, State(), Begin("torn", "HAFEN-1000", "10234", "ch_1"), 50.0)
    assert first != notice(Persona("x", "chatty", seed=5), State(), Begin("torn", "HAFEN-1000", "10234", "ch_1"), 50.0)


@pytest.mark.parametrize("matter", sorted(MATTERS))
@pytest.mark.parametrize("temper", ["patient", "angry", "chatty", "terse", "forgetful"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_matter_can_begin(matter: str, temper: Temper, language: str) -> None:
    who = Persona("x", temper, "de" if language == "de" else "en", formal=temper == "patient", sign="X")
    order = ("10234", "ch_1") if MATTERS[matter].needs_order else ("", "")
    state = notice(who, State(), Begin(matter, SKU_FOR.get(matter, "HAFEN-1000"), *order), 10.0)
    assert state.stage == MATTERS[matter].stage
    acts = planned(state)
    assert isinstance(acts[-1], Lose if MATTERS[matter].expects else Rest)
    assert isinstance(acts[0], Write | Photo | Fill | Voice | Buy)
    texts = [act.text if isinstance(act, Write) else act.caption for act in acts if isinstance(act, Write | Photo)]
    assert all(text is None or len(text.strip()) > 3 for text in texts)


def test_a_link_is_paid_late_declined_or_left() -> None:
    ways = {
        purse: [
            heard(who, begun(who, "cart"), link=True)
            for seed in range(30)
            for who in [Persona("x", seed=seed, purse=purse)]
        ]
        for purse in ("prompt", "slow", "declined", "leaves")
    }
    payments = {
        purse: [one for state in states for one in state.plan if isinstance(one.act, Pay)]
        for purse, states in ways.items()
    }
    assert all(one.at < 6000 for one in payments["prompt"])
    assert all(one.at > 7000 for one in payments["slow"])
    assert all(isinstance(one.act, Pay) and one.act.decline for one in payments["declined"])
    assert not payments["leaves"]
    assert all(any(isinstance(act, Leave) for act in planned(state)) for state in ways["leaves"])
    assert {state.stage for state in ways["prompt"]} == {"link"}


def test_a_declined_card_is_told_and_another_one_tried() -> None:
    who = Persona("x", purse="declined")
    state = notice(who, heard(who, begun(who, "cart"), link=True), Declined(), 6000.0)
    assert (state.stage, state.tries) == ("declined", 1)
    assert isinstance(planned(state)[0], Write)
    helped = heard(who, said_all(state), "other-card")
    assert [act for act in planned(helped) if isinstance(act, Pay)] == [Pay("card_mastercard")]
    assert notice(who, said_all(helped), Paid(), 7000.0).stage == "done"


def test_after_three_vain_tries_nobody_goes_on() -> None:
    who = Persona("x")
    state = State("link", "cart", tries=2)
    assert notice(who, state, Declined(), 10.0).stage == "done"
    assert notice(who, state, Stuck("gone"), 10.0).stage == "done"
    assert notice(who, State("link", "cart"), Stuck("No delivery to GB."), 10.0).stage == "cart"


def test_a_complaint_is_settled_by_money_goods_or_neither() -> None:
    assert {state.stage for state in outcomes("patient", "torn", "sorry", "offers-money")} == {"promised"}
    assert {state.stage for state in outcomes("patient", "torn", "offers-goods")} == {"problem", "done"}
    assert {state.stage for state in outcomes("angry", "torn", "refuses")} == {"problem"}
    who = Persona("x")
    paid_back = notice(who, begun(who, "torn"), Refunded("24,90 €"), 9000.0)
    assert paid_back.stage == "done"
    assert any(
        "24,90 €" in act.text or "Erstattung" in act.text for act in planned(paid_back) if isinstance(act, Write)
    )


def test_a_part_back_is_enough_when_it_covers_the_thing() -> None:
    def answers(is_enough: bool) -> set[str]:
        event = Refunded("5,00 €", is_enough)
        states = [
            notice(who, begun(who, "torn"), event, 9000.0) for who in (Persona("x", seed=seed) for seed in range(30))
        ]
        return {act.text for state in states for act in planned(state) if isinstance(act, Write)}

    assert not any("Betrag gerechnet" in text or "hatte ich mehr" in text for text in answers(True))
    assert any("Betrag gerechnet" in text for text in answers(False))


def test_nobody_answers_what_they_have_not_read() -> None:
    for seed in range(20):
        who = Persona("x", "angry", seed=seed)
        read = heard(who, begun(who, "torn"), "asks", unread_for=900.0)
        assert read.plan[0].at > 5900.0


def test_the_forgetful_send_their_photo_when_asked() -> None:
    who = Persona("x", "forgetful")
    state = begun(who, "broken")
    assert not state.photographed
    asked = heard(who, state, "asks", "asks-photo")
    assert Photo("broken", "MÖWE") in planned(asked)
    assert asked.photographed


def test_an_order_number_is_given_once_known() -> None:
    who = Persona("x")
    answers = [
        act.text for act in planned(heard(who, begun(who, "where"), "asks", "asks-number")) if isinstance(act, Write)
    ]
    assert answers
    assert "10234" in answers[0]
    unknown = planned(heard(who, begun(who, "ask"), "asks", "asks-number"))
    assert not any("10234" in act.text for act in unknown if isinstance(act, Write))


def test_buttons_are_tapped_by_wish() -> None:
    buttons = [{"id": "1", "title": "Geld zurück"}, {"id": "2", "title": "Neue Ware"}]
    for wants, title in (("money", "Geld zurück"), ("goods", "Neue Ware")):
        who = Persona("x", wants="money" if wants == "money" else "goods")
        taps = [act.title for act in planned(heard(who, begun(who, "torn"), buttons=buttons)) if isinstance(act, Tap)]
        assert taps == [title]


def test_products_are_taken_questioned_or_passed() -> None:
    stages = {state.stage for state in outcomes("patient", "gift", products=["KENIA-250"])}
    assert stages == {"cart", "asking", "done"}


def test_silence_is_complained_about_until_somebody_gives_up() -> None:
    ends = set()
    for seed in range(40):
        who = Persona("x", "angry", seed=seed)
        state, nags = begun(who, "where"), 0
        while isinstance(state.plan[0].act, Lose):
            state = notice(who, did(state, state.plan[0].act), Unanswered(), state.plan[0].at)
            nags += state.stage == "asking"
            state = said_all(state)
        assert nags == 3
        ends.add((state.stage, type(state.plan[0].act)))
    assert ends == {("bank", Reclaim), ("done", Rest)}
    quiet = Persona("x", "terse")
    state = State("problem", "torn", "HAFEN-1000", "1", "ch_1", nags=1)
    assert notice(quiet, state, Unanswered(), 10.0).stage == "done"


def test_a_bank_is_not_called_too_often() -> None:
    for seed in range(20):
        state = State("asking", "where", "HAFEN-1000", "1", "ch_1", nags=3)
        after = notice(Persona("x", "angry", seed=seed), state, Unanswered(may_reclaim=False), 10.0)
        assert after.stage == "done"


def test_the_wrong_language_is_said_once() -> None:
    who = Persona("x", language="en")
    first = heard(who, begun(who, "ask"), language="de")
    assert any("English" in act.text for act in planned(first) if isinstance(act, Write))
    second = heard(who, said_all(first), language="de")
    assert not any("English" in act.text for act in planned(second) if isinstance(act, Write))


def test_whoever_had_nothing_open_and_asks_for_the_own_language_waits_for_an_answer() -> None:
    who = Persona("x", language="de")
    for stage in ("idle", "done"):
        asked = heard(who, State(stage=stage), language="en")
        assert any("Deutsch" in act.text for act in planned(asked) if isinstance(act, Write))
        assert asked.stage == "asking"
        assert isinstance(planned(asked)[-1], Lose)


def test_thanks_under_way_are_not_swallowed_by_a_late_message() -> None:
    who = Persona("x")
    thanks = notice(who, begun(who, "torn"), Refunded("24,90 €"), 9000.0)
    assert planned(heard(who, thanks, "sorry", "offers-money")) == planned(thanks)


MEANINGS = st.frozensets(
    st.sampled_from(get_args(Meaning)),
    max_size=4,
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        Heard,
        meanings=MEANINGS,
        language=st.sampled_from([None, "de", "en"]),
        link=st.booleans(),
        products=st.sampled_from([(), ("KENIA-250",), ("NOTHING",)]),
        buttons=st.sampled_from([(), (Button("1", "Ja"),), (Button("a", "Geld"), Button("b", "Neu", template=True))]),
        is_template=st.booleans(),
    ),
    st.builds(Begin, st.sampled_from(sorted(MATTERS)), st.just("HAFEN-1000"), st.just("10234"), st.just("ch_1")),
    st.builds(Refunded, st.just("24,90 €"), st.booleans()),
    st.just(Paid()),
    st.just(Declined()),
    st.builds(Stuck, st.sampled_from(["No delivery to GB.", "gone"])),
    st.builds(Unanswered, st.booleans()),
)
PERSONAS = st.builds(
    Persona,
    id=st.just("x"),
    temper=st.sampled_from(["patient", "angry", "chatty", "terse", "forgetful"]),
    language=st.sampled_from(["de", "en"]),
    formal=st.booleans(),
    purse=st.sampled_from(["prompt", "slow", "declined", "leaves"]),
    wants=st.sampled_from(["money", "goods"]),
    lowercase=st.booleans(),
    emoji=st.booleans(),
    street=st.just("Lindenweg 7"),
    seed=st.integers(0, 50),
)


def can_happen(state: State, event: Event) -> bool:
    """Tell whether life brings this about: only those who wait are not answered, only a link is paid or declined."""
    if isinstance(event, Unanswered):
        return state.stage not in ("idle", "done", "bank")
    if isinstance(event, Paid | Declined | Stuck):
        return state.stage in ("link", "declined", "cart")
    return True


@settings(max_examples=80, deadline=None)
@given(PERSONAS, st.lists(st.tuples(EVENTS, st.integers(0, 4)), max_size=25))
def test_whatever_happens_a_mind_stays_sane(who: Persona, events: list[tuple[Event, int]]) -> None:
    state, now = State(), 0.0
    for event, acts in events:
        if not can_happen(state, event):
            continue
        state = notice(who, state, event, now)
        times = [one.at for one in state.plan]
        assert times == sorted(times)
        kept = [one for one in state.plan if one.at < now + AT_LEAST]
        assert all(not isinstance(one.act, Lose | Rest | React) for one in kept)
        assert len(state.plan) < 40
        for act in planned(state):
            assert not isinstance(act, Write) or act.text.strip()
        for _ in range(acts):
            if state.plan:
                now = max(now, state.plan[0].at)
                state = did(state, state.plan[0].act)
        assert state.stage != "idle" or not any(isinstance(one.act, SPOKEN_ACTS) for one in state.plan)
