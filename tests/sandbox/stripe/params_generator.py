"""Draws the table of parameters Stripe takes out of the installed SDK's typed parameters.

``python -m tests.sandbox.stripe.params_generator`` writes ``inbox/sandbox/stripe/params.json``; test_params_current.py
holds the file to it. The sandbox may not import the SDK, so it reads the file.
"""

from __future__ import annotations

import importlib
import types
from decimal import Decimal
from typing import Any, Literal, Union, cast, get_args, get_origin

import msgspec
import stripe
import typing_extensions
from stripe._api_version import _ApiVersion
from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import is_typeddict

from inbox.sandbox.stripe.calls import CALLS
from inbox.sandbox.stripe.params import TABLE_FILE

_SCALARS: dict[object, str] = {str: "string", int: "integer", bool: "boolean", float: "number", Decimal: "decimal"}


def draw() -> dict[str, Any]:
    """Return the whole table."""
    shapes: dict[str, Any] = {}
    for name in sorted({call.params for call in CALLS}):
        add_shape(params_class(name), name, shapes)
    return {"sdk": stripe.VERSION, "api_version": _ApiVersion.CURRENT, "shapes": dict(sorted(shapes.items()))}


def encode(drawn: dict[str, Any]) -> bytes:
    """Return the table as it lies in the file: one shape a line, so that a new SDK makes a readable change."""
    lines = [
        f"{msgspec.json.encode(name).decode()}:{msgspec.json.encode(shape).decode()}"
        for name, shape in drawn["shapes"].items()
    ]
    head = f'{{"sdk":"{drawn["sdk"]}","api_version":"{drawn["api_version"]}","shapes":{{\n'
    return (head + ",\n".join(lines) + "\n}}\n").encode()


def params_class(name: str) -> type:
    """Return the SDK's TypedDict for ``checkout.SessionCreateParams`` or ``RefundCreateParams``."""
    path, _, last = name.rpartition(".")
    return cast("type", getattr(importlib.import_module(f"stripe.params{'.' + path if path else ''}"), last))


def add_shape(cls: type, name: str, shapes: dict[str, Any]) -> None:
    """Add the fields of one TypedDict and of all it uses. A required field's name ends with ``!``."""
    if name in shapes:
        return
    fields: dict[str, Any] = {}
    shapes[name] = fields
    hints = typing_extensions.get_type_hints(cls, localns={"StripeContext": str, "Mapping": dict}, include_extras=True)
    needed: frozenset[str] = getattr(cls, "__required_keys__")  # noqa: B009 - mypy knows no such name on a type
    for field, annotation in sorted(hints.items()):
        if field in RequestOptions.__annotations__:
            continue
        fields[field + "!" if field in needed else field] = type_of(annotation, shapes)


def type_of(annotation: object, shapes: dict[str, Any]) -> Any:
    """Return the table's word for one annotation, adding the shapes it needs."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (typing_extensions.NotRequired, typing_extensions.Required):
        return type_of(args[0], shapes)
    if origin in (Union, types.UnionType):
        return union_of(args, shapes)
    if origin in (Literal, typing_extensions.Literal):
        values = sorted(value for value in args if value)
        return [""] * ("" in args) + [{"enum": values}] * bool(values) if "" in args else {"enum": values}
    if origin is list:
        return {"list": type_of(args[0], shapes)}
    if origin is dict:
        return {"map": type_of(args[1], shapes)}
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if annotation is Any:
        return "file"  # the SDK types nothing else so: an uploaded file
    if is_typeddict(annotation):
        cls = cast("type", annotation)
        add_shape(cls, cls.__name__, shapes)
        return {"shape": cls.__name__}
    raise TypeError(f"the generator does not know {annotation!r}")


def union_of(members: tuple[object, ...], shapes: dict[str, Any]) -> Any:
    """Return the alternatives of a union. An enum the SDK leaves open to new values is closed on the wire."""
    words: list[Any] = []
    for member in members:
        if get_origin(member) is UntypedStripeObject:
            continue
        word = type_of(member, shapes)
        words.extend(one for one in (word if isinstance(word, list) else [word]) if one not in words)
    if any(isinstance(word, dict) and "enum" in word for word in words) and "string" in words:
        words.remove("string")
    return words[0] if len(words) == 1 else words


if __name__ == "__main__":
    TABLE_FILE.write_bytes(encode(draw()))
