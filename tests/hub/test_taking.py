"""Items taken together end exactly where each would have ended alone, whatever they are and in whatever order they come."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inbox.domain.messages import Contact, Media
from inbox.domain.payments import Payment
from inbox.hub.addresses import Addresses
from inbox.hub.transaction import Transaction
from tests.hub.log_kit import Core, Item, running_core, says

EVA = Contact(wa_id="4915112345678", name="Eva")
EVA_BY_ID = Contact(user_id="DE.1", username="eva")
EVA_BY_BOTH = Contact(wa_id="4915112345678", user_id="DE.1", username="Eva2")
MAX = Contact(wa_id="4930123456", name="Max")
MAX_AS_EVA = Contact(wa_id="4930123456", user_id="DE.1")
NAMED_EVA = Contact(username="eva")
NAMED_MAX = Contact(user_id="DE.2", username="eva")
NOBODY = Contact()
CONTACTS = (EVA, EVA_BY_ID, EVA_BY_BOTH, MAX, MAX_AS_EVA, NAMED_EVA, NAMED_MAX, NOBODY)
IDS = ("wamid.1", "wamid.2", "wamid.3", "wamid.4")
NOTICE = {"wa_id": "491600000", "user_id": "DE.9", "previous_user_id": "DE.1"}

_MESSAGES = st.builds(
    says,
    st.sampled_from(IDS),
    st.sampled_from(CONTACTS),
    st.integers(0, 200),
    st.sampled_from(["Hallo", "Wo ist es?"]),
    direction=st.sampled_from(["in", "in", "out"]),
    target=st.sampled_from([None, None, *IDS]),
)
_NOTICES = st.builds(
    says, st.sampled_from(IDS), st.sampled_from(CONTACTS), st.integers(0, 200), kind=st.just("system"), extra=st.just(NOTICE)
)
_STATUSES = st.builds(
    Item,
    st.just("status"),
    st.sampled_from(IDS),
    st.integers(0, 200),
    st.sampled_from(CONTACTS),
    status=st.sampled_from(["sent", "delivered", "read", "failed"]),
)
_PAYMENTS = st.builds(
    lambda name, phone: Item("payment", f"evt_{name}_{phone}", payment=Payment(id=name, status="succeeded", phone=phone)),
    st.sampled_from(["pi_1", "pi_2"]),
    st.sampled_from(["+4915112345678", "+4930123456"]),
)
_ITEMS = st.one_of(_MESSAGES, _MESSAGES, _STATUSES, _STATUSES, _NOTICES, _PAYMENTS)
_TABLES = ("key", "conversation", "message_ref", "seen_item", "delivery_subject", "mirror", "link")


def outcome(folder: Path, deliveries: list[list[Item]], at_once: int) -> dict[str, object]:
    """Decode so many deliveries at once and return all that came of them, conversations by the order they appear in."""
    with running_core(folder) as core:
        core.writer.decode_with(lambda tx, limit: 0)
        for delivery in deliveries:
            core.deliver(*delivery)
        decode_all(core, at_once)
        assert core.verify().broken_at is None
        names = (event["conversation"] for event in core.events())
        order = {name: f"c{number}" for number, name in enumerate(dict.fromkeys(filter(None, names)))}

        def renamed(value: object) -> object:
            text = repr(value)
            for name, short in order.items():
                text = text.replace(name, short)
            return text

        rows = {table: sorted(map(renamed, core.rows(f"SELECT * FROM {table}"))) for table in _TABLES}
        return {"events": [renamed(event) for event in core.events()], **rows}


def decode_all(core: Core, at_once: int) -> None:
    def step(tx: Transaction) -> int:
        return core.step(tx, at_once)

    while core.writer.run(step):
        pass


@given(st.lists(st.lists(_ITEMS, max_size=3), max_size=12))
@example([[says("wamid.1", EVA)], [says("wamid.2", EVA_BY_ID)], [says("wamid.3", EVA_BY_BOTH)], [says("wamid.4", EVA)]])
@example([[says("wamid.1", EVA)], [Item("status", "wamid.1", contact=NAMED_MAX)], [says("wamid.2", NAMED_MAX)]])
@example([[says("wamid.1", EVA)], [says("wamid.2", MAX, 200)], [Item("status", "wamid.1", 9, MAX)], [says("wamid.3", MAX)]])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25, deadline=None)
def test_together_is_as_alone(tmp_path_factory: pytest.TempPathFactory, deliveries: list[list[Item]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Addresses, "place_of", lambda self, item: None)  # so that nothing waits for anything
        alone = outcome(tmp_path_factory.mktemp("taking"), deliveries, 1)
    for at_once in (1, 3, 25):
        assert outcome(tmp_path_factory.mktemp("taking"), deliveries, at_once) == alone


def test_more_than_are_written_at_once_are_all_there(tmp_path: Path) -> None:
    contacts = itertools.cycle([EVA, MAX, EVA_BY_ID])
    with running_core(tmp_path) as core:
        core.deliver(*(says(f"wamid.{number}", next(contacts)) for number in range(1203)))
        assert len(core.events()) == 1203
        assert len({event["conversation"] for event in core.events()}) == 3
        core.deliver(*(says(f"wamid.{number}", EVA) for number in range(1204)))
        assert len(core.events()) == 1204


def test_a_message_names_the_file_that_is_to_come_the_same_however_often_it_is_told(tmp_path: Path) -> None:
    def photo(name: str, **more: str) -> Item:
        return says(name, EVA, kind="image", media=Media(state="waiting", platform_id="77", **more))

    names = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        with running_core(tmp_path / folder) as core:
            core.deliver(photo("wamid.1"), photo("wamid.2"), says("wamid.3", EVA, kind="image", media=Media(state="failed")))
            files = [event["body"]["message"]["media"] for event in core.events()]
            names.append([file.get("id") for file in files])
    assert names[0] == names[1]
    first, second, none = names[0]
    assert first != second
    assert none is None, "what cannot come has no name"
    assert all(len(name) == 26 and name.startswith("m_") for name in (first, second))
