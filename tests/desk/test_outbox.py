"""What was clicked, until the hub has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from inbox.desk.clicks import LiveError, OfflineError
from inbox.desk.desk_file import DeskFile, Draft
from inbox.desk.holds import HoldSettings
from inbox.desk.hub_calls import ActionView
from inbox.desk.outbox import Outbox
from inbox.domain import times
from inbox.domain.actions import CancelPaymentRequest, MarkRead, SetStatus, decode_action
from inbox.domain.events import ActionBody
from inbox.domain.presence import Activity
from inbox.domain.problems import Problem
from tests.desk.kit import START, HandClock, desk_in, link, note, products, refund, text, uuid

EPOCH = "e-1"


class Desk:
    """An outbox on a real file, that can be left and taken up again."""

    def __init__(self, folder: Path, holds: HoldSettings | None = None) -> None:
        self.clock = HandClock()
        self.folder = folder
        self.holds = holds or HoldSettings()
        self.window_ends: datetime | None = START + timedelta(days=30)
        self.changed: list[str] = []
        self.open()
        self.outbox.online(EPOCH)

    def open(self) -> None:
        """Start the program."""
        self.file: DeskFile = desk_in(self.folder, self.clock)
        self.outbox = Outbox(self.file, self.clock, self.holds, lambda conversation: self.window_ends, self.changed.append)
        self.outbox.start()

    def restart(self) -> None:
        """End the program as a power cut does, and start it again."""
        self.file.close()
        self.open()

    def due(self) -> list[tuple[str, str]]:
        """What is to be sent now, as (verb, id)."""
        return [(job.verb, job.item.id) for job in self.outbox.due()]

    def wait(self, seconds: float) -> list[tuple[str, str]]:
        """Let time pass as it does when the engine runs, and return what was to be sent on the way."""
        sent = []
        while seconds > 0:
            self.clock.pass_(min(seconds, 0.5))
            seconds -= 0.5
            sent += self.due()
        return sent

    def answer(self, number: int, state: str, **more) -> None:
        self.outbox.answered(uuid(number), ActionView(uuid(number), "refund", state, **more))

    def state(self, number: int = 1) -> str:
        return self.outbox.item(uuid(number)).state

    def on_disk(self, number: int = 1) -> str:
        return {item.id: item.state for item in self.file.items()}[uuid(number)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.file.close()


@pytest.mark.parametrize(
    ("action", "seconds"), [(refund(), 10), (link(), 5), (products(), 3), (text(), 0), (note(), 0)]
)
def test_each_kind_is_held_its_time(desk: Desk, action, seconds: int) -> None:
    item = desk.outbox.click(action)
    if seconds:
        assert item.state == "held"
        assert desk.wait(seconds - 0.5) == []
        assert desk.outbox.next_due() == 0.5
        desk.clock.pass_(0.5)
    assert desk.due() == [("post", action.id)]
    assert desk.on_disk() == "posting"
    assert desk.due() == []


def test_money_carries_the_moment_after_which_it_is_too_late(desk: Desk) -> None:
    item = desk.outbox.click(refund())
    action = decode_action(item.body)
    assert action.not_after == times.to_text(START + timedelta(seconds=70))
    assert desk.outbox.holding() == [Activity("holding", "c_lena", "pi_1", uuid(1), "refund", 2490, "eur")]
    assert decode_action(desk.outbox.click(text(2)).body).not_after is None


def test_undo_takes_it_back_and_the_hub_never_hears_of_it(desk: Desk) -> None:
    desk.outbox.click(refund())
    assert desk.outbox.undo(uuid(1)) is True
    assert desk.wait(60) == []
    assert (desk.state(), desk.outbox.abandoned, desk.outbox.holding()) == ("cancelled", 0, [])
    assert desk.outbox.undo(uuid(1)) is False


def test_it_is_too_late_to_undo_what_was_posted(desk: Desk) -> None:
    desk.outbox.click(note())
    desk.due()
    assert desk.outbox.undo(uuid(1)) is False
    assert desk.state() == "posting"


def test_send_now_ends_the_hold(desk: Desk) -> None:
    desk.outbox.click(refund())
    assert desk.outbox.send_now(uuid(1)) is True
    assert desk.due() == [("post", uuid(1))]
    assert desk.outbox.send_now(uuid(1)) is False


@pytest.mark.parametrize("code", ["locked", "closed", "offline"])
def test_a_hold_ends_with_the_session(desk: Desk, code: str) -> None:
    desk.outbox.click(refund())
    desk.outbox.click(text(2))
    desk.outbox.let_go(code)
    assert uuid(1) not in [action for _, action in desk.wait(60)]
    assert (desk.state(), desk.outbox.item(uuid(1)).problem.code, desk.outbox.abandoned) == ("cancelled", code, 1)


@pytest.mark.parametrize(("action", "stopped"), [(refund(), 5.5), (link(), 5.5), (products(), 3.5)])
def test_whoever_was_stopped_for_a_whole_hold_has_sent_nothing(desk: Desk, action, stopped: float) -> None:
    desk.outbox.click(action)
    desk.clock.pass_(stopped)
    assert desk.due() == []
    assert (desk.state(), desk.outbox.item(uuid(1)).problem.code) == ("cancelled", "slept")


def test_a_busy_machine_is_no_sleep(desk: Desk) -> None:
    desk.outbox.click(products())
    desk.clock.pass_(2.4)
    assert desk.due() == []
    assert desk.state() == "held"


@pytest.mark.parametrize("disturb", [lambda c: c.sleep(3600), lambda c: c.sleep(-3600), lambda c: c.pass_(9)])
def test_a_hold_ends_when_the_machine_slept_or_its_clock_was_set(desk: Desk, disturb) -> None:
    desk.outbox.click(refund())
    desk.clock.pass_(1)
    assert desk.due() == []
    disturb(desk.clock)
    desk.outbox.send_now(uuid(1))
    assert desk.due() == []
    assert desk.outbox.item(uuid(1)).problem.code == "slept"


def test_a_click_after_sleep_does_not_hide_the_sleep_from_the_hold_before(desk: Desk) -> None:
    desk.outbox.click(refund())
    desk.clock.sleep(3600)
    desk.outbox.click(refund(2, "pi_2"))
    assert (desk.state(1), desk.state(2)) == ("cancelled", "held")


def test_time_between_holds_is_no_sleep(desk: Desk) -> None:
    desk.outbox.click(refund())
    desk.outbox.undo(uuid(1))
    desk.due()
    desk.clock.pass_(7200)
    desk.outbox.click(refund(2))
    desk.clock.pass_(1)
    desk.due()
    assert desk.state(2) == "held"


def test_a_crash_during_the_hold_cancels_it(desk: Desk) -> None:
    desk.outbox.click(refund())
    desk.restart()
    desk.outbox.online(EPOCH)
    desk.clock.pass_(60)
    assert desk.due() == []
    assert (desk.state(), desk.on_disk(), desk.outbox.item(uuid(1)).problem.code) == ("cancelled", "cancelled", "closed")


def test_a_crash_after_posting_is_settled_by_delete(desk: Desk) -> None:
    desk.outbox.click(refund())
    desk.outbox.send_now(uuid(1))
    desk.due()
    desk.restart()
    assert desk.due() == []
    desk.outbox.online(EPOCH)
    assert desk.due() == [("delete", uuid(1))]
    desk.outbox.lost(uuid(1))
    desk.clock.pass_(1)
    assert desk.due() == [("delete", uuid(1))]
    desk.answer(1, "succeeded", result={"refund": "re_1"})
    assert (desk.state(), desk.outbox.item(uuid(1)).result) == ("succeeded", {"refund": "re_1"})
    assert desk.due() == []


def test_a_text_that_was_not_sent_is_a_draft_again(desk: Desk) -> None:
    desk.outbox.click(text())
    desk.due()
    desk.restart()
    desk.outbox.online(EPOCH)
    desk.due()
    desk.answer(1, "cancelled")
    assert desk.file.draft("c_lena").text == "Hallo Lena"


def test_a_note_that_was_not_saved_is_a_draft_again(desk: Desk) -> None:
    desk.outbox.click(note())
    desk.due()
    desk.restart()
    desk.outbox.online(EPOCH)
    desk.due()
    desk.answer(1, "cancelled")
    assert desk.file.draft("c_lena", is_note=True).text == "ruft zurück"
    assert desk.file.draft("c_lena") is None


@pytest.mark.parametrize(("action", "is_note"), [(text(), False), (note(), True)])
def test_what_was_sent_is_a_draft_no_more_however_soon_the_power_goes(desk: Desk, action, is_note: bool) -> None:
    at = times.to_text(START)
    for other in (False, True):
        desk.file.keep_draft(Draft("c_lena", f"{action.text}\n", at, is_note=other))
    desk.outbox.click(action)
    desk.restart()
    assert desk.file.draft("c_lena", is_note=is_note) is None
    assert desk.file.draft("c_lena", is_note=not is_note).text == f"{action.text}\n"


def test_another_draft_stays_when_a_text_is_sent(desk: Desk) -> None:
    desk.file.keep_draft(Draft("c_lena", "Hallo Lena, und noch", times.to_text(START)))
    desk.outbox.click(text())
    assert desk.file.draft("c_lena").text == "Hallo Lena, und noch"


def test_a_newer_draft_is_never_overwritten(desk: Desk) -> None:
    desk.holds = HoldSettings(send_text=3)
    desk.restart()
    desk.outbox.online(EPOCH)
    desk.outbox.click(text())
    desk.file.keep_draft(Draft("c_lena", "etwas anderes", times.to_text(START)))
    desk.outbox.undo(uuid(1))
    assert desk.file.draft("c_lena").text == "etwas anderes"
    assert b"Hallo Lena" in desk.outbox.item(uuid(1)).body


def test_a_lost_answer_is_asked_about_before_the_same_bytes_go_again(desk: Desk) -> None:
    desk.outbox.click(note())
    (first,) = desk.outbox.due()
    desk.outbox.lost(uuid(1))
    assert desk.due() == []
    desk.clock.pass_(1)
    assert desk.due() == [("ask", uuid(1))]
    desk.outbox.not_there(uuid(1))
    (again,) = desk.outbox.due()
    assert (again.verb, again.item.body) == ("post", first.item.body)
    desk.answer(1, "succeeded")
    assert desk.outbox.next_due() is None


def test_a_busy_hub_says_when_to_come_again(desk: Desk) -> None:
    desk.outbox.click(note())
    desk.due()
    desk.outbox.lost(uuid(1), 40)
    assert desk.outbox.next_due() == 40
    desk.outbox.offline()
    assert desk.outbox.next_due() is None
    desk.outbox.online(EPOCH)
    assert desk.due() == [("ask", uuid(1))]


CANCEL = CancelPaymentRequest(id=uuid(1), request="cs_1")
RESOLVE = SetStatus(id=uuid(1), conversation="c_lena", status="resolved")


@pytest.mark.parametrize("action", [refund(), link(), products(), CANCEL, RESOLVE])
def test_money_never_waits_for_the_network(desk: Desk, action) -> None:
    desk.outbox.offline()
    with pytest.raises(OfflineError, match="no connection to the hub"):
        desk.outbox.click(action)
    desk.outbox.online(EPOCH)
    assert desk.due() == []
    assert desk.file.items() == []


@pytest.mark.parametrize("action", [text(), note(), MarkRead(id=uuid(1), conversation="c_lena")])
def test_words_wait_for_the_network(desk: Desk, action) -> None:
    desk.outbox.offline()
    assert desk.outbox.click(action).state == "waiting"
    assert desk.due() == []
    desk.restart()
    desk.outbox.online(EPOCH)
    assert desk.due() == [("post", uuid(1))]


def test_an_old_text_asks_first(desk: Desk) -> None:
    desk.outbox.offline()
    desk.outbox.click(text())
    desk.outbox.click(note(2))
    desk.clock.pass_(12 * 3600 + 1)
    desk.outbox.online(EPOCH)
    assert desk.due() == [("post", uuid(2))]
    assert (desk.state(), desk.outbox.item(uuid(1)).problem.code) == ("asking", "old-text")
    assert desk.outbox.agree(uuid(1)) is True
    assert desk.due() == [("post", uuid(1))]
    assert desk.outbox.agree(uuid(1)) is False


def test_a_text_whose_window_closed_asks_first_and_can_be_taken_back(desk: Desk) -> None:
    desk.outbox.offline()
    desk.outbox.click(text())
    desk.window_ends = START
    desk.outbox.online(EPOCH)
    assert desk.due() == []
    assert desk.outbox.item(uuid(1)).problem.code == "window-closed"
    assert desk.outbox.undo(uuid(1)) is True
    assert desk.file.draft("c_lena").text == "Hallo Lena"


def test_a_live_action_takes_no_second_click_under_any_name_of_the_payment(desk: Desk) -> None:
    desk.outbox.click(refund(1, "pi_1"), ("pi_1", "ch_1"))
    with pytest.raises(LiveError):
        desk.outbox.click(refund(2, "ch_1"))
    assert desk.outbox.click(refund(1, "pi_1")).state == "held"
    assert desk.outbox.click(refund(3, "pi_other")).state == "held"
    desk.outbox.undo(uuid(1))
    assert desk.outbox.click(refund(4, "ch_1")).state == "held"


@pytest.mark.parametrize(
    ("state", "live"),
    [
        *((state, True) for state in ("queued", "sending", "needs_approval", "unknown")),
        *((state, False) for state in ("succeeded", "failed", "refused", "expired")),
    ],
)
def test_what_is_live_is_for_the_hub_to_say(desk: Desk, state: str, live: bool) -> None:
    desk.outbox.click(refund())
    desk.outbox.send_now(uuid(1))
    desk.due()
    desk.answer(1, state)
    assert (desk.outbox.live_on(["pi_1"]) is not None) is live


def test_the_log_and_the_answers_meet_in_any_order(desk: Desk) -> None:
    desk.outbox.click(refund())
    desk.outbox.send_now(uuid(1))
    desk.due()
    desk.outbox.heard(ActionBody(uuid(1), "refund", "sending"))
    desk.outbox.heard(ActionBody(uuid(1), "refund", "succeeded", result={"refund": "re_1"}))
    desk.answer(1, "sending")
    assert desk.state() == "succeeded"
    desk.outbox.heard(ActionBody(uuid(1), "refund", "queued"))
    assert desk.state() == "succeeded"
    desk.outbox.heard(ActionBody(uuid(1), "refund", "failed"))
    assert desk.state() == "failed"
    desk.outbox.heard(ActionBody(uuid(9), "refund", "failed"))


def test_what_the_hub_does_not_take_is_refused_with_its_words(desk: Desk) -> None:
    desk.outbox.click(text())
    desk.due()
    desk.outbox.refused(uuid(1), Problem("role-too-low", "This needs the role agent."))
    assert (desk.state(), desk.outbox.item(uuid(1)).problem.code) == ("refused", "role-too-low")
    assert desk.file.draft("c_lena") is not None


def test_after_a_restore_nothing_unanswered_is_posted_again(desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.outbox.click(refund(number, f"pi_{number}"))
        desk.outbox.send_now(uuid(number))
    desk.due()
    desk.outbox.lost(uuid(1))
    desk.outbox.lost(uuid(2))
    desk.answer(3, "sending")
    desk.outbox.offline()
    desk.outbox.online("e-2")
    assert desk.due() == [("ask", uuid(number)) for number in (1, 2, 3)]
    desk.answer(1, "succeeded")
    desk.outbox.not_there(uuid(2))
    desk.outbox.not_there(uuid(3))
    assert [desk.state(number) for number in (1, 2, 3)] == ["succeeded", "unknown", "unknown"]
    desk.clock.pass_(600)
    assert desk.due() == []
    assert desk.outbox.dismiss(uuid(2)) is True
    assert (desk.state(2), desk.outbox.dismiss(uuid(1))) == ("cancelled", False)


@pytest.mark.parametrize("state", ["refused", "expired"])
def test_what_was_not_done_can_be_put_away_for_good(desk: Desk, state: str) -> None:
    desk.outbox.click(refund())
    desk.outbox.send_now(uuid(1))
    desk.due()
    desk.answer(1, "needs_approval")
    assert desk.outbox.dismiss(uuid(1)) is False, "it may still be approved"
    desk.answer(1, state)
    assert desk.outbox.dismiss(uuid(1)) is True
    desk.restart()
    assert desk.state(1) == "cancelled"


def test_a_crash_and_a_restore_together_are_only_asked_about(desk: Desk) -> None:
    desk.outbox.click(refund())
    desk.outbox.send_now(uuid(1))
    desk.due()
    desk.restart()
    desk.outbox.online("e-2")
    assert desk.due() == [("ask", uuid(1))]
    desk.outbox.not_there(uuid(1))
    assert desk.state() == "unknown"


def test_every_change_is_told_and_kept_and_the_old_is_forgotten(desk: Desk) -> None:
    desk.outbox.click(note())
    desk.due()
    desk.answer(1, "succeeded")
    assert desk.changed == [uuid(1)] * 2
    desk.clock.pass_(8 * 24 * 3600)
    desk.outbox.click(note(2))
    desk.restart()
    assert [item.id for item in desk.outbox.items()] == [uuid(2)]


def test_an_erased_person_leaves_nothing(desk: Desk) -> None:
    desk.outbox.offline()
    desk.outbox.click(text())
    desk.file.keep_draft(Draft("c_lena", "angefangen", times.to_text(START)))
    desk.outbox.forget_person("c_lena")
    assert (desk.file.items(), desk.file.drafts(), desk.outbox.items()) == ([], [], [])


def test_what_is_kept_comes_back_as_it_was(desk: Desk) -> None:
    desk.outbox.click(refund(), ("pi_1", "ch_1"))
    desk.outbox.send_now(uuid(1))
    desk.due()
    problem = Problem("refund-limit", "Too much.", ("x",), {"limit": 5})
    desk.answer(1, "needs_approval", result={"a": [1]}, problem=problem)
    before = desk.outbox.item(uuid(1))
    desk.restart()
    assert desk.outbox.item(uuid(1)) == before
    assert msgspec.structs.asdict(before)["targets"] == ("ch_1", "pi_1")
