"""Places as people paste them, from a field or from a map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.coordinates import parse

BERLIN = (52.52, 13.4)


@pytest.mark.parametrize(
    "typed",
    [
        "52.52, 13.40",
        "52.52,13.40",
        " 52.52  13.40 ",
        "52,52 13,40",
        "52,52; 13,40",
        "52,52, 13,40",
        "52.52° N, 13.40° E",
        "52.52 N 13.40 O",
        "geo:52.52,13.40?z=12",
        "https://www.google.com/maps/@52.52,13.40,17z",
        "https://www.google.com/maps/place/Laden/@52.5,13.3,17z/data=!3m1!4b1!4m5!3d52.52!4d13.40",
        "https://maps.google.com/?q=52.52,13.40",
        "https://maps.apple.com/?ll=52.52,13.40&q=Laden",
        "https://maps.google.com/?q=52.52%2C13.40",
        "https://www.openstreetmap.org/?mlat=52.52&mlon=13.40#map=17/52/13",
        "https://www.openstreetmap.org/#map=17/52.52/13.40",
        "https://www.google.com/maps/search/?api=1&query=52.52,13.40",
    ],
)
def test_a_place_is_read_however_it_was_pasted(typed: str) -> None:
    assert parse(typed) == BERLIN


def test_south_and_west_are_below_nought() -> None:
    assert parse("33.9 S, 70.6 W") == (-33.9, -70.6)
    assert parse("-33.9, -70.6") == (-33.9, -70.6)


NOWHERE = ["", "Hamburg", "52.52", "91, 13", "52, 181", "https://maps.example/x", "1, 2, 3", "12:30, 13:40"]


@pytest.mark.parametrize("typed", NOWHERE)
def test_what_is_no_place_is_none(typed: str) -> None:
    assert parse(typed) is None


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_a_place_on_earth_or_none(typed: str) -> None:
    found = parse(typed)
    assert found is None or (-90 <= found[0] <= 90 and -180 <= found[1] <= 180)
