"""The one place where the edits of all refund forms come together on their way out of the panel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from inbox.ui.panes.entry_card import EntryCard


class FormEdits(QObject):
    """What is typed, ticked and chosen in the refund form of any card: the payment first."""

    amount_edited = Signal(str, str)
    line_ticked = Signal(str, str, bool)
    share_chosen = Signal(str, str)
    reason_chosen = Signal(str, str)
    tell_ticked = Signal(str, bool)

    def take(self, card: EntryCard) -> None:
        """Pass on what a card's form says."""
        card.amount_edited.connect(self.amount_edited)
        card.line_ticked.connect(self.line_ticked)
        card.share_chosen.connect(self.share_chosen)
        card.reason_chosen.connect(self.reason_chosen)
        card.tell_ticked.connect(self.tell_ticked)
