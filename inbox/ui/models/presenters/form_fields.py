"""The fields of the forms that make a message: how much of what WhatsApp takes is used, what is missing. Pure but for words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from inbox.domain import send_actions as sends
from inbox.ui.models.states.composer import FormField

translate = QCoreApplication.translate

Typed = Mapping[str, str]
"""What was typed, by the ids of the fields."""


def field(typed: Typed, name: str, label: str, most: int, *, hint: str = "", is_long: bool = False) -> FormField:
    """Return a field that takes ``most`` characters."""
    value = typed.get(name, "")
    size = len(value.strip())
    # Short fields are counted from the first key, long ones when their end comes near.
    shown = f"{size} / {most}" if size and (most <= sends.DESCRIPTION or size > most * 3 // 4) else ""
    return FormField(id=name, label=label, value=value, hint=hint, counter=shown, is_over=size > most, is_long=is_long)


def said(shown: FormField) -> str:
    """Return what stands in a field, without what is around it."""
    return shown.value.strip()


def too_long(*fields: FormField) -> str:
    """Return in words that a field has too much; empty when none has."""
    over = next((shown for shown in fields if shown.is_over), None)
    if over is None:
        return ""
    words = translate("MessageForm", "“{field}” is too long for WhatsApp: {counter} characters.")
    return words.format(field=over.label, counter=over.counter)


def lacks(*fields: FormField) -> str:
    """Return in words which fields are empty and must not be; empty when none is."""
    empty = [shown.label for shown in fields if not said(shown)]
    return translate("MessageForm", "Fill in first: {names}").format(names=", ".join(empty)) if empty else ""
