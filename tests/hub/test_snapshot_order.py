"""A snapshot sends a chat's newest rows first and its older ones last; a desk shows the same as in the order of the log."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox.domain.events import BODIES, ConversationBody, Event, MediaBody, MessageBody, NewEvent
from inbox.hub import log, snapshot
from tests.hub.log_kit import Core, at, running_core
from tests.store.timeline.kit import C_LENA, C_OLE, Cache, fresh_cache, message
from tests.store.timeline.test_projection import SIDES, happenings

_TYPES = {body: kind for kind, body in reversed(BODIES.items())} | {MediaBody: "media.stored"}


class Desks:
    """A hub whose log is emptied for every example, and two desks: one takes the log, the other the snapshot."""

    def __init__(self, core: Core, follower: Cache, newcomer: Cache) -> None:
        self.core = core
        self.follower = follower
        self.newcomer = newcomer

    def empty(self) -> None:
        with self.core.store.reader() as reader:
            names = ["log", *(model._meta.table_name for model in reader.state.all())]
        self.core.writer.run(lambda tx: [tx.db.execute_sql(f'DELETE FROM "{name}"') for name in names])
        for cache in (self.follower, self.newcomer):
            cache.empty()

    def append(self, body: msgspec.Struct, to: str | None) -> None:
        self.core.append(NewEvent(_TYPES[type(body)], "whatsapp", at(len(self.log()) + 1), body, to))

    def log(self) -> list[Event]:
        with self.core.store.reader() as reader:
            return [msgspec.json.decode(row, type=Event) for row in log.read_events(reader.hub, 0, 1000)]

    def snapshot(self, newest: int) -> list[Event]:
        with patch.object(snapshot, "NEWEST", newest):
            lines = b"".join(snapshot.lines(self.core.store)).splitlines()
        return [msgspec.json.decode(line, type=Event) for line in lines[1:]]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    folder = tmp_path_factory.mktemp("snapshot")
    with running_core(folder) as core, fresh_cache(folder, "one.db") as one, fresh_cache(folder, "two.db") as two:
        yield Desks(core, one, two)


def readings() -> st.SearchStrategy:
    """That an agent read up to a message, in the midst of what else happens."""
    return st.builds(
        lambda name, to: (ConversationBody(read_up_to=f"{name}.{to}"), to),
        st.sampled_from(list(SIDES)), st.sampled_from([C_LENA, C_OLE]),
    )  # fmt: skip


def told(desks: Desks, happened: list) -> None:
    """Let things happen as a hub lets them: a message comes once, and only what is there is read."""
    came: dict[str, int] = {}
    for body, to in happened:
        if isinstance(body, MessageBody):
            if body.message.id in came:
                continue
            came[body.message.id] = len(came)
        if isinstance(body, ConversationBody) and body.read_up_to is not None:
            there = [event.seq for event in desks.log() if f'"{body.read_up_to}"'.encode() in bytes(event.body)]
            if body.read_up_to not in came:
                continue
            body = msgspec.structs.replace(body, read_seq=there[0])
        desks.append(body, to)


@given(
    st.tuples(happenings(), st.lists(readings(), max_size=3)).flatmap(lambda both: st.permutations(both[0] + both[1])),
    st.integers(1, 4),
    st.integers(0, 40),
)
@settings(max_examples=60)
def test_a_new_desk_shows_what_one_shows_that_followed_the_log(
    desks: Desks, happened: list, newest: int, cut: int
) -> None:
    desks.empty()
    told(desks, happened)
    for event in desks.log():
        desks.follower.apply([event])
    lines = desks.snapshot(newest)
    # Broken off in the midst and begun again, as a desk does whose line is bad.
    desks.newcomer.apply(lines[:cut])
    desks.newcomer.apply(lines)
    assert desks.newcomer.dump() == desks.follower.dump()


def test_a_late_message_that_stood_above_what_was_read_is_read_on_a_new_desk_too(desks: Desks) -> None:
    desks.empty()
    told(desks, [
        (message(f"wamid.a.{C_LENA}", "eins", 10), C_LENA),
        (message(f"wamid.b.{C_LENA}", "kam spät", 5), C_LENA),
        (ConversationBody(read_up_to=f"wamid.a.{C_LENA}"), C_LENA),
        (message(f"wamid.c.{C_LENA}", "kam noch später", 6), C_LENA),
    ])  # fmt: skip
    for newest in (1, 2, 3):
        desks.newcomer.empty()
        desks.newcomer.apply(desks.snapshot(newest))
        assert desks.newcomer.chat().unread == 1
