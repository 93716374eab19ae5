"""Instants as text and numbers: RFC 3339 UTC on the wire, aware UTC datetimes inside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_text(moment: datetime) -> str:
    """Write an aware datetime as RFC 3339 UTC with milliseconds (``2026-11-22T09:30:00.000Z``), which sorts as text."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read an RFC 3339 instant with any offset; ValueError on anything else, a missing offset included."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no time zone in {text!r}")
    return moment.astimezone(UTC)


def from_unix(seconds: int) -> datetime:
    """Read unix seconds as the platforms send them; seconds outside years 1 to 9999 are clamped to the epoch."""
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return EPOCH


def to_unix(moment: datetime) -> int:
    """Return whole unix seconds, rounded down."""
    return (moment - EPOCH) // timedelta(seconds=1)
