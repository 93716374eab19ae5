"""The first eight customers of the pretend shop: who they are, what they bought before, and their scripts.

Data only, the same for the same seed; read by ``app.py``. Each is there for something that shops meet:

=========  ==========================================================================================
``lena``   several past payments, one refunded; a torn bag
``murat``  a cart; his phone stands in Stripe the way people write it at home (01522 8817386)
``sophie`` Austria; her card is declined at first
``oliver`` writes English, pays at once, phone in Britain
``anke``   has a username and no phone number to show
``marie``  paid as a guest under another e-mail: only the order number finds it
``farid``  told his bank instead of the shop: a dispute
``thu``    an expensive machine arrived broken
=========  ==========================================================================================
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.customers import Address, Customer, Manners
from inbox.sandbox.script import AwaitLink, AwaitReply, Order, Pay, Say, Step, Wait
from inbox.sandbox.world import SeededIds

DAY = 86_400


class Purchase(msgspec.Struct, frozen=True):
    """A payment made before the sandbox began; ``amount`` and ``refunded`` in euro cents, ``days_ago`` before now.

    ``method`` is one of ``inbox.sandbox.stripe.means``, a declining one included. ``guest_email`` and ``guest_name`` are
    for payments without a Stripe customer.
    """

    what: str
    amount: int
    days_ago: int
    method: str = "card_4242"
    order_id: str | None = None
    refunded: int = 0
    disputed: bool = False
    guest_email: str | None = None
    guest_name: str | None = None


class Person(msgspec.Struct, frozen=True):
    """One customer with a past and plans; ``phone_in_stripe`` is how the shop's till wrote the number down."""

    customer: Customer
    phone_in_stripe: str | None = None
    purchases: tuple[Purchase, ...] = ()
    script: tuple[Step, ...] = ()


def first_eight(ids: SeededIds) -> list[Person]:
    """Return the eight, with user ids drawn from ``ids``."""
    return [_lena(ids), _murat(ids), _sophie(ids), _oliver(ids), _anke(ids), _marie(ids), _farid(ids), _thu(ids)]


def _user_id(ids: SeededIds, country: str) -> str:
    return f"{country}.{ids.digits(17)}"


def _lena(ids: SeededIds) -> Person:
    lena = Customer(
        id="lena",
        name="Lena Brandt",
        user_id=_user_id(ids, "DE"),
        phone="+491701234567",
        email="lena.brandt@example.org",
        address=Address("Große Elbstraße 12", "22767", "Hamburg"),
    )
    purchases = (
        Purchase("Espresso „Hafen“ 1 kg", 2490, 51, "declined_insufficient_funds"),
        Purchase("Filter 100, vier Packungen", 1800, 34, "card_mastercard", "10188", refunded=1800),
        Purchase("Espresso „Hafen“ 1 kg", 2490, 20, order_id="10207"),
        Purchase("Espresso „Hafen“ 1 kg, Guatemala Filter 1 kg", 4980, 2, order_id="10231"),
    )
    script = (
        Say("Hallo! Das Paket ist da, aber eine Tüte Guatemala war aufgerissen 😕"),
        Wait(2),
        Say(kind="image", caption="So kam sie an"),
        AwaitReply(),
        Say("Super, danke für die schnelle Hilfe!"),
    )
    return Person(lena, "+491701234567", purchases, script)


def _murat(ids: SeededIds) -> Person:
    murat = Customer(
        id="murat",
        name="Murat Kaya",
        user_id=_user_id(ids, "DE"),
        phone="+4915228817386",
        email="murat.kaya@example.org",
        address=Address("Keupstraße 48", "51063", "Köln"),
    )
    script = (
        Say("Moin, ich hätte gern dasselbe wie letztes Mal und Filter dazu."),
        Wait(1),
        Order((("HAFEN-1000", 2), ("FILTER-100", 3))),
        AwaitLink(),
        Wait(3),
        Pay(),
        Say("Bezahlt 👍"),
    )
    return Person(
        murat, "01522 8817386", (Purchase("Espresso „Hafen“ 1 kg, zweimal", 4980, 26, order_id="10198"),), script
    )


