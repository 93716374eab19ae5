"""Conversations people of the demo shop have had with it before, by language. Data only; read by ``yesterday.py``.

A line hangs on something that happened, so that the order of things is true whatever the dice say: ``link`` was made,
``declined`` was a card, ``paid``, ``refund`` was made, ``return`` was asked for, ``shipped`` was the parcel, ``shop`` opened
after the payment, ``start`` is any time. ``+5`` and ``-5`` are minutes after and before it. Words have the markup of
``phrases_de.py``; ``<first>`` is the customer's first name (Frau Möller for those who say Sie), ``<link>`` a payment link,
``<total>`` what was paid, ``<amount>`` what was given back, ``<parcel>`` a tracking number.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.sandbox.living.talks_de import PARCELS_DE, TAILS_DE, TALKS_DE
from inbox.sandbox.living.talks_en import PARCELS_EN, TAILS_EN, TALKS_EN
from inbox.sandbox.living.talks_kinds import Talk

TALKS: Mapping[str, Mapping[str, tuple[Talk, ...]]] = {"de": TALKS_DE, "en": TALKS_EN}

TAILS: Mapping[str, tuple[Talk, ...]] = {"de": TAILS_DE, "en": TAILS_EN}
"""The last thing said with people the shop has already answered."""

PARCELS: Mapping[str, tuple[Talk, ...]] = {"de": PARCELS_DE, "en": PARCELS_EN}
"""The same with those whose parcel has come."""
