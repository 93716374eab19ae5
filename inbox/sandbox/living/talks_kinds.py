"""How conversations of the past are written down. Types only."""

from __future__ import annotations

Said = tuple[str, str, str]
"""Who (``c`` the customer, ``s`` the shop, ``cart`` for the customer's cart), when (``link-9``: nine minutes before the link
was made), and the words."""
Talk = tuple[Said, ...]
