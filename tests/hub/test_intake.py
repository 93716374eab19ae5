"""What arrives in one turn of the event loop is stored together, and everybody who waits is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from inbox.hub import intake
from inbox.hub.intake import Intake
from inbox.hub.store import HubStore
from inbox.hub.writer import Arrival, Writer
from inbox.store.state.database import StorageTrouble
from inbox.system.clock import SystemClock
from tests.hub.actions.clocks import CountedIds
from tests.hub.log_kit import KEY


def arrival(number: int, size: int = 2) -> Arrival:
    return Arrival("whatsapp", b"%d" % number, b"x" * size)


class Held(Writer):
    """A writer that notes what it is handed and answers when it is told to."""

    def __init__(self) -> None:
        self.handed: list[Sequence[Arrival]] = []
        self.answers: list[Future[None]] = []

    def deliver_all(self, arrivals: Sequence[Arrival]) -> Future[None]:
        self.handed.append(arrivals)
        self.answers.append(Future())
        return self.answers[-1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HubStore]:
    store = HubStore.open(tmp_path, None, KEY, SystemClock(), CountedIds())
    yield store
    store.close()


def test_everything_of_one_turn_is_stored_by_the_writer(store: HubStore) -> None:
    writer = Writer(store)
    writer.start()

    async def run() -> None:
        here = Intake(writer)
        await asyncio.gather(*(here.store(arrival(number % 150)) for number in range(200)))

    asyncio.run(run())
    writer.stop()
    with store.reader() as reader:
        assert reader.hub.Delivery.select().count() == 150


def test_one_turn_is_handed_over_once_and_a_large_one_in_parts() -> None:
    writer = Held()

    async def run() -> None:
        here = Intake(writer)
        waiting = asyncio.gather(*(here.store(arrival(number)) for number in range(50)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [len(each) for each in writer.handed] == [50]
        writer.answers[0].set_result(None)
        await waiting

        waiting = asyncio.gather(*(here.store(arrival(number, 3_000_000)) for number in range(4)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [len(each) for each in writer.handed[1:]] == [3, 1]
        for answer in writer.answers[1:]:
            answer.set_result(None)
        await waiting

    asyncio.run(run())


def test_trouble_reaches_everybody_who_still_waits() -> None:
    writer = Held()

    async def run() -> None:
        here = Intake(writer)
        gone, left = (asyncio.create_task(here.store(arrival(number))) for number in range(2))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gone.cancel()
        writer.answers[0].set_exception(StorageTrouble("no"))
        with pytest.raises(StorageTrouble, match="no"):
            await left

    asyncio.run(run())


def test_a_storage_that_does_not_answer_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "COMMIT_SECONDS", 0.05)
    writer = Held()

    async def run() -> None:
        with pytest.raises(StorageTrouble, match="does not answer"):
            await Intake(writer).store(arrival(1))

    asyncio.run(run())
    # Nobody waits for what the storage says in the end, and the loop is gone.
    writer.answers[0].set_result(None)


def test_a_writer_that_takes_nothing_more_is_trouble(store: HubStore) -> None:
    writer = Writer(store)
    writer.start()
    writer.stop()

    async def run() -> None:
        with pytest.raises(StorageTrouble, match="stopping"):
            await Intake(writer).store(arrival(1))

    asyncio.run(run())
