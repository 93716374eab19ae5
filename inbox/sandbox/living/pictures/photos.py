"""The photos customers of the demo shop send, 480 x 360. Pure; called when a person with a mind of their own sends one.

Each subject is one function; ``SUBJECTS`` names them. ``note`` is what is written on something in the picture (an order
number on a slip, a coffee on a label).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from inbox.sandbox.living.pictures.canvas import (
    Canvas,
    Fade,
    Point,
    Points,
    box_points,
    curve,
    mixed,
    round_points,
    turned,
)
from inbox.sandbox.living.pictures.emblems import PAPER
from inbox.sandbox.living.pictures.lettering import width_of, write
from inbox.sandbox.living.pictures.things import INK, bag, cup

WIDTH, HEIGHT = 480, 360
_TABLE = Fade(0x8D6B4A, 0x3A2616)
_CLOTH = Fade(0xB9C2C6, 0x78858C)
_FLOOR = Fade(0xA79C8C, 0x6E6456)
_KRAFT = Fade(0xD2BD97, 0xB49A6E)
_SHADE = Fade(0, 0, alpha=0.22)


@lru_cache(maxsize=64)
def photo(subject: str, note: str = "") -> bytes:
    """Return a photo as PNG; KeyError for a subject nobody photographs."""
    ground, draw = _SUBJECTS[subject]
    canvas = Canvas(WIDTH, HEIGHT, ground)
    draw(canvas, note.upper())
    return canvas.png()


def _torn(canvas: Canvas, note: str) -> None:
    middle = (206.0, 204.0)
    canvas.polygon(turned(box_points(112, 66, 330, 400, 10), -7, middle), _SHADE)
    canvas.polygon(turned(box_points(100, 56, 312, 400, 8), -7, middle), _KRAFT)
    canvas.polygon(turned(box_points(100, 56, 312, 84, 8), -7, middle), Fade(0xE0CDAA, 0xC3AB80))
    canvas.polygon(turned(box_points(128, 236, 284, 330, 5), -7, middle), PAPER)
    _label(canvas, note or "GUATEMALA", turned([(206, 282)], -7, middle)[0], 128, 24, -7)
    hole: Points = [(138, 140), (176, 110), (212, 134), (262, 118), (236, 176), (188, 206), (160, 172)]
    canvas.polygon(turned([(x + 3, y + 4) for x, y in hole], -7, middle), Fade(0xE8D8BA, 0xA98F62))
    canvas.polygon(turned(hole, -7, middle), Fade(0x2B1A10, 0x1A0F08))
    _beans(
        canvas,
        [(150, 152), (182, 138), (206, 158), (186, 180), (224, 140), (340, 268), (372, 304), (318, 318), (402, 250)],
    )


def _beans(canvas: Canvas, places: Points) -> None:
    for count, (x, y) in enumerate(places):
        canvas.polygon(turned(round_points(x, y, 10, 14), 47 * count, (x, y)), Fade(0x6B4024, 0x3A2012))
        canvas.line(turned(curve((x, y - 12), (x + 5, y), (x, y + 12), 6), 47 * count, (x, y)), 2, 0x25140A)


def _label(canvas: Canvas, text: str, middle: Point, room: float, height: float, turn: float = 0) -> None:
    write(canvas, text, middle, min(height, height * room / max(1.0, width_of(text, height))), INK, turn=turn)


def _wrong(canvas: Canvas, note: str) -> None:
    canvas.polygon([(60, 178), (420, 178), (452, 340), (28, 340)], Fade(0xB98B5B, 0x86602F))
    canvas.polygon([(76, 186), (404, 186), (424, 318), (56, 318)], Fade(0x5E4226, 0x7D5A36))
    bag(canvas, (150, 30, 300, 300), 0x46617A, (note or "FEIERABEND", "OHNE KOFFEIN"), "moon")
    slip = turned(box_points(306, 206, 418, 306), 9, (360, 256))
    canvas.polygon(slip, 0xFBF8F1)
    for row in range(5):
        canvas.line(turned([(318, 226 + 15 * row), (396 - 14 * (row % 2), 226 + 15 * row)], 9, (360, 256)), 3, 0x9A948A)


def _broken(canvas: Canvas, _note: str) -> None:
    cup(canvas, (220, 128), 150, 0xB9C9CF)
    gap = [(146, 120), (196, 120), (214, 168), (186, 196), (204, 232), (160, 262), (140, 200)]
    canvas.polygon(gap, Fade(0x7C8890, 0x6E7A82))
    canvas.line([(196, 128), (214, 168), (186, 196), (204, 232), (176, 258)], 3, 0x4A5358)
    shards = (
        [(320, 268), (372, 250), (384, 296)],
        [(96, 290), (140, 276), (132, 326), (104, 322)],
        [(250, 318), (296, 304), (282, 344)],
    )
    for shard in shards:
        canvas.polygon([(x + 4, y + 5) for x, y in shard], _SHADE)
        canvas.polygon(shard, Fade(0xD5E0E4, 0x93A6AE))


def _machine(canvas: Canvas, _note: str) -> None:
    canvas.polygon(turned(box_points(60, 40, 330, 330, 18), 4, (200, 190)), Fade(0xE3E6E8, 0x8E979C, across=True))
    canvas.polygon(turned(box_points(60, 40, 330, 110, 18), 4, (200, 190)), Fade(0x7E2F2B, 0x5D1F1D))
    write(canvas, "ELBE", (206, 76), 26, PAPER, turn=4)
    canvas.polygon(turned(box_points(96, 132, 296, 306, 10), 4, (200, 190)), Fade(0x2B2E30, 0x45494C))
    canvas.ellipse(194, 176, 44, 20, 0xA5AEB3)
    bent = [*curve((214, 184), (318, 190), (346, 262)), (352, 292)]
    canvas.line(bent, 22, 0x2B1E15)
    canvas.line([(330, 222), (350, 208)], 4, 0xC0392B)
    canvas.line([(116, 118), (162, 146), (150, 176), (184, 200)], 4, 0xF2F4F5)


def _wet(canvas: Canvas, _note: str) -> None:
    front = [(84, 112), (374, 100), (392, 306), (70, 316)]
    canvas.polygon([(x + 10, y + 12) for x, y in front], _SHADE)
    canvas.polygon(front, Fade(0xC79F70, 0x9A7045))
    stain = [
        *curve((74, 262), (130, 180), (206, 226)),
        *curve((206, 226), (276, 180), (300, 250)),
        (330, 311),
        (70, 316),
    ]
    canvas.polygon(stain, Fade(0x6B4826, 0x553719, alpha=0.75))
    canvas.polygon([(84, 112), (374, 100), (376, 128), (83, 140)], Fade(0xE4D3AE, 0xD3BE93, alpha=0.8))
    canvas.polygon([(372, 100), (392, 306), (356, 250), (340, 170)], Fade(0x7D5A33, 0x5B3F22))
    canvas.box(122, 150, 236, 214, 0xFBF8F1)
    for row in range(4):
        canvas.line([(134, 164 + 12 * row), (218 - 20 * (row % 2), 164 + 12 * row)], 3, 0x8D887E)


def _missing(canvas: Canvas, note: str) -> None:
    canvas.polygon([(40, 96), (440, 96), (474, 350), (6, 350)], Fade(0xC79F70, 0x8F6636))
    canvas.polygon([(66, 118), (414, 118), (440, 330), (40, 330)], Fade(0x54391F, 0x745230))
    bag(canvas, (96, 70, 214, 312), 0x6B4A32, (note or "HAFEN", "1 KG"), "wave")
    for place in range(9):
        x, y = 262 + 54 * (place % 3) + 9 * (place // 3), 176 + 52 * (place // 3)
        canvas.polygon(
            turned(box_points(x - 22, y - 12, x + 22, y + 12, 11), 33 * place, (x, y)), Fade(0xF4E9D2, 0xD8C9A8)
        )


def _slip(canvas: Canvas, note: str) -> None:
    middle = (240.0, 180.0)
    canvas.polygon(turned(box_points(98, 28, 398, 348, 4), -3, middle), _SHADE)
    canvas.polygon(turned(box_points(88, 20, 388, 340, 4), -3, middle), Fade(0xFDFBF6, 0xEFEADF))

    def line(x0: float, x1: float, y: float, tone: int = 0xB3ADA2, width: float = 4) -> None:
        canvas.line(turned([(x0, y), (x1, y)], -3, middle), width, tone)

    write(canvas, "NORDLICHT", turned([(196, 58)], -3, middle)[0], 20, INK, turn=-3)
    line(112, 250, 88)
    line(112, 220, 104)
    canvas.polygon(turned(box_points(108, 128, 368, 172, 6), -3, middle), 0xE2F3EC)
    write(canvas, f"NR. {note}".strip(), turned([(238, 150)], -3, middle)[0], 22, 0x0B5A43, turn=-3)
    for row in range(4):
        line(112, 262 - 22 * (row % 3), 202 + 26 * row)
        line(330, 364, 202 + 26 * row)
    line(112, 364, 306, INK, 2)
    line(318, 364, 322, INK, 5)


def _cup(canvas: Canvas, _note: str) -> None:
    canvas.ellipse(216, 292, 176, 40, _SHADE)
    canvas.ellipse(212, 282, 166, 36, Fade(0xFBF8F1, 0xDDD5C6))
    cup(canvas, (210, 130), 176, 0xD8C7A5)
    canvas.ellipse(206, 130, 44, 10, Fade(0xD9B48A, 0xC79B6A))
    for place, x in enumerate((176, 212, 248)):
        y = 96 - 8 * (place % 2)
        steam = [
            *curve((x, y), (x - 16, y - 22), (x, y - 42), 8),
            *curve((x, y - 42), (x + 16, y - 60), (x, y - 78), 8),
        ]
        canvas.line(steam, 5, mixed(0xFFFFFF, 0x8D6B4A, 0.55))
    _beans(canvas, [(392, 300), (420, 268), (70, 318)])


_Draw = Callable[[Canvas, str], None]
_SUBJECTS: dict[str, tuple[Fade, _Draw]] = {
    "torn": (_TABLE, _torn),
    "wrong": (_CLOTH, _wrong),
    "broken": (_CLOTH, _broken),
    "machine": (_FLOOR, _machine),
    "wet": (_FLOOR, _wet),
    "missing": (_CLOTH, _missing),
    "slip": (_TABLE, _slip),
    "cup": (_TABLE, _cup),
}
SUBJECTS = frozenset(_SUBJECTS)
"""What there are photos of."""
