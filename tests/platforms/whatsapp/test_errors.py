"""Every row of Meta's error table: class of retry, words in both languages, waits."""

from __future__ import annotations

import pytest

from inbox.domain.messages import ErrorNote
from inbox.domain.send_errors import ADVICE, RETRIES, Advice, advice_for, sentence
from inbox.platforms.whatsapp.errors import (
    LostAnswer,
    MediaTrouble,
    NotSent,
    WhatsAppError,
    refusal,
    refusal_without_words,
)
from inbox.platforms.whatsapp.media import gone

TABLE = [
    ("0 190", "fix", "admin must renew"),
    ("3 10 200 230 299 131005", "fix", "permission"),
    ("1 131000 135000", "auto", "try again"),
    ("2 131016 133004", "auto", "unavailable"),
    ("4 80007", "auto", "no more requests"),
    ("33", "fix", "phone number id"),
    ("100", "no", "could not be built: DETAILS"),
    ("368 131031", "no", "blocked the account"),
    ("130429", "auto", "some seconds"),
    ("130472", "no", "experiment"),
    ("130497", "no", "country"),
    ("131008 131009", "fix", "DETAILS"),
    ("131020 131041 131200 131299", "no", "group"),
    ("131021", "no", "own number"),
    ("131026", "no", "Not deliverable"),
    ("131030", "fix", "test number"),
    ("131037", "fix", "display name"),
    ("131042 131044", "fix", "payment method"),
    ("131045 133010", "fix", "not registered"),
    ("131047", "no", "window has closed; choose a template"),
    ("131048", "later", "quality"),
    ("131049", "no", "24 hours"),
    ("131050", "never", "opted out"),
    ("131051", "no", "another way"),
    ("131052", "no", "100 MB"),
    ("131053", "fix", "DETAILS"),
    ("131056", "auto", "this customer"),
    ("131057 2494100", "auto", "upgrading"),
    ("131062", "fix", "phone number"),
    ("131063", "fix", "Marketing"),
    ("131064", "later", "wrong category"),
    ("132000 132012 132008", "fix", "DETAILS"),
    ("132001", "fix", "does not exist in this language"),
    ("132005", "fix", "too long"),
    ("132007", "no", "policy"),
    ("132015", "later", "paused"),
    ("132016", "no", "disabled"),
    ("132018", "fix", "DETAILS"),
    ("132068", "fix", "flow"),
    ("132069", "later", "flow"),
    ("133016", "no", "72 hours"),
    ("134011", "fix", "terms"),
    ("137000", "fix", "identity"),
    ("613 138000 138999", "no", "calls"),
    ("139100 139101 139102", "no", "blocked or unblocked"),
    ("139103", "auto", "blocked or unblocked"),
    ("2593107 2593108", "no", "history"),
]
_CODES = [(int(code), retry, words) for codes, retry, words in TABLE for code in codes.split()]


@pytest.mark.parametrize(("code", "retry", "words"), _CODES)
def test_row(code: int, retry: str, words: str) -> None:
    answer = {
        "error": {"code": code, "message": f"(#{code}) title", "error_data": {"details": "DETAILS"}, "fbtrace_id": "A"}
    }
    error = refusal(answer, 400, None)
    assert (error.code, error.retry, error.detail, error.fbtrace_id) == (code, retry, "DETAILS", "A")
    assert words in error.sentence("en")
    assert error.message == error.sentence("en")
    assert error.sentence("de") != error.sentence("en")
    problem = error.problem()
    assert (problem.code, problem.detail, problem.request_id) == (f"whatsapp-{code}", error.message, "A")
    assert problem.facts["code"] == code


@pytest.mark.parametrize(
    "advice", {advice.en: advice for advice in ADVICE.values()}.values(), ids=lambda one: one.en[:40]
)
def test_advice_is_complete(advice: Advice) -> None:
    assert advice.retry in RETRIES
    for words in (advice.en, advice.de):
        assert words[0].isupper()
        assert words.endswith((".", "{details}"))
        assert "!" not in words
    assert (advice.wait > 0) or advice.retry != "auto"
    assert ("{details}" in advice.en) == ("{details}" in advice.de)


def test_only_so_many_repeats_of_metas_own_error() -> None:
    assert advice_for(131000).tries == 2


def test_waits_grow_and_end() -> None:
    pair = advice_for(131056)
    assert [pair.delay(attempt) for attempt in range(4)] == [4, 16, 64, 256]
    assert pair.delay(99) == 3600
    assert advice_for(131049).delay(0) == 3600
    assert advice_for(131049).wait == 86_400
    assert advice_for(4).delay(0) == 120


def test_metas_own_wait_counts_when_it_is_longer() -> None:
    assert refusal({"error": {"code": 130429}}, 429, 30).delay(0) == 30
    assert refusal({"error": {"code": 130429}}, 429, 1).delay(0) == 2


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        ({"code": 100, "error_data": {"details": "d"}, "message": "m"}, "d"),
        ({"code": 100, "error_data": "plain", "message": "m"}, "plain"),
        ({"code": 100, "message": "m"}, "m"),
        ({"code": 100}, "HTTP 400"),
        ({"code": "100", "message": 7}, "7"),
        ({"code": 100, "error_data": [], "message": []}, "HTTP 400"),
    ],
)
def test_words_of_an_answer(error: object, detail: str) -> None:
    found = refusal({"error": error}, 400, None)
    assert (found.code, found.detail) == (100, detail)


def test_code_nobody_has_heard_of() -> None:
    error = refusal({"error": {"code": 147001, "message": "new", "error_subcode": 5}}, 400, None)
    assert (error.code, error.subcode, error.retry) == (147001, 5, "later")
    assert error.message == "WhatsApp refused this: new (code 147001)"
    transient = refusal({"error": {"code": 147001, "is_transient": True}}, 500, None)
    assert transient.retry == "auto"


def test_error_without_a_code() -> None:
    error = refusal({"error": {"message": "?"}}, 400, None)
    assert (error.code, error.retry, error.problem().code) == (None, "later", "whatsapp-refused")


@pytest.mark.parametrize(
    ("status", "retry"), [(400, "later"), (401, "fix"), (404, "later"), (413, "later"), (429, "auto")]
)
def test_gateways_without_words(status: int, retry: str) -> None:
    assert refusal_without_words(status, None).retry == retry


def test_lost_and_not_sent_are_told_apart() -> None:
    lost, unsent = LostAnswer("dropped"), NotSent("no route")
    assert (lost.retry, lost.problem().code) == ("unknown", "whatsapp-answer-lost")
    assert (unsent.retry, unsent.problem().code) == ("auto", "whatsapp-unreachable")
    assert "may have been sent" in lost.sentence()
    assert "vielleicht" in lost.sentence("de")
    assert isinstance(lost, WhatsAppError)
    assert not isinstance(lost, NotSent)


def test_media_trouble_has_its_reason() -> None:
    trouble = gone("HTTP 404")
    assert isinstance(trouble, MediaTrouble)
    assert (trouble.reason, trouble.retry, trouble.problem().code) == ("gone", "no", "media-gone")


def test_errors_of_failed_messages_get_words() -> None:
    assert sentence(ErrorNote(131047)) == "The 24-hour window has closed; choose a template."
    assert sentence(ErrorNote(131053, "t", "not a JPEG"), "de").endswith("Größe: not a JPEG")
    assert sentence(ErrorNote(999999)) == "WhatsApp refused this: code 999999"
