"""``GET /metrics``: what to watch, as Prometheus text, for whoever has a token.

Read in a worker thread from a reading connection when it is asked for; nothing is counted along the way. Other parts of
the hub add figures of their own with ``add``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain import times
from inbox.domain.ports import Clock
from inbox.hub import log
from inbox.hub.decode import CURSOR
from inbox.hub.http_answers import session_of
from inbox.hub.store import HubStore
from inbox.hub.tables import HubTables
from inbox.hub.workers import Workers

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_OPEN_STATES = ("queued", "sending")


class Sample(msgspec.Struct, frozen=True):
    """One value; ``labels`` without quotes or line ends in their values."""

    value: int
    labels: Mapping[str, str] = {}


Figures = Callable[[HubTables], Iterable[Sample]]
"""Reads the samples of one metric; on a worker thread, inside a read transaction."""


class _Metric(msgspec.Struct, frozen=True):
    name: str
    kind: str
    about: str
    read: Figures


class LastHeard:
    """When each platform last delivered something new; reads only deliveries that came since it last looked."""

    def __init__(self) -> None:
        self._upto = 0
        self._at: dict[str, str] = {}

    def read(self, hub: HubTables) -> dict[str, str]:
        """Return RFC 3339 times by platform."""
        found = hub.db.execute_sql(
            # The plus keeps it from going through the index of everything that ever came, for the sake of its order.
            "SELECT source, max(id), received_at FROM delivery WHERE id > ? GROUP BY +source", (self._upto,)
        ).fetchall()
        for source, newest, at in found:
            self._at[str(source)] = str(at)
            self._upto = max(self._upto, int(newest))
        return dict(self._at)


class Metrics:
    """The route and the list of metrics."""

    def __init__(self, store: HubStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._heard = LastHeard()
        self._metrics: list[_Metric] = []
        wal = store.path.with_name(store.path.name + "-wal")
        self.add("tresen_events_total", "counter", "Events in the log.", lambda hub: [Sample(log.head(hub))])
        self.add("tresen_deliveries_total", "counter", "Webhooks and polled events kept.", _deliveries)
        self.add("tresen_actions_unknown", "gauge", "Actions of unknown outcome.", _unknown)
        self.add("tresen_oldest_open_action_seconds", "gauge", "Age of the oldest unfinished action.", self._oldest)
        self.add("tresen_last_heard_seconds", "gauge", "Seconds since a platform delivered.", self._last_heard)
        self.add("tresen_wal_bytes", "gauge", "Size of the write-ahead log.", lambda hub: [Sample(_size(wal))])
        self.add("tresen_decode_lag", "gauge", "Deliveries not decoded yet.", _undecoded)

    def add(self, name: str, kind: str, about: str, read: Figures) -> None:
        """Add a metric; ``kind`` is ``gauge`` or ``counter``. Before the hub serves."""
        self._metrics.append(_Metric(name, kind, about, read))

    def routes(self, workers: Workers) -> list[Route]:
        """Return the route for the app."""

        async def get(request: Request) -> Response:
            session_of(request)
            return Response(await workers.read(self.text), headers={"content-type": CONTENT_TYPE})

        return [Route("/metrics", get, methods=["GET"])]

    def text(self) -> str:
        """Return all metrics as Prometheus text."""
        lines: list[str] = []
        with self._store.reader() as reader:
            for metric in self._metrics:
                lines += [f"# HELP {metric.name} {metric.about}", f"# TYPE {metric.name} {metric.kind}"]
                lines += [_line(metric.name, sample) for sample in metric.read(reader.hub)]
        return "\n".join(lines) + "\n"

    def heard(self, hub: HubTables) -> dict[str, str]:
        """Return when each platform last delivered something new (RFC 3339)."""
        return self._heard.read(hub)

    def _oldest(self, hub: HubTables) -> list[Sample]:
        table = hub.Action
        oldest = table.select(table.at).where(table.state.in_(_OPEN_STATES)).order_by(table.at).limit(1).scalar()
        return [Sample(0 if oldest is None else self._age(oldest))]

    def _last_heard(self, hub: HubTables) -> list[Sample]:
        heard = self._heard.read(hub)
        return [Sample(self._age(at), {"platform": platform}) for platform, at in sorted(heard.items())]

    def _age(self, at: str) -> int:
        moment: datetime = times.from_text(at)
        return max(0, round((self._clock.now() - moment).total_seconds()))


def _undecoded(hub: HubTables) -> list[Sample]:
    newest = hub.db.execute_sql("SELECT coalesce(max(id), 0) FROM delivery").fetchone()[0]
    return [Sample(newest - int(hub.get_meta(CURSOR) or 0))]


def _deliveries(hub: HubTables) -> list[Sample]:
    # Rows are never deleted, only their bodies, so the newest number is their count.
    return [Sample(hub.db.execute_sql("SELECT coalesce(max(id), 0) FROM delivery").fetchone()[0])]


def _unknown(hub: HubTables) -> list[Sample]:
    return [Sample(hub.Action.select().where(hub.Action.state == "unknown").count())]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _line(name: str, sample: Sample) -> str:
    labels = ",".join(f'{key}="{value}"' for key, value in sample.labels.items())
    return f"{name}{{{labels}}} {sample.value}" if labels else f"{name} {sample.value}"
