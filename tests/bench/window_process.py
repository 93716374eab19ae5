"""One benchmark of the window in a process of its own: ``python -m tests.bench.window_process NAME FOLDER SCALE``.

Prints one JSON object: samples in milliseconds by what was measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Protocol

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar

from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.store.state import Changes
from tests.bench.corpus import History, Shape
from tests.bench.real_window import BareWidget, RealWindow, Took, Writer, cursor_of, late, real_window

Samples = dict[str, list[Took]]

STEP = 97
"""Pixels a wheel or a finger moves at once; not a whole row."""
_JUMP_EVERY = 20
_FRAMES, _SWITCHES, _CHANGES, _PAGES = 400, 200, 200, 60
_FEWER = {"1k": 20, "10k": 4}
"""How many times fewer at small scales, which only prove that it runs."""
_SPELL_SECONDS, _SPELLS, _PER_SECOND = 6.0, 3, 1000
_COMING = int(_SPELL_SECONDS * _SPELLS * _PER_SECOND * 1.5)
_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class _Taker(Protocol):
    """A part of the window that reads again what has changed."""

    def take(self, changes: Changes) -> None: ...


def bare_frames(window: RealWindow, frames: int) -> list[Took]:
    """Return what painting a window of one colour takes, of the same size: the floor."""
    bare = BareWidget()
    bare.resize(window.shown.widgets.window.size())
    bare.show()
    window.settle()
    taken = [window.timed(bare.update) for _ in range(frames)]
    bare.close()
    return taken


def switch(window: RealWindow, history: History, fewer: int) -> Samples:
    """Click rows all over the list: from the click to the chat painted."""
    rows, model, random = window.shown.widgets.rows, window.shown.rows.model, Random(5)
    taken: list[Took] = []
    for _ in range(_SWITCHES // fewer):
        index = model.index(random.randrange(model.rowCount()))
        rows.scrollTo(index)
        window.settle()
        click = partial(QTest.mouseClick, rows.viewport(), _LEFT, _NO_KEYS, rows.visualRect(index).center())
        taken.append(window.timed(click))
    longest = history.conversation(0)
    other = history.conversation(1)
    returns: list[Took] = []
    for _ in range(_SWITCHES // fewer // 4):
        window.timed(lambda: window.shown.open(other))
        returns.append(window.timed(lambda: window.shown.open(longest)))
    jumps = [_jump(window, key) for key in _lines(window, longest, random, _SWITCHES // fewer // 2)]
    return {"random": taken, "longest": returns, "jump": jumps, "floor": bare_frames(window, 50)}


def _lines(window: RealWindow, chat: ConversationId, random: Random, count: int) -> list[str]:
    """Return lines from all over a chat: those that follow on random times."""
    reader = window.reader
    first, last = reader.conversation(chat, after=0, limit=1)[0], reader.conversation(chat, limit=1)[0]
    span = [times.to_unix(times.from_text(line.at)) for line in (first, last)]
    rows = [reader.message_at(chat, times.from_unix(random.randint(*span))) or 0 for _ in range(count)]
    return [reader.conversation(chat, after=row - 1, limit=1)[0].key for row in rows]


def _jump(window: RealWindow, key: str) -> Took:
    """Go to a line that is far from what is loaded, as from a search hit or a date."""
    taken = window.timed(lambda: window.shown.widgets.timeline.jump_to(key))
    window.settle()
    return taken


def scroll(window: RealWindow, history: History, fewer: int) -> Samples:
    """Scroll list and chat by steps with a jump now and then."""
    window.shown.open(history.conversation(0))
    window.settle()
    frames = _FRAMES // fewer
    listed = _scroll(window, window.shown.widgets.rows.verticalScrollBar(), frames, 1)
    chat = _scroll(window, window.shown.widgets.timeline.verticalScrollBar(), frames, -1)
    return {"list": listed, "chat": chat, "floor": bare_frames(window, 50)}


def _scroll(window: RealWindow, bar: QScrollBar, frames: int, direction: int) -> list[Took]:
    random = Random(3)
    taken: list[Took] = []
    for frame in range(frames):
        jumps = frame % _JUMP_EVERY == _JUMP_EVERY - 1
        target = random.randrange(bar.maximum() + 1) if jumps else bar.value() + direction * STEP
        taken.append(window.timed(partial(bar.setValue, target)))
    return taken


def change(window: RealWindow, history: History, fewer: int) -> Samples:
    """Let messages come in for the open chat and for others, and go back in the open one page by page."""
    shown, longest = window.shown, history.conversation(0)
    shown.open(longest)
    window.settle()
    others = (shown.holds, shown.panel, shown.composer, shown.head, shown.news)
    writer, samples, wanted = Writer(window.folder), Samples(append=[], move=[], all=[]), _CHANGES // fewer
    for event in history.going_on(writer.cursor, 100 * _CHANGES):
        if min(map(len, samples.values())) >= wanted:
            break
        take = partial(_take, window, changes=writer.apply([event]))
        is_open, is_all = event.conversation == longest, event.seq % 3 == 0
        if is_all:
            samples["all"].append(window.timed(partial(take, shown.chat, *others, shown.rows)))
            window.settle()
            continue
        append = window.timed(partial(take, shown.chat))
        move = window.timed(partial(take, shown.rows))
        samples["append" if is_open else "move"].append(append if is_open else move)
        take(*others)
        window.settle()
    writer.close()
    shown.open(history.conversation(1))
    shown.open(longest)
    window.settle()
    samples["prepend"] = [_prepend(window) for _ in range(_PAGES // fewer)]
    return samples | {"floor": bare_frames(window, 50)}


def _take(window: RealWindow, *parts: _Taker, changes: Changes) -> None:
    """Let parts of the window take what has changed, in one glance at the cache, as they do when the engine rings."""
    with window.reader.glance():
        for part in parts:
            part.take(changes)


def _prepend(window: RealWindow) -> Took:
    """Scroll to where the page before is wanted: until it is there and painted."""
    view = window.shown.widgets.timeline
    before = view.timeline.items[1].id

    def act() -> None:
        view.verticalScrollBar().setValue(0)
        while view.timeline.has_older and view.timeline.items[1].id == before:
            window.app.processEvents()

    taken = window.timed(act)
    window.settle()
    return taken


def memory(window: RealWindow, history: History, fewer: int) -> Samples:
    """Do a little of everything, and weigh the process: shared pages count by the share (PSS)."""
    shown, random, longest = window.shown, Random(9), history.conversation(0)
    chats = [history.conversation(random.randrange(history.shape.conversations)) for _ in range(_SWITCHES // fewer)]
    del history  # Its vocabulary is some megabytes that no window has.
    _scroll(window, shown.widgets.rows.verticalScrollBar(), _FRAMES // fewer, 1)
    for chat in chats:
        shown.open(chat)
        window.settle()
    for words in ("paket", "rechnung kaffee", "lena"):
        shown.rows.search(words)
        window.settle()
    shown.rows.search("")
    shown.open(longest)
    for _ in range(_PAGES // fewer):
        _prepend(window)
    window.wait_for_all_rows()
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    kib = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return {"pss": [Took(kib * 1024 / 1e6, 0.0)]}


def lateness(window: RealWindow, history: History, fewer: int) -> Samples:
    """Measure a short timer in turns: while nothing comes in, and while much does."""
    samples = Samples(idle=[], busy=[])
    window.shown.open(history.conversation(0))
    window.settle()
    seconds, came, spent = _SPELL_SECONDS / min(fewer, 6), 0, 0.0
    for _ in range(max(1, _SPELLS // fewer)):
        samples["idle"] += late(window, seconds)
        before = window.hub.told
        window.hub.flow(_PER_SECOND)
        samples["busy"] += late(window, seconds)
        window.hub.flow(0)
        came, spent = came + window.hub.told - before, spent + seconds
        window.settle(lambda: window.cursor >= window.hub.last)
    return samples | {"reached": [Took(came / spent, 0.0)]}


def main() -> int:
    """Run one benchmark and print its samples."""
    name, folder, scale = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    run: Callable[[RealWindow, History, int], Samples] = {
        "switch": switch,
        "scroll": scroll,
        "change": change,
        "memory": memory,
        "lateness": lateness,
    }[name]
    shape = Shape.of(scale)
    log = History(shape).going_on(cursor_of(folder), _COMING) if name == "lateness" else ()
    with real_window(folder, log) as window:
        window.wait_for_all_rows()
        samples = run(window, History(shape), _FEWER.get(scale, 1))
    print(msgspec.json.encode(samples).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
