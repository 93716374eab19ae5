"""The products of a list that is put together, in the groups that the customer will see. Pure but for words.

A list begins as one group, which needs no name; as soon as there are two, WhatsApp wants a name for each.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.domain import send_actions as sends
from inbox.domain.actions import ProductSection
from inbox.ui.models.presenters import form_fields
from inbox.ui.models.states.composer import FormField
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate

GROUP, NEW, BY_CATEGORY, AS_ONE = "group.", "new", "by-category", "as-one"
"""What the menu says: a group by its place, another one, one for each category of the catalog, all in one again."""

_NAME = "group"


class Group(msgspec.Struct, frozen=True):
    """A group by the name that was typed, with its products in the order in which they were chosen."""

    name: str = ""
    skus: tuple[str, ...] = ()


class ProductGroups(msgspec.Struct, frozen=True):
    """All groups; ``at`` is the place of the one that products are chosen for."""

    groups: tuple[Group, ...] = (Group(),)
    at: int = 0

    @property
    def skus(self) -> tuple[str, ...]:
        """Every chosen product."""
        return tuple(sku for group in self.groups for sku in group.skus)

    @property
    def filled(self) -> tuple[Group, ...]:
        """The groups that have a product; only those are sent."""
        return tuple(group for group in self.groups if group.skus)

    def toggle(self, sku: str) -> ProductGroups:
        """Put a product into the present group, or take it out of the one it is in; beyond WhatsApp's limit nothing happens."""
        if sku in self.skus:
            less = [replace(group, skus=tuple(one for one in group.skus if one != sku)) for group in self.groups]
            return replace(self, groups=tuple(less))
        if len(self.skus) >= sends.PRODUCTS:
            return self
        return self._with(replace(self.groups[self.at], skus=(*self.groups[self.at].skus, sku)))

    def name(self, text: str) -> ProductGroups:
        """Name the present group."""
        return self._with(replace(self.groups[self.at], name=text))

    def choose(self, choice: str, category: Callable[[str], str]) -> ProductGroups:
        """Do what was chosen in the menu; ``category`` tells that of a product, empty for none."""
        if choice == NEW and self._can_grow():
            return ProductGroups((*self.groups, Group()), len(self.groups))
        if choice == AS_ONE:
            return ProductGroups((Group(self.groups[self.at].name, self.skus),))
        if choice == BY_CATEGORY and self._categories(category):
            return self._sorted(category)
        place = choice.removeprefix(GROUP)
        return replace(self, at=int(place)) if place.isdecimal() and int(place) < len(self.groups) else self

    def choices(self, category: Callable[[str], str]) -> tuple[Choice, ...]:
        """Return what the menu offers."""
        found = []
        if len(self.groups) > 1:
            found += [
                Choice(id=f"{GROUP}{place}", text=self.label(place), is_chosen=place == self.at)
                for place in range(len(self.groups))
            ]
        if self._can_grow():
            found.append(Choice(id=NEW, text=translate("Picker", "Another group")))
        if self._categories(category):
            found.append(Choice(id=BY_CATEGORY, text=translate("Picker", "A group for each category")))
        if len(self.groups) > 1:
            found.append(Choice(id=AS_ONE, text=translate("Picker", "Without groups")))
        return tuple(found)

    def label(self, place: int) -> str:
        """Return what a group is called here, with how many products it has."""
        group = self.groups[place]
        name = group.name.strip() or translate("Picker", "Group {number}").format(number=place + 1)
        return f"{name} · {len(group.skus)}"

    def mark(self, sku: str) -> str:
        """Return the number of the group a product is in; empty as long as there is only one."""
        if len(self.groups) == 1:
            return ""
        return next((str(place + 1) for place, group in enumerate(self.groups) if sku in group.skus), "")

    def field(self) -> FormField:
        """Return the field for the name of the present group."""
        label = translate("Picker", "Name of the group")
        if len(self.groups) > 1:
            label = translate("Picker", "Name of group {number}").format(number=self.at + 1)
        return form_fields.field({_NAME: self.groups[self.at].name}, _NAME, label, sends.ROW)

    def problem(self) -> str:
        """Return in words what WhatsApp would not take; empty for nothing."""
        for group in self.filled:
            label = translate("Picker", "Name of the group")
            if words := form_fields.too_long(form_fields.field({_NAME: group.name}, _NAME, label, sends.ROW)):
                return words
        if len(self.filled) > 1 and not all(group.name.strip() for group in self.filled):
            return translate("Picker", "Give each group a name: WhatsApp shows it over its products.")
        return ""

    def sections(self) -> tuple[ProductSection, ...]:
        """Return the groups as they are sent; none where one without a name is all."""
        filled = self.filled
        if len(self.skus) == 1 or (len(filled) == 1 and not filled[0].name.strip()):
            return ()
        return tuple(ProductSection(title=group.name.strip(), products=group.skus) for group in filled)

    def _with(self, group: Group) -> ProductGroups:
        return replace(self, groups=(*self.groups[: self.at], group, *self.groups[self.at + 1 :]))

    def _can_grow(self) -> bool:
        """Tell whether another group makes sense: none is empty, and WhatsApp takes one more."""
        return len(self.filled) == len(self.groups) < sends.SECTIONS

    def _categories(self, category: Callable[[str], str]) -> list[str]:
        """Return the categories of what is chosen, when they make groups of it."""
        found = list(dict.fromkeys(category(sku) for sku in self.skus))
        return found if 1 < len(found) <= sends.SECTIONS else []

    def _sorted(self, category: Callable[[str], str]) -> ProductGroups:
        groups: dict[str, list[str]] = {}
        for sku in self.skus:
            groups.setdefault(category(sku), []).append(sku)
        other = translate("Picker", "More")
        return ProductGroups(tuple(Group((name or other)[: sends.ROW], tuple(skus)) for name, skus in groups.items()))
