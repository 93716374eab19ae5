"""Whatever the program says no with, an agent reads it in her own language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import inbox
from inbox.domain.problems import Problem
from inbox.ui.models.presenters.problems import _sentences, words_of

ROOMS = ("domain", "hub", "desk")
MAKERS = ("Problem", "_no", "no")
_PACKAGE = Path(inbox.__file__).parent
_GERMAN = _PACKAGE.parent / "resources" / "ui" / "translations" / "tresen_de.ts"


def _codes() -> Iterator[str]:
    for path in (found for room in ROOMS for found in (_PACKAGE / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS and node.args):
                continue
            code = node.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str) and code.value:
                yield code.value


def test_every_code_of_the_program_has_words() -> None:
    codes = set(_codes())
    assert len(codes) > 90
    assert codes - set(_sentences()) == set()


def test_stripes_own_codes_have_words() -> None:
    from inbox.hub.refund_problems import _SENTENCES

    assert {code.replace("_", "-") for code in _SENTENCES} - set(_sentences()) == set()


def test_the_words_are_translated() -> None:
    contexts = ElementTree.parse(_GERMAN).getroot().iter("context")
    problems = next(context for context in contexts if context.findtext("name") == "Problems")
    german = {message.findtext("source"): message.findtext("translation") for message in problems.iter("message")}
    assert [words for words in _sentences().values() if not german.get(words)] == []


def test_a_missing_permission_is_named() -> None:
    known = Problem("permission-missing", "English", facts={"permission": "rak_charge_write"})
    assert "(rak_charge_write)" in words_of(known, "en")
    assert words_of(Problem("permission-missing", "English"), "en") == "English"
