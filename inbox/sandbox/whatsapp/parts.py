"""Reading a request's JSON strictly: every missing or wrong field becomes the error Meta would answer.

Called by the message checks on the sandbox's event loop; changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from inbox.sandbox.whatsapp.errors import GraphError


class Part:
    """One JSON object of a request and the path that leads to it (``interactive.action``)."""

    def __init__(self, fields: Mapping[str, object], path: str = "") -> None:
        self.fields = fields
        self.path = path

    def name(self, field: str) -> str:
        """Return the full path of a field, for error details."""
        return f"{self.path}.{field}" if self.path else field

    def has(self, field: str) -> bool:
        """Tell whether the field is there and not null."""
        return self.fields.get(field) is not None

    def only(self, *allowed: str) -> None:
        """Refuse fields that Meta does not know here."""
        for field in self.fields:
            if field not in allowed:
                raise GraphError(100, f"Unexpected key '{field}' on param '{self.path or 'message'}'")

    def require(self, field: str) -> object:
        """Return the field's value or refuse with 131008."""
        if not self.has(field):
            raise GraphError(131008, f"The parameter {self.name(field)} is required.")
        return self.fields[field]

    def text(self, field: str, most: int, least: int = 1) -> str:
        """Return a required text of ``least`` to ``most`` characters."""
        value = self.require(field)
        if not isinstance(value, str):
            raise GraphError(100, f"Param {self.name(field)} must be a string.")
        if len(value) < least:
            raise GraphError(131008, f"The parameter {self.name(field)} must not be empty.")
        if len(value) > most:
            raise GraphError(131009, f"{self.name(field)} is {len(value)} characters long; at most {most} are allowed.")
        return value

    def maybe_text(self, field: str, most: int) -> str | None:
        """Return an optional text of at most ``most`` characters."""
        return self.text(field, most) if self.has(field) else None

    def number(self, field: str, least: int, most: int) -> None:
        """Require a number between ``least`` and ``most`` (coordinates)."""
        value = self.require(field)
        if isinstance(value, str):
            value = _as_number(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise GraphError(131009, f"{self.name(field)} must be a number from {least} to {most}.")

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        """Return a required text that is one of ``allowed``."""
        value = self.require(field)
        if not isinstance(value, str) or value not in allowed:
            raise GraphError(131009, f"{self.name(field)} must be one of {', '.join(allowed)}.")
        return value

    def part(self, field: str) -> Self:
        """Return a required inner object."""
        value = self.require(field)
        if not isinstance(value, Mapping):
            raise GraphError(100, f"Param {self.name(field)} must be a JSON object.")
        return type(self)(value, self.name(field))

    def maybe_part(self, field: str) -> Self | None:
        """Return an optional inner object."""
        return self.part(field) if self.has(field) else None

    def parts(self, field: str, most: int, least: int = 1) -> list[Self]:
        """Return a required array of ``least`` to ``most`` objects."""
        value = self.require(field)
        if not isinstance(value, list):
            raise GraphError(100, f"Param {self.name(field)} must be an array.")
        if not least <= len(value) <= most:
            raise GraphError(131009, f"{self.name(field)} must have {least} to {most} elements, not {len(value)}.")
        made = []
        for position, element in enumerate(value):
            path = f"{self.name(field)}[{position}]"
            if not isinstance(element, Mapping):
                raise GraphError(100, f"Param {path} must be a JSON object.")
            made.append(type(self)(element, path))
        return made


def _as_number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def refuse_repeats(values: list[str], what: str) -> None:
    """Refuse two equal ids or titles where Meta wants them unique."""
    if len(set(values)) != len(values):
        raise GraphError(131009, f"{what} must be unique.")
