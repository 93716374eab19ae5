"""What an agent can send into a chat while the service window is open: one struct per kind of message.

The bounds here are WhatsApp's, as far as a type can say them; what needs words (two equal buttons, a file too large) is
checked where the message is built. developers.facebook.com, Cloud API > Messages; Interactive messages.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from inbox.domain.action_base import Action, Part, Text
from inbox.domain.ids import ConversationId, MediaId, MessageId

BODY, LINE, LABEL, URL = 1024, 60, 20, 2000
"""Characters of an interactive message's text, of its heading and small print, of a label to tap, and of an address."""
ROW, DESCRIPTION, LIST_TEXT = 24, 72, 4096
"""Characters of a list's choices and group titles, of what is said about a choice, and of the text over the list."""
BUTTONS, ROWS, PRODUCTS, SECTIONS, PLACE = 3, 10, 30, 10, 1000

Body = Annotated[str, msgspec.Meta(min_length=1, max_length=BODY)]
Line60 = Annotated[str, msgspec.Meta(max_length=LINE)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=LABEL)]
Value = Annotated[str, msgspec.Meta(min_length=1, max_length=1024)]
Sku = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Send(Action, frozen=True, kw_only=True):
    """What goes out to a customer. ``reply_to`` quotes a message of the chat."""

    conversation: ConversationId
    reply_to: MessageId | None = None
    sends: ClassVar[bool] = True


class SendText(Send, frozen=True, kw_only=True, tag="send_text"):
    """Send a text (4,096 characters at most); the first address in it gets a preview."""

    text: Text
    preview_url: bool = True


class SendMedia(Send, frozen=True, kw_only=True, tag="send_media"):
    """Send a file that was uploaded to the hub (``POST /v1/media``)."""

    media: MediaId
    media_kind: str = "image"
    """``image``, ``video``, ``audio``, ``document`` or ``sticker``."""
    caption: Annotated[str, msgspec.Meta(max_length=1024)] | None = None
    filename: Annotated[str, msgspec.Meta(max_length=240)] | None = None
    voice: bool = False
    """Shows an Opus file as a voice note."""


class ProductSection(Part, frozen=True, kw_only=True):
    """A titled group of a product list."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=24)]
    products: Annotated[tuple[Sku, ...], msgspec.Meta(min_length=1, max_length=30)]


class SendProducts(Send, frozen=True, kw_only=True, tag="send_products"):
    """Send one product, or up to 30 as a list, from the catalog; ``sections`` group the list when it has groups."""

    products: Annotated[tuple[Sku, ...], msgspec.Meta(max_length=PRODUCTS)] = ()
    """Content ids (SKU) of the catalog; empty when ``sections`` has them."""
    sections: Annotated[tuple[ProductSection, ...], msgspec.Meta(max_length=SECTIONS)] = ()
    text: Annotated[str, msgspec.Meta(max_length=1024)] | None = None
    header: Line60 | None = None

    @property
    def skus(self) -> tuple[str, ...]:
        """Every product that is sent, in order."""
        return (*self.products, *(sku for section in self.sections for sku in section.products))


class SendCatalog(Send, frozen=True, kw_only=True, tag="send_catalog"):
    """Send a button that opens the whole catalog; ``thumbnail`` is the product whose picture it shows."""

    text: Body
    thumbnail: Sku | None = None
    footer: Line60 | None = None


class SendReaction(Send, frozen=True, kw_only=True, tag="send_reaction"):
    """React to a received message of the last 30 days; an empty ``emoji`` takes the reaction back."""

    message: MessageId
    emoji: Annotated[str, msgspec.Meta(max_length=16)] = ""


class SendLocation(Send, frozen=True, kw_only=True, tag="send_location"):
    """Send a place; ``latitude`` and ``longitude`` in degrees."""

    latitude: Latitude
    longitude: Longitude
    name: Annotated[str, msgspec.Meta(max_length=PLACE)] | None = None
    address: Annotated[str, msgspec.Meta(max_length=PLACE)] | None = None


class ContactCard(Part, frozen=True, kw_only=True):
    """A contact to send; ``phones`` in E.164."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    phones: tuple[Annotated[str, msgspec.Meta(pattern=r"^\+[1-9][0-9]{4,14}$")], ...] = ()
    emails: tuple[Annotated[str, msgspec.Meta(min_length=3, max_length=320)], ...] = ()
    company: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class SendContacts(Send, frozen=True, kw_only=True, tag="send_contacts"):
    """Send contact cards, 257 at most."""

    contacts: Annotated[tuple[ContactCard, ...], msgspec.Meta(min_length=1, max_length=257)]


