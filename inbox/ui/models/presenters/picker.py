"""The products to pick from, as far as they fit what was typed, and what is the matter with the catalog. Pure."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.products import differing_words, tiles
from inbox.ui.models.states.composer import ProductPicker
from inbox.ui.models.states.parts import Empty

translate = QCoreApplication.translate

_MOST = 24


def picker(desk: Desk, query: str, *, is_asked: bool) -> ProductPicker:
    """Return the picker; ``is_asked`` when the products were just asked for anew."""
    found = desk.catalogue.find(query, _MOST)
    trouble = words_of(desk.catalogue.trouble(), desk.language)
    blank = None
    if not found:
        words = (not query.strip() and trouble) or translate("Composer", "No product fits.")
        blank = Empty(text=words, icon="search")
    return ProductPicker(query=query, tiles=tiles(desk, found), note=_note(desk, query, is_asked=is_asked), blank=blank)


def _note(desk: Desk, query: str, *, is_asked: bool) -> str:
    if is_asked:
        return translate("Picker", "The products were asked for anew; what has changed appears by itself.")
    if query.strip():
        return ""
    catalogue = desk.catalogue
    trouble = catalogue.trouble() if catalogue.find("", 1) else None
    return words_of(trouble or catalogue.price_trouble(), desk.language) or differing_words(desk)
