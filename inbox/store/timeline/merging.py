"""Merges what many events touched; used by the projector and the desk's mailbox, pure."""

from __future__ import annotations

from inbox.store.state import Changes


def merged(parts: list[Changes]) -> Changes:
    """Return what any of ``parts`` touched; merging one by one would copy the sets for each."""
    named = {name: frozenset().union(*(getattr(part, name) for part in parts)) for name in Changes.__struct_fields__}
    return Changes(**named)
