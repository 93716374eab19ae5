"""What a desk shows: messages and all other lines of a chat, the list of chats, search. Desk only.

Lives in ``cache.db`` beside the tables of ``inbox.store.state`` and is made from the same events; it can always be made
again from the hub.
"""

from inbox.store.timeline.projection import PROJECTOR, Projected, project
from inbox.store.timeline.schema import TimelineTables, create, drop, empty, tables

__all__ = ["PROJECTOR", "Projected", "TimelineTables", "create", "drop", "empty", "project", "tables"]
