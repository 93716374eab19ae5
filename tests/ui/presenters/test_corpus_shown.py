"""Every message of the corpus says what it is, in both languages: nothing is empty, nothing is only a kind's name in code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from inbox.store.timeline.reads import EntryView
from inbox.ui.language import Language
from inbox.ui.models.rows import plain
from inbox.ui.models.spoken import spoken_item
from inbox.ui.models.timeline import Bubble, CartCard, EventLine, Item, ProductCard
from tests.ui.presenters.corpus_shown import corpus_entries, corpus_items

UNSEEN = frozenset("\u200b\u200d\u2060\ufeff\u00ad\u202e\u202d\u2066\u2067\u2068\u2069")


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, EntryView]]:
    return corpus_entries(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(params=["en", "de"])
def shown(request: pytest.FixtureRequest, qapp: QApplication, entries: list[tuple[str, EntryView]]) -> Iterator[dict[str, Item]]:
    language = Language(qapp, request.param)
    yield corpus_items(entries, request.param)
    language.remove()


@pytest.fixture
def english(qapp: QApplication, entries: list[tuple[str, EntryView]]) -> dict[str, Item]:
    return corpus_items(entries, "en")


@pytest.fixture
def german(qapp: QApplication, entries: list[tuple[str, EntryView]]) -> Iterator[dict[str, Item]]:
    language = Language(qapp, "de")
    yield corpus_items(entries, "de")
    language.remove()


def _says_something(item: Item) -> bool:
    match item:
        case Bubble():
            has_words = bool(item.text.strip() and not UNSEEN.issuperset(item.text.strip()))
            return has_words or item.media is not None or item.is_revoked or bool(item.labels)
        case EventLine():
            return bool(plain(item.spans).split(" · ")[0].strip())
        case CartCard():
            return bool(item.title)
        case ProductCard():
            return bool(item.name.strip())
        case _:
            return False


def test_every_message_is_an_item_that_says_something(shown: dict[str, Item]) -> None:
    assert len(shown) > 150
    assert [name for name, item in shown.items() if not _says_something(item)] == []
    assert [name for name, item in shown.items() if not spoken_item(item).strip()] == []


def test_no_bubble_names_a_kind_as_the_program_calls_it(shown: dict[str, Item]) -> None:
    in_code = {"nfm_reply", "button_reply", "list_reply", "user_changed_number", "request_welcome", "customer_identity_changed"}
    assert [name for name, item in shown.items() if in_code & set(spoken_item(item).split())] == []


def _said(items: dict[str, Item], case: str) -> str:
    return next(spoken_item(item) for name, item in items.items() if name.startswith(case))


@pytest.mark.parametrize(
    ("case", "words", "worte"),
    [
        ("answers: quick answer (", "Ja", "Ja"),
        ("answers: quick answer without a title", "Answer “b1”", "Antwort „b1“"),
        ("answers: quick answer that is null", "An answer without words", "Antwort ohne Worte"),
        ("answers: row of a list (", "DHL\n3 Tage", "DHL\n3 Tage"),
        ("answers: template button with a payload only", "Answer “PAY_LATER”", "Antwort „PAY_LATER“"),
        ("answers: flow answer (", "Filled-in form", "Ausgefülltes Formular"),
        ("answers: flow answer (", "size: M", "size: M"),
        ("answers: flow answer of broken JSON", "nothing that can be shown", "nichts, was sich hier zeigen"),
        ("answers: address", "Weg 1, 10115 Berlin", "Weg 1, 10115 Berlin"),
        ("answers: leave to call (", "May be called until", "Darf angerufen werden bis"),
        ("answers: leave to call refused", "Does not want to be called", "Möchte nicht angerufen werden"),
        ("answers: product that is passed on (", "Espresso Hafen, €29.90", "Espresso Hafen, 29,90 €"),
        ("notices: changed number (", "Eva L. has a new number: +49 1511 2345679", "neue Nummer"),
        ("notices: changed user id", "new id at WhatsApp", "neuen Kennung"),
        ("notices: changed identity", "make sure who it is", "wer es ist"),
        ("notices: unsupported (", "does not pass on this kind of message (poll)", "Art Nachricht nicht weiter (poll)"),
        ("notices: vote in a poll", "(poll update)", "(poll update)"),
        ("notices: first opened chat", "opened the chat for the first time", "zum ersten Mal geöffnet"),
        ("notices: text in a group", "In a WhatsApp group", "In einer WhatsApp-Gruppe"),
        ("calls: call that was taken", "WhatsApp call, 2 min 0 s", "Anruf über WhatsApp, 2 min 0 s"),
        ("calls: call that nobody took", "Missed WhatsApp call", "Verpasster Anruf"),
        ("calls: call of ours (", "You called, 5 s", "angerufen, 5 s"),
        ("marks: reaction to nothing", "reacted with 👍", "mit 👍"),
        ("marks: revocation of who", "deleted a message that is not here", "gelöscht"),
        ("things: two contacts", "2 contacts, A\n\nB", "2 Kontakte, A\n\nB"),
        ("things: own contact that was asked for", "Answer to the question for the number", "Frage nach der Nummer"),
        ("things: location (", "Laden, Weg 1", "Laden, Weg 1"),
        ("things: cart (", "Espresso Hafen", "Espresso Hafen"),
    ],
)  # fmt: skip
def test_a_kind_is_told_in_the_agents_language(
    english: dict[str, Item], german: dict[str, Item], case: str, words: str, worte: str
) -> None:
    assert worte in _said(german, case).replace("\u00a0", " ")
    assert words in _said(english, case).replace("\u00a0", " ")
