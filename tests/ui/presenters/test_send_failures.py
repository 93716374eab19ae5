"""What WhatsApp refused is told under its message in the agent's language, for every error of Meta's table."""

from __future__ import annotations

import pytest

from inbox.domain.messages import ErrorNote
from inbox.domain.problems import Problem
from inbox.domain.send_errors import ADVICE
from inbox.ui.models.presenters.cart_asks import CartAsk
from inbox.ui.models.presenters.entries import Entries
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.timeline import Bubble
from tests.ui.presenters.pretend_desk import PretendDesk, entry

ROWS = {advice.en: code for code, advice in ADVICE.items()}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_error_of_the_table_has_its_sentence_in_the_chat(language: str) -> None:
    pretend = PretendDesk(language=language)
    for code in ROWS.values():
        failed = entry("wamid.1", direction="out", text="x", status="failed", failure=ErrorNote(code, "Title", "Details."))
        bubble = Entries(pretend.desk, "Lena", {"wamid.1": CartAsk()}, {}).item(failed)
        words = (ADVICE[code].de if language == "de" else ADVICE[code].en).replace("{details}", "Details.")
        assert isinstance(bubble, Bubble)
        assert bubble.failure.endswith(words)


def test_the_hubs_problem_is_told_in_the_agents_language_and_an_unknown_one_in_metas_words() -> None:
    known = Problem("whatsapp-131053", "English", facts={"code": 131053, "details": "not a JPEG"})
    assert words_of(known, "de").endswith("Größe: not a JPEG")
    assert words_of(known, "en").endswith("size: not a JPEG")
    unknown = Problem("whatsapp-147001", "English", facts={"code": 147001, "details": "new"})
    assert words_of(unknown, "de") == "WhatsApp hat das abgelehnt: new"
    assert words_of(Problem("whatsapp-unreachable", "English"), "de") == "English"
