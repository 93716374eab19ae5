"""What stands in most pictures of the shop: a bag of coffee and a cup. Pure; used by ``goods.py`` and ``photos.py``."""

from __future__ import annotations

from inbox.sandbox.living.pictures.canvas import Canvas, Fade, Point, curve, mixed, round_points
from inbox.sandbox.living.pictures.emblems import PAPER, Emblem, draw_emblem
from inbox.sandbox.living.pictures.lettering import width_of, write

INK = 0x2B1A10


def bag(
    canvas: Canvas, points: tuple[float, float, float, float], colour: int, words: tuple[str, str], emblem: Emblem
) -> None:
    """Draw a bag of coffee standing: ``points`` are its box, ``words`` the name and what is below it."""
    left, top, right, bottom = points
    wide = right - left
    body = [
        (left + wide * 0.05, top + wide * 0.16),
        (right - wide * 0.05, top + wide * 0.16),
        (right, bottom),
        (left, bottom),
    ]
    canvas.polygon(body, Fade(mixed(colour, 0xFFFFFF, 0.12), mixed(colour, 0, 0.22), across=True))
    canvas.polygon(
        [body[0], (left + wide * 0.13, top + wide * 0.16), (left + wide * 0.1, bottom), body[3]], Fade(0, 0, alpha=0.14)
    )
    fold = [
        (left + wide * 0.05, top),
        (right - wide * 0.05, top),
        (right - wide * 0.05, top + wide * 0.18),
        (left + wide * 0.05, top + wide * 0.18),
    ]
    canvas.polygon(fold, Fade(mixed(colour, 0xFFFFFF, 0.22), mixed(colour, 0, 0.1)))
    canvas.box(left + wide * 0.05, top + wide * 0.1, right - wide * 0.05, top + wide * 0.125, Fade(0, 0, alpha=0.25))
    middle, high = (left + right) / 2, bottom - top
    canvas.box(left + wide * 0.16, top + high * 0.34, right - wide * 0.16, top + high * 0.84, PAPER, wide * 0.04)
    draw_emblem(canvas, emblem, (middle, top + high * 0.47), wide * 0.13, colour)
    room = wide * 0.6
    for text, place, size, tone in ((words[0], 0.65, 0.13, INK), (words[1], 0.76, 0.055, mixed(INK, PAPER, 0.35))):
        height = wide * size
        height = min(height, height * room / max(1.0, width_of(text, height)))
        write(canvas, text, (middle, top + high * place), height, tone)


def cup(canvas: Canvas, at: Point, size: float, colour: int) -> None:
    """Draw a cup whose opening is centred on ``at``, ``size`` wide."""
    x, y = at
    half, high = size / 2, size * 0.92
    canvas.polygon(ring(x + half * 1.06, y + high * 0.42, size * 0.24, size * 0.16), mixed(colour, 0, 0.15))
    base = [
        (x - half, y),
        *curve((x - half, y + high * 0.8), (x - half * 0.96, y + high), (x - half * 0.6, y + high), 6),
    ]
    base += [
        *curve((x + half * 0.6, y + high), (x + half * 0.96, y + high), (x + half, y + high * 0.8), 6),
        (x + half, y),
    ]
    canvas.polygon(base, Fade(mixed(colour, 0xFFFFFF, 0.3), mixed(colour, 0, 0.2), across=True))
    canvas.ellipse(x, y, half, size * 0.13, mixed(colour, 0xFFFFFF, 0.45))
    canvas.ellipse(x, y + size * 0.015, half * 0.88, size * 0.1, Fade(0x5A3420, 0x2E1A10))


def ring(x: float, y: float, outer: float, inner: float) -> list[Point]:
    """Return the outline of a ring, as handles have it."""
    return [*round_points(x, y, outer, outer), *reversed(round_points(x, y, inner, inner))]
