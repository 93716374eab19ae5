"""The real clock, ids and chance fit the ports of the domain."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from inbox.domain.ports import Clock, Ids, Random, Sleep
from inbox.system.clock import SystemClock, SystemIds, SystemRandom, SystemSleep


def test_the_clock_is_aware_and_does_not_run_backwards() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().utcoffset() is not None
    assert clock.monotonic() <= clock.monotonic()


def test_ids_are_new_each_time_and_well_formed() -> None:
    ids: Ids = SystemIds()
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", ids.uuid())
    assert len({ids.uuid() for _ in range(50)}) == 50
    assert re.fullmatch(r"[0-9a-f]{32}", ids.token())
    assert len(ids.token(8)) == 16


def test_sleep_and_chance() -> None:
    sleep: Sleep = SystemSleep()
    sleep(0)
    chance: Random = SystemRandom()
    assert 0 <= chance.random() < 1
