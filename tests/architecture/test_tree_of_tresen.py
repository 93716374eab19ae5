"""The rules, held against Tresen itself. A finding names the file and the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import form, imports, money, words

_ROOT = Path(__file__).resolve().parents[2]

_RULES: list[Callable[[Path], list[str]]] = [
    imports.forbidden_imports,
    imports.cycles,
    money.floats_near_money,
    form.long_files,
    form.nameless_files,
    form.undocumented,
    form.broad_excepts,
    form.shared_tables,
    form.unrepeatable,
    form.too_new_for_old_python,
    words.foreign_words,
    words.strangers_at_the_top,
]


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.__name__)
def test_holds(rule: Callable[[Path], list[str]]) -> None:
    findings = rule(_ROOT)
    assert not findings, "\n" + "\n".join(findings)