def _sophie(ids: SeededIds) -> Person:
    sophie = Customer(
        id="sophie",
        name="Sophie Wagner",
        user_id=_user_id(ids, "AT"),
        phone="+436641234567",
        email="sophie.wagner@example.org",
        address=Address("Neubaugasse 31", "1070", "Wien", "AT"),
    )
    script = (
        Order((("YIRGA-250", 2), ("MUG-300", 1))),
        AwaitLink(),
        Pay(decline="insufficient_funds"),
        Say("Meine Karte wurde abgelehnt, was nun?"),
        AwaitReply(),
        Pay(method="mastercard"),
    )
    return Person(sophie, "+43 664 1234567", (Purchase("Probierset 4 × 100 g", 1580, 12, order_id="10219"),), script)


def _oliver(ids: SeededIds) -> Person:
    oliver = Customer(
        id="oliver",
        name="Oliver Bennett",
        user_id=_user_id(ids, "GB"),
        phone="+447700900321",
        language="en",
        email="oliver.bennett@example.org",
        address=Address("14 Mill Lane", "BS1 4ST", "Bristol", "GB"),
    )
    script = (
        Say("Hi! Do you ship the hand grinder to the UK?"),
        AwaitReply(),
        Order((("GRINDER-H", 1),)),
        AwaitLink(),
        Pay(),
    )
    return Person(oliver, "+447700900321", (Purchase("Tasting set", 1580, 25, order_id="10201"),), script)


def _anke(ids: SeededIds) -> Person:
    anke = Customer(
        id="anke",
        name="Anke Hoffmann",
        user_id=_user_id(ids, "DE"),
        username="anke.hoffmann",
        hides_phone=True,
        email="anke.hoffmann@example.org",
        address=Address("Am Markt 3", "28195", "Bremen"),
    )
    script = (Say(kind="voice"), Wait(2), Say("Ich meine den koffeinfreien, den „Feierabend“."), AwaitLink(), Pay())
    return Person(anke, None, (Purchase("Entkoffeiniert „Feierabend“ 500 g", 1350, 27, order_id="10196"),), script)


def _marie(ids: SeededIds) -> Person:
    marie = Customer(id="marie", name="M.", user_id=_user_id(ids, "DE"), phone="+4915123456789")
    purchase = Purchase(
        "Äthiopien Yirgacheffe, Becher „Möwe“",
        3640,
        3,
        order_id="10234",
        guest_email="familie.peters@example.net",
        guest_name="M. Peters",
    )
    return Person(marie, None, (purchase,), (Say("📷 Wo ist meine Bestellung 10234?"), AwaitReply(), Say("Danke!")))


def _farid(ids: SeededIds) -> Person:
    farid = Customer(
        id="farid",
        name="Farid Omar",
        user_id=_user_id(ids, "GB"),
        phone="+447700900456",
        language="en",
        email="farid.omar@example.org",
        address=Address("7 Canal Street", "M1 3HE", "Manchester", "GB"),
        manners=Manners(read_ms=None),
    )
    purchase = Purchase("Handmühle und Filter", 5900, 18, order_id="10209", disputed=True)
    return Person(farid, "+44 7700 900456", (purchase,), (Say("I never ordered this. I told my bank."),))


def _thu(ids: SeededIds) -> Person:
    thu = Customer(
        id="thu",
        name="Thu Nguyen",
        user_id=_user_id(ids, "DE"),
        phone="+4917604069012",
        email="thu.nguyen@example.org",
        address=Address("Karl-Liebknecht-Straße 90", "04275", "Leipzig"),
    )
    purchases = (
        Purchase("Espressomaschine „Elbe“", 38900, 3, order_id="10232"),
        Purchase("Becher „Möwe“ 300 ml, zweimal", 2800, 75, order_id="10118"),
    )
    script = (
        Say("Die Maschine kam kaputt an, der Siebträger ist verbogen."),
        Say(kind="image", caption="Hier sieht man es"),
        AwaitReply(),
        Say("Ich hätte gern mein Geld zurück."),
    )
    return Person(thu, "+4917604069012", purchases, script)
