"""Who a message or status is from or to: the keys in the item itself, completed from ``contacts[]`` beside it.

Called by the decoder; pure. Phone numbers, profiles and the whole ``contacts[]`` may be missing, and a batch may hold
several people, so a name is only taken from a contact that shares a key with the item.
developers.facebook.com, Cloud API > Webhooks and Business-scoped user ids.
"""

from __future__ import annotations

from msgspec.structs import replace

from inbox.domain import phones
from inbox.domain.messages import Contact
from inbox.platforms.whatsapp.fields import Json, first_text, rows, table, text


class People:
    """The ``contacts[]`` of one change, found by any of their keys."""

    def __init__(self, value: Json) -> None:
        contacts = [_contact(row) for row in rows(value, "contacts")]
        self._by_wa_id: dict[str | None, Contact] = {contact.wa_id: contact for contact in contacts if contact.wa_id}
        self._by_user_id: dict[str | None, Contact] = {
            contact.user_id: contact for contact in contacts if contact.user_id
        }
        self._by_phone: dict[str | None, Contact] = {contact.phone: contact for contact in contacts if contact.phone}
        self._only = contacts[0] if len(contacts) == 1 else None

    def sender(self, message: Json) -> Contact:
        """Return who wrote an incoming message."""
        system = table(message, "system")
        return self._find(
            Contact(
                wa_id=text(message, "from"),
                user_id=text(message, "from_user_id") or text(system, "previous_user_id"),
                parent_user_id=text(message, "from_parent_user_id"),
            )
        )

    def receiver(self, message: Json) -> Contact:
        """Return whom the business wrote to, in an echo or in history."""
        keys = Contact(
            wa_id=text(message, "to"),
            user_id=text(message, "to_user_id"),
            parent_user_id=text(message, "to_parent_user_id"),
        )
        return self._find(keys)

    def recipient(self, status: Json) -> Contact:
        """Return whom a status is about; in a group that is the participant, and ``recipient_id`` the group."""
        in_group = text(status, "recipient_type") == "group"
        keys = Contact(
            wa_id=text(status, "recipient_participant_id" if in_group else "recipient_id"),
            user_id=text(status, "recipient_participant_user_id" if in_group else "recipient_user_id"),
            parent_user_id=text(status, "parent_recipient_user_id"),
        )
        return self._find(keys)

    def partner(self, thread: Json) -> Contact:
        """Return whom a thread of imported history was with."""
        context = table(thread, "context")
        keys = Contact(
            wa_id=first_text(context, "wa_id") or text(thread, "id"),
            user_id=text(context, "user_id"),
            username=_username(context),
        )
        return self._find(keys)

    def _find(self, keys: Contact) -> Contact:
        known = self._by_wa_id.get(keys.wa_id) or self._by_user_id.get(keys.user_id)
        if known is None and keys.known():
            # One person's wa_id and number may differ in Brazil, Mexico and Argentina.
            keys = _with_phone(keys)
            known = self._by_phone.get(keys.phone)
        elif known is None:
            known = self._only
        if known is None:
            return keys
        return _with_phone(
            replace(
                known,
                wa_id=known.wa_id or keys.wa_id,
                user_id=keys.user_id or known.user_id,
                parent_user_id=keys.parent_user_id or known.parent_user_id,
            )
        )


def _contact(row: Json) -> Contact:
    profile = table(row, "profile")
    return _with_phone(
        Contact(
            wa_id=text(row, "wa_id"),
            user_id=text(row, "user_id"),
            parent_user_id=text(row, "parent_user_id"),
            username=_username(profile) or _username(row),
            name=text(profile, "name"),
        )
    )


def in_address_book(row: Json) -> Contact:
    """Return whom a line of the phone's address book is about, under the name it has there."""
    number = text(row, "phone_number")
    return _with_phone(
        Contact(
            wa_id=None if number is None else number.removeprefix("+") or None,
            user_id=text(row, "user_id"),
            username=_username(row),
            name=text(row, "full_name") or text(row, "first_name"),
        )
    )


def _username(source: Json) -> str | None:
    """Return the username without the @ that Meta sometimes puts in front."""
    name = text(source, "username")
    return (name.removeprefix("@") or None) if name else None


def _with_phone(contact: Contact) -> Contact:
    if contact.phone is not None or contact.wa_id is None:
        return contact
    phone = phones.from_wa_id(contact.wa_id)
    return contact if phone is None else replace(contact, phone=phone)
