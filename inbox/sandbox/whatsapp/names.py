"""Makes ids that look like Meta's: message ids and trace ids. Pure; randomness comes from the caller."""

from __future__ import annotations

import base64

from inbox.sandbox.world import SeededIds


def wamid(ids: SeededIds) -> str:
    """Return a new message id (``wamid.`` and base64)."""
    return "wamid." + base64.b64encode(b"\x1d\x07\x0d" + bytes.fromhex(ids.hex(60))).decode()


def trace(ids: SeededIds) -> str:
    """Return a new ``fbtrace_id``."""
    return ids.token("A", 22)
