"""``GET /v1/events`` and ``/v1/snapshot`` over real HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from inbox.domain.events import NewEvent, NoteBody
from inbox.hub import access
from inbox.hub.offline import in_folder
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import InlineWriter
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.secrets import Secret
from tests.hub.conftest import KEY, RunningHub, run_hub, until


def note(text: str) -> Callable[[Transaction], object]:
    body = NoteBody(id=text, text=text)
    return lambda tx: tx.append([NewEvent("note.added", "hub", "2026-11-22T09:00:00.000Z", body)])


def write(hub: RunningHub, count: int, size: int = 0) -> int:
    """Append ``count`` notes and return the head once they are served."""
    for number in range(count):
        hub.engine.core.writer.run(note(f"{number}" + "x" * size))
    return hub.grown_to(hub.engine.core.writer.run(lambda tx: tx.head))


def events(hub: RunningHub, **parameters: Any) -> dict[str, Any]:
    answer = hub.owner.get("/v1/events", params=parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class Poll(threading.Thread):
    """A long poll on a thread of its own."""

    def __init__(self, client: httpx.Client, **parameters: Any) -> None:
        super().__init__()
        self._client, self._parameters = client, parameters
        self.answer: httpx.Response | None = None
        self.start()

    def run(self) -> None:
        self.answer = self._client.get("/v1/events", params=self._parameters)

    def result(self, seconds: float = 30) -> httpx.Response:
        self.join(seconds)
        assert self.answer is not None, "the poll did not end"
        return self.answer


def waiting(hub: RunningHub, count: int = 1) -> None:
    """Wait until so many long polls wait."""
    until(lambda: f"tresen_waiting_desks {count}\n" in hub.owner.get("/metrics").text)


def test_pages_follow_each_other_without_gap_or_double(hub):
    head = write(hub, 25)
    seen: list[int] = []
    after = 0
    while True:
        page = events(hub, after=after, limit=7)
        assert page["epoch"] == hub.server.epoch
        assert page["next"] == (page["events"][-1]["seq"] if page["events"] else after)
        assert page["more"] == (page["next"] < page["head"])
        seen += [event["seq"] for event in page["events"]]
        after = page["next"]
        if not page["more"]:
            break

    assert seen == list(range(1, head + 1))
    assert page["head"] == head


def test_every_answer_names_epoch_head_and_api(hub):
    head = write(hub, 1)
    for path in ("/v1/events", "/v1/me", "/v1/nothing", "/v1/events?limit=0"):
        headers = hub.owner.get(path).headers
        assert (headers["hub-epoch"], headers["tresen-api"]) == (hub.server.epoch, "1")
        assert int(headers["hub-head"]) >= head


def test_without_wait_an_empty_page_comes_at_once(hub):
    head = write(hub, 1)

    page = events(hub, after=head)

    assert (page["events"], page["next"], page["head"], page["more"]) == ([], head, head, False)


def test_a_waiting_desk_gets_what_is_written_meanwhile(hub):
    with hub.agent("Waiting", "viewer") as desk:
        head = write(hub, 1)
        poll = Poll(desk, after=head, wait=20)
        waiting(hub)
        hub.engine.core.writer.run(note("news"))

        page = poll.result().json()

    assert [event["body"]["text"] for event in page["events"]] == ["news"]
    assert page["next"] == head + 1


def test_a_waiting_desk_hears_of_what_another_process_writes(hub):
    with hub.agent("Other", "viewer") as desk:
        head = write(hub, 1)
        poll = Poll(desk, after=head, wait=20)
        waiting(hub)
        store = HubStore.open(hub.folder, None, KEY, SystemClock(), SystemIds())
        InlineWriter(store).run(note("from elsewhere"))
        store.close()

        page = poll.result().json()

    assert [event["body"]["text"] for event in page["events"]] == ["from elsewhere"]


def test_waiting_ends_empty(hub):
    head = write(hub, 1)

    page = events(hub, after=head, wait="0.05")

    assert (page["events"], page["next"]) == ([], head)


_BAD_QUERIES = """
    after=-1 after=x after=1.5 after=999999999999999999999 limit=0 limit=1001 limit=-5 limit=ten limit=٣
    wait=31 wait=-1 wait=nan wait=inf wait=1e1 wait=. after=1&after=2
