"""Pictures drawn from nothing: right in size and colour, small, and the same every time."""

from __future__ import annotations

import math
import struct
import zlib

import pytest

from inbox.sandbox.living.goods import LIVING_BY_SKU
from inbox.sandbox.living.matters import MATTERS
from inbox.sandbox.living.pictures.canvas import Canvas, Fade, round_points, turned
from inbox.sandbox.living.pictures.goods import picture
from inbox.sandbox.living.pictures.lettering import width_of, write
from inbox.sandbox.living.pictures.photos import SUBJECTS, photo


def read(png: bytes) -> tuple[int, int, list[bytes]]:
    """Return width, height and the rows of RGB bytes of a PNG, its checksums proved."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert png[at + 8 + length : at + 12 + length] == struct.pack(">I", zlib.crc32(kind + content))
        chunks[kind] = content
        at += 12 + length
    width, height, depth, colours = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    assert (depth, colours) == (8, 2)
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[y * (3 * width + 1) : (y + 1) * (3 * width + 1)] for y in range(height)]
    assert all(row[0] == 0 and len(row) == 3 * width + 1 for row in rows)
    return width, height, [row[1:] for row in rows]


@pytest.mark.parametrize("sku", sorted(LIVING_BY_SKU))
def test_every_product_has_a_small_picture_of_its_own(sku: str) -> None:
    width, height, rows = read(picture(sku))
    assert (width, height) == (400, 400)
    assert len(picture(sku)) < 24_000
    assert len(set(rows)) > 200


def test_no_two_products_look_alike() -> None:
    assert len({picture(sku) for sku in LIVING_BY_SKU}) == len(LIVING_BY_SKU)
    with pytest.raises(KeyError):
        picture("MOON")


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
def test_every_photo_can_be_taken(subject: str) -> None:
    width, height, _ = read(photo(subject, "GUATEMALA"))
    assert (width, height) == (480, 360)
    assert len(photo(subject)) < 30_000


def test_every_trouble_has_its_photo() -> None:
    assert {matter.photo for matter in MATTERS.values() if matter.photo} <= SUBJECTS
    assert photo("slip", "10234") != photo("slip", "10235")
    with pytest.raises(KeyError):
        photo("moon")


def grey(points: list[tuple[float, float]], paint: int | Fade = 0xFFFFFF, side: int = 40) -> list[list[int]]:
    canvas = Canvas(side, side, 0)
    canvas.polygon(points, paint)
    _, _, rows = read(canvas.png())
    return [list(row[::3]) for row in rows]


@pytest.mark.parametrize("turn", [0, 17, 45, 90])
def test_a_shape_covers_its_area_whatever_its_angle(turn: float) -> None:
    square = turned([(10, 12), (30, 12), (30, 27), (10, 27)], turn, (20, 19.5))
    covered = sum(map(sum, grey(square))) / 255
    assert covered == pytest.approx(300, rel=0.02)


def test_a_circle_is_nearly_round() -> None:
    circle = round_points(20, 20, 11, 11)
    assert sum(map(sum, grey(circle))) / 255 == pytest.approx(math.pi * 121, rel=0.03)


def test_edges_between_pixels_are_soft_and_insides_full() -> None:
    rows = grey([(10.5, 10), (20.25, 10), (20.25, 20), (10.5, 20)])
    assert rows[15][11:20] == [255] * 9
    assert rows[15][10] == pytest.approx(128, abs=3)
    assert rows[15][20] == pytest.approx(64, abs=3)
    assert rows[15][9] == rows[15][21] == rows[9][15] == rows[20][15] == 0


def test_what_is_outside_the_picture_is_cut_off() -> None:
    assert all(value == 255 for row in grey([(-50, -50), (90, -50), (90, 90), (-50, 90)]) for value in row)
    assert all(value == 0 for row in grey([(-50, -50), (-10, -50), (-10, 90)]) for value in row)


def test_colours_fade_down_across_and_through() -> None:
    box = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)]
    down, across = grey(box, Fade(0, 0xFFFFFF)), grey(box, Fade(0, 0xFFFFFF, across=True))
    assert [row[5] for row in down] == sorted(row[5] for row in down)
    assert across[5] == sorted(across[5])
    assert down[39][0] > 240 > 15 > down[0][39]
    assert across[0][39] > 240 > 15 > across[39][0]
    assert grey(box, Fade(0xFFFFFF, 0xFFFFFF, alpha=0.5))[20][20] == pytest.approx(128, abs=2)


def test_letters_stay_within_their_width() -> None:
    canvas = Canvas(200, 60, 0)
    write(canvas, "HAFEN", (100, 30), 30, 0xFFFFFF)
    _, _, rows = read(canvas.png())
    lit = [x for row in rows for x in range(200) if row[3 * x]]
    assert max(lit) - min(lit) == pytest.approx(width_of("HAFEN", 30), abs=6)
    assert (max(lit) + min(lit)) / 2 == pytest.approx(100, abs=2)
