"""The pictures of the demo shop's goods, 400 x 400, by SKU. Pure; called by the sandbox's picture route.

Every kind of thing is one function that draws it; ``_GOODS`` says which one, in which colours and with which words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from inbox.sandbox.living.pictures.canvas import (
    Canvas,
    Fade,
    box_points,
    curve,
    mixed,
    turned,
)
from inbox.sandbox.living.pictures.emblems import PAPER, Emblem, draw_emblem
from inbox.sandbox.living.pictures.lettering import write
from inbox.sandbox.living.pictures.things import INK, bag, cup, ring

SIDE = 400
SAND, SAGE, STONE = (0xEFE6D8, 0xCDB798), (0xE6ECDA, 0xAEBF93), (0xECE8E0, 0xC2BAAB)
ROSE, SKY = (0xF4E1DE, 0xD9A9A4), (0xE2EBEE, 0xA9C1C9)
"""What things stand before: light above, darker below."""
_SHADE = Fade(0, 0, alpha=0.16)
_GLASS = Fade(0xFFFFFF, 0xDDE8EA, alpha=0.45)
_STEEL = Fade(0xE9ECEE, 0x9AA3A8, across=True)

Draw = Callable[[Canvas], None]


@lru_cache(maxsize=64)
def picture(sku: str) -> bytes:
    """Return a product's picture as PNG; KeyError for what the shop does not sell."""
    (light, dark), draw = _GOODS[sku]
    canvas = Canvas(SIDE, SIDE, Fade(light, dark))
    canvas.ellipse(200, 350, 138, 14, _SHADE)
    draw(canvas)
    return canvas.png()


def _kilo(colour: int, name: str, below: str, emblem: Emblem) -> Draw:
    return lambda canvas: bag(canvas, (104, 44, 296, 352), colour, (name, below), emblem)


def _half(colour: int, name: str, below: str, emblem: Emblem) -> Draw:
    return lambda canvas: bag(canvas, (112, 78, 288, 352), colour, (name, below), emblem)


def _small(colour: int, name: str, below: str, emblem: Emblem) -> Draw:
    return lambda canvas: bag(canvas, (122, 118, 278, 352), colour, (name, below), emblem)


def _tasting(canvas: Canvas) -> None:
    bags: tuple[tuple[int, Emblem], ...] = (
        (0x6B4A32, "sun"),
        (0x5C7747, "leaf"),
        (0x9A4F45, "star"),
        (0x3E5C6B, "wave"),
    )
    for place, (colour, emblem) in enumerate(bags):
        left = 26 + 90 * place
        bag(canvas, (left, 168 + 14 * (place % 2), left + 84, 350), colour, ("100 G", ""), emblem)


def _filters(canvas: Canvas) -> None:
    for place in range(5, -1, -1):
        shift = 7 * place
        cone = [
            (92 + shift, 118 - shift),
            (308 + shift, 118 - shift),
            (246 + shift, 336 - shift),
            (154 + shift, 336 - shift),
        ]
        tone = mixed(0xFBF6EC, 0xCDBFA6, place / 7)
        canvas.polygon(cone, Fade(tone, mixed(tone, 0xB8A888, 0.35)))
    canvas.line([(92, 118), (154, 336), (246, 336)], 3, 0xC8B998)
    write(canvas, "100", (200, 200), 46, 0xA8966F)
    write(canvas, "GR.4", (200, 262), 20, 0xA8966F)


def _grinder(canvas: Canvas) -> None:
    canvas.line([(200, 74), (318, 96)], 12, 0x8E989D)
    canvas.ellipse(326, 84, 20, 26, Fade(0x8D5F3B, 0x5B3820, across=True))
    canvas.box(188, 62, 212, 104, _STEEL, 6)
    canvas.box(148, 96, 252, 220, _STEEL, 16)
    canvas.box(148, 208, 252, 226, 0x3A3F42)
    canvas.box(142, 222, 258, 350, Fade(0x9B6A43, 0x5E3B22, across=True), 14)
    canvas.box(142, 268, 258, 276, Fade(0, 0, alpha=0.2))
    write(canvas, "KONTOR", (200, 314), 16, 0xE6CFAF)


