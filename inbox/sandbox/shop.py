"""The goods of the pretend shop, a coffee roaster in Hamburg: the one list behind Meta's catalogue and Stripe's products.

Data only; read by the pretend platforms, the customers and the demo.
"""

from __future__ import annotations

import msgspec

from inbox.domain.money import Money

MERCHANT = "Rösterei Nordlicht"
CURRENCY = "eur"


class Product(msgspec.Struct, frozen=True):
    """One thing on sale; ``price`` is what one piece costs, ``physical`` whether it is shipped."""

    sku: str
    name: str
    description: str
    price: Money
    category: str
    available: bool = True
    physical: bool = True


def _eur(minor: int) -> Money:
    return Money(minor, CURRENCY)


PRODUCTS = (
    Product("HAFEN-1000", "Espresso „Hafen“ 1 kg", "Dunkle Röstung, Nuss und Kakao", _eur(2490), "Kaffee"),
    Product("HAFEN-250", "Espresso „Hafen“ 250 g", "Dunkle Röstung, Nuss und Kakao", _eur(790), "Kaffee"),
    Product("GUATEMALA-1000", "Guatemala Filter 1 kg", "Helle Röstung, Orange und Karamell", _eur(2490), "Kaffee"),
    Product("YIRGA-250", "Äthiopien Yirgacheffe 250 g", "Blumig, Zitrus, für Filter", _eur(980), "Kaffee"),
    Product("DECAF-500", "Entkoffeiniert „Feierabend“ 500 g", "Schonend ohne Koffein", _eur(1350), "Kaffee"),
    Product("TASTING-4", "Probierset 4 × 100 g", "Vier Röstungen zum Kennenlernen", _eur(1580), "Kaffee"),
    Product("FILTER-100", "Filter 100", "Papierfilter Größe 4, 100 Stück", _eur(450), "Zubehör"),
    Product("GRINDER-H", "Handmühle „Kontor“", "Stahlmahlwerk, 30 g Füllung", _eur(8900), "Zubehör"),
    Product(
        "CARAFE-6",
        "Filterkaraffe 6 Tassen",
        "Borosilikatglas mit Holzmanschette",
        _eur(4900),
        "Zubehör",
        available=False,
    ),
    Product("MUG-300", "Becher „Möwe“ 300 ml", "Steinzeug, spülmaschinenfest", _eur(1400), "Zubehör"),
    Product("MACHINE-E1", "Espressomaschine „Elbe“", "Siebträger, 15 bar, 1,8 l", _eur(38900), "Maschinen"),
    Product("VOUCHER-39", "Gutschein 39 €", "Per E-Mail, drei Jahre gültig", _eur(3900), "Gutscheine", physical=False),
)

BY_SKU = {product.sku: product for product in PRODUCTS}
