"""A look: one theme in one text size, all that a paint function needs to know besides what it paints.

A new look is made when the theme or the text size changes; laid out text belongs to the look it was laid out with.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from inbox.ui.models.rows import Tone
from inbox.ui.theme.corners import Corners
from inbox.ui.theme.fonts import Fonts
from inbox.ui.theme.icons import Icons
from inbox.ui.theme.tokens import AVATARS, Tokens


class Look:
    """Colours, sizes, fonts and icons together. ``factor`` is 1.0 at 100 % text."""

    def __init__(self, tokens: Tokens, factor: float, icons: Icons, families: list[str] | None = None) -> None:
        self.tokens = tokens
        self.factor = factor
        self.icons = icons
        self.corners = Corners()
        self.fonts = Fonts(factor, families)
        self._tones = {
            Tone.NEUTRAL: (tokens.muted, tokens.bg),
            Tone.OK: (tokens.ok, tokens.ok_soft),
            Tone.INFO: (tokens.info, tokens.info_soft),
            Tone.WARN: (tokens.warn, tokens.warn_soft),
            Tone.DANGER: (tokens.danger, tokens.danger_soft),
        }

    def px(self, size: float) -> int:
        """Return a measure of the design in whole pixels of this text size."""
        return round(size * self.factor)

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return the text and ground colour of a chip."""
        return self._tones[tone]

    def avatar(self, colour: int) -> QColor:
        """Return the ground behind a person's initials."""
        return AVATARS[colour % len(AVATARS)]
