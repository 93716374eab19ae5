"""The calls to Stripe about disputes and the files of an answer.

Part of ``client.StripeClient``; called by the hub's action and job threads.
"""

from __future__ import annotations

from inbox.domain.ids import SourceId
from inbox.domain.payments import Dispute
from inbox.platforms.stripe import disputed, fields, forms
from inbox.platforms.stripe.calls import Calls, one, part
from inbox.platforms.stripe.gateway import Answer

PURPOSE = "dispute_evidence"


class DisputeCalls:
    """Over one account's ``calls``."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def dispute(self, dispute: SourceId) -> Answer[Dispute]:
        """Read one dispute with what is staged."""
        return one(self._calls.get(f"/v1/disputes/{part(dispute)}"), disputed.dispute)

    def update(self, dispute: SourceId, body: bytes, key: str, stripe_version: str) -> Answer[Dispute]:
        """Stage or hand in an answer (docs.stripe.com/api/disputes/update)."""
        return one(self._calls.post(f"/v1/disputes/{part(dispute)}", body, key, stripe_version), disputed.dispute)

    def close(self, dispute: SourceId, key: str, stripe_version: str) -> Answer[Dispute]:
        """Give a dispute up for good (docs.stripe.com/api/disputes/close)."""
        path = f"/v1/disputes/{part(dispute)}/close"
        return one(self._calls.post(path, b"", key, stripe_version), disputed.dispute)

    def upload(self, name: str, content: bytes, key: str, stripe_version: str) -> Answer[SourceId]:
        """Hand over a file for an answer (docs.stripe.com/api/files/create), at the address Stripe has for files."""
        answer = self._calls.upload("/v1/files", {"purpose": PURPOSE}, name, content, key, stripe_version)
        return one(answer, fields.source_id)


def staging(texts: dict[str, str], file_as: str | None, file: SourceId | None) -> bytes:
    """Ask for an answer to be kept, not handed in: Stripe hands in unless it is told not to."""
    evidence: dict[str, forms.Value] = dict(texts)
    if file_as is not None and file is not None:
        evidence[file_as] = file
    return forms.encode({"evidence": evidence, "submit": False})


def submitting() -> bytes:
    """Ask for what is staged to be handed in."""
    return forms.encode({"submit": True})
