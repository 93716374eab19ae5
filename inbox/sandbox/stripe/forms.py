"""Stripe's request bodies: form fields in bracket syntax, and the multipart form of a file upload.

Called by ``routes.py`` on the loop's thread; pure. Documented at docs.stripe.com/api ("form-encoded request bodies").
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import msgspec

from inbox.sandbox.stripe.errors import StripeFault, invalid

Tree = dict[str, "str | Tree"]
"""Decoded fields: a leaf is text, everything else a table. An array is a table whose keys are "0", "1", ..."""

MOST_FIELDS = 2000
_KEY = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
_PART = re.compile(r"\[([^\[\]]*)\]")
_QUOTED = re.compile(rb'([a-z]+)="((?:[^"\\]|\\.)*)"')


class Upload(msgspec.Struct, frozen=True):
    """One uploaded file: its name as the caller gave it, its media type, its bytes."""

    filename: str
    content_type: str
    data: bytes


def decode_fields(raw: bytes) -> Tree:
    """Decode ``a=1&b[c]=2&d[]=3&e[0][f]=4`` into a tree; a StripeFault 400 when it is not that."""
    try:
        pairs = parse_qsl(
            raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS, separator="&"
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise _unreadable() from error
    return build_tree(pairs)


def build_tree(pairs: list[tuple[str, str]]) -> Tree:
    """Hang each field at the place its brackets name; later values of one name win."""
    tree: Tree = {}
    for name, value in pairs:
        match = _KEY.match(name)
        steps = [name] if match is None else [match[1], *_PART.findall(match[2])]
        _hang(tree, steps, value, name)
    return tree


def _hang(tree: Tree, steps: list[str], value: str, name: str) -> None:
    for place, step in enumerate(steps):
        key = step or _array_place(tree, steps[place + 1 :])
        if place == len(steps) - 1:
            if isinstance(tree.get(key), dict):
                raise invalid("Invalid request: a parameter is given both as a value and as an object.", param=name)
            tree[key] = value
            return
        branch = tree.setdefault(key, {})
        if isinstance(branch, str):
            raise invalid("Invalid request: a parameter is given both as a value and as an object.", param=name)
        tree = branch


def _array_place(array: Tree, rest: list[str]) -> str:
    """Return where ``[]`` points: a new place, or the last one while its object lacks the field that follows."""
    last = array.get(str(len(array) - 1)) if array else None
    if rest and isinstance(last, dict) and rest[0] and rest[0] not in last:
        return str(len(array) - 1)
    return str(len(array))


def decode_multipart(raw: bytes, content_type: str) -> tuple[Tree, dict[str, Upload]]:
    """Decode a ``multipart/form-data`` body into its fields and its files by field name."""
    found = re.search(r'boundary="?([^";]+)"?', content_type)
    if found is None:
        raise _unreadable()
    pairs: list[tuple[str, str]] = []
    files: dict[str, Upload] = {}
    for chunk in raw.split(b"--" + found[1].encode())[1:-1]:
        head, gap, data = chunk.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        quoted = {key.decode(): text.decode("utf-8", "replace") for key, text in _QUOTED.findall(head)}
        if not gap or "name" not in quoted:
            raise _unreadable()
        data = data.removesuffix(b"\r\n")
        if "filename" in quoted:
            kind = re.search(rb"(?im)^content-type:\s*([^\r\n]+)", head)
            media_type = kind[1].decode("latin-1").strip() if kind else "application/octet-stream"
            files[quoted["name"]] = Upload(quoted["filename"], media_type, data)
        else:
            pairs.append((quoted["name"], data.decode("utf-8", "replace")))
    return build_tree(pairs), files


def _unreadable() -> StripeFault:
    return invalid(
        "Invalid request (check that your POST content type is application/x-www-form-urlencoded). "
        "If you have any questions, we can help at https://support.stripe.com/."
    )


def refuse_json(content_type: str) -> None:
    """Raise Stripe's refusal of a body that is not a form."""
    if content_type.split(";")[0].strip().lower() == "application/json":
        raise _unreadable()
