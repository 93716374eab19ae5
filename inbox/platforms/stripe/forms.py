"""Request parameters as the exact bytes Stripe is sent, so that a retry can send the very same ones.

Used by ``bodies`` once per request and by ``client`` at each POST; the written form is what the SDK itself writes
(docs.stripe.com/api, form encoding with bracketed names). Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a parameter may be; a decimal fraction is not among it, money is whole minor units."""


def encode(params: Mapping[str, Value]) -> bytes:
    """Write parameters as a form body, in the order given; None leaves a parameter out."""
    pairs = [pair for name, value in params.items() for pair in _pairs(name, value)]
    return urlencode(pairs).replace("%5B", "[").replace("%5D", "]").encode("ascii")


def flat(body: bytes) -> dict[str, str]:
    """Read a form body back as flat names (``metadata[action_id]``); encoding that again gives the same bytes."""
    return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True)) if body else {}


def _pairs(name: str, value: Value) -> Iterator[tuple[str, str]]:
    match value:
        case None:
            return
        case bool():
            yield name, str(value).lower()
        case str() | int():
            yield name, str(value)
        case Mapping():
            for key, item in value.items():
                yield from _pairs(f"{name}[{key}]", item)
        case _:
            for place, item in enumerate(value):
                yield from _pairs(f"{name}[{place}]", item)
