"""Bodies of messages to send: what an agent chose, in the words of the Cloud API.

Called by the hub's senders; pure. Every limit is checked here, so that nothing reaches Meta that Meta would refuse for
its form; LimitExceeded says what is too much, NoRecipient that nobody can be addressed. Interactive messages are built
in ``interactive``, templates in ``template_payload``. developers.facebook.com, Cloud API > Messages.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.domain.ids import ActionId, MessageId
from inbox.domain.media_rules import CAPTIONED, MEDIA
from inbox.domain.messages import Contact
from inbox.platforms.whatsapp import limits
from inbox.platforms.whatsapp.limits import LimitExceeded, check_count, check_length
from inbox.platforms.whatsapp.recipients import address

Payload = dict[str, object]

_FARTHEST_NORTH, _FARTHEST_EAST = 90, 180


class Envelope(msgspec.Struct, frozen=True):
    """What every message has around its content.

    ``action`` travels as ``biz_opaque_callback_data`` and comes back in every status: the only way to tell, after a lost
    answer, whether the message went out. ``reply_to`` quotes a message.
    """

    person: Contact
    action: ActionId | None = None
    reply_to: MessageId | None = None

    def around(self, kind: str, content: object) -> Payload:
        """Return the whole body for a message of one kind."""
        payload: Payload = {"messaging_product": "whatsapp", "recipient_type": "individual"}
        payload |= address(self.person)
        payload |= {"type": kind, kind: content}
        if self.reply_to is not None and kind != "reaction":
            payload["context"] = {"message_id": self.reply_to}
        if self.action is not None:
            payload["biz_opaque_callback_data"] = check_length(limits.TAG, self.action)
        return payload


def text(envelope: Envelope, body: str, *, preview_url: bool = True) -> Payload:
    """Build a text; the first address in it gets a preview."""
    return envelope.around("text", {"body": check_length(limits.TEXT, body), "preview_url": preview_url})


def media(
    envelope: Envelope,
    kind: str,
    media_id: str,
    *,
    caption: str | None = None,
    filename: str | None = None,
    voice: bool = False,
) -> Payload:
    """Build an image, video, audio, document or sticker from an uploaded file.

    Captions go with images, videos and documents, names with documents; ``voice`` makes an Opus file a voice note.
    """
    if kind not in MEDIA:
        raise LimitExceeded("media-kind", f"WhatsApp has no files of kind {kind!r}; send it as a document.")
    content: Payload = {"id": media_id}
    if caption:
        if kind not in CAPTIONED:
            raise LimitExceeded("caption-not-allowed", f"WhatsApp shows no caption with {kind}; send it as a text.")
        content["caption"] = check_length(limits.CAPTION, caption)
    if filename and kind == "document":
        content["filename"] = check_length(limits.FILENAME, filename)
    if voice and kind == "audio":
        content["voice"] = True
    return envelope.around(kind, content)


def location(
    envelope: Envelope, latitude: float, longitude: float, *, name: str | None = None, place: str | None = None
) -> Payload:
    """Build a location in degrees; ``place`` is its postal address."""
    if not (-_FARTHEST_NORTH <= latitude <= _FARTHEST_NORTH and -_FARTHEST_EAST <= longitude <= _FARTHEST_EAST):
        raise LimitExceeded("location", "There is no such place on earth; check latitude and longitude.")
    content: Payload = {"latitude": latitude, "longitude": longitude}
    for key, value in (("name", name), ("address", place)):
        if value:
            content[key] = check_length(limits.PLACE, value)
    return envelope.around("location", content)


class Card(msgspec.Struct, frozen=True):
    """A contact card to send. ``phones`` are E.164."""

    name: str
    first_name: str | None = None
    last_name: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    company: str | None = None


def contacts(envelope: Envelope, cards: Sequence[Card]) -> Payload:
    """Build a message of contact cards."""
    check_count("contacts", "contact cards", cards, limits.CONTACTS)
    return envelope.around("contacts", [contact_card(card) for card in cards])


def contact_card(card: Card) -> Payload:
    """Build one card as it stands in the message, and as the platform sends one."""
    name = {"formatted_name": check_length(limits.CONTACT_NAME, card.name)}
    # Meta wants one of the parts beside the whole name.
    name["first_name"] = card.first_name or ("" if card.last_name else card.name)
    if card.last_name:
        name["last_name"] = card.last_name
    built: Payload = {"name": {key: value for key, value in name.items() if value}}
    if card.phones:
        built["phones"] = [{"phone": phone, "type": "WORK", "wa_id": phone.lstrip("+")} for phone in card.phones]
    if card.emails:
        built["emails"] = [{"email": email, "type": "WORK"} for email in card.emails]
    if card.company:
        built["org"] = {"company": card.company}
    return built


def reaction(envelope: Envelope, message_id: MessageId, emoji: str) -> Payload:
    """Build a reaction to a received message; an empty ``emoji`` takes it back."""
    if emoji:
        check_length(limits.EMOJI, emoji)
    return envelope.around("reaction", {"message_id": message_id, "emoji": emoji})
