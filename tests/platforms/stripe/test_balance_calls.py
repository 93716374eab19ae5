"""A month of the balance is read whole and once, however it is cut into stretches, and whoever leaves ends the reading."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inbox.domain import times
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.client import StripeClient
from inbox.sandbox.stripe.paging import cut, matching
from inbox.system.secrets import Secret
from inbox.system.settings import StripeSettings

SINCE = times.to_unix(datetime(2026, 11, 1, tzinfo=UTC))
UNTIL = SINCE + 30 * 86_400


class Balance(httpx.BaseTransport):
    """Lists made balance transactions by the pretend Stripe's own pages; ``fails_at`` is a request that is not answered."""

    def __init__(self, created: list[int], fails_at: int = 0) -> None:
        rows = enumerate(sorted(created, reverse=True))
        self._rows = [
            {"id": f"txn_{place}", "amount": 1, "fee": 0, "net": 1, "currency": "eur", "created": at, "type": "charge"}
            for place, at in rows
        ]
        self._fails_at = fails_at
        self._lock = threading.Lock()
        self.asked = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with self._lock:
            self.asked += 1
            if self.asked == self._fails_at:
                raise httpx.ReadTimeout("late")
        said = dict(parse_qsl(request.url.query.decode()))
        bounds = {name[8:-1]: int(said.pop(name)) for name in list(said) if name.startswith("created[")}
        params = {**said, "created": bounds}
        page = cut(self._rows, params, request.url.path, matching(params))
        return httpx.Response(200, content=json.dumps(page).encode())


def client(balance: Balance) -> StripeClient:
    return StripeClient(StripeSettings(key=Secret("rk_test_" + "a" * 24), url="http://127.0.0.1:1"), balance)


HOURS = st.lists(st.integers(-2, 722), max_size=4).flatmap(
    lambda crowded: st.lists(st.sampled_from(crowded or [0]) | st.integers(-2, 722), max_size=1200)
)
"""In which hour of the month each moved; many in the same one, and some beside the month."""


@settings(max_examples=25, deadline=None)
@given(HOURS, st.booleans())
@example([0] * 1000, False)
@example(list(range(720)) * 3, True)
def test_every_movement_of_a_month_comes_once_and_no_other(hours: list[int], exact: bool) -> None:
    created = [SINCE + hour * 3600 + (0 if exact else place % 3600) for place, hour in enumerate(hours)]
    balance = Balance(created)
    pages = list(client(balance).movements(SINCE, UNTIL))
    found = [moved for page in pages for moved in page.movements]
    assert len({moved.id for moved in found}) == len(found)
    wanted = sorted(times.to_text(times.from_unix(at)) for at in created if SINCE <= at < UNTIL)
    assert sorted(moved.created for moved in found) == wanted
    assert pages[-1].percent == 100
    assert [page.percent for page in pages] == sorted(page.percent for page in pages)


def test_a_small_shop_is_read_with_as_few_calls_as_there_are_pages() -> None:
    for count, calls in ((0, 1), (100, 1), (101, 2), (400, 4)):
        balance = Balance([SINCE + place * 5000 for place in range(count)])
        assert sum(len(page.movements) for page in client(balance).movements(SINCE, UNTIL)) == count
        assert balance.asked == calls


def test_a_page_that_does_not_come_ends_the_reading_with_what_stripe_said() -> None:
    balance = Balance([SINCE + place * 100 for place in range(9000)], fails_at=40)
    with pytest.raises(errors.Lost):
        list(client(balance).movements(SINCE, UNTIL))
    assert not [each for each in threading.enumerate() if each.name.startswith("stripe-lists")]


def test_whoever_leaves_ends_the_reading() -> None:
    balance = Balance([SINCE + place * 100 for place in range(9000)])
    with closing(client(balance).movements(SINCE, UNTIL)) as pages:
        assert len(list(islice(pages, 3))) == 3
    asked = balance.asked
    assert asked < 60
    assert not [each for each in threading.enumerate() if each.name.startswith("stripe-lists")]
