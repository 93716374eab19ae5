"""That WhatsApp keeps the shop's number from sending, or soon may, said across the window. Pure but for words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.domain.number_health import BLOCKED, LIMITED, LOW
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.parts import Notice

translate = QCoreApplication.translate

_MOST_REASONS = 2


def notices(desk: Desk) -> tuple[Notice, ...]:
    """Return at most one bar: the worst that Meta says of the number."""
    said = desk.terms.number
    tone = Tone.WARN
    if said.can_send == BLOCKED:
        text, tone = translate("NumberHealth", "WhatsApp lets this shop send nothing at the moment."), Tone.DANGER
    elif said.can_send == LIMITED:
        text = translate("NumberHealth", "WhatsApp limits what this shop may send at the moment.")
    elif said.quality == LOW:
        text = translate(
            "NumberHealth",
            "WhatsApp rates this number low, because customers have blocked or reported it. Send only what they wait for.",
        )
    else:
        return ()
    reasons = " ".join(said.reasons[:_MOST_REASONS])
    if reasons:
        text = translate("NumberHealth", "{what} Meta says: {reasons}").format(what=text, reasons=reasons)
    if said.can_send in (BLOCKED, LIMITED):
        text = " ".join((text, translate("NumberHealth", "WhatsApp Manager names the way out under Account quality.")))
    return (Notice(id="number", text=text, tone=tone),)
