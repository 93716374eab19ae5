"""Our colours as Qt's palette roles, for the standard widgets we leave to the style: fields, menus, tooltips, lists."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from inbox.ui.theme.tokens import Tokens

_Role = QPalette.ColorRole


def qt_palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme; disabled text is faded, everything else is the same active or not."""
    palette = QPalette()
    roles = {
        _Role.Window: tokens.surface,
        _Role.WindowText: tokens.text,
        _Role.Base: tokens.raised,
        _Role.AlternateBase: tokens.bg,
        _Role.Text: tokens.text,
        _Role.PlaceholderText: tokens.faint,
        _Role.Button: tokens.raised,
        _Role.ButtonText: tokens.text,
        _Role.BrightText: tokens.danger,
        _Role.ToolTipBase: tokens.bar,
        _Role.ToolTipText: tokens.bar_text,
        _Role.Highlight: tokens.highlight,
        _Role.HighlightedText: tokens.on_highlight,
        _Role.Accent: tokens.accent,
        _Role.Link: tokens.info,
        _Role.LinkVisited: tokens.info,
        _Role.Light: tokens.raised,
        _Role.Midlight: tokens.bg,
        _Role.Mid: tokens.line,
        _Role.Dark: tokens.line,
        _Role.Shadow: tokens.line,
    }
    for role, color in roles.items():
        palette.setColor(role, color)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded(tokens.muted, tokens.surface))
    return palette


def faded(color: QColor, behind: QColor) -> QColor:
    """Return ``color`` half way to its background: how a control looks that cannot be used now."""
    return QColor(
        (color.red() + behind.red()) // 2,
        (color.green() + behind.green()) // 2,
        (color.blue() + behind.blue()) // 2,
    )
