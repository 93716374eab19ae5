"""A source tree as the architecture rules see it: its modules and every import in them, wherever it stands."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from inbox.system.loading import loading

PACKAGE = "inbox"


@dataclass(frozen=True)
class Import:
    """One imported name; ``target`` is dotted and absolute, and may end in an attribute of the module it is in."""

    target: str
    line: int
    is_late: bool
    """Whether it stands inside a function."""


class Node(NamedTuple):
    """One node of a syntax tree and where it stands."""

    node: ast.AST
    function: str | None
    """The innermost function around it that has a name."""
    is_late: bool
    """Whether it stands inside a function or a lambda."""


@dataclass(frozen=True)
class Module:
    """One parsed file of the package."""

    name: str
    path: str
    source: str
    tree: ast.Module
    nodes: tuple[Node, ...]
    """Every node below ``tree``, walked through once for all rules."""
    is_package: bool
    imports: tuple[Import, ...]

    @property
    def within(self) -> str:
        """The dotted name below the package: ``hub.ingest``; empty for the package itself."""
        return self.name.partition(".")[2]

    def at(self, line: int, text: str) -> str:
        """Word a finding so that an editor can jump to it."""
        return f"{self.path}:{line}: {text}"


@cache
def modules(root: Path) -> dict[str, Module]:
    """Parse every module of the package under ``root``, by dotted name; the trees are kept for all rules."""
    with loading():
        return {module.name: module for path in sorted((root / PACKAGE).rglob("*.py")) for module in [_parse(root, path)]}


def _parse(root: Path, path: Path) -> Module:
    relative = path.relative_to(root)
    parts = list(relative.with_suffix("").parts)
    is_package = parts[-1] == "__init__"
    if is_package:
        parts.pop()
    name = ".".join(parts)
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source, filename=str(relative))
    package = name if is_package else name.rpartition(".")[0]
    nodes: list[Node] = []
    _walk(tree, None, False, nodes)
    imports = tuple(
        Import(target, node.lineno, is_late)
        for node, _, is_late in nodes
        if isinstance(node, _IMPORTING)
        for target in _imported(node, package)
    )
    return Module(name, relative.as_posix(), source, tree, tuple(nodes), is_package, imports)


_IMPORTING = (ast.Import, ast.ImportFrom, ast.Call)
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef)


def _walk(node: ast.AST, function: str | None, is_late: bool, found: list[Node]) -> None:
    """Add what is below ``node`` to ``found``, but for what says how a name is used, which no rule asks for."""
    for field in node._fields:
        value = getattr(node, field, None)
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST) and not isinstance(child, ast.expr_context):
                found.append(Node(child, function, is_late))
                if isinstance(child, _NAMED):
                    _walk(child, child.name, True, found)
                else:
                    _walk(child, function, is_late or isinstance(child, ast.Lambda), found)


def _imported(node: ast.Import | ast.ImportFrom | ast.Call, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, *([base] if base else [])])
        return [f"{base}.{alias.name}" for alias in node.names]
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in ("__import__", "import_module"):
        names = [argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)]
        return [name for name in names if isinstance(name, str)]
    return []


def resolve(target: str, known: dict[str, Module]) -> str | None:
    """Return the module of ours that ``target`` names or is an attribute of, ``None`` if it is not ours."""
    while target:
        if target in known:
            return target
        target = target.rpartition(".")[0]
    return None


def dotted(node: ast.expr, aliases: dict[str, str]) -> str | None:
    """Return the dotted name that an expression like ``dt.datetime.now`` stands for, imports seen through."""
    if isinstance(node, ast.Name):
        return aliases.get(node.id)
    if isinstance(node, ast.Attribute):
        base = dotted(node.value, aliases)
        return f"{base}.{node.attr}" if base else None
    return None


def aliases(module: Module) -> dict[str, str]:
    """Return what each imported name of ``module`` stands for."""
    found: dict[str, str] = {}
    for node, _, _ in module.nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found
