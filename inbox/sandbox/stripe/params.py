"""Checks a call's parameters by the table drawn from the SDK's typed parameters, and gives them their types.

Called by ``server.py`` before anything is executed, so a refusal here is never kept under an idempotency key. The table
(``params.json``) is written by tests/sandbox/stripe/params_generator.py: ``shapes`` by name, ``!`` after a required field;
a type is a word, a list of alternatives ("" lets a caller unset the field), or a table with ``enum``, ``list``, ``map`` or
``shape``. Wording as in docs.stripe.com/error-codes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from inbox.sandbox.stripe.errors import Obj, StripeFault, invalid, required
from inbox.sandbox.stripe.forms import Tree

TABLE_FILE = Path(__file__).with_name("params.json")
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_PLACE = re.compile(r"[0-9]{1,6}")
_LONGEST = 5000
_LONGEST_EVIDENCE = 20_000
"""The statements of a dispute; the count of all of them is checked where they are kept."""
_FROM_ONE = re.compile(r"(amount|amount_to_capture|(.*\[)?(quantity|limit)\]?)")


class Table(msgspec.Struct, frozen=True):
    """The drawn parameters: SDK version they come from, and the shapes by name."""

    sdk: str
    api_version: str
    shapes: dict[str, dict[str, Any]]


@cache
def table() -> Table:
    """Return the table, read once."""
    return msgspec.json.decode(TABLE_FILE.read_bytes(), type=Table)


def check(shape: str, tree: Tree) -> Obj:
    """Return ``tree`` with every leaf in its type; StripeFault 400 for what Stripe would not take."""
    return _fields(tree, shape, "")


def _fields(tree: Tree, shape: str, path: str) -> Obj:
    drawn = table().shapes[shape]
    fields = {key.rstrip("!"): kind for key, kind in drawn.items()}
    unknown = [_named(path, key) for key in tree if key not in fields]
    if unknown:
        plural = "s" if len(unknown) > 1 else ""
        message = f"Received unknown parameter{plural}: {', '.join(unknown)}"
        raise invalid(message, param=unknown[0], code="parameter_unknown")
    for key in drawn:
        if key.endswith("!") and key[:-1] not in tree:
            raise required(_named(path, key[:-1]))
    return {key: _value(node, fields[key], _named(path, key)) for key, node in tree.items()}


def _named(path: str, key: str) -> str:
    return f"{path}[{key}]" if path else key


def _value(node: str | Tree, kind: Any, path: str) -> Any:  # noqa: ANN401 - a JSON value of any type
    kinds = kind if isinstance(kind, list) else [kind]
    if node == "":
        if "" in kinds or any(isinstance(one, dict) and "list" in one for one in kinds):
            return ""
        raise _empty(path)
    fitting = [one for one in kinds if isinstance(one, dict) and not {"enum"} & one.keys()]
    if isinstance(node, dict):
        if not fitting:
            raise invalid(f"Invalid {_word(kinds)}: {{}}", param=path)
        return _table_value(node, fitting[0], path)
    scalars = [one for one in kinds if one != "" and one not in fitting]
    if not scalars:
        raise invalid("Invalid array" if "list" in fitting[0] else "Invalid object", param=path)
    return _scalar(node, scalars, path)


def _table_value(node: Tree, kind: Obj, path: str) -> object:
    if "shape" in kind:
        return _fields(node, kind["shape"], path)
    if "map" in kind:
        return {key: _entry(value, kind["map"], _named(path, key)) for key, value in node.items()}
    if not all(_PLACE.fullmatch(key) for key in node):
        raise invalid("Invalid array", param=path)
    ordered = sorted(node.items(), key=lambda item: int(item[0]))
    return [_value(value, kind["list"], _named(path, key)) for key, value in ordered]


def _entry(node: str | Tree, kind: Any, path: str) -> Any:  # noqa: ANN401 - a JSON value of any type
    """A map's empty text unsets that key, so it is never refused."""
    return "" if node == "" else _value(node, kind, path)


def _scalar(text: str, kinds: list[Any], path: str) -> object:
    refusal: StripeFault | None = None
    for kind in kinds:
        try:
            return _one_scalar(text, kind, path)
        except StripeFault as fault:
            refusal = refusal or fault
    raise refusal or invalid("Invalid value", param=path)


def _one_scalar(text: str, kind: Any, path: str) -> object:  # noqa: ANN401 - a word or a table of the drawn parameters
    if isinstance(kind, dict):
        if text not in kind["enum"]:
            name = re.sub(r"\[\d+\]$", "", path)
            choices = _listed(kind["enum"])
            raise invalid(f"Invalid {name}: must be one of {choices}", param=path)
        return text
    if kind == "integer":
        return _integer(text, path)
    if kind == "boolean":
        if text not in ("true", "false"):
            raise invalid(f"Invalid boolean: {text}", param=path)
        return text == "true"
    if kind in ("number", "decimal"):
        if not _NUMBER.fullmatch(text):
            raise invalid(f"Invalid decimal: {text}", param=path, code="parameter_invalid_decimal")
        return text  # kept as written: nothing in the sandbox calculates with fractions
    most = _LONGEST_EVIDENCE if path.startswith("evidence[") else _LONGEST
    if len(text) > most:
        message = f"Invalid string: {text[:20]}...; must be at most {most} characters"
        raise invalid(message, param=path, code="parameter_invalid_string")
    return text


def _integer(text: str, path: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise invalid(f"Invalid integer: {text}", param=path, code="parameter_invalid_integer")
    number = int(text)
    if number < 1 and _FROM_ONE.fullmatch(path):
        message = "This value must be greater than or equal to 1."
        raise invalid(message, param=path, code="parameter_invalid_integer")
    return number


def _listed(choices: list[str]) -> str:
    if len(choices) < 3:
        return " or ".join(choices)
    return f"{', '.join(choices[:-1])}, or {choices[-1]}"


def _word(kinds: list[Any]) -> str:
    scalar = next((kind for kind in kinds if kind != ""), "string")
    return scalar if isinstance(scalar, str) else "string"


def _empty(path: str) -> StripeFault:
    message = (
        f"You passed an empty string for '{path}'. We assume empty values are an attempt to unset a parameter; however "
        f"'{path}' cannot be unset. You should remove '{path}' from your request or supply a non-empty value."
    )
    return invalid(message, param=path, code="parameter_invalid_empty")