def _carafe(canvas: Canvas) -> None:
    upper = [(128, 70), (272, 70), (216, 182), (184, 182)]
    lower = [
        (184, 208),
        (216, 208),
        *curve((216, 208), (300, 290), (272, 346)),
        *curve((128, 346), (100, 290), (184, 208)),
    ]
    canvas.polygon(lower, _GLASS)
    level = [
        (130, 286),
        (270, 286),
        *curve((278, 300), (290, 340), (270, 344), 4),
        *curve((130, 344), (110, 340), (122, 300), 4),
    ]
    canvas.polygon(level, Fade(0x7A4A2A, 0x3A2114))
    canvas.polygon(upper, _GLASS)
    canvas.line([(128, 70), (184, 182), (184, 208)], 3, 0xFFFFFF)
    canvas.line([(272, 70), (216, 182), (216, 208)], 3, 0xFFFFFF)
    canvas.box(172, 168, 228, 222, Fade(0xB98555, 0x7C532F, across=True), 8)
    canvas.ellipse(200, 195, 8, 8, 0x4A2F1B)


def _mug(canvas: Canvas) -> None:
    cup(canvas, (188, 150), 200, 0xB9C9CF)
    gull = [*curve((120, 250), (150, 214), (186, 248)), *curve((186, 248), (222, 214), (252, 250))]
    canvas.line(gull, 7, 0x3E5C6B)


def _espresso_cups(canvas: Canvas) -> None:
    for x, y, colour in ((136, 226, 0xA8594B), (270, 232, 0xD8C7A5)):
        canvas.ellipse(x, y + 108, 86, 16, mixed(colour, 0xFFFFFF, 0.35))
        canvas.ellipse(x, y + 105, 60, 10, mixed(colour, 0, 0.08))
        cup(canvas, (x, y), 112, colour)


def _machine(canvas: Canvas) -> None:
    canvas.box(84, 92, 316, 346, _STEEL, 16)
    canvas.box(84, 92, 316, 150, Fade(0x7E2F2B, 0x5D1F1D), 16)
    write(canvas, "ELBE", (200, 121), 24, PAPER)
    canvas.box(112, 172, 288, 316, Fade(0x2B2E30, 0x45494C), 8)
    canvas.box(166, 158, 234, 196, _STEEL, 6)
    canvas.line([(200, 206), (306, 222)], 15, 0x3B2A1E)
    canvas.box(172, 196, 228, 216, Fade(0xC9CFD2, 0x8A9499), 5)
    for x in (190, 210):
        canvas.line([(x, 218), (x, 256)], 3, 0x8A5A34)
    cup(canvas, (200, 258), 60, 0xEDE6DA)
    canvas.box(104, 318, 296, 340, Fade(0x5A6166, 0x30363A), 4)
    canvas.ellipse(112, 122, 11, 11, 0xE9D9B8)
    canvas.ellipse(288, 122, 11, 11, 0xE9D9B8)


def _voucher(canvas: Canvas, worth: str) -> None:
    back = turned(box_points(74, 128, 322, 286, 14), -9, (200, 205))
    canvas.polygon(back, Fade(0xE7CFC8, 0xC98F86))
    centre = (202, 214)
    canvas.polygon(turned(box_points(72, 134, 332, 296, 14), 3, centre), Fade(0xB9575A, 0x733333))
    canvas.polygon(turned(box_points(86, 148, 318, 282, 8), 3, centre), Fade(0xC86A69, 0x854042))
    canvas.line(turned([(276, 136), (276, 294)], 3, centre), 9, 0xE9C9A0)
    write(canvas, worth, (166, 202), 46, PAPER, turn=3)
    write(canvas, "GUTSCHEIN", (166, 256), 14, 0xF2D9C4, turn=3)
    for side in (-1, 1):
        loop = curve((272, 212), (272 + side * 52, 166), (272 + side * 10, 180))
        canvas.line([*loop, (272, 212)], 6, 0xE9C9A0)


