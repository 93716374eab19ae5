"""Holds a JSON object to the SDK's class for it: every key known, every promised key there, every value of its type."""

from __future__ import annotations

import inspect
import typing
from decimal import Decimal
from functools import cache
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import typing_extensions
from stripe._list_object import ListObject
from stripe._object_classes import get_object_class
from stripe._stripe_object import StripeObject, UntypedStripeObject

_INHERITED = frozenset(dir(StripeObject)) | {"OBJECT_NAME", "deleted"}


def class_of(name: str) -> type[StripeObject]:
    """Return the SDK's class for an ``object`` name."""
    found: Any = get_object_class("V1", name)
    assert found.__dict__.get("OBJECT_NAME") == name
    return typing.cast("type[StripeObject]", found)


@cache
def fields(cls: type) -> dict[str, Any]:
    """Return the data fields of an SDK class with their annotations."""
    hints = inspect.get_annotations(cls)
    return {name: kind for name, kind in hints.items() if get_origin(kind) is not typing.ClassVar and name[0] != "_"}


def problems(obj: dict[str, Any], cls: type | None = None, path: str = "") -> list[str]:
    """Return what is wrong with an object, in words; an empty list when nothing is."""
    cls = cls or class_of(obj["object"])
    path = path or obj.get("object", "")
    known = fields(cls)
    wrong = [f"{path}.{key} is unknown to {cls.__name__}" for key in obj if key not in known]
    for name, kind in known.items():
        if name in obj:
            wrong += _value(obj[name], kind, f"{path}.{name}")
        elif not _optional(kind):
            wrong.append(f"{path}.{name} is missing")
    return wrong


def _optional(kind: Any) -> bool:
    return get_origin(kind) is Union and type(None) in get_args(kind)


def _value(value: Any, kind: Any, path: str) -> list[str]:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Union:
        return _union(value, args, path)
    if origin in (Literal, typing_extensions.Literal):
        return [] if value in args else [f"{path}: {value!r} is none of {args}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{path}: no list"]
        return [wrong for one in value for wrong in _value(one, args[0], f"{path}[]")]
    if origin is ListObject:
        return [] if isinstance(value, dict) and value.get("object") == "list" else [f"{path}: no list object"]
    if origin is UntypedStripeObject:
        return [] if isinstance(value, dict) else [f"{path}: no object"]
    if isinstance(kind, ForwardRef):
        return problems(value) if isinstance(value, dict) else [f"{path}: no object {kind}"]
    if inspect.isclass(kind) and issubclass(kind, StripeObject):
        return problems(value, kind, path) if isinstance(value, dict) else [f"{path}: no object"]
    if kind is Decimal:
        return [] if isinstance(value, str) else [f"{path}: decimals are strings"]
    if kind is Any:
        return []
    return [] if type(value) is kind else [f"{path}: {value!r} is no {kind}"]


def _union(value: Any, args: tuple[Any, ...], path: str) -> list[str]:
    if value is None:
        return [] if type(None) in args else [f"{path} is null"]
    members = [arg for arg in args if arg is not type(None)]
    literals = [arg for arg in members if get_origin(arg) in (Literal, typing_extensions.Literal)]
    if literals and isinstance(value, str):  # an open enum: the sandbox says only what the SDK knows
        return [] if any(value in get_args(arg) for arg in literals) else [f"{path}: {value!r} is a new word"]
    tried = [_value(value, member, path) for member in members]
    return min(tried, key=len)


def expandable(name: str) -> set[str]:
    """Return what can be expanded in an object: ids of other objects and lists that come on request, two levels deep."""
    found: set[str] = set()
    for field, kind in fields(class_of(name)).items():
        found |= {f"{field}{rest}" for rest in _expandable(kind, 1)}
    return found


def _expandable(kind: Any, depth: int) -> set[str]:
    args = get_args(kind)
    if get_origin(kind) is Union:
        references = [arg for arg in args if isinstance(arg, ForwardRef)]
        if str in args and references:
            return {""}
        return {rest for arg in args for rest in _expandable(arg, depth)}
    if get_origin(kind) is list:
        return {rest for arg in args for rest in _expandable(arg, depth)}
    if get_origin(kind) is ListObject:
        return {""}
    if depth and inspect.isclass(kind) and issubclass(kind, StripeObject) and not hasattr(kind, "OBJECT_NAME"):
        return {f".{field}{rest}" for field, inner in fields(kind).items() for rest in _expandable(inner, depth - 1)}
    return set()
