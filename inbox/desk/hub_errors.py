"""What can go wrong between a desk and its hub, each with words for the agent.

Raised by ``hub_client``; the engine and the commands decide what to do. None of them ever holds the token.
"""

from __future__ import annotations

import msgspec

from inbox.domain.problems import OutsideError, Problem, UserError


class HubAwayError(OutsideError):
    """The hub did not answer, or not in time: whether it has done anything is not known."""


class HubBusyError(HubAwayError):
    """The hub answered that it cannot do it now (503, 429); ``seconds`` is when to ask again, if it said so."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class WrongTokenError(UserError):
    """The hub does not know the token."""

    slug = "hub-token"


class ApiRangeError(UserError):
    """Desk and hub are too far apart to talk (426)."""

    slug = "hub-version"


class EpochChangedError(OutsideError):
    """The hub was restored from a backup, or is another one (409 ``epoch-changed``): the log is not the one we followed."""


class CursorLostError(OutsideError):
    """The hub's log is shorter than what we have, or no longer reaches back to it (409 ``cursor-ahead``, 410)."""


class NotThereError(OutsideError):
    """The hub does not know what was asked for (404)."""


class HubRefusedError(OutsideError):
    """The hub understood and said no (400, 403, 409, 422 ...); ``slug`` says why in one word, ``status`` is HTTP's."""

    def __init__(self, message: str, status: int, slug: str) -> None:
        super().__init__(message)
        self.status = status
        self.slug = slug


class VerdictError(UserError):
    """The hub did not take a decision, or could not be asked; ``problem.code`` lets a screen say it in its own language."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem
        self.slug = problem.code


class StrangeAnswerError(OutsideError):
    """What came back is not an answer of a hub: another server, a proxy's page."""


class _Document(msgspec.Struct):
    """RFC 9457, as much of it as is used."""

    type: str = ""
    detail: str = ""


_DECODER = msgspec.json.Decoder(_Document)
_UPDATE = "Desk and hub do not speak the same version; update the older of the two."
NO_ENTRY = (
    "The hub does not accept this token (it may have been revoked): ask its owner for a new one and set it as TRESEN_TOKEN."
)


def error_of(status: int, body: bytes, retry_after: str | None = None) -> UserError | OutsideError:
    """Return the error an answer other than 2xx stands for."""
    document = _document(body)
    slug, detail = document.type.rpartition("/")[2], document.detail
    if status == 401:
        return WrongTokenError(NO_ENTRY)
    if status == 426:
        return ApiRangeError(detail or _UPDATE)
    if slug == "epoch-changed":
        return EpochChangedError(detail)
    if slug in ("cursor-ahead", "cursor-expired"):
        return CursorLostError(detail)
    if status == 404 and slug:
        return NotThereError(detail)
    if status in (429, 502, 503, 504):
        return HubBusyError(detail or "The hub cannot answer at the moment; it is asked again soon.", _seconds(retry_after))
    if status >= 500:
        return HubAwayError(detail or f"The hub failed (HTTP {status}); its log says why.")
    if not slug:
        return StrangeAnswerError(f"What answers there is not a hub of Tresen (HTTP {status}); check the address.")
    return HubRefusedError(detail or slug, status, slug)


def _document(body: bytes) -> _Document:
    try:
        return _DECODER.decode(body)
    except msgspec.DecodeError:
        return _Document()


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isascii() and text.isdigit() else None
