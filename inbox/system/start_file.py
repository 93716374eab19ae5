"""What kind of desk lives in a data folder, remembered from its first start on: never a secret, those are in the keyring.

Read and written on whichever thread starts a desk or finishes a first start; nobody else touches the file.
"""

from __future__ import annotations

import os

import msgspec

from inbox.domain.problems import UserError
from inbox.system.paths import DataFolder


class OwnStart(msgspec.Struct, frozen=True, tag="own", tag_field="kind"):
    """A desk that runs the shop's hub itself, at ``port`` of this machine. ``shop`` stands in messages to customers.

    ``public_url`` is where Meta reaches that hub; empty where it cannot. ``order_keys`` are the metadata keys under which
    the shop keeps its order numbers at Stripe, with commas between them.
    """

    shop: str
    language: str = "de"
    zone: str = ""
    port: int = 8610
    public_url: str = ""
    order_keys: str = ""


class TeamStart(msgspec.Struct, frozen=True, tag="team", tag_field="kind"):
    """A desk of a team, whose hub is elsewhere."""

    hub: str


Start = OwnStart | TeamStart

_DECODER: msgspec.json.Decoder[Start] = msgspec.json.Decoder(OwnStart | TeamStart)


def read_start(folder: DataFolder) -> Start | None:
    """Return how the desk in ``folder`` was begun, None before its first start; UserError when that cannot be read."""
    try:
        return _DECODER.decode(folder.start.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise UserError(
            f"{folder.start} cannot be read ({error}): mend it, or move it away to go through the first start again; keys and"
            " data stay where they are."
        ) from error


def write_start(folder: DataFolder, start: Start) -> None:
    """Remember how the desk in ``folder`` was begun; a power cut leaves the old file or the new one."""
    half = folder.start.with_name(folder.start.name + ".new")
    try:
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(start)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        half.replace(folder.start)
    except OSError as error:
        raise UserError(f"{folder.start} cannot be written ({error.strerror}): make room, or allow it.") from error
