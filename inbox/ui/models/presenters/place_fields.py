"""A place to send, as a message of its own or over a template: its fields, what is wrong with them, the shop's own place."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.domain import coordinates
from inbox.domain import send_actions as sends
from inbox.domain.send_actions import Place
from inbox.domain.terms import Terms
from inbox.ui.models.presenters.form_fields import Typed, field, said, too_long
from inbox.ui.models.states.composer import FormField

translate = QCoreApplication.translate


class PlaceFields(msgspec.Struct, frozen=True, kw_only=True):
    """The three fields with what was typed; ``where`` are the degrees in the first, None while there are none."""

    place: FormField
    name: FormField
    address: FormField
    where: tuple[float, float] | None
    problem: str

    @property
    def all(self) -> tuple[FormField, ...]:
        """The fields in their order."""
        return (self.place, self.name, self.address)

    @property
    def lines(self) -> str:
        """What stands under the name in a message of its own: the address, and the degrees."""
        degrees = "" if self.where is None else f"{self.where[0]:.5f}, {self.where[1]:.5f}"
        return "\n".join(line for line in (said(self.address), degrees) if line)

    @property
    def whole(self) -> Place | None:
        """The place with its name and its address; None while something is missing or wrong."""
        if self.where is None or self.problem or not (said(self.name) and said(self.address)):
            return None
        return Place(latitude=self.where[0], longitude=self.where[1], name=said(self.name), address=said(self.address))


def read(typed: Typed) -> PlaceFields:
    """Return the fields ``place``, ``name`` and ``address`` as they stand."""
    place = field(
        typed, "place", translate("MessageForm", "Coordinates or the link of a map"), sends.URL, hint="52.52, 13.40"
    )
    name = field(typed, "name", translate("MessageForm", "Name"), sends.PLACE)
    address = field(typed, "address", translate("MessageForm", "Address"), sends.PLACE)
    where = coordinates.parse(said(place))
    problem = too_long(name, address)
    if not problem and said(place) and where is None:
        problem = translate("MessageForm", "There is no place in this; paste “52.52, 13.40” or the long link of a map.")
    return PlaceFields(place=place, name=name, address=address, where=where, problem=problem)


def own(terms: Terms) -> dict[str, str]:
    """Return what the fields say for the shop itself; nothing while the owner has not said where it is."""
    card = terms.card
    return {"place": card.coordinates, "name": terms.name, "address": card.address} if card.coordinates else {}


def of(place: Place) -> dict[str, str]:
    """Return what the fields say for a place that is known."""
    return {"place": f"{place.latitude}, {place.longitude}", "name": place.name, "address": place.address}
