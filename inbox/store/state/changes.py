"""What applying an event touched: ids and flags, so that whoever shows rows knows which to read again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inbox.domain.ids import ActionId, ConversationId, MediaId, MessageId, SourceId

_NOTHING: frozenset[str] = frozenset()


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of rows that may have changed.

    ``ambiguous`` names Stripe objects of which two sources said different things in the same second: the hub reads them
    again. ``flags`` are words for what is not a row (``people`` after a merge).
    """

    conversations: frozenset[ConversationId] = frozenset()
    persons: frozenset[ConversationId] = frozenset()
    """Those of them of whom more may have changed than messages, receipts and what the team decided: keys, money, actions."""
    messages: frozenset[MessageId] = frozenset()
    objects: frozenset[SourceId] = frozenset()
    actions: frozenset[ActionId] = frozenset()
    media: frozenset[MediaId] = frozenset()
    """Files whose bytes are here now, or are not and why."""
    flags: frozenset[str] = _NOTHING
    ambiguous: frozenset[SourceId] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        """Return what either touched."""
        return Changes(
            conversations=self.conversations | other.conversations,
            persons=self.persons | other.persons,
            messages=self.messages | other.messages,
            objects=self.objects | other.objects,
            actions=self.actions | other.actions,
            media=self.media | other.media,
            flags=self.flags | other.flags,
            ambiguous=self.ambiguous | other.ambiguous,
        )


def merged(parts: Iterable[Changes]) -> Changes:
    """Return what any of ``parts`` touched; merging one by one would copy the sets for each."""
    all_parts = list(parts)
    named = {name: frozenset().union(*(getattr(part, name) for part in all_parts)) for name in Changes.__struct_fields__}
    return Changes(**named)


NONE = Changes()
"""Nothing was touched."""
