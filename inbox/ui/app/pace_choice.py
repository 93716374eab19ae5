"""The choice on the demo's stripe: how fast its customers live. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from inbox.domain.pace import FAST, NORMAL, PAUSED, SLOW
from inbox.ui.models.pace import Pace
from inbox.ui.models.states.parts import Choice
from inbox.ui.panes.stripe import Stripe

translate = QCoreApplication.translate


class PaceChoice(QObject):
    """Lives as long as the stripe it is on."""

    def __init__(self, stripe: Stripe, pace: Pace) -> None:
        super().__init__(stripe)
        self._stripe = stripe
        self._pace = pace
        stripe.choice.chosen.connect(self._on_chosen)
        self._show()

    def _on_chosen(self, pace: str) -> None:
        self._pace.choose(pace)
        self._show()

    def _show(self) -> None:
        names = {
            PAUSED: translate("DemoPace", "paused"),
            SLOW: translate("DemoPace", "slow"),
            NORMAL: translate("DemoPace", "normal"),
            FAST: translate("DemoPace", "fast"),
        }
        now = self._pace.state
        name = names.get(now.chosen, f"{now.times:g} ×")
        choices = [Choice(id=pace, text=text, is_chosen=pace == now.chosen) for pace, text in names.items()]
        text = translate("DemoPace", "Customers: {pace}").format(pace=name)
        self._stripe.show_choice(text, choices, translate("DemoPace", "How fast the customers of the demo live"))
