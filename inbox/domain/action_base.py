"""What every action shares, and the bounds of its fields; the actions themselves are in ``actions`` and ``send_actions``."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from inbox.domain.ids import ActionId

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]
Short = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Currency = Annotated[str, msgspec.Meta(pattern="^[a-z]{3}$")]
Amount = Annotated[int, msgspec.Meta(gt=0, le=999_999_999_999)]
LineRef = Annotated[str, msgspec.Meta(pattern="^([0-9]{1,3}|shipping)$")]
"""A line of a payment by its place, counted from 0, or its shipping."""
Quantity = Annotated[int, msgspec.Meta(ge=1, le=999)]


class Action(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="kind"
):
    """What all actions share. ``confirmed`` lists the warnings the agent has accepted; ``not_after`` is RFC 3339."""

    id: ActionId
    confirmed: tuple[str, ...] = ()
    not_after: str | None = None
    moves_money: ClassVar[bool] = False
    sends: ClassVar[bool] = False

    @property
    def kind(self) -> str:
        """The action's name on the wire."""
        return str(self.__struct_config__.tag)


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of an action, as strict as the action itself."""
