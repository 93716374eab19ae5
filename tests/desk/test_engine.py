"""The engine as a whole: its own thread, real files, a pretend hub on the other end of the wire."""

from __future__ import annotations

from pathlib import Path

import httpx
import msgspec
import pytest

from inbox.desk import standing
from inbox.desk.clicks import LiveError, OfflineError
from inbox.desk.desk_file import Draft
from inbox.desk.hub_client import HubUrlError
from inbox.desk.ports import (
    NOBODY,
    Commands,
    DeskView,
    FileProblemError,
    HubState,
    JournalReading,
    Reads,
    ShippingRate,
    Terms,
    VerdictError,
)
from inbox.desk.reader import Reader
from inbox.domain.events import ActionBody, DeputyBody, ProductBody, TeamBody
from inbox.domain.ids import AgentId
from inbox.domain.presence import Activity
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.products import Product
from inbox.domain.roles import Actor
from inbox.domain.terms import Colleague
from inbox.store.state import NONE
from inbox.store.state.database import WrongKey
from inbox.system.clock import SystemClock
from inbox.system.paths import DataFolder
from tests.desk.kit import KEY, OTHER_KEY, files_in, note, refund, text, uuid
from tests.desk.pretend_hub import PretendHub, problem
from tests.desk.running import PATIENCE, Desk, lost, until


