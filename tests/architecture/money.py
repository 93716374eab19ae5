"""No float near money. An amount is an int of minor units; a float that once touched it may have changed it.

Everywhere: a name that speaks of money is not annotated ``float``, not divided with ``/``, not given to ``float()`` or
``round()`` and not combined with a float literal. In the modules of ``domain/`` named after money: no float at all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import Module, modules

_WORDS = re.compile(
    r"(^|_)(amounts?|minor|prices?|fees?|cents|refunded|refundable|subtotal|surcharge|deposit)(_|$)", re.IGNORECASE
)
_MONEY_MODULES = re.compile(r"^domain\.(money|payment|refund|cart|checkout|invoice|budget)")


def floats_near_money(root: Path) -> list[str]:
    """Return every place where a float comes near an amount."""
    return [module.at(line, text) for module in modules(root).values() for line, text in sorted(set(_findings(module)))]


def _findings(module: Module) -> Iterator[tuple[int, str]]:
    is_strict = _MONEY_MODULES.match(module.within) is not None
    for node, _, _ in module.nodes:
        if is_strict:
            yield from _any_float(node)
        yield from _float_annotation(node)
        yield from _float_arithmetic(node)


def _any_float(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        yield node.lineno, f"the float {node.value} in a module about money"
    if isinstance(node, ast.Name) and node.id == "float":
        yield node.lineno, "float in a module about money"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield node.lineno, "/ in a module about money; // says how it rounds"


def _float_annotation(node: ast.AST) -> Iterator[tuple[int, str]]:
    annotated: list[tuple[str, ast.expr | None, int]] = []
    if isinstance(node, ast.AnnAssign):
        annotated = [(ast.unparse(node.target).rpartition(".")[2], node.annotation, node.lineno)]
    elif isinstance(node, ast.arg):
        annotated = [(node.arg, node.annotation, node.lineno)]
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        annotated = [(node.name, node.returns, node.lineno)]
    for name, annotation, line in annotated:
        if annotation is not None and _WORDS.search(name) and re.search(r"\bfloat\b", ast.unparse(annotation)):
            yield line, f"{name} is money and annotated as float"


def _float_arithmetic(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.BinOp) and _speaks_of_money(node):
        if isinstance(node.op, ast.Div):
            yield node.lineno, f"money is divided with /: {ast.unparse(node)}"
        elif _is_float(node.left) or _is_float(node.right):
            yield node.lineno, f"money meets a float: {ast.unparse(node)}"
    elif (
        isinstance(node, ast.Compare) and _speaks_of_money(node) and any(map(_is_float, [node.left, *node.comparators]))
    ):
        yield node.lineno, f"money meets a float: {ast.unparse(node)}"
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("float", "round"):
        if any(_speaks_of_money(argument) for argument in node.args):
            yield node.lineno, f"money becomes a float: {ast.unparse(node)}"
    elif (
        isinstance(node, ast.Assign | ast.keyword | ast.AnnAssign) and node.value is not None and _is_float(node.value)
    ):
        targets = (
            [node.arg or ""] if isinstance(node, ast.keyword) else [ast.unparse(target) for target in _targets(node)]
        )
        if any(_WORDS.search(target.rpartition(".")[2]) for target in targets):
            yield node.value.lineno, f"money is given a float: {ast.unparse(node)}"


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _is_float(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


def _speaks_of_money(node: ast.AST) -> bool:
    """Tell whether a name, an attribute or a key below ``node`` is a word for an amount; calls hide what they return."""
    if isinstance(node, ast.Name):
        return _WORDS.search(node.id) is not None
    if isinstance(node, ast.Attribute):
        return _WORDS.search(node.attr) is not None
    if isinstance(node, ast.Subscript):
        key = node.slice
        is_word = isinstance(key, ast.Constant) and isinstance(key.value, str) and _WORDS.search(key.value) is not None
        return is_word or _speaks_of_money(node.value)
    if isinstance(node, ast.Call):
        return (
            isinstance(node.func, ast.Name)
            and node.func.id in ("int", "abs", "sum")
            and any(_speaks_of_money(argument) for argument in node.args)
        )
    return any(_speaks_of_money(child) for child in ast.iter_child_nodes(node))