"""


@pytest.mark.parametrize("query", _BAD_QUERIES.split())
def test_bad_parameters_are_400_and_named(hub, query):
    answer = hub.owner.get(f"/v1/events?{query}")

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_the_largest_page_is_a_thousand(own_hub):
    core = own_hub.engine.core
    body = NoteBody(id="n", text="n")
    many = [NewEvent("note.added", "hub", "2026-11-22T09:00:00.000Z", body)] * 1200
    core.writer.run(lambda tx: tx.append(many))
    own_hub.grown_to(1200)

    page = events(own_hub, limit=1000)

    assert (len(page["events"]), page["next"], page["more"]) == (1000, 1000, True)
    assert len(events(own_hub)["events"]) == 500


def test_a_page_of_large_rows_is_cut_and_says_so(own_hub):
    write(own_hub, 6, size=450_000)

    page = events(own_hub, limit=1000)

    assert len(page["events"]) == 2
    assert (page["next"], page["more"]) == (2, True)


def test_another_epoch_is_409_and_the_own_one_is_fine(hub):
    answer = hub.owner.get("/v1/events", params={"epoch": "00000000-0000-0000-0000-000000000000"})

    assert answer.status_code == 409
    assert answer.json()["type"].endswith("epoch-changed")
    assert answer.json()["epoch"] == hub.server.epoch
    assert events(hub, epoch=hub.server.epoch)["epoch"] == hub.server.epoch
    assert events(hub, epoch="")["epoch"] == hub.server.epoch


def test_a_cursor_ahead_of_the_log_is_409(hub):
    head = write(hub, 1)

    answer = hub.owner.get("/v1/events", params={"after": head + 1, "wait": 5})

    assert answer.status_code == 409
    assert answer.json()["type"].endswith("cursor-ahead")
    assert answer.json()["head"] == head


def test_after_a_restart_old_rows_come_from_the_table_and_pruned_ones_are_410(tmp_path):
    with run_hub(tmp_path) as first:
        head = write(first, 10)
        wanted = events(first, limit=1000)["events"]
    with run_hub(tmp_path) as second:
        page = events(second, limit=1000)
        assert (page["events"], page["epoch"], page["head"]) == (wanted, first.server.epoch, head)

        second.engine.core.writer.run(lambda tx: tx.db.execute_sql("DELETE FROM log WHERE seq <= 4"))
        gone = second.owner.get("/v1/events", params={"after": 3})
        assert (gone.status_code, gone.json()["type"].rpartition("/")[2]) == (410, "cursor-expired")
        assert [event["seq"] for event in events(second, after=4)["events"]] == list(range(5, head + 1))


def test_many_desks_each_get_every_row_once_in_order(own_hub):
    count, rows = 12, 60
    with own_hub.agent("Crowd", "viewer") as one:
        got: list[list[int]] = [[] for _ in range(count)]

        def desk(mine: list[int]) -> None:
            after = 0
            while after < rows:
                page = one.get("/v1/events", params={"after": after, "wait": 10, "limit": 1000}).json()
                mine.extend(event["seq"] for event in page["events"])
                after = page["next"]

        desks = [threading.Thread(target=desk, args=(mine,)) for mine in got]
        for thread in desks:
            thread.start()
        write(own_hub, rows)
        for thread in desks:
            thread.join(20)

    assert got == [list(range(1, rows + 1))] * count


def test_a_revoked_token_ends_the_open_long_poll_long_before_its_time(hub):
    token = hub.server.token("Leaver", "agent")
    head = write(hub, 1)
    with hub.client(token) as desk:
        poll = Poll(desk, after=head, wait=30)
        waiting(hub)
        assert hub.owner.delete(f"/v1/tokens/{token.split('_')[1]}").status_code == 204

        assert poll.result().status_code == 401
        assert desk.get("/v1/events").status_code == 401


def test_a_token_revoked_by_another_process_ends_the_long_poll_too(hub):
    token = hub.server.token("Leaver two", "agent")
    head = write(hub, 1)
    with hub.client(token) as desk:
        poll = Poll(desk, after=head, wait=30)
        waiting(hub)
        name = token.split("_")[1]
        in_folder(
            hub.folder,
            hub.folder / "hub.db",
            Secret(KEY),
            SystemClock(),
            SystemIds(),
            lambda tx: access.revoke(tx, name),
        )

        assert poll.result().status_code == 401


def test_presence_wakes_who_waits_and_is_not_logged(hub):
    with hub.agent("Looking", "agent") as anna, hub.agent("Seeing", "viewer") as ben:
        head = write(hub, 1)
        poll = Poll(ben, after=head, wait=20)
        waiting(hub)
        report = {"desk": "run-1", "entries": [{"doing": "refunding", "conversation": "c_1", "payment": "pi_1"}]}
        assert anna.put("/v1/presence", json=report).status_code == 204
        page = poll.result().json()

        assert (page["events"], page["head"]) == ([], head)
        (entry,) = page["presence"]
        assert (entry["name"], entry["doing"], entry["payment"]) == ("Looking", "refunding", "pi_1")

        anna.put("/v1/presence", json={"desk": "run-1", "entries": []})
        assert events(hub)["presence"] == []
        wrong = anna.put("/v1/presence", json={"desk": "run-1", "entries": [{"doing": "sleeping"}]})
        assert wrong.status_code == 400


def test_presence_that_changed_between_two_polls_is_told_at_once(hub):
    with hub.agent("Answering", "agent") as anna, hub.agent("Between", "viewer") as ben:
        head = write(hub, 1)
        assert ben.get("/v1/events", params={"after": head}).json()["presence"] == []
        report = {"desk": "run-1", "entries": [{"doing": "typing", "conversation": "c_1"}]}
        assert anna.put("/v1/presence", json=report).status_code == 204

        began = time.monotonic()
        (entry,) = ben.get("/v1/events", params={"after": head, "wait": 20}).json()["presence"]
        assert (entry["name"], entry["doing"]) == ("Answering", "typing")
        assert time.monotonic() - began < 15

        poll = Poll(ben, after=head, wait=1)
        assert poll.result().json()["events"] == []
        anna.put("/v1/presence", json={"desk": "run-1", "entries": []})


def test_a_page_says_up_to_when_all_of_stripe_was_heard(hub):
    assert events(hub)["stripe"] == ""
    hub.engine.as_of = "2026-11-28T09:00:00.000Z"
    try:
        assert events(hub)["stripe"] == "2026-11-28T09:00:00.000Z"
    finally:
        hub.engine.as_of = ""


def test_a_stopping_hub_answers_who_waits(tmp_path):
    with run_hub(tmp_path) as hub, hub.agent("Last", "viewer") as desk:
        poll = Poll(desk, wait=30)
        waiting(hub)
        hub.server.stop()
        page = poll.result().json()

    assert page["events"] == []


def test_the_snapshot_is_the_log_up_to_a_stated_seq(own_hub):
    for number in range(6):
        own_hub.say(f"wamid.{number}", f"hallo {number}", sender=f"49170000000{number % 3}")
    head = own_hub.grown_to(6)

    answer = own_hub.owner.get("/v1/snapshot")

    assert answer.headers["content-type"] == "application/x-ndjson"
    first, *rest = [msgspec.json.decode(line) for line in answer.text.splitlines()]
    assert (first["seq"], first["epoch"]) == (head, own_hub.server.epoch)
    assert sorted(event["seq"] for event in rest) == list(range(1, head + 1))
    assert rest[0]["body"]["message"]["text"] == "hallo 2", "the most recent conversation comes first"
    assert events(own_hub, after=first["seq"])["events"] == []


def test_who_leaves_a_long_snapshot_frees_the_worker(own_hub):
    write(own_hub, 30, size=200_000)
    for _ in range(8):
        with own_hub.owner.stream("GET", "/v1/snapshot") as answer:
            next(answer.iter_raw())

    assert len(own_hub.owner.get("/v1/snapshot").text.splitlines()) == 31


def test_only_get(hub):
    for path in ("/v1/events", "/v1/snapshot"):
        answer = hub.owner.post(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
