"""Uploaded files, for dispute evidence. Documented at docs.stripe.com/api/files and docs.stripe.com/file-upload."""

from __future__ import annotations

from inbox.sandbox.stripe.errors import Obj, invalid, not_played
from inbox.sandbox.stripe.forms import Upload
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

MOST_BYTES = 5 * 1024 * 1024
_TYPES = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_MAGIC = {"pdf": b"%PDF", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG"}


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/files, multipart: ``file`` is an ``Upload``."""
    upload = params["file"]
    if not isinstance(upload, Upload):
        raise invalid("Invalid file: must be uploaded as multipart/form-data.", param="file")
    if params["purpose"] != "dispute_evidence":
        raise not_played(f"purpose={params['purpose']}")
    if len(upload.data) > MOST_BYTES:
        raise invalid("The file size exceeds the allowed maximum of 5 MB.", param="file")
    kind = next((kind for kind, magic in _MAGIC.items() if upload.data.startswith(magic)), None)
    if kind is None:
        message = f"Invalid file: the content must be one of {', '.join(sorted(_TYPES))}."
        raise invalid(message, param="file")
    key = state.token("file_1", 23)
    return state.files.put(
        {
            "id": key,
            "object": "file",
            "created": state.now(),
            "expires_at": None,
            "filename": upload.filename,
            "purpose": params["purpose"],
            "size": len(upload.data),
            "title": None,
            "type": kind,
            "url": f"{state.base_url}/stripe/v1/files/{key}/contents",
        }
    )


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/files/{id}."""
    return state.files.need(key, "file")


def list_files(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/files."""
    return page(state.files, params, "/v1/files", matching(params, "purpose"))
