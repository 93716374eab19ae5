"""Media of the pretend account: what was uploaded and what customers sent, with Meta's expiries.

Used by the message checks and the Graph routes on the sandbox's event loop; files live in memory only.
Documented at developers.facebook.com, Cloud API > Media.
"""

from __future__ import annotations

import hashlib
import hmac

import msgspec

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.world import SandboxClock, SeededIds

DAY = 86_400
UPLOAD_KEPT = 30 * DAY
RECEIVED_KEPT = 7 * DAY
URL_VALID = 300
ATTACHMENTS = "whatsapp_business/attachments/"
KILO = 1024
MEGA = 1024 * KILO

_OFFICE = "application/vnd.openxmlformats-officedocument."
FAMILIES: dict[str, frozenset[str]] = {
    "image": frozenset({"image/jpeg", "image/png"}),
    "video": frozenset({"video/mp4", "video/3gpp"}),
    "audio": frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}),
    "sticker": frozenset({"image/webp"}),
    "document": frozenset(
        {
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            f"{_OFFICE}wordprocessingml.document",
            f"{_OFFICE}spreadsheetml.sheet",
            f"{_OFFICE}presentationml.presentation",
        }
    ),
}
_LIMITS = {"image": 5 * MEGA, "video": 16 * MEGA, "audio": 16 * MEGA, "sticker": 500 * KILO, "document": 100 * MEGA}
_MARKS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "image/jpeg": ((0, b"\xff\xd8\xff"),),
    "image/png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "image/webp": ((0, b"RIFF"), (8, b"WEBP")),
    "application/pdf": ((0, b"%PDF-"),),
    "audio/ogg": ((0, b"OggS"),),
    "audio/amr": ((0, b"#!AMR"),),
    "video/mp4": ((4, b"ftyp"),),
    "video/3gpp": ((4, b"ftyp"),),
    "audio/mp4": ((4, b"ftyp"),),
}


class Media(msgspec.Struct, frozen=True):
    """One stored file; ``mime`` may carry parameters (``audio/ogg; codecs=opus``), ``expires`` is in unix seconds."""

    id: str
    mime: str
    content: bytes
    expires: int

    @property
    def bare_mime(self) -> str:
        """Return the type without parameters."""
        return bare(self.mime)

    @property
    def sha256(self) -> str:
        """Return the hash as lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()


class MediaShelf:
    """All media of the account; ``secret`` signs download addresses, ``base_url`` is where Graph answers."""

    def __init__(self, clock: SandboxClock, ids: SeededIds, secret: str, base_url: str) -> None:
        self._clock = clock
        self._ids = ids
        self._secret = secret.encode()
        self._base_url = base_url
        self._files: dict[str, Media] = {}

    def upload(self, mime: str, content: bytes) -> Media:
        """Keep what the business uploads; GraphError when type, size or content are not what Meta takes."""
        check_upload(mime, content)
        return self._keep(mime, content, UPLOAD_KEPT)

    def receive(self, mime: str, content: bytes) -> Media:
        """Keep what a customer sends; any type goes, as it does from a phone."""
        return self._keep(mime, content, RECEIVED_KEPT)

    def _keep(self, mime: str, content: bytes, kept: int) -> Media:
        media = Media(self._ids.digits(16), mime, content, self._clock.now() + kept)
        self._files[media.id] = media
        return media

    def find(self, number: str) -> Media | None:
        """Return a file that has not expired."""
        media = self._files.get(number)
        return media if media is not None and media.expires > self._clock.now() else None

    def drop(self, number: str) -> None:
        """Forget a file (``DELETE /{MEDIA_ID}``)."""
        self._files.pop(number, None)

    def describe(self, media: Media) -> dict[str, object]:
        """Return what ``GET /{MEDIA_ID}`` answers, with an address valid for five minutes."""
        return {
            "messaging_product": "whatsapp",
            "url": self.address(media),
            "mime_type": media.mime,
            "sha256": media.sha256,
            "file_size": len(media.content),
            "id": media.id,
        }

    def address(self, media: Media) -> str:
        """Return a download address that holds for five minutes and needs the token."""
        until = self._clock.now() + URL_VALID
        return f"{self._base_url}/{ATTACHMENTS}?mid={media.id}&ext={until}&hash={self._seal(media.id, until)}"

    def open(self, number: str, until: str, seal: str) -> Media | None:
        """Return the file behind a download address, None once the address or the file has expired."""
        if not until.isdigit() or not hmac.compare_digest(self._seal(number, int(until)), seal):
            return None
        return self.find(number) if self._clock.now() < int(until) else None

    def _seal(self, number: str, until: int) -> str:
        return hmac.new(self._secret, f"{number}:{until}".encode(), hashlib.sha256).hexdigest()[:32]


def bare(mime: str) -> str:
    """Return a MIME type in lower case without its parameters."""
    return mime.partition(";")[0].strip().lower()


def check_upload(mime: str, content: bytes) -> None:
    """Look whether Meta would take a file; GraphError when type, size or content are not what it takes."""
    kind = next((name for name, family in FAMILIES.items() if bare(mime) in family), None)
    if kind is None:
        known = ", ".join(sorted(set().union(*FAMILIES.values())))
        raise GraphError(100, f"Param file must be a file with one of the following types: {known}. Got {mime}.")
    if not content:
        raise GraphError(100, "Param file must not be empty.")
    if len(content) > _LIMITS[kind]:
        raise GraphError(131053, f"The file has {len(content)} bytes; at most {_LIMITS[kind]} are allowed for {kind}.")
    marks = _MARKS.get(bare(mime), ())
    if any(content[start : start + len(mark)] != mark for start, mark in marks):
        raise GraphError(131053, f"The content of the file is not {bare(mime)}.")