def _bottles(canvas: Canvas) -> None:
    for place in range(6):
        x, y = 66 + 53.6 * place, 12 * (place % 2)
        canvas.box(x - 9, 128 - y, x + 9, 172 - y, Fade(0x6D4527, 0x3A2112, across=True), 3)
        body = [
            (x - 9, 166 - y),
            (x + 9, 166 - y),
            (x + 23, 208 - y),
            (x + 23, 346 - y),
            (x - 23, 346 - y),
            (x - 23, 208 - y),
        ]
        canvas.polygon(body, Fade(0x6D4527, 0x2A170C, across=True))
        canvas.box(x - 11, 118 - y, x + 11, 134 - y, 0xD8B56B, 3)
        canvas.box(x - 23, 236 - y, x + 23, 304 - y, PAPER)
        draw_emblem(canvas, "wave", (x, 262 - y), 13, 0x3E5C6B)
        write(canvas, "COLD", (x, 291 - y), 9, INK)


def _press(canvas: Canvas) -> None:
    canvas.line([(200, 40), (200, 120)], 6, 0x8A9499)
    canvas.ellipse(200, 46, 17, 17, 0x2B2E30)
    canvas.polygon(ring(292, 214, 62, 48), 0x2B2E30)
    canvas.box(118, 112, 282, 346, _GLASS, 10)
    canvas.box(122, 190, 278, 342, Fade(0x6B4024, 0x2E1A10), 8)
    canvas.box(112, 102, 288, 126, _STEEL, 8)
    for y in (166, 316):
        canvas.box(112, y, 288, y + 10, _STEEL)
    canvas.box(134, 126, 142, 338, Fade(0xFFFFFF, 0xFFFFFF, alpha=0.35))


def _dripper(canvas: Canvas) -> None:
    canvas.polygon(ring(300, 168, 42, 29), 0xD6CEC0)
    canvas.polygon([(96, 112), (304, 112), (226, 272), (174, 272)], Fade(0xFFFDF8, 0xCFC6B6, across=True))
    canvas.ellipse(200, 112, 104, 18, 0xFFFFFF)
    canvas.ellipse(200, 114, 90, 13, Fade(0x9C8E78, 0x6A5A46))
    for x in (150, 176, 224, 250):
        canvas.line([(x, 138), (200 + (x - 200) * 0.42, 258)], 4, 0xDDD5C6)
    canvas.ellipse(200, 280, 86, 14, 0xE9E2D6)
    canvas.box(172, 276, 228, 296, 0xDDD5C6, 6)
    canvas.ellipse(200, 330, 7, 12, 0x5A3420)


def _scale(canvas: Canvas) -> None:
    canvas.box(66, 196, 334, 346, Fade(0x3A3F42, 0x1F2224), 18)
    canvas.box(78, 182, 322, 292, Fade(0x4A5054, 0x303539), 14)
    cup(canvas, (200, 104), 92, 0xE9E2D6)
    canvas.box(120, 304, 280, 338, Fade(0x10302A, 0x0B221D), 6)
    write(canvas, "18.0", (190, 321), 20, 0x6FE0B7)


def _kettle(canvas: Canvas) -> None:
    spout = curve((136, 300), (60, 300), (84, 150), 18)
    canvas.line(spout, 17, 0x9AA3A8)
    canvas.line([(84, 150), (58, 146)], 13, 0x9AA3A8)
    handle = curve((250, 176), (366, 132), (338, 286), 18)
    canvas.line(handle, 17, 0x70472B)
    canvas.polygon([(150, 170), (254, 170), (288, 346), (116, 346)], Fade(0xF1F3F4, 0x8A9499, across=True))
    canvas.ellipse(202, 170, 52, 11, 0x7E888D)
    canvas.ellipse(202, 164, 46, 9, 0xC9CFD2)
    canvas.ellipse(202, 150, 12, 12, 0x5B3820)


