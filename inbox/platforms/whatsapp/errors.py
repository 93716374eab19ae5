"""What can go wrong in a call to WhatsApp, mapped once: what happened, whether to try again, what an agent is told.

Raised by ``client`` on whatever thread called it. What matters most is told apart by class: ``NotSent`` (certainly not
carried out), ``LostAnswer`` (nobody knows), and a plain ``WhatsAppError`` (Meta refused, so it was not carried out).
"""

from __future__ import annotations

from inbox.domain.problems import OutsideError, Problem
from inbox.domain.send_errors import ADVICE, OTHER, Advice, advice_for, in_words
from inbox.domain.template_errors import SUBCODES
from inbox.platforms.whatsapp.fields import Json, error_note, first_text, flag, table, whole

_BUSY = Advice(
    retry="auto",
    en="WhatsApp takes no more requests for the moment; it goes on by itself.",
    de="WhatsApp nimmt im Moment keine Anfragen mehr an; es geht von selbst weiter.",
    wait=5,
)
_TRANSIENT = Advice(
    retry="auto",
    en="WhatsApp had an error of its own; it is tried again by itself.",
    de="Bei WhatsApp ist ein Fehler aufgetreten; es wird von selbst noch einmal versucht.",
    wait=5,
)
_LOST = Advice(
    retry="unknown",
    en="WhatsApp's answer was lost, so this may have been sent; look at the chat before sending it again.",
    de="Die Antwort von WhatsApp ging verloren, vielleicht wurde es gesendet; sieh vor dem Wiederholen im Chat nach.",
)
_NOT_SENT = Advice(
    retry="auto",
    en="WhatsApp cannot be reached, so nothing was sent; check the internet connection.",
    de="WhatsApp ist nicht erreichbar, es wurde nichts gesendet; prüfe die Internetverbindung.",
    wait=2,
)


class WhatsAppError(OutsideError):
    """Meta refused a call, so it was not carried out.

    ``code`` is Meta's (None when the answer had none), ``detail`` its own words, ``status`` the HTTP status,
    ``retry_after`` the seconds Meta asked to wait.
    """

    def __init__(
        self,
        detail: str,
        *,
        code: int | None = None,
        subcode: int | None = None,
        status: int | None = None,
        fbtrace_id: str | None = None,
        retry_after: int | None = None,
        advice: Advice | None = None,
    ) -> None:
        self.advice = advice or (OTHER if code is None else advice_for(code))
        super().__init__(in_words(self.advice, "en", detail))
        self.code = code
        self.subcode = subcode
        self.detail = detail
        self.status = status
        self.fbtrace_id = fbtrace_id
        self.retry_after = retry_after

    @property
    def _known_as(self) -> int | None:
        return self.subcode if self.subcode in SUBCODES else self.code

    @property
    def retry(self) -> str:
        """One of ``send_errors.RETRIES``."""
        return self.advice.retry

    def sentence(self, language: str = "en") -> str:
        """Return what an agent is told, in German (``de``) or English."""
        return in_words(self.advice, language, self.detail)

    def delay(self, attempt: int) -> int:
        """Return the seconds to wait before repeat number ``attempt`` (from 0): Meta's own wish first."""
        return max(self.retry_after or 0, self.advice.delay(attempt))

    def problem(self) -> Problem:
        """Return the error as it crosses the wire."""
        slug = "whatsapp-refused" if self.code is None else f"whatsapp-{self._known_as}"
        facts: dict[str, str | int | None] = {"code": self._known_as, "retry": self.retry, "details": self.detail}
        return Problem(slug, self.message, facts=facts, request_id=self.fbtrace_id)


class LostAnswer(WhatsAppError):  # noqa: N818 - an outcome to be handled, not a fault of ours
    """The request went out and no useful answer came back: it may have been carried out."""

    def __init__(self, detail: str, *, status: int | None = None) -> None:
        super().__init__(detail, status=status, advice=_LOST)

    def problem(self) -> Problem:
        """Return the error as it crosses the wire."""
        return Problem("whatsapp-answer-lost", self.message, facts={"retry": self.retry, "details": self.detail})


class NotSent(WhatsAppError):  # noqa: N818 - an outcome to be handled, not a fault of ours
    """No connection came about, so Meta never saw the request."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, advice=_NOT_SENT)

    def problem(self) -> Problem:
        """Return the error as it crosses the wire."""
        return Problem("whatsapp-unreachable", self.message, facts={"retry": self.retry, "details": self.detail})


class MediaTrouble(WhatsAppError):  # noqa: N818 - an outcome to be handled, not a fault of ours
    """A file that cannot be had: ``reason`` is ``gone``, ``too-large``, ``damaged`` or ``foreign-host``."""

    def __init__(self, reason: str, detail: str, advice: Advice) -> None:
        super().__init__(detail, advice=advice)
        self.reason = reason

    def problem(self) -> Problem:
        """Return the error as it crosses the wire."""
        return Problem(f"media-{self.reason}", self.message, facts={"retry": self.retry, "details": self.detail})


def refusal(answer: Json, status: int, retry_after: int | None) -> WhatsAppError:
    """Read the error object of an answer (``{"error": {...}}``); its presence proves that nothing was carried out."""
    error = table(answer, "error")
    note = error_note(error)
    code, subcode = whole(error, "code"), whole(error, "error_subcode")
    advice = SUBCODES.get(subcode or 0) or (None if code is None else ADVICE.get(code))
    # What is wrong with a template stands in the words for its author, in the language of the account.
    said = first_text(table(error, "error_data"), "details") or first_text(error, "error_user_msg")
    words = said or note.detail or note.title or f"HTTP {status}"
    return WhatsAppError(
        words if advice else f"{words} (code {code})",
        code=code,
        subcode=subcode,
        status=status,
        fbtrace_id=first_text(error, "fbtrace_id"),
        retry_after=retry_after,
        advice=advice or (_TRANSIENT if flag(error, "is_transient") else _by_status(status)),
    )


def refusal_without_words(status: int, retry_after: int | None) -> WhatsAppError:
    """Return the error for an answer that refuses without an error object (a gateway's 4xx)."""
    return WhatsAppError(f"HTTP {status}", status=status, retry_after=retry_after, advice=_by_status(status))


def _by_status(status: int) -> Advice:
    if status == 429:
        return _BUSY
    return ADVICE[190] if status == 401 else OTHER
