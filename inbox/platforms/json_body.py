"""Reads JSON bodies that platforms send, whatever is in them, into a tree that can be walked and written again safely.

Called by the decoders on the hub's writer thread. The tree has plain dicts and lists at most ``DEEPEST`` levels deep;
fractions are Decimals, never binary; text has no lone surrogates. It must never raise anything but ``NotJsonError``.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation

import msgspec

DEEPEST = 48
"""Levels kept as structure; whatever lies deeper stays as its JSON text. Webhooks of today have 16."""
_LARGEST_EXPONENT = 300
_LONGEST_INTEGER = 300


class NotJsonError(ValueError):
    """The body is not JSON, not even with the tolerance of this reader."""


def _fraction(text: str) -> Decimal | str:
    """Read a JSON fraction exactly; one that no other JSON reader could hold stays text."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if abs(number.adjusted()) <= _LARGEST_EXPONENT else text


def _integer(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_INTEGER else text


_DECODER = msgspec.json.Decoder(float_hook=_fraction)
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_TOLERANT = json.JSONDecoder(parse_float=_fraction, parse_int=_integer, parse_constant=str, strict=False)


def read(body: bytes) -> object:
    """Read a body; NotJsonError if that cannot be done even when NaN, bad UTF-8 and control characters are let pass."""
    try:
        tree: object = _DECODER.decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _read_tolerantly(body)
    may_be_deep = body.count(b"{") + body.count(b"[") > DEEPEST
    return _read_tolerantly(body) if may_be_deep and _is_too_deep(tree) else tree


def write(tree: object) -> bytes:
    """Write a tree as JSON, fractions with the digits they came with."""
    return _ENCODER.encode(tree)


def _is_too_deep(tree: object) -> bool:
    level = [tree]
    for _ in range(DEEPEST):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
            if isinstance(child, dict | list)
        ]
        if not level:
            return False
    return True


def _read_tolerantly(body: bytes) -> object:
    text = _flattened(body.decode("utf-8-sig", "replace")).strip()
    try:
        return _without_surrogates(_TOLERANT.decode(text))
    except ValueError as error:
        raise NotJsonError(str(error)) from error


_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{\]}]', re.DOTALL)


def _flattened(text: str) -> str:
    """Return JSON text with everything below ``DEEPEST`` levels turned into strings that hold its text."""
    parts: list[str] = []
    depth = done = begin = 0
    for token in _TOKEN.finditer(text):
        mark = text[token.start()]
        if mark in "[{":
            depth += 1
            if depth == DEEPEST + 1:
                begin = token.start()
        elif mark in "]}":
            if depth == DEEPEST + 1:
                parts += [text[done:begin], json.dumps(text[begin : token.end()])]
                done = token.end()
            depth -= 1
    if depth > DEEPEST:
        parts += [text[done:begin], json.dumps(text[begin:])]
        done = len(text)
    return "".join(parts) + text[done:]


def _without_surrogates(tree: object) -> object:
    if isinstance(tree, str):
        return tree if tree.isprintable() else tree.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(tree, list):
        return [_without_surrogates(item) for item in tree]
    if isinstance(tree, dict):
        return {str(_without_surrogates(key)): _without_surrogates(item) for key, item in tree.items()}
    return tree
