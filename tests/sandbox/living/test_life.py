"""The living shop over hours and days of its own time: repeatable, bounded, in the right language, with honest books."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import msgspec
import pytest

from inbox.sandbox.living.acts import SPOKEN_ACTS, Lose, Pay, Photo, Reclaim, Rest, Write
from inbox.sandbox.living.director import MOST_WAITING
from inbox.sandbox.living.pulse import Pace
from inbox.sandbox.living.speech import BANKS, filled
from inbox.sandbox.living.town import BETWEEN_ACTS, MOST_DISPUTES
from inbox.sandbox.living.turn import Stage
from tests.sandbox.living.simulation import DAY, Agent, Simulation


def first_acts(seed: int, count: int) -> list[tuple[float, str, object]]:
    shop = Simulation(seed)
    agent = Agent(shop)
    shop.town.open()
    while len(shop.done) < count:
        shop.step()
        agent.work()
    return [(done.at, done.who, done.act) for done in shop.done[:count]]


@pytest.fixture(scope="module")
def busy() -> Simulation:
    """A shop in which an agent worked for a day of life, at many times real speed."""
    shop = Simulation(seed=5, speed=60.0)
    agent = Agent(shop)
    shop.town.open()
    shop.live(DAY / 60, agent)
    return shop


@pytest.fixture(scope="module")
def alone() -> Simulation:
    """A shop that nobody minded for half a day of life."""
    shop = Simulation(seed=3, speed=60.0)
    shop.town.open()
    shop.live(DAY / 2 / 60)
    return shop


def test_the_same_seed_lives_the_same_life() -> None:
    first = first_acts(11, 300)
    assert first == first_acts(11, 300)
    assert first != first_acts(12, 300)


def test_nobody_floods_and_nobody_answers_at_once() -> None:
    shop = Simulation(seed=2)
    agent = Agent(shop)
    shop.town.open()
    shop.live(900, agent)
    acts = [(at, done) for at, done in shop.clocked if not isinstance(done.act, Lose | Rest)]
    assert len(acts) > 150
    times = [at for at, _ in acts]
    assert all(later - sooner >= BETWEEN_ACTS - 1e-6 for sooner, later in pairwise(times))
    for who in shop.by_id:
        own = [at for at, done in acts if done.who == who]
        assert all(later - sooner >= Pace.GAP - 1e-6 for sooner, later in pairwise(own))
        spoken = [at for at, done in acts if done.who == who and isinstance(done.act, SPOKEN_ACTS)]
        assert all(sum(at <= other < at + 60 for other in spoken) <= Pace.BURST + 60 / Pace.EACH for at in spoken)


def test_an_answer_never_has_the_second_of_the_question(busy: Simulation) -> None:
    assert len(busy.arrived) > 100
    for who in busy.by_id:
        acts = [at for at, done in busy.clocked if done.who == who and isinstance(done.act, SPOKEN_ACTS)]
        for arrived in [at for at, whose in busy.arrived if whose == who]:
            answered = next((at for at in acts if at >= arrived), None)
            assert answered is None or int(answered) > int(arrived)


def test_people_wait_within_bounds(alone: Simulation) -> None:
    assert sum(one.waits for one in alone.town.residents) <= MOST_WAITING
    reclaimed = [done for done in alone.done if isinstance(done.act, Reclaim)]
    assert len(reclaimed) <= MOST_DISPUTES
    written = Counter(done.who for done in alone.done if isinstance(done.act, SPOKEN_ACTS))
    assert max(written.values()) < 40
    assert len(written) > 30


def test_unminded_angry_people_go_to_their_bank() -> None:
    found = 0
    for seed in (1, 3, 4):
        shop = Simulation(seed, speed=60.0)
        before = len(shop.stripe.state.disputes)
        shop.town.open()
        shop.live(6 * 3600 / 60)
        found += len(shop.stripe.state.disputes) - before
    assert found >= 1


def test_every_stage_and_every_kind_of_act_happens(busy: Simulation, alone: Simulation) -> None:
    acts = {type(done.act).__name__ for shop in (busy, alone) for done in shop.done}
    assert acts >= {
        *("Write", "Photo", "Voice", "Sticker", "Fill", "Pay", "Leave", "Buy", "React", "Tap", "Lose", "Rest"),
    }
    photos = {done.act.subject for done in busy.done if isinstance(done.act, Photo)}
    assert len(photos) >= 4
    declined = [done for done in busy.done if isinstance(done.act, Pay) and done.act.decline]
    assert declined


def test_every_stage_is_reached() -> None:
    shop = Simulation(seed=5, speed=60.0)
    agent = Agent(shop)
    shop.town.open()
    seen: set[Stage] = set()
    end = shop.now + DAY / 2 / 60
    while shop.now < end:
        shop.step()
        agent.work()
        seen |= {one.state.stage for one in shop.town.residents}
    assert seen == {"idle", "asking", "problem", "cart", "link", "declined", "promised", "bank", "done"}


GERMAN = {
    "ich",
    "und",
    "nicht",
    "ist",
    "der",
    "das",
    "eine",
    "mit",
    "für",
    "bitte",
    "danke",
    "noch",
    "auch",
    "bei",
    "mir",
}
ENGLISH = {
    "the",
    "and",
    "not",
    "is",
    "with",
    "please",
    "thanks",
    "thank",
    "it",
    "my",
    "this",
    "you",
    "your",
    "have",
    "can",
}
FAMILIAR = {"ihr", "euch", "euer", "habt", "könnt", "meint", "schickt", "dir", "du"}
POLITE = {"Ihnen", "Ihr", "Ihre", "Sie"}


def test_everybody_speaks_their_own_language(busy: Simulation, alone: Simulation) -> None:
    for shop in (busy, alone):
        for done in shop.done:
            text = done.act.text if isinstance(done.act, Write) else getattr(done.act, "caption", None)
            if not text:
                continue
            who = shop.by_id[done.who].persona
            # Streets are called what they are called.
            words = set(re.findall(r"\w+", text.replace(who.home or "-", "")))
            foreign = {word.lower() for word in words} & (ENGLISH if who.language == "de" else GERMAN)
            assert not foreign, (who.id, text)
            if who.language == "de":
                assert not words & (FAMILIAR if who.formal else POLITE), (who.id, text)


def test_nobody_says_the_same_thing_twice_in_a_row(busy: Simulation, alone: Simulation) -> None:
    for shop in (busy, alone):
        last: dict[str, str] = {}
        for done in shop.done:
            if isinstance(done.act, Write):
                assert last.get(done.who) != done.act.text, done
                last[done.who] = done.act.text


def test_nobody_who_gets_no_answer_repeats_a_reminder(alone: Simulation) -> None:
    reminders = {
        filled(text, one.persona, {}).casefold()
        for one in alone.town.residents
        for occasion, texts in BANKS[one.persona.language].items()
        if occasion.startswith("nag")
        for text in texts
    }
    said = Counter(
        (done.who, done.act.text)
        for done in alone.done
        if isinstance(done.act, Write) and done.act.text.casefold() in reminders
    )
    assert len(said) > 20
    assert max(said.values()) == 1


def test_an_unminded_shop_is_never_noisy() -> None:
    shop = Simulation(seed=1)
    shop.town.open()
    shop.live(600)
    spoken = [at for at, done in shop.clocked if isinstance(done.act, SPOKEN_ACTS)]
    assert 30 < len(spoken) < 110
    minutes = Counter(int((at - spoken[0]) // 60) for at in spoken)
    assert max(minutes.values()) <= 16


def test_the_books_balance_after_a_day(busy: Simulation) -> None:
    books = busy.stripe.books()
    refunds = [one for one in books["refunds"].values() if one["status"] in ("succeeded", "pending", "requires_action")]
    for key, charge in books["charges"].items():
        assert charge["amount_refunded"] == sum(one["amount"] for one in refunds if one["charge"] == key)
        assert 0 <= charge["amount_refunded"] <= charge["amount"]
    rows = list(busy.stripe.state.balance_transactions.newest())
    assert books["balance"]["eur"] == sum(row["net"] for row in rows if row["currency"] == "eur")
    booked = {row["source"] for row in rows if row["type"] == "charge"}
    assert booked == {key for key, charge in books["charges"].items() if charge["status"] == "succeeded"}
    for link in books["links"].values():
        assert len(link["payments"]) == (link["state"] == "paid")
    paid = [charge for charges in busy.shoppers.charges.values() for charge in charges]
    assert len(paid) == len(set(paid))
    assert set(paid) <= {*books["charges"], *books["declined"]}


def test_ticks_only_go_up(busy: Simulation) -> None:
    for sent in busy.whatsapp.outgoing.sent:
        assert sent.statuses in (["sent"], ["sent", "delivered"], ["sent", "delivered", "read"], ["failed"], [])


def test_webhooks_are_json_and_messages_are_told_once(busy: Simulation) -> None:
    ids: list[str] = []
    for source, body in busy.mail.bodies:
        told = msgspec.json.decode(body)
        if source == "whatsapp":
            values = [change["value"] for entry in told["entry"] for change in entry["changes"]]
            ids += [message["id"] for value in values for message in value.get("messages", [])]
    assert len(ids) == len(set(ids)) > 300


def test_ten_thousand_steps_go_well() -> None:
    shop = Simulation(seed=9, speed=200.0)
    agent = Agent(shop, seed=1, pause=(0.4, 1.5))
    shop.town.open()
    for _ in range(10_000):
        shop.step()
        agent.work()
    assert shop.town.describe()["life_seconds"] > DAY
    assert len(shop.acts()) > 1000
