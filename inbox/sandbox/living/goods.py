"""What the demo shop sells: the sandbox's goods and thirteen more, how people call them, and one price that was forgotten.

Data only; read when a living sandbox is put together and whenever somebody speaks of a product.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.shop import CURRENCY, PRODUCTS, Product

Sort = Literal["bag", "pieces", "fragile", "machine", "voucher", "club"]


class Spoken(msgspec.Struct, frozen=True):
    """How customers speak of a product: German nominative and accusative with article, bare name, English.

    ``sort`` decides what can be said of it: bags tear, fragile things break, vouchers come by e-mail.
    """

    sort: Sort
    der: str
    den: str
    bare: str
    the: str

    @property
    def label(self) -> str:
        """Return what stands on its label in photos."""
        return self.bare.rpartition("-")[2].upper()


def _product(sku: str, name: str, text: str, minor: int, category: str, *, physical: bool = True) -> Product:
    return Product(sku, name, text, Money(minor, CURRENCY), category, physical=physical)


LIVING_PRODUCTS: tuple[Product, ...] = (
    *PRODUCTS,
    _product("SPEICHER-1000", "Espresso „Speicherstadt“ 1 kg", "Sehr dunkel, kräftig, wenig Säure", 2690, "Kaffee"),
    _product("KENIA-250", "Kenia Nyeri AA 250 g", "Johannisbeere und Tomate, für Filter", 1150, "Kaffee"),
    _product("KOLUMBIEN-500", "Kolumbien Huila 500 g", "Mittlere Röstung, Apfel und Panela", 1490, "Kaffee"),
    _product("BRASIL-1000", "Brasilien Cerrado 1 kg", "Mild und nussig, für Vollautomaten", 2190, "Kaffee"),
    _product("COLDBREW-6", "Cold Brew 6 × 250 ml", "Kalt gebrüht, trinkfertig", 1890, "Kaffee"),
    _product("FRENCHPRESS-8", "French Press 8 Tassen", "Doppelwandig, Edelstahlfilter", 3490, "Zubehör"),
    _product("DRIPPER-02", "Handfilter Keramik", "Größe 2, weiß glasiert", 1900, "Zubehör"),
    _product("SCALE-2K", "Kaffeewaage „Lot“", "Bis 2 kg, auf 0,1 g, mit Uhr", 3900, "Zubehör"),
    _product("KETTLE-1", "Schwanenhalskessel 1 l", "Edelstahl, Holzgriff", 5900, "Zubehör"),
    _product("CANISTER-500", "Kaffeedose 500 g", "Luftdicht, mit Aromaventil", 2200, "Zubehör"),
    _product("CUPS-2", "Espressotassen, 2 Stück", "Steinzeug mit Untertasse, 80 ml", 2400, "Zubehör"),
    _product("CLUB-1", "Kaffeeclub, ein Monat", "Jeden Monat 1 kg einer neuen Röstung", 2490, "Kaffeeclub"),
    _product("VOUCHER-75", "Gutschein 75 €", "Per E-Mail, drei Jahre gültig", 7500, "Gutscheine", physical=False),
)
LIVING_BY_SKU = {product.sku: product for product in LIVING_PRODUCTS}

CHEAPER_AT_STRIPE = {"FILTER-100": 420}
"""Minor units: prices the shop lowered at Stripe and forgot at Meta, so that carts show the old one."""

SHIPPING = 490
"""What a parcel costs, in minor units."""

SPOKEN: dict[str, Spoken] = {
    "HAFEN-1000": Spoken("bag", "der Hafen-Espresso", "den Hafen-Espresso", "Hafen", "the Hafen espresso"),
    "HAFEN-250": Spoken("bag", "der kleine Hafen", "den kleinen Hafen", "Hafen", "the small bag of Hafen"),
    "GUATEMALA-1000": Spoken("bag", "der Guatemala", "den Guatemala", "Guatemala", "the Guatemala"),
    "YIRGA-250": Spoken("bag", "der Yirgacheffe", "den Yirgacheffe", "Yirgacheffe", "the Yirgacheffe"),
    "DECAF-500": Spoken("bag", "der Feierabend", "den Feierabend", "Feierabend", "the decaf"),
    "TASTING-4": Spoken("pieces", "das Probierset", "das Probierset", "Probierset", "the tasting set"),
    "FILTER-100": Spoken("pieces", "das Filterpapier", "das Filterpapier", "Filterpapier", "the pack of filter papers"),
    "GRINDER-H": Spoken("fragile", "die Handmühle", "die Handmühle", "Kontor", "the hand grinder"),
    "CARAFE-6": Spoken("fragile", "die Filterkaraffe", "die Filterkaraffe", "Filterkaraffe", "the filter carafe"),
    "MUG-300": Spoken("fragile", "der Möwe-Becher", "den Möwe-Becher", "Möwe", "the gull mug"),
    "MACHINE-E1": Spoken("machine", "die Elbe", "die Elbe", "Elbe", "the Elbe machine"),
    "VOUCHER-39": Spoken("voucher", "der Gutschein", "den Gutschein", "Gutschein", "the gift voucher"),
    "SPEICHER-1000": Spoken("bag", "der Speicherstadt", "den Speicherstadt", "Speicherstadt", "the Speicherstadt"),
    "KENIA-250": Spoken("bag", "der Kenia", "den Kenia", "Kenia", "the Kenya"),
    "KOLUMBIEN-500": Spoken("bag", "der Kolumbien", "den Kolumbien", "Kolumbien", "the Colombia"),
    "BRASIL-1000": Spoken("bag", "der Brasil", "den Brasil", "Brasil", "the Brazil"),
    "COLDBREW-6": Spoken("pieces", "der Cold Brew", "den Cold Brew", "Cold Brew", "the cold brew"),
    "FRENCHPRESS-8": Spoken("fragile", "die French Press", "die French Press", "French Press", "the French press"),
    "DRIPPER-02": Spoken("fragile", "der Handfilter", "den Handfilter", "Handfilter", "the dripper"),
    "SCALE-2K": Spoken("fragile", "die Kaffeewaage", "die Kaffeewaage", "Kaffeewaage", "the scale"),
    "KETTLE-1": Spoken("fragile", "der Kessel", "den Kessel", "Kessel", "the gooseneck kettle"),
    "CANISTER-500": Spoken("pieces", "die Kaffeedose", "die Kaffeedose", "Kaffeedose", "the coffee tin"),
    "CUPS-2": Spoken("fragile", "das Tassenset", "das Tassenset", "Tassenset", "the espresso cup set"),
    "CLUB-1": Spoken("club", "die Clublieferung", "die Clublieferung", "Kaffeeclub", "the coffee club box"),
    "VOUCHER-75": Spoken("voucher", "der Gutschein", "den Gutschein", "Gutschein", "the gift voucher"),
}