def test_what_happens_at_the_hub_is_read_here(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    reads: Reads = Reader.open(DataFolder(desk.folder), KEY)
    until(lambda: "everything" in desk.engine.take().flags)
    # What the shop has settled is told at about the same time, with a knock of its own.
    until(lambda: desk.engine.view.terms.name and desk.engine.take() == NONE)
    before = desk.knocks
    hub.say("noch da?")
    until(lambda: desk.knocks > before)
    assert until(lambda: desk.engine.take().messages) == {"wamid.2"}
    assert [entry.text for entry in reads.conversation("c_lena")] == ["hallo", "noch da?"]
    assert reads.counts()["all"].unread == 1
    assert [hit.id for hit in reads.search("noch").hits] == ["wamid.2"]
    assert reads.chats(["c_lena"])[0].last_line == "noch da?"
    assert (reads.payments("c_lena"), [entry.key for entry in reads.entries(["wamid.1"])]) == ([], ["wamid.1"])
    assert desk.engine.take() == NONE
    reads.close()


def test_a_refund_is_held_told_and_posted_once(tmp_path: Path, hub: PretendHub) -> None:
    desk = Desk(tmp_path, hub, hold=2.0).online()
    commands: Commands = desk.engine
    assert commands.click(refund()).result(PATIENCE).state == "held"
    desk.becomes("succeeded")
    (posted,) = hub.bodies("POST /v1/actions")
    assert (posted["id"], posted["amount"]) == (uuid(1), 2490)
    assert posted["not_after"]
    held = [report for report in hub.presence if report["entries"]]
    assert held[0]["entries"][0] == {
        "doing": "holding", "conversation": "c_lena", "payment": "pi_1", "action": uuid(1), "kind": "refund",
        "amount": 2490, "currency": "eur",
    }  # fmt: skip
    until(lambda: hub.presence[-1]["entries"] == [] and hub.presence[-1]["desk"] == held[0]["desk"])
    desk.engine.stop()


def test_a_second_click_while_one_is_live_undo_and_send_now(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    desk.click(refund())
    with pytest.raises(LiveError):
        desk.click(refund(2))
    assert desk.engine.undo(uuid(1)).result(PATIENCE) is True
    desk.click(refund(2))
    assert desk.engine.send_now(uuid(2)).result(PATIENCE) is True
    desk.becomes("succeeded", 2)
    assert [body["id"] for body in hub.bodies("POST /v1/actions")] == [uuid(2)]
    assert desk.engine.dismiss(uuid(2)).result(PATIENCE) is False
    assert desk.engine.agree(uuid(2)).result(PATIENCE) is False


def test_a_locked_screen_ends_every_hold_and_the_hub_gives_it_up_under_its_old_name(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    desk.click(refund())
    until(lambda: hub.presence and hub.presence[-1]["entries"])
    held = hub.presence[-1]
    desk.engine.lock().result(PATIENCE)
    assert (desk.state(), desk.engine.view.items[0].problem.code) == ("cancelled", "locked")
    desk.click(refund(2))
    until(lambda: hub.presence[-1]["desk"] != held["desk"])
    last = [report for report in hub.presence if report["desk"] == held["desk"]][-1]
    assert last["entries"] == held["entries"], "it is left to lapse there, and not taken back"
    assert hub.bodies("POST /v1/actions") == []


@pytest.mark.allow_logs("the hub is lost|no answer yet")
def test_without_a_hub_words_wait_and_money_does_not(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    assert "cannot be reached" in desk.engine.view.status.words
    with pytest.raises(OfflineError):
        desk.click(refund())
    desk.click(note(2))
    assert desk.state(2) == "waiting"
    hub.fault = lambda request: None
    desk.engine.hurry()
    desk.becomes("succeeded", 2)
    assert [body["kind"] for body in hub.bodies("POST /v1/actions")] == ["note"]


@pytest.mark.allow_logs("the hub is lost")
def test_a_hold_ends_with_the_network_even_while_the_long_poll_hangs(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lambda request: lost(request) if request.url.path == "/v1/presence" else None
    desk.click(refund())
    desk.becomes("cancelled")
    assert desk.problem() == "offline"
    assert hub.bodies("POST /v1/actions") == []


@pytest.mark.allow_logs("no answer yet")
def test_a_lost_answer_is_settled_by_asking(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    answers = iter([True])

    def lose_one(request: httpx.Request) -> httpx.Response | None:
        if request.method == "POST" and next(answers, False):
            hub._action(request, "")
            raise httpx.ReadTimeout("slow", request=request)
        return None

    hub.fault = lose_one
    desk.refund()
    desk.becomes("succeeded")
    assert len(hub.bodies("POST /v1/actions")) == 1
    assert f"GET /v1/actions/{uuid(1)}" in hub.asked


def test_a_hub_that_says_no_is_heard(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    no = problem(403, "role-too-low", "This needs the role agent.")
    hub.fault = lambda request: no if request.method == "POST" else None
    desk.click(text())
    desk.becomes("refused")
    assert desk.problem() == "role-too-low"
    until(lambda: desk.engine.view.drafts)
    assert desk.engine.view.drafts[0].text == "Hallo Lena"


def test_the_log_settles_what_takes_longer(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.outcome = "sending"
    desk.refund()
    desk.becomes("sending")
    hub.add(ActionBody(uuid(1), "refund", "succeeded", result={"refund": "re_1"}))
    desk.becomes("succeeded")


def test_the_end_of_the_program_ends_a_hold_and_lets_it_lapse_at_the_hub(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    desk.click(refund())
    until(lambda: [report for report in hub.presence if report["entries"]])
    desk.engine.stop()
    assert hub.presence[-1]["entries"], "a farewell would look like an undo to the hub"
    assert desk.engine.view == DeskView(desk.engine.view.status)
    with pytest.raises(OutsideError, match="not running"):
        desk.click(refund(2))
    desk.start()
    desk.online()
    assert (desk.state(), desk.problem()) == ("cancelled", "closed")
    assert hub.bodies("POST /v1/actions") == []


def test_locking_ends_a_hold_under_a_name_that_then_lapses(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    desk.engine.be_at((Activity("viewing", "c_lena"),)).result(PATIENCE)
    desk.click(refund())
    until(lambda: hub.presence and len(hub.presence[-1]["entries"]) == 2)
    name = hub.presence[-1]["desk"]
    desk.engine.lock().result(PATIENCE)
    until(lambda: hub.presence[-1]["desk"] != name)
    assert [entry["doing"] for entry in hub.presence[-1]["entries"]] == ["viewing"]
    desk.engine.stop()
    assert hub.presence[-1]["entries"] == []


def test_what_was_on_the_wire_at_the_end_is_settled_at_the_next_start(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    busy = problem(503, "storage-trouble", "Not now.", **{"Retry-After": "60"})
    hub.fault = lambda request: busy if request.method == "POST" else None
    desk.click(note())
    until(lambda: "POST /v1/actions" in hub.asked)
    desk.engine.stop()
    desk.start()
    desk.becomes("cancelled")
    assert f"DELETE /v1/actions/{uuid(1)}" in hub.asked
    assert hub.asked.count("POST /v1/actions") == 1


@pytest.mark.allow_logs("no answer yet|fetched again|restored")
def test_after_a_restore_the_cache_is_new_and_nothing_is_posted_twice(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    desk.engine.keep_draft(Draft("c_lena", "angefangen", "2026-11-22T09:00:00.000Z")).result(PATIENCE)

    def lose_it_and_be_restored(request: httpx.Request) -> httpx.Response | None:
        if request.method != "POST":
            return None
        hub._action(request, "")
        hub.restore(0)
        hub.say("nach der Rückkehr")
        raise httpx.ReadTimeout("slow", request=request)

    hub.fault = lose_it_and_be_restored
    desk.refund()
    desk.becomes("unknown")
    assert desk.problem() == "hub-restored"
    assert hub.asked.count("POST /v1/actions") == 1
    reads = Reader.open(DataFolder(desk.folder), KEY)
    until(lambda: [entry.text for entry in reads.conversation("c_lena")] == ["nach der Rückkehr"])
    reads.close()
    assert desk.engine.view.drafts[0].text == "angefangen"
    assert desk.engine.dismiss(uuid(1)).result(PATIENCE) is True


@pytest.mark.allow_logs("the hub is lost")
def test_a_token_that_is_revoked_is_told_to_the_agent(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lambda request: problem(401, "unauthorized", "x")
    status = until(lambda: desk.engine.view.status if not desk.engine.view.status.online else None)
    assert status.needs_agent
    assert "token" in status.words
    hub.fault = lambda request: None
    desk.engine.hurry()
    desk.online()


def test_one_desk_per_folder_and_every_refusal_in_words(desk: Desk) -> None:
    desk.online()
    with pytest.raises(UserError, match="already"):
        desk.make().start()
    desk.engine.stop()
    with pytest.raises(WrongKey):
        desk.make(key=OTHER_KEY).start()
    with pytest.raises(UserError, match="not the address"):
        desk.make(url="hub").start()
    desk.start()
    desk.online()


def test_stopping_what_never_ran_is_harmless(tmp_path: Path, hub: PretendHub) -> None:
    desk = Desk(tmp_path, hub)
    desk.engine.stop()
    desk.engine.stop()
    desk.make().stop()


@pytest.mark.allow_logs("the hub is lost")
def test_the_shops_terms_are_asked_at_every_connect_and_known_without_a_hub(tmp_path: Path, hub: PretendHub) -> None:
    hub.fault = lost
    desk = Desk(tmp_path, hub)
    assert (desk.engine.view.me, desk.engine.view.terms) == (NOBODY, Terms())
    hub.fault = lambda request: None
    desk.engine.hurry()
    until(lambda: desk.engine.view.terms == Terms(name="Nordlicht"))
    assert desk.engine.view.me == Actor("a_jana", "Jana", "agent")
    assert "terms" in until(lambda: desk.engine.take().flags | {"terms"})

    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    desk.engine.stop()
    desk.start()
    assert (desk.engine.view.terms.name, desk.engine.view.me.name) == ("Nordlicht", "Jana")

    rates = (ShippingRate("DHL", 490, 4900), ShippingRate("Abholung", 0))
    hub.terms, hub.role = Terms(name="Nordlicht", mode="test", shipping=rates), "supervisor"
    hub.fault = lambda request: None
    desk.engine.hurry()
    until(lambda: desk.engine.view.terms == hub.terms)
    assert desk.engine.view.me.role == "supervisor"
    desk.engine.stop()


def test_terms_of_another_version_are_as_good_as_none(desk: Desk, hub: PretendHub) -> None:
    until(lambda: desk.engine.view.terms.name)
    desk.engine.stop()
    files = files_in(desk.folder, SystemClock())
    files.desk.keep(standing.NAME, b'{"agent": 7}')
    files.close()
    hub.fault = lost
    desk.start()
    assert (desk.engine.view.me, desk.engine.view.terms) == (NOBODY, Terms())


def test_a_hub_that_tells_no_terms_is_asked_again_and_everything_else_goes_on(desk: Desk, hub: PretendHub) -> None:
    desk.engine.stop()
    hub.fault = lambda request: problem(503, "busy", "Not now.") if request.url.path == "/v1/me" else None
    hub.terms = Terms(name="Elbe")
    desk.start()
    desk.online()
    hub.say("Moin")
    until(lambda: "GET /v1/me" in hub.asked)
    assert desk.engine.view.status.online
    assert desk.engine.view.terms.name in ("", "Nordlicht")


def test_what_a_person_decides_is_taken_once_and_in_words_otherwise(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    commands: Commands = desk.engine
    hub.actions = {uuid(n): {"id": uuid(n), "kind": "refund", "state": "needs_approval"} for n in (1, 2, 3, 4, 5)}
    assert commands.approve(uuid(1)).result(PATIENCE) == "queued"
    assert commands.approve(uuid(5), alone=True).result(PATIENCE) == "queued"
    assert hub.bodies(f"POST /v1/actions/{uuid(1)}/approve") == [{}]
    assert hub.bodies(f"POST /v1/actions/{uuid(5)}/approve") == [{"alone": True}]
    assert commands.reject(uuid(2), "zu viel").result(PATIENCE) == "refused"
    assert commands.resolve(uuid(3), moved=False).result(PATIENCE) == "succeeded"
    assert commands.try_again(uuid(4)).result(PATIENCE) == "sending"
    assert hub.bodies(f"POST /v1/actions/{uuid(2)}/reject") == [{"reason": "zu viel"}]
    assert hub.bodies(f"POST /v1/actions/{uuid(3)}/resolve") == [{"outcome": "not_moved"}]
    with pytest.raises(VerdictError) as late:
        commands.approve(uuid(1)).result(PATIENCE)
    assert late.value.problem.code == "already-decided"
    with pytest.raises(VerdictError) as nobody:
        commands.approve(uuid(9)).result(PATIENCE)
    assert nobody.value.problem.code == "unknown-action"
    no = problem(403, "self-approval", "Somebody else has to approve this; ask a colleague.")
    hub.fault = lambda request: no if request.url.path.endswith("/approve") else None
    with pytest.raises(VerdictError, match="Somebody else") as own:
        commands.approve(uuid(1)).result(PATIENCE)
    assert own.value.problem.code == "self-approval"


@pytest.mark.allow_logs("the hub is lost")
def test_nothing_is_decided_without_a_hub(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lambda request: lost(request) if request.url.path.startswith("/v1/actions") else None
    with pytest.raises(VerdictError) as unheard:
        desk.engine.approve(uuid(1)).result(PATIENCE)
    assert unheard.value.problem.code == "no-answer"
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    with pytest.raises(VerdictError, match="nothing was decided"):
        desk.engine.approve(uuid(1)).result(PATIENCE)
    desk.engine.stop()
    with pytest.raises(OutsideError, match="not running"):
        desk.engine.approve(uuid(1)).result(PATIENCE)


def test_a_desk_works_before_its_own_hub_has_started_and_follows_it_to_another_port(
    tmp_path: Path, hub: PretendHub
) -> None:
    desk = Desk(tmp_path, hub, url="")
    try:
        desk.engine.hub_is(HubState.STARTING).result(PATIENCE)
        desk.click(note())
        assert desk.state() == "waiting"
        assert desk.engine.view.status.own_hub is HubState.STARTING
        desk.engine.hub_is(HubState.RUNNING, "http://127.0.0.1:4711").result(PATIENCE)
        desk.online().becomes("succeeded")
        desk.engine.hub_is(HubState.DOWN, words="Its disk is full.").result(PATIENCE)
        assert desk.engine.view.status.hub_words == "Its disk is full."
        with pytest.raises(HubUrlError, match="not on this machine"):
            desk.engine.hub_is(HubState.RUNNING, "https://hub.example.com").result(PATIENCE)
    finally:
        desk.engine.stop()


def test_products_come_with_the_snapshot_and_with_the_log(desk: Desk, hub: PretendHub) -> None:
    desk.engine.stop()
    mug = Product(id="MUG", sku="MUG", name="Becher „Möwe“", price=1400, currency="eur", is_sendable=True)
    hub.add(ProductBody("MUG", "000000000001", mug), None)
    (desk.folder / "cache.db").unlink()
    desk.start()
    desk.online()
    reads = Reader.open(DataFolder(desk.folder), KEY)
    until(lambda: reads.products("moewe"))
    cheaper = msgspec.structs.replace(mug, price=1200)
    hub.add(ProductBody("MUG", "000000000002", cheaper), None)
    # The first knock may be of how it was before.
    until(lambda: "products" in desk.engine.take().flags and reads.product("MUG") == cheaper)
    assert (reads.differing_products(), reads.catalog_problems()) == ([], {})
    reads.close()


def test_products_are_asked_for_anew_or_it_is_said_why_not(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    desk.engine.read_catalog().result(PATIENCE)
    assert "POST /v1/catalog" in hub.asked
    hub.fault = lambda request: problem(403, "role-too-low", "A viewer may not.") if "catalog" in request.url.path else None
    with pytest.raises(OutsideError, match="A viewer may not"):
        desk.engine.read_catalog().result(PATIENCE)


@pytest.mark.allow_logs("the hub is lost")
def test_without_a_hub_no_products_are_asked_for(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    with pytest.raises(OutsideError, match="no connection"):
        desk.engine.read_catalog().result(PATIENCE)


def test_a_months_money_is_read_through_the_hub_and_its_file_saved(desk: Desk, hub: PretendHub, tmp_path: Path) -> None:
    desk.online()
    hub.fault = lambda request: (
        problem(409, "stripe-permission", "Tick the permission.") if "journal" in request.url.path else None
    )
    with pytest.raises(OutsideError, match="Tick the permission"):
        desk.engine.read_journal(JournalReading("2026-11")).result(PATIENCE)
    assert desk.engine.save_bytes(tmp_path / "journal.csv", b"a;b").result(PATIENCE).read_bytes() == b"a;b"
    with pytest.raises(FileProblemError, match="could not be saved"):
        desk.engine.save_bytes(tmp_path / "nowhere" / "journal.csv", b"a;b").result(PATIENCE)


@pytest.mark.allow_logs("the hub is lost")
def test_without_a_hub_no_journal_is_read(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    with pytest.raises(OutsideError, match="no connection"):
        desk.engine.read_journal(JournalReading("2026-11")).result(PATIENCE)


def test_a_deputy_is_named_and_what_the_team_then_is_comes_at_once(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.agents = {"a_tom"}
    desk.engine.name_deputy(AgentId("a_tom"), "2026-12-01T00:00:00Z").result(PATIENCE)
    assert hub.bodies("PUT /v1/agents/a_tom/deputy") == [{"until": "2026-12-01T00:00:00Z"}]
    with pytest.raises(VerdictError) as nobody:
        desk.engine.name_deputy(AgentId("a_nobody"), None).result(PATIENCE)
    assert nobody.value.problem.code == "unknown-agent"
    tom = Colleague(AgentId("a_tom"), "Tom", role="agent", deputy_until="2026-12-01T00:00:00Z")
    hub.terms = Terms(name="Nordlicht", team=(tom,))
    hub.add(DeputyBody(agent=AgentId("a_tom"), until=tom.deputy_until, by=AgentId("a_jana")), None, "deputy.changed")
    until(lambda: desk.engine.view.terms.team == (tom,))


def test_a_new_colleague_is_known_at_once(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    ben = Colleague(AgentId("a_ben"), "Ben", role="agent")
    hub.terms = Terms(name="Nordlicht", team=(ben,))
    hub.add(TeamBody(agent=ben.agent), None, "team.changed")
    until(lambda: desk.engine.view.terms.team == (ben,))
