"""The pages of evidence: A4, numbered, small, and no letter of any script breaks them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QApplication

from inbox.domain.evidence import MOST_BYTES
from inbox.domain.evidence_pack import Printed, PrintedPack
from inbox.ui.documents.pack_pdf import render
from inbox.ui.documents.printing import Printing

ROW = ("14.11.2026 10:00", "Kunde", "Kunde bestätigt den Erhalt am 14. Nov. 2026", "Größe passt 😀 <b>wirklich</b>", "gelesen")


def pack(rows: tuple[tuple[str, str, str, str, str], ...] = (ROW,), **changes: object) -> PrintedPack:
    facts: dict[str, object] = {
        "title": "Belege zum Streitfall",
        "shop": "Rösterei Nordlicht",
        "language": "de",
        "facts": (("Streitfall", "du_1 · 13.1"), ("Kunde", "أحمد العربي"), ("Alle Zeiten", "Europe/Berlin")),
        "statement": ("Stellungnahme", "Kunde bestätigt den Erhalt.\nUnd mehr."),
        "course": "Verlauf",
        "policy": ("Bedingungen", "Rückgabe binnen 30 Tagen."),
        "foot": "Rösterei Nordlicht · du_1",
        "page": "Seite {page} von {pages}",
    }
    return PrintedPack(rows=rows, **(facts | changes))  # type: ignore[arg-type]  # facts by name


def pages(printed: Printed) -> int:
    """Count in the file itself."""
    count = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.content))
    assert printed.pages == count
    return count


def test_a_short_pack_is_one_page_of_a4(qapp: QApplication) -> None:
    printed = render(pack())
    assert printed.content.startswith(b"%PDF")
    assert (pages(printed), printed.missing) == (1, 0)
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed.content)
    assert box is not None
    assert [round(float(side)) for side in box.groups()] == [595, 842]


@pytest.mark.parametrize("count", [40, 150])
def test_a_long_pack_goes_on_and_stays_small_enough_for_stripe(qapp: QApplication, count: int) -> None:
    printed = render(pack((ROW,) * count))
    assert pages(printed) > 1
    assert len(printed.content) < MOST_BYTES


@pytest.mark.parametrize(
    "text", ["", "\x00\x07", "\u202ertl", "שלום", "日本語", "\U0001f469\u200d\U0001f467" * 40, "x" * 5000, "a\nb\r\nc\u2028d"]
)
def test_no_text_breaks_it(qapp: QApplication, text: str) -> None:
    printed = render(
        pack(
            (("", text, text, text, text),),
            title=text,
            foot=text,
            facts=((text, text),),
            statement=(text, text),
            policy=(text, text),
        )
    )
    assert pages(printed) >= 1


def test_nothing_but_the_title_is_a_page_too(qapp: QApplication) -> None:
    assert pages(render(pack((), facts=(), statement=("", ""), course="", policy=("", "")))) == 1


def test_it_is_printed_on_a_thread_of_its_own(qapp: QApplication) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(render, pack((ROW,) * 20)) for _ in range(2)]
    assert [pages(each.result()) for each in both] == [pages(render(pack((ROW,) * 20)))] * 2
    printing = Printing()
    assert printing(pack()).result(timeout=60).content.startswith(b"%PDF")
    printing.close()
