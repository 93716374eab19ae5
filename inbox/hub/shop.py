"""The shop a hub belongs to: what its owner has settled, and what of that every desk is told.

Made by the composition root from the settings; the hub's routes and engines read it on any thread.
"""

from __future__ import annotations

import dataclasses
from datetime import UTC, tzinfo

import msgspec

from inbox.domain.hours import Hours
from inbox.domain.roles import Policy
from inbox.domain.terms import DEMO, LIVE, TEST, Returns, ShippingRate, ShopCard, Terms
from inbox.hub import access, number_check
from inbox.hub.tables import HubTables
from inbox.platforms.stripe.bodies import Page
from inbox.system.settings import HubSettings


@dataclasses.dataclass(frozen=True)
class Shop:
    """What the owner has settled: rules for money, how pages and messages look, which days are one day."""

    policy: Policy = dataclasses.field(default_factory=Policy)
    page: Page = dataclasses.field(default_factory=Page)
    merchant: str = "Tresen"
    zone: tzinfo = UTC
    currency: str = "eur"
    shipping: tuple[ShippingRate, ...] = ()
    link_days: int | None = None
    card: ShopCard = dataclasses.field(default_factory=ShopCard)
    hours: Hours = dataclasses.field(default_factory=Hours)
    returns: Returns = dataclasses.field(default_factory=Returns)


def terms_of(shop: Shop, settings: HubSettings) -> Terms:
    """Return what a desk is told of the shop, but for the team."""
    connected = {"stripe": settings.stripe, "whatsapp": settings.whatsapp}
    return Terms(
        name=shop.merchant,
        currency=shop.currency,
        language=shop.page.language,
        mode=_mode(settings),
        platforms=tuple(name for name, said in connected.items() if said is not None),
        shipping=shop.shipping,
        link_days=shop.link_days,
        policy=shop.policy,
        card=shop.card,
        hours=shop.hours,
        returns=shop.returns,
    )


def as_it_is(terms: Terms, hub: HubTables) -> Terms:
    """Return the terms with everybody who works or has worked there, and what Meta last said of the number."""
    return msgspec.structs.replace(terms, team=access.team(hub), number=number_check.known(hub))


def _mode(settings: HubSettings) -> str:
    """Tell whether what happens here is real; one pretended platform among real ones is a test."""
    stripe, whatsapp = settings.stripe, settings.whatsapp
    pretended = [stripe.url is not None] if stripe is not None else []
    pretended += [whatsapp.is_test] if whatsapp is not None else []
    if pretended and all(pretended):
        return DEMO
    is_test_key = stripe is not None and not stripe.is_live
    return TEST if is_test_key or any(pretended) else LIVE
