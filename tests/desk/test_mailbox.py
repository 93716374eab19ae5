"""Many changes, few knocks."""

from __future__ import annotations

import threading
from collections.abc import Callable

from inbox.desk.mailbox import GATHER_SECONDS, Mailbox
from inbox.store.state import NONE, Changes


class Later:
    """Keeps what is to be called later until ``now``."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        self.calls.append((seconds, call))

    def now(self) -> None:
        calls, self.calls = self.calls, []
        for _, call in calls:
            call()


def message(name: str) -> Changes:
    return Changes(messages=frozenset((name,)), conversations=frozenset(("c",)))


def test_a_thousand_changes_are_one_knock() -> None:
    later, knocks = Later(), []
    mailbox = Mailbox(lambda: knocks.append(1), later)
    for number in range(1000):
        mailbox.put(message(str(number)))
    assert knocks == []
    assert [seconds for seconds, _ in later.calls] == [GATHER_SECONDS]
    later.now()
    assert len(knocks) == 1
    taken = mailbox.take()
    assert (len(taken.messages), taken.conversations) == (1000, {"c"})
    assert mailbox.take() == NONE


def test_nothing_is_no_reason_to_knock() -> None:
    later, knocks = Later(), []
    mailbox = Mailbox(lambda: knocks.append(1), later)
    mailbox.put(NONE)
    assert later.calls == []
    mailbox.put(message("a"))
    mailbox.take()
    later.now()
    assert knocks == []
    mailbox.put(message("b"))
    later.now()
    assert knocks == [1]


def test_nothing_is_lost_between_threads() -> None:
    mailbox = Mailbox(lambda: None, lambda seconds, call: None)
    taken: set[str] = set()
    done = threading.Event()

    def take() -> None:
        while not done.is_set():
            taken.update(mailbox.take().messages)

    taker = threading.Thread(target=take)
    taker.start()
    for number in range(3000):
        mailbox.put(message(str(number)))
    done.set()
    taker.join()
    assert taken | mailbox.take().messages == {str(number) for number in range(3000)}
