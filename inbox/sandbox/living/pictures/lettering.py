"""Capital letters drawn as lines, for the labels on the shop's goods. Pure; used by ``goods.py`` and ``photos.py``.

Each letter is a few strokes on a grid four wide and six high, written as digits: ``00-06`` goes from the top left corner
down to the bottom left one.
"""

from __future__ import annotations

from inbox.sandbox.living.pictures.canvas import Canvas, Paint, Point, turned

_WIDTH, _HEIGHT, _GAP = 4, 6, 1.7
_EXTENT = {"I": (2, 0), ".": (2, 0), "1": (1, 1), " ": (0, 1.5)}
"""Where a narrow letter begins on the grid and how wide it is."""
_STROKES = {
    "A": "06-20-46 14-34", "B": "00-06-36-45-44-33-03 33-42-41-30-00", "C": "41-30-10-01-05-16-36-45",
    "D": "00-06-26-45-41-20-00", "E": "40-00-06-46 03-33", "F": "40-00-06 03-33", "G": "41-30-10-01-05-16-36-45-43-23",
    "H": "00-06 40-46 03-43", "I": "20-26", "J": "40-45-36-16-05", "K": "00-06 40-03-46", "L": "00-06-46",
    "M": "06-00-23-40-46", "N": "06-00-46-40", "O": "10-01-05-16-36-45-41-30-10", "P": "06-00-30-41-42-33-03",
    "Q": "10-01-05-16-36-45-41-30-10 24-46", "R": "06-00-30-41-42-33-03 23-46", "S": "41-30-10-01-02-13-33-44-45-36-16-05",
    "T": "00-40 20-26", "U": "00-05-16-36-45-40", "V": "00-26-40", "W": "00-16-23-36-40", "X": "00-46 40-06",
    "Y": "00-23-40 23-26", "Z": "00-40-06-46", "0": "10-01-05-16-36-45-41-30-10", "1": "11-20-26", "2": "01-10-30-41-42-06-46",
    "3": "00-40-23-33-44-45-36-16-05", "4": "36-30-04-44", "5": "40-00-03-33-44-45-36-06", "6": "30-10-01-05-16-36-45-44-33-03",
    "7": "00-40-16", "8": "10-01-02-13-33-44-45-36-16-05-04-13 33-42-41-30-10", "9": "43-13-02-01-10-30-41-45-36-16",
    "€": "41-30-10-01-05-16-36-45 02-32 04-34", ".": "26-26",
}  # fmt: skip


def write(
    canvas: Canvas, text: str, middle: Point, height: float, paint: Paint, *, weight: float = 0.13, turn: float = 0
) -> None:
    """Write ``text`` (capitals and digits) centred on ``middle``; ``weight`` is the stroke's share of the height."""
    scale = height / _HEIGHT
    left = middle[0] - width_of(text, height) / 2
    for letter in text:
        start, width = _EXTENT.get(letter, (0, _WIDTH))
        for stroke in _STROKES.get(letter, "").split():
            corners = [
                (left + (int(at[0]) - start) * scale, middle[1] - height / 2 + int(at[1]) * scale)
                for at in stroke.split("-")
            ]
            canvas.line(turned(corners, turn, middle), height * weight, paint)
        left += (width + _GAP) * scale


def width_of(text: str, height: float) -> float:
    """Return how wide ``text`` becomes at that height."""
    widths = [_EXTENT.get(letter, (0, _WIDTH))[1] for letter in text]
    return (sum(widths) + _GAP * (len(text) - 1)) * height / _HEIGHT
