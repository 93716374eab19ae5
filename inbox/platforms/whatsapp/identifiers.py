"""Which values in Meta's JSON are identifiers: never shown to a person as text, never masked as card numbers.

Phone numbers, account and object ids have 13 to 19 digits, so one in ten that begins like a card number also has its
Luhn sum. Meta's servers write these values, not the person who chats. Used by the decoder; pure.
"""

from __future__ import annotations

_PEOPLE = "id from to wa_id user_id parent_user_id from_user_id from_parent_user_id to_user_id to_parent_user_id"
_RECIPIENTS = (
    "recipient_id recipient_user_id parent_recipient_user_id recipient_participant_id recipient_participant_user_id"
)
_NUMBERS = "previous_user_id previous_parent_user_id group_id phone_number_id display_phone_number phone_number"
_OBJECTS = "message_id original_message_id biz_opaque_callback_data catalog_id product_retailer_id"
_MACHINES = "timestamp created_timestamp expiration_timestamp time sha256 hash identity_key_hash fbtrace_id"
_ADS = "message_template_id entity_id source_id source_url image_url video_url thumbnail_url ctwa_clid href"
IDENTIFIERS = frozenset(f"{_PEOPLE} {_RECIPIENTS} {_NUMBERS} {_OBJECTS} {_MACHINES} {_ADS}".split())
"""Keys whose text or number is an identifier. ``phone`` is none of them: in a contact card a person typed it."""

_MEDIA_HOSTS = ("https://lookaside.fbsbx.com/", "https://mmg.whatsapp.net/")


def is_identifier(key: str, text: str) -> bool:
    """Tell whether the value under ``key`` is to be kept as it is (the form ``cards.mask_tree`` asks in)."""
    return key in IDENTIFIERS or (key == "url" and text.startswith(_MEDIA_HOSTS))
