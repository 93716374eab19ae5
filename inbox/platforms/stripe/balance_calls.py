"""Reading a month of the balance, as Stripe lists it: a hundred movements at a time, several stretches of time at once.

Safe for threads. Nothing is kept of a page but the movements on it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import partial
from itertools import pairwise

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.journal import Movement
from inbox.platforms.stripe import errors, fields, forms, movements
from inbox.platforms.stripe.calls import PAGE, Calls
from inbox.platforms.stripe.gateway import MovementPage, PayoutPage
from inbox.platforms.stripe.side_by_side import together

_PATH = "/v1/balance_transactions"
_AT_ONCE = 3
"""Lists read at the same time: a third of what a test account takes each second, so that a refund never waits for them."""
_STRETCHES = 24
"""Into so many stretches a long month is cut at most."""
_PAGES_EACH = 4
"""A stretch that would be shorter costs more reads than it saves time."""
_MOST_PAGES = 1000
"""A month of a shop: a hundred thousand movements."""


class _Page(msgspec.Struct, frozen=True):
    """A page of a list: ``oldest`` is when its last row was made, ``last`` that row's id.

    It waits for its turn as movements, not as the JSON it came as, which is ten times as large.
    """

    movements: tuple[Movement, ...]
    more: bool
    date: int
    last: str = ""
    oldest: int = 0


class _Stretch(msgspec.Struct, frozen=True):
    """A stretch of time, from ``since`` to before ``until``; all of it from ``upto`` on has been read, down to row ``after``."""

    since: int
    until: int
    upto: int
    after: str | None = None


class BalanceCalls:
    """The calls of one account."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def movements(self, since: int, until: int) -> Generator[MovementPage, None, None]:
        """Yield the movements of a time in no order; ``Lost`` when there are more than a shop ever has."""
        seen, whole = 0, max(1, until - since)
        for count, (page, seconds) in enumerate(self._all(_Stretch(since, until, until)), start=1):
            if count > _MOST_PAGES:
                raise errors.Lost(f"Stripe's list did not end after {_MOST_PAGES} pages.")
            seen += seconds
            yield MovementPage(page.movements, min(100, 100 * seen // whole), page.date)

    def paid_out(self, payouts: Sequence[SourceId]) -> Generator[PayoutPage, None, None]:
        """Yield what each payout took to the bank; nothing for one that somebody made by hand, of which Stripe does not tell."""
        return together([partial(self._of_payout, payout) for payout in payouts], _AT_ONCE)

    def _all(self, month: _Stretch) -> Iterator[tuple[_Page, int]]:
        """Yield the pages of a time, each with how many seconds of it are read with it; what the first one tells decides how."""
        first = self._page(month)
        if not first.more:
            yield first, month.until - month.since
            return
        yield first, month.until - first.oldest
        yield from together([partial(self._each, stretch) for stretch in _cut(first, month)], _AT_ONCE)

    def _each(self, stretch: _Stretch) -> Iterator[tuple[_Page, int]]:
        while True:
            page = self._page(stretch)
            reached = page.oldest if page.more else stretch.since
            yield page, stretch.upto - reached
            if not page.more:
                return
            stretch = msgspec.structs.replace(stretch, upto=reached, after=page.last)

    def _of_payout(self, payout: SourceId) -> Iterator[PayoutPage]:
        after: str | None = None
        while True:
            answer = self._calls.get(_PATH, {"payout": payout, "limit": PAGE, "starting_after": after})
            rows = fields.rows(answer.value, "data")
            names = [name for row in rows if (name := fields.source_id(row)) is not None]
            yield PayoutPage(payout, tuple(names))
            if not names or not fields.flag(answer.value, "has_more"):
                return
            after = names[-1]

    def _page(self, stretch: _Stretch) -> _Page:
        created: dict[str, forms.Value] = {"gte": stretch.since, "lt": stretch.until}
        answer = self._calls.get(_PATH, {"created": created, "limit": PAGE, "starting_after": stretch.after})
        rows = fields.rows(answer.value, "data")
        found = tuple(moved for row in rows if (moved := movements.movement(row)) is not None)
        if not fields.flag(answer.value, "has_more"):
            return _Page(found, False, answer.date)
        last, oldest = (fields.text(rows[-1], "id"), fields.whole(rows[-1], "created")) if rows else (None, None)
        if last is None or oldest is None:
            raise errors.Lost("Stripe's list could not be read to its end.", date=answer.date)
        return _Page(found, True, answer.date, last, oldest)


def _cut(first: _Page, month: _Stretch) -> list[_Stretch]:
    """Cut what is left behind the first page into stretches of about as many pages each, the newest first.

    That one goes on behind the page's last row, so that rows of the same second are neither lost nor told twice.
    """
    left = first.oldest - month.since
    pages = left // max(1, month.until - first.oldest)
    count = max(1, min(_STRETCHES, pages // _PAGES_EACH, left))
    starts = [month.since + left * place // count for place in range(count)]
    whole = [_Stretch(start, following, following) for start, following in pairwise(starts)]
    return [_Stretch(starts[-1], month.until, first.oldest, first.last), *reversed(whole)]
