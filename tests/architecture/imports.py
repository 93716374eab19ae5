"""Who may import whom: the table of rooms, and no cycles. Imports inside functions and for types alone count too."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.architecture.tree import PACKAGE, Module, modules, resolve

_ANY = ("*",)
_STORE = ("peewee", "playhouse", "sqlcipher3")
_PLATFORM = ("httpx", "stripe")

# room -> (our rooms it may import, libraries it may import besides msgspec). The longest name that fits a module counts.
ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "": ((), ()),
    "domain": ((), ("phonenumbers",)),
    "store": (("domain",), _STORE),
    "store.state": (("domain",), _STORE),
    "store.timeline": (("domain", "store.state"), _STORE),
    "platforms": ((), ()),
    "platforms.whatsapp": (("domain", "system", "platforms.json_body"), _PLATFORM),
    "platforms.stripe": (("domain", "system", "platforms.json_body"), _PLATFORM),
    "hub": (
        ("domain", "store.state", "platforms", "system"),
        ("starlette", "uvicorn", "httptools", "python_multipart", "peewee", "playhouse", "psycopg", "sqlcipher3"),
    ),
    "desk": (("domain", "store", "system"), ("httpx",)),
    "ui.models": (("domain", "desk.ports"), ("PySide6.QtCore",)),
    "ui": (("domain", "ui.models"), ("PySide6",)),
    "sandbox": (("domain",), ("starlette", "uvicorn", "httptools", "httpx", "python_multipart")),
    "system": (("domain",), ("keyring", "platformdirs")),
    # The composition root: what puts the pieces together, and what walks through all of them.
    "demo": (_ANY, ("httpx",)),
    "doctor": (_ANY, ("httpx",)),
    "start": (_ANY, ("httpx",)),
    "bootstrap": (_ANY, ("httpx",)),
    "cli": (_ANY, ()),
    "__main__": (_ANY, ()),
}

_QT = ("PySide6", "shiboken6", "PyQt6", "PyQt5", "qasync")


def forbidden_imports(root: Path) -> list[str]:
    """Return every import that the table does not allow, a line that imports several names once."""
    known = modules(root)
    findings = (
        module.at(found.line, problem)
        for module in known.values()
        for found in module.imports
        if (problem := _judge(module, found.target, known)) is not None
    )
    return list(dict.fromkeys(findings))


def _judge(module: Module, target: str, known: dict[str, Module]) -> str | None:
    room = room_of(module)
    if room is None:
        return f"{module.name} is in no room of the import table"
    ours, libraries = ROOMS[room]
    top = target.partition(".")[0]
    if top == PACKAGE:
        return _judge_own(room, ours, resolve(target, known) or target)
    if top in _QT and not room.startswith("ui"):
        return f"{target}: Qt outside ui/"
    if top in sys.stdlib_module_names or top == "msgspec" or any(_is_in(target, library) for library in libraries):
        return None
    return f"{room or PACKAGE} may not use the library {target}"


def _judge_own(room: str, allowed: tuple[str, ...], target: str) -> str | None:
    within = target.partition(".")[2]
    # The package itself says the version and nothing else; a room may use all of itself.
    if not within or allowed == _ANY or any(_is_in(within, name) for name in (*allowed, *([room] if room else []))):
        return None
    return f"{room or PACKAGE} may not import {target}"


def room_of(module: Module) -> str | None:
    """Return the room a module belongs to, ``None`` if the table has none for it."""
    fitting = [room for room in ROOMS if room and _is_in(module.within, room)]
    if fitting:
        return max(fitting, key=len)
    return "" if module.name == PACKAGE else None


def _is_in(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def cycles(root: Path) -> list[str]:
    """Return each group of modules that import each other in a circle, once."""
    known = modules(root)
    edges = {
        name: {target for found in module.imports if (target := resolve(found.target, known)) not in (None, name)}
        for name, module in known.items()
    }
    return [" -> ".join(sorted(group)) for group in _groups(edges) if len(group) > 1]


def _groups(edges: dict[str, set[str | None]]) -> list[set[str]]:
    """Return the strongly connected components: whoever reaches each other both ways."""
    reach = {name: _reachable(name, edges) for name in edges}
    groups: list[set[str]] = []
    seen: set[str] = set()
    for name in edges:
        if name not in seen:
            group = {other for other in reach[name] if name in reach[other]} | {name}
            seen |= group
            groups.append(group)
    return groups


def _reachable(start: str, edges: dict[str, set[str | None]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for target in edges[waiting.pop()]:
            if target is not None and target not in found:
                found.add(target)
                waiting.append(target)
    return found
