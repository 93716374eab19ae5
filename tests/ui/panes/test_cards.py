"""The cards in words: what is offered is what the program can do, and sentences are whole in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from inbox.ui.language import Language
from inbox.ui.models.rows import Chip, Tone, plain
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton


def _words(buttons: tuple[CardButton, ...]) -> list[str]:
    return [button.text for button in buttons]


def test_a_disputed_payment_is_facts_only_until_somebody_dresses_it() -> None:
    shown = cards.disputed("pi_5", "59,00 €", reason="fraudulent", until="Answer by 30 Nov, 8 days")
    assert (shown.buttons, shown.explanation) == ((), ())


def _faster(again: str) -> Entry:
    return cards.colleague_was_faster(
        "pi_6",
        "49,80 €",
        chip=Chip("Paid", Tone.OK),
        details=(),
        colleague="Tom",
        given_back="24,90 €",
        at="14:02",
        again=again,
    )


def test_leaving_it_is_suggested_when_a_colleague_was_faster() -> None:
    shown = _faster("24,90 €")
    assert _words(shown.buttons) == ["Refund another 24,90 €", "Keep as is"]
    assert [button.is_primary for button in shown.buttons] == [False, True]
    assert [button.moves_money for button in shown.buttons] == [True, False]
    assert _words(_faster("").buttons) == ["Keep as is"]


def test_unknown_offers_nothing_until_checking_has_failed() -> None:
    early = cards.outcome_unknown("pi_7", "24,90 €", since="14:06", is_late=False)
    late = cards.outcome_unknown("pi_7", "24,90 €", since="14:06", is_late=True)
    assert early.buttons == ()
    assert [button.intent for button in late.buttons] == [
        Intent.REFUND_TRY_AGAIN,
        Intent.REFUND_MOVED,
        Intent.REFUND_NOT_MOVED,
        Intent.REFUND_LEAVE,
    ]
    assert not any(button.is_primary for button in late.buttons)


def test_approving_says_the_amount_and_holds_the_card() -> None:
    shown = cards.to_approve("act_9", "240,00 €", agent="Jana", details="", words="")
    assert shown.title == "Jana asks: refund 240,00 €"
    assert shown.buttons[0].text == "Approve 240,00 €"
    assert [button.moves_money for button in shown.buttons] == [True, False, False]


def test_a_finder_that_found_nothing_says_so() -> None:
    assert cards.finder((), found="order 10234").details == (
        "Found in the chat: order 10234",
        "Nothing found that fits.",
    )
    assert cards.finder((), offers=()).buttons == ()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Tom refunded 24,90 € of this payment at 14:02."),
        ("de", "Tom hat um 14:02 24,90 € dieser Zahlung erstattet."),
    ],
)
def test_the_amount_is_bold_wherever_the_language_puts_it(qapp: QApplication, code: str, sentence: str) -> None:
    language = Language(qapp, code)
    shown = _faster("24,90 €")
    language.remove()
    assert plain(shown.explanation) == sentence
    assert [span.text for span in shown.explanation if span.bold] == ["24,90 €"]