class SendButtons(Send, frozen=True, kw_only=True, tag="send_buttons"):
    """Ask with one to three answers to tap; each label is at most 20 characters and comes back with the answer."""

    text: Body
    buttons: Annotated[tuple[Label, ...], msgspec.Meta(min_length=1, max_length=BUTTONS)]
    header: Line60 | None = None
    footer: Line60 | None = None


class ListRow(Part, frozen=True, kw_only=True):
    """A choice of a list; its title comes back with the answer."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=ROW)]
    description: Annotated[str, msgspec.Meta(max_length=DESCRIPTION)] | None = None


class ListSection(Part, frozen=True, kw_only=True):
    """A group of choices; one group alone needs no title."""

    rows: Annotated[tuple[ListRow, ...], msgspec.Meta(min_length=1, max_length=ROWS)]
    title: Annotated[str, msgspec.Meta(max_length=ROW)] | None = None


class SendList(Send, frozen=True, kw_only=True, tag="send_list"):
    """Ask with a list to choose one of ten rows at most from, which ``button`` opens."""

    text: Text
    button: Label
    sections: Annotated[tuple[ListSection, ...], msgspec.Meta(min_length=1, max_length=10)]
    header: Line60 | None = None
    footer: Line60 | None = None

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """Every choice, in order."""
        return tuple(row for section in self.sections for row in section.rows)


class SendLinkButton(Send, frozen=True, kw_only=True, tag="send_link_button"):
    """Send a text with one button that opens an address (``http`` or ``https``)."""

    text: Body
    label: Label
    url: Annotated[str, msgspec.Meta(min_length=8, max_length=URL, pattern="^https?://")]
    header: Line60 | None = None
    footer: Line60 | None = None


class AskContact(Send, frozen=True, kw_only=True, tag="ask_contact"):
    """Ask somebody who writes under a username for the phone number, by one tap."""

    text: Body


class Place(Part, frozen=True, kw_only=True):
    """The place in a template's heading, in degrees; unlike a location by itself it has a name and an address."""

    latitude: Latitude
    longitude: Longitude
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=PLACE)]
    address: Annotated[str, msgspec.Meta(min_length=1, max_length=PLACE)]


class SendTemplate(Send, frozen=True, kw_only=True, tag="send_template"):
    """Send an approved template, with the window open or closed; values by the names of the gaps (``1``, ``2`` ...)."""

    template: Annotated[str, msgspec.Meta(pattern="^[a-z0-9_]{1,512}$")]
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}(_[A-Za-z]{2,4})?$")]
    header: dict[str, Value] = msgspec.field(default_factory=dict)
    body: dict[str, Value] = msgspec.field(default_factory=dict)
    buttons: dict[str, Value] = msgspec.field(default_factory=dict)
    """By the button's place, from 0: the end of an address, or a code."""
    media: MediaId | None = None
    """The uploaded file of a heading that is a picture, film or document."""
    filename: Annotated[str, msgspec.Meta(max_length=240)] | None = None
    place: Place | None = None
    """Where a heading that is a map points."""


WindowSend = (
    SendText | SendMedia | SendProducts | SendCatalog | SendReaction | SendLocation | SendContacts | SendButtons
    | SendList | SendLinkButton | AskContact
)  # fmt: skip
"""Everything that needs an open service window and nothing else."""

WINDOW_SENDS = frozenset(str(kind.__struct_config__.tag) for kind in WindowSend.__args__)
"""Their names on the wire."""

SENDS = WINDOW_SENDS | {"send_template"}
"""The names of all that is a message and nothing more."""


def typed(action: WindowSend | SendTemplate) -> list[str | None]:
    """Return what a person typed into it, for the rules about texts."""
    match action:
        case SendText() | SendCatalog() | AskContact():
            return [action.text]
        case SendMedia():
            return [action.caption, action.filename]
        case SendProducts():
            return [action.header, action.text, *(section.title for section in action.sections)]
        case SendButtons():
            return [action.header, action.text, action.footer, *action.buttons]
        case SendList():
            said = [text for row in action.rows for text in (row.title, row.description)]
            return [action.header, action.text, action.footer, action.button, *(part.title for part in action.sections), *said]
        case SendLinkButton():
            return [action.header, action.text, action.footer, action.label]
        case SendLocation():
            return [action.name, action.address]
        case SendContacts():
            return [text for card in action.contacts for text in (card.name, card.company)]
        case SendTemplate():
            place = () if action.place is None else (action.place.name, action.place.address)
            values = (*action.header.values(), *action.body.values(), *action.buttons.values())
            return [*values, action.filename, *place]
        case SendReaction():
            return []
