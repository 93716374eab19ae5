"""Both languages are complete, and every text can be found by the tool that collects them."""

from __future__ import annotations

import ast
import gc
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from inbox.ui.language import LANGUAGES, Language
from inbox.ui.models.moments import translate
from tests.ui.translate import GERMAN, SOURCES, collect

_Text = tuple[str, str]
"""A context and the English words."""


def _in_source() -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``translate`` or ``tr`` in the window, with its place."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            # A painter is translated, too; that one takes numbers.
            if called.rpartition(".")[2] in ("translate", "tr") and not called.startswith("painter."):
                assert isinstance(node, ast.Call)
                yield f"{path.relative_to(SOURCES.parents[1])}:{node.lineno}", node


def _messages(file: Path) -> dict[_Text, ElementTree.Element]:
    found: dict[_Text, ElementTree.Element] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            found[(context.findtext("name", ""), message.findtext("source", ""))] = message
    return found


def _german(message: ElementTree.Element) -> str:
    return message.findtext("translation") or ""


def test_every_text_is_plain_words_in_the_one_form() -> None:
    wrong = [
        f"{place}: {ast.unparse(call)}"
        for place, call in _in_source()
        if ast.unparse(call.func).endswith("tr")
        or len(call.args) not in (2, 3)
        or call.keywords
        or not all(isinstance(argument, ast.Constant) and isinstance(argument.value, str) for argument in call.args)
    ]
    assert wrong == [], "only translate('Context', 'words', 'comment') with plain words is found by lupdate"


def test_what_is_kept_there_is_in_stripe_and_in_german_bei_stripe() -> None:
    """One wording for one place: nobody should ask what the difference is."""
    english = [words for _, words in _messages(GERMAN) if re.search(r"\b[Aa]t Stripe\b", words)]
    german = [_german(message) for message in _messages(GERMAN).values() if re.search(r"\b[Ii]n Stripe\b", _german(message))]
    assert (english, german) == ([], [])


def test_every_text_of_the_source_is_in_the_translation(tmp_path: Path) -> None:
    fresh = tmp_path / "tresen_de.ts"
    collect(fresh)
    in_source = {
        (str(call.args[0].value), str(call.args[1].value))  # type: ignore[attr-defined]  # the test above holds it
        for _, call in _in_source()
    }
    assert set(_messages(fresh)) == in_source, "the tool that collects the texts misses some"
    assert set(_messages(GERMAN)) == in_source, "run: python -m tests.ui.translate"


def test_german_is_complete() -> None:
    missing = [text for text, message in _messages(GERMAN).items() if not _german(message).strip()]
    unfinished = [
        text
        for text, message in _messages(GERMAN).items()
        if 'type="unfinished"' in ElementTree.tostring(message, "unicode")
    ]
    assert missing + unfinished == []


def test_german_puts_the_same_things_in() -> None:
    wrong = [
        text
        for text, message in _messages(GERMAN).items()
        if sorted(re.findall(r"{\w*}", text[1])) != sorted(re.findall(r"{\w*}", _german(message)))
        or text[1].endswith("…") != _german(message).endswith("…")
    ]
    assert wrong == []


def test_the_compiled_translation_is_the_present_one(qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(GERMAN.with_suffix(".qm")))
    stale = [
        (context, words)
        for (context, words), message in _messages(GERMAN).items()
        if translator.translate(context, words, message.findtext("comment") or "") != _german(message)
    ]
    assert stale == [], "run: python -m tests.ui.translate"


def test_an_update_that_writes_the_words_anew_does_not_reach_into_a_running_window(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / GERMAN.with_suffix(".qm").name
    file.write_bytes(GERMAN.with_suffix(".qm").read_bytes())
    language = Language(qapp, "de", tmp_path)
    with file.open("r+b") as being_updated:
        being_updated.write(bytes(file.stat().st_size))
    gc.collect()
    assert translate("Moments", "Today") == "Heute"
    file.write_bytes(b"")  # what is mapped of a file that became shorter ends the process
    assert translate("Moments", "Today") == "Heute"
    language.remove()


@pytest.mark.parametrize("code", [*LANGUAGES, "fr"])
def test_a_language_is_installed_and_taken_out_again(qapp: QApplication, code: str) -> None:
    language = Language(qapp, code)
    assert language.code == ("de" if code == "de" else "en")
    assert translate("Moments", "Today") == ("Heute" if code == "de" else "Today")
    if code == "de":
        assert translate("QPlatformTheme", "Cancel") == "Abbrechen"
    language.remove()
    assert translate("Moments", "Today") == "Today"
