"""What the panel shows around a card that must not move: the card that the pointer came to in order to act. Pure."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.ui.models.rows import Chip
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate


def moves_money(state: PanelState, name: str) -> bool:
    """Tell whether a click on this entry could move money."""
    entry = next((entry for section in state.sections for entry in section.entries if entry.id == name), None)
    if entry is None:
        return False
    form = () if entry.form is None else (entry.form.button,)
    acts = (entry.side, *entry.buttons, *form)
    return any(act is not None and act.moves_money and act.is_enabled for act in acts)


def keep(before: PanelState, state: PanelState, name: str) -> PanelState:
    """Return the state with an entry that is gone still in its place, as something that is settled."""
    if any(entry.id == name for section in state.sections for entry in section.entries):
        return state
    for place, section in enumerate(before.sections):
        for row, entry in enumerate(section.entries):
            if entry.id == name:
                return replace(state, sections=_with(state.sections, section, place, _settled(entry), row))
    return state


def calm(before: PanelState, entry: Entry) -> Entry:
    """Return an entry that may be clicked twice: where a link was clicked, a second click must not refund."""
    old = next((each for section in before.sections for each in section.entries if each.id == entry.id), None)
    if old is None or old.side is None or old.side.intent != Intent.LINK_PAYMENT:
        return entry
    words = translate("Panel", "Linked. Move the pointer away and back to click.")

    def still(act: CardButton | None) -> CardButton | None:
        return replace(act, is_enabled=False, reason=words) if act is not None and act.moves_money else act

    return replace(entry, side=still(entry.side))


def _with(sections: tuple[Section, ...], old: Section, place: int, entry: Entry, row: int) -> tuple[Section, ...]:
    known = next((index for index, section in enumerate(sections) if section.id == old.id), None)
    if known is None:
        return (*sections[:place], replace(old, entries=(entry,)), *sections[place:])
    section = sections[known]
    entries = (*section.entries[:row], entry, *section.entries[row:])
    return (*sections[:known], replace(section, entries=entries), *sections[known + 1 :])


def _settled(entry: Entry) -> Entry:
    """Return an entry with which nothing can be done any more; it keeps its size."""
    words = translate("Panel", "This is settled.")

    def still(act: CardButton) -> CardButton:
        return replace(act, is_enabled=False, reason=words)

    return replace(
        entry,
        chip=Chip(translate("Panel", "Settled")),
        side=None if entry.side is None else still(entry.side),
        arrow=None if entry.arrow is None else still(entry.arrow),
        buttons=tuple(still(act) for act in entry.buttons),
    )
