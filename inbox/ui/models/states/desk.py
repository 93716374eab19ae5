"""What the whole window says above and over its panes."""

from __future__ import annotations

import msgspec

from inbox.ui.models.states.parts import Choice, Notice, Toast


class DeskState(msgspec.Struct, frozen=True, kw_only=True):
    """``stripe`` marks what is not real (a demo shop, Stripe's test mode) and cannot be closed.

    ``notices`` are thin bars that stay while they are true: no connection, a hub that refuses this desk.
    """

    title: str = ""
    stripe: str = ""
    notices: tuple[Notice, ...] = ()
    toast: Toast | None = None


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """What a command needs to make sense: commands that do not fit it are greyed in the palette and their keys sleep."""

    has_chat: bool = False
    has_hold: bool = False
    has_payment: bool = False
    """A payment of the open chat has something left to refund."""
    can_act: bool = True
    """False for a role that only reads."""
    can_compose: bool = True
    """False where nothing can be written to the person of the open chat: they are blocked."""
    can_write: bool = True
    """False also while the window is closed, when only a template or a note can be written."""
    views: tuple[Choice, ...] = ()
    sorts: tuple[Choice, ...] = ()
    """The views a key jumps to, in their order."""
    offered: frozenset[str] = frozenset()
    """Further abilities by name (``links``, ``products``, ``settings``) that a shop may not have."""
