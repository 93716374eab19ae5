"""Errors on the wire: RFC 9457 problem documents with a stable slug at the end of ``type``.

Raised by the routes on the event loop and in their worker threads; turned into answers by ``inbox.hub.app`` and
``inbox.hub.webhooks``. A detail is one sentence with the way out and never holds a secret or a stack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

import msgspec

from inbox.domain.problems import Problem

CONTENT_TYPE = "application/problem+json"

_BASE = "/problems/"
_ENCODER = msgspec.json.Encoder()


class HttpProblem(Exception):  # noqa: N818 - an answer, and not always an error
    """An answer that is not the wanted one. ``members`` are extra keys of the document (``codes``, ``facts``)."""

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(slug)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = dict(members or {})

    def body(self) -> bytes:
        """Return the problem document as JSON."""
        fixed: dict[str, object] = {
            "type": _BASE + self.slug,
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return _ENCODER.encode(fixed | {key: value for key, value in self.members.items() if key not in fixed})

    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """Return the headers of the answer as ASGI wants them."""
        named = {"content-type": CONTENT_TYPE, "cache-control": "no-store", **self.headers}
        return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named.items()]


def bad_parameter(name: str, wanted: str) -> HttpProblem:
    """Say that a query parameter is not what it must be."""
    return HttpProblem(400, "bad-parameter", f"The parameter {name} must be {wanted}.", members={"parameter": name})


def malformed(detail: str) -> HttpProblem:
    """Say that a body is not the JSON wanted; ``detail`` comes from the decoder and names the key."""
    return HttpProblem(400, "malformed", f"The body is not what this call takes: {detail}.")


def unauthorized() -> HttpProblem:
    """Say that the token is missing, wrong or revoked; which of them is nobody's business."""
    return HttpProblem(
        401,
        "unauthorized",
        "A valid agent token is needed: send it as Authorization: Bearer, or ask an owner for a new code.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def forbidden_role(needed: str) -> HttpProblem:
    """Say which role the call needs."""
    return HttpProblem(
        403, "role-too-low", f"This needs the role {needed}; ask someone who has it.", members={"role": needed}
    )


def too_large(limit: int) -> HttpProblem:
    """Say how many bytes are taken at most."""
    return HttpProblem(413, "too-large", f"The body is too large; at most {limit} bytes are taken.")


def storage_trouble(seconds: int = 5) -> HttpProblem:
    """Say that nothing was stored and when to come again."""
    return HttpProblem(
        503,
        "storage-trouble",
        "The hub cannot store anything at the moment, and nothing was taken; try again soon.",
        headers={"Retry-After": str(seconds)},
    )


def from_domain(status: int, problem: Problem) -> HttpProblem:
    """Put the reason of a refusal (``self-approval``, ``already-decided``) into a problem document."""
    members: dict[str, object] = {"codes": list(problem.codes), "facts": problem.facts}
    return HttpProblem(status, problem.code, problem.detail, members=members)


def allow(methods: Sequence[str]) -> HttpProblem:
    """Say which methods a path knows."""
    named = ", ".join(methods)
    return HttpProblem(405, "method-not-allowed", f"This address knows {named} only.", headers={"Allow": named})


NOT_FOUND = ("not-found", "There is nothing at this address.")
"""Slug and detail of a path that does not exist."""

INTERNAL = ("internal", "The hub failed at this call; its log says more. Nothing is known to be lost.")
"""Slug and detail of a bug of ours."""
