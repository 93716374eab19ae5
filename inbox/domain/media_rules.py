"""Which files WhatsApp takes from a shop: by type and size, said before anything is uploaded. Pure.

developers.facebook.com, Cloud API > Media > Supported media types. A type decides as what a file is shown; what its first
bytes say counts more than its name.
"""

from __future__ import annotations

from inbox.domain.images import image_facts
from inbox.domain.problems import Problem

_KILO, _MEGA = 1024, 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."
_DOCUMENTS = "text/plain application/pdf application/msword application/vnd.ms-excel application/vnd.ms-powerpoint"
_NEW_DOCUMENTS = "wordprocessingml.document spreadsheetml.sheet presentationml.presentation"
MEDIA: dict[str, tuple[int, frozenset[str]]] = {
    "image": (5 * _MEGA, frozenset({"image/jpeg", "image/png"})),
    "video": (16 * _MEGA, frozenset({"video/mp4", "video/3gpp"})),
    "audio": (16 * _MEGA, frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"})),
    "sticker": (500 * _KILO, frozenset({"image/webp"})),
    "document": (
        100 * _MEGA,
        frozenset([*_DOCUMENTS.split(), *(_OFFICE + name for name in _NEW_DOCUMENTS.split())]),
    ),
}
"""The most bytes and the types of each kind of file. Stickers that stand still are held to 100 KB by WhatsApp itself."""

CAPTIONED = frozenset({"image", "video", "document"})
"""Kinds that carry a text of their own."""

CAPTION = 1024
"""Characters of such a text."""

FILENAME = 240
"""Characters of a document's name."""

_BY_ENDING = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "mp4": "video/mp4",
    "3gp": "video/3gpp",
    "aac": "audio/aac",
    "amr": "audio/amr",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "txt": "text/plain",
    "csv": "text/plain",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
}


def kind_of(mime: str) -> str | None:
    """Return as what WhatsApp sends a type; None when it takes no such file."""
    bare = mime.partition(";")[0].strip().lower()
    return next((kind for kind, (_, types) in MEDIA.items() if bare in types), None)


def type_of(name: str, head: bytes) -> str:
    """Return the type of a file with this name that begins with ``head``; empty when nothing is known of it."""
    picture = image_facts(head)
    if picture is not None:
        return picture.mime
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    known = _BY_ENDING.get(name.rpartition(".")[2].lower(), "")
    # What only calls itself a picture would be refused by WhatsApp after it was sent.
    return "" if known.startswith("image/") else known


def problem_of(name: str, mime: str, size: int) -> Problem | None:
    """Return why a file of ``size`` bytes cannot be sent by an agent; None when it can."""
    kind = kind_of(mime)
    if size <= 0:
        return Problem("file-empty", f"{name} is empty.", facts={"name": name})
    if kind is None or kind == "sticker":
        detail = f"WhatsApp does not take {name}: send pictures as JPEG or PNG, anything else as PDF, text or Office document."
        return Problem("file-type", detail, facts={"name": name})
    most = MEDIA[kind][0]
    if size > most:
        detail = f"{name} has {megabytes(size)} MB; WhatsApp takes {megabytes(most)} MB at most. Make it smaller."
        facts: dict[str, str | int | None] = {"name": name, "given": megabytes(size), "most": megabytes(most)}
        return Problem("file-too-large", detail, facts=facts)
    return None


def megabytes(size: int) -> str:
    """Write a size in megabytes, rounded up to a tenth, so that what is too large never reads as if it were not."""
    tenths = -(-size * 10 // _MEGA)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
