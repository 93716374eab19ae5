"""The metadata keys under which this very shop keeps its order numbers, brought under the name everybody else reads.

Used on what Stripe tells and answers before it is read; pure. The usual keys (``order_id``, ``Bestellnummer``) need none of
it, see ``convert.ORDER_KEYS``.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbox.platforms.stripe.convert import ORDER_KEYS, bare

_METADATA = "metadata"


def told_usually(tree: object, keys: Sequence[str]) -> object:
    """Return Stripe's JSON with the first of ``keys`` that a metadata table has as its likeliest order number.

    Case, signs and accents of a key do not matter. What is not an order number stays as it is, and ``tree`` itself too.
    """
    wanted = [bare(key) for key in keys]
    return _told(tree, wanted) if wanted else tree


def _told(tree: object, wanted: Sequence[str]) -> object:
    if isinstance(tree, list):
        return [_told(item, wanted) for item in tree]
    if not isinstance(tree, dict):
        return tree
    told: dict[str, object] = {key: _told(value, wanted) for key, value in tree.items()}
    metadata = tree.get(_METADATA)
    if isinstance(metadata, dict):
        found = {bare(key): value for key, value in metadata.items() if isinstance(value, str) and value.strip()}
        number = next((found[key] for key in wanted if key in found), None)
        if number is not None:
            # The last of two keys that are read as one counts.
            usual = {key: value for key, value in metadata.items() if bare(key) != ORDER_KEYS[0]}
            told[_METADATA] = {**usual, ORDER_KEYS[0]: number}
    return told