def _tin(canvas: Canvas) -> None:
    canvas.box(116, 128, 284, 348, Fade(0x4F6B5C, 0x2C4237, across=True), 10)
    canvas.ellipse(200, 346, 84, 10, 0x2C4237)
    canvas.box(110, 100, 290, 140, _STEEL, 10)
    canvas.ellipse(200, 100, 88, 12, 0xDDE1E3)
    canvas.box(136, 186, 264, 292, PAPER, 8)
    draw_emblem(canvas, "bean", (200, 222), 24, 0x4F6B5C)
    write(canvas, "500 G", (200, 270), 18, INK)


def _club(canvas: Canvas) -> None:
    canvas.polygon([(70, 178), (200, 130), (330, 178), (200, 226)], 0xC79F70)
    canvas.polygon([(70, 178), (200, 226), (200, 352), (70, 300)], Fade(0xB98B5B, 0x9A7045))
    canvas.polygon([(330, 178), (200, 226), (200, 352), (330, 300)], Fade(0xA87B4D, 0x7F5832))
    canvas.polygon([(122, 159), (148, 149), (278, 197), (252, 207)], 0x0B7A5B)
    canvas.polygon([(252, 207), (278, 197), (278, 321), (252, 331)], 0x095F47)
    write(canvas, "CLUB", (134, 262), 26, 0x4A2F1B, turn=20)
    draw_emblem(canvas, "bean", (228, 290), 15, 0x4A2F1B)


_GOODS: dict[str, tuple[tuple[int, int], Draw]] = {
    "HAFEN-1000": (SAND, _kilo(0x6B4A32, "HAFEN", "ESPRESSO 1 KG", "wave")),
    "HAFEN-250": (SAND, _small(0x6B4A32, "HAFEN", "ESPRESSO", "wave")),
    "GUATEMALA-1000": (SAGE, _kilo(0x5C7747, "GUATEMALA", "FILTER 1 KG", "hill")),
    "YIRGA-250": (SAND, _small(0xB98A2F, "YIRGACHEFFE", "FILTER", "sun")),
    "DECAF-500": (SKY, _half(0x46617A, "FEIERABEND", "OHNE KOFFEIN", "moon")),
    "TASTING-4": (STONE, _tasting),
    "FILTER-100": (STONE, _filters),
    "GRINDER-H": (STONE, _grinder),
    "CARAFE-6": (SKY, _carafe),
    "MUG-300": (SKY, _mug),
    "MACHINE-E1": (STONE, _machine),
    "VOUCHER-39": (ROSE, partial(_voucher, worth="39 €")),
    "SPEICHER-1000": (STONE, _kilo(0x7E2F2B, "SPEICHER", "ESPRESSO 1 KG", "house")),
    "KENIA-250": (ROSE, _small(0x9A4F45, "KENIA", "NYERI AA", "star")),
    "KOLUMBIEN-500": (SAND, _half(0x9B6A2F, "KOLUMBIEN", "HUILA 500 G", "leaf")),
    "BRASIL-1000": (SAGE, _kilo(0x3F6B4F, "BRASIL", "CERRADO 1 KG", "bean")),
    "COLDBREW-6": (SKY, _bottles),
    "FRENCHPRESS-8": (STONE, _press),
    "DRIPPER-02": (SAND, _dripper),
    "SCALE-2K": (STONE, _scale),
    "KETTLE-1": (SAGE, _kettle),
    "CANISTER-500": (STONE, _tin),
    "CUPS-2": (ROSE, _espresso_cups),
    "CLUB-1": (SAGE, _club),
    "VOUCHER-75": (ROSE, partial(_voucher, worth="75 €")),
}
