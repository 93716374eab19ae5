"""The form of the tree: sizes, names, documentation, and what only few places may do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import PACKAGE, Module, aliases, dotted, modules

LONGEST_FILE = 400

# The only functions that may catch whatever comes, all in the hub's writer loop: the loop itself, the place where a job's
# error is handed to whoever waits for it, and the two that keep one bad delivery from stopping all behind it.
CATCH_ALL = frozenset(
    {
        "inbox/hub/batches.py:_one",
        "inbox/hub/decode.py:__call__",
        "inbox/hub/decode.py:_alone",
        "inbox/hub/jobs.py:_round",
        "inbox/hub/writer.py:_turn",
    }
)

# Where the real clock, real chance and real ids may be touched; everybody else is handed them.
_REAL_WORLD = ("system", "sandbox", "cli", "bootstrap", "__main__")
_UNREPEATABLE = re.compile(
    r"^(uuid\.uuid[14]|datetime\.(datetime\.(now|utcnow|today)|date\.today)|time\.(time|time_ns|sleep|localtime|gmtime)"
    r"|random\.(?!Random$).+|os\.urandom|secrets\.(token_\w+|choice|randbelow|randbits))$"
)

# What provisioning needs of the standard library, all of it in Python 3.8.
_OLD_LIBRARY = {
    "__future__", "fcntl", "hashlib", "importlib", "msvcrt", "os", "pathlib", "platform", "queue", "re", "shutil",
    "subprocess", "sys", "sysconfig", "threading", "time", "typing",
}  # fmt: skip

_NAMELESS = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc|stuff)(_|$)")


def long_files(root: Path, longest: int = LONGEST_FILE) -> list[str]:
    """Return the files with more than ``longest`` lines."""
    counts = {module.path: len(module.source.splitlines()) for module in modules(root).values()}
    return [f"{path}: {count} lines, at most {longest}" for path, count in counts.items() if count > longest]


def nameless_files(root: Path) -> list[str]:
    """Return files and folders whose name says nothing about their subject."""
    return [
        f"{module.path}: {part} is no subject"
        for module in modules(root).values()
        for part in module.within.split(".")
        if _NAMELESS.search(part)
    ]


def undocumented(root: Path) -> list[str]:
    """Return the public modules, classes, functions and methods without a docstring or without full annotations."""
    return [module.at(line, text) for module in modules(root).values() for line, text in _undocumented(module)]


def _undocumented(module: Module) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(module.tree):
        yield 1, "the module has no docstring"
    for name, node in _public(module.tree.body, ""):
        if not ast.get_docstring(node):
            yield node.lineno, f"{name} has no docstring"
        if not isinstance(node, ast.ClassDef):
            yield from ((node.lineno, f"{name}: {what} has no type") for what in _untyped(node, is_method="." in name))


_Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, _Definition]]:
    for node in body:
        if isinstance(node, ast.If | ast.Try):
            yield from _public([*node.body, *node.orelse], prefix)
        if not isinstance(node, _Definition) or node.name.startswith("_"):
            continue
        decorators = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
        if decorators & {"overload", "override", "setter"}:
            continue  # documented once, at the implementation, the base or the getter
        yield prefix + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from _public(node.body, f"{node.name}.")


def _untyped(node: ast.FunctionDef | ast.AsyncFunctionDef, is_method: bool) -> Iterator[str]:
    arguments = [*node.args.posonlyargs, *node.args.args]
    is_static = any(ast.unparse(decorator) == "staticmethod" for decorator in node.decorator_list)
    if is_method and not is_static:
        arguments = arguments[1:]
    others = [argument for argument in (node.args.vararg, node.args.kwarg) if argument is not None]
    yield from (a.arg for a in [*arguments, *node.args.kwonlyargs, *others] if a.annotation is None)
    if node.returns is None:
        yield "what it returns"


def broad_excepts(root: Path, allowed: frozenset[str] = CATCH_ALL) -> list[str]:
    """Return handlers that catch everything and do not raise it again, but for the listed ``path:function``."""
    return [
        module.at(node.lineno, f"catches everything in {function}")
        for module in modules(root).values()
        for node, inside, _ in module.nodes
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _raises_again(node)
        for function in [inside or "the module"]
        if f"{module.path}:{function}" not in allowed
    ]


def _catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(kind).rpartition(".")[2] in ("Exception", "BaseException") for kind in caught)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def shared_tables(root: Path) -> list[str]:
    """Return Peewee models that are not made for one database: at the top of a module, or bound and rebound later."""
    return [module.at(line, text) for module in modules(root).values() for line, text in _shared_tables(module)]


def _shared_tables(module: Module) -> Iterator[tuple[int, str]]:
    names = aliases(module)
    if not any(meant.partition(".")[0] in ("peewee", "playhouse") for meant in names.values()):
        return
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and any((dotted(b, names) or "").endswith(".Model") for b in node.bases):
            yield node.lineno, f"{node.name} is a model at the top of a module"
    for node, _, _ in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr in ("bind", "bind_ctx"):
            yield node.lineno, f"{node.attr} moves a model between databases"
        if isinstance(node, ast.expr) and dotted(node, names) in ("peewee.Proxy", "peewee.DatabaseProxy"):
            yield node.lineno, f"{ast.unparse(node)} stands for a database not yet known"


def unrepeatable(root: Path) -> list[str]:
    """Return every touch of the real clock, chance or ids outside the rooms that are handed out to do it."""
    return [
        module.at(node.lineno, f"{name} is not repeatable; take a clock, ids or a random source instead")
        for module in modules(root).values()
        if module.within.partition(".")[0] not in _REAL_WORLD
        for names in [aliases(module)]
        for node, _, _ in module.nodes
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node, names)) and _UNREPEATABLE.match(name)
    ]


def too_new_for_old_python(root: Path) -> list[str]:
    """Return what Python 3.8 could not parse, or would miss, in what is imported before the version is checked."""
    known = modules(root)
    waiting = [f"{PACKAGE}.__main__"]
    seen: set[str] = set()
    problems: list[str] = []
    while waiting:
        name = waiting.pop()
        if name in seen or name not in known:
            continue
        seen.add(name)
        module = known[name]
        try:
            ast.parse(module.source, feature_version=(3, 8))
        except SyntaxError as error:
            problems.append(module.at(error.lineno or 1, f"not valid on Python 3.8: {error.msg}"))
        for found in module.imports:
            # __main__ comes to provisioning from inside a function, before the version counts for anything else.
            if found.is_late and not found.target.startswith(f"{PACKAGE}.system"):
                continue
            if found.target.startswith(f"{PACKAGE}."):
                parts = found.target.split(".")
                waiting += [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
            elif found.target.partition(".")[0] not in _OLD_LIBRARY:
                problems.append(module.at(found.line, f"{found.target} is not in the library of Python 3.8"))
    return problems
