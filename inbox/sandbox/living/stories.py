"""The people of the demo shop whose day begins as told here and not by chance: what was said, and where they stand.

Data only; read by ``yesterday.py``. Lines are in the order of time; ``ago`` is seconds before the shop opens its eyes.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from inbox.sandbox.living.acts import Act, Fill, Photo, Sticker, Voice, Write
from inbox.sandbox.living.cast import Pending
from inbox.sandbox.living.hours import DAY, HOUR
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.turn import State

MINUTE = 60.0


class Line(msgspec.Struct, frozen=True):
    """One message of the past; the shop only ever writes text, in which ``<link>`` stands for a payment link."""

    ago: float
    act: Act
    by_shop: bool = False


class Story(msgspec.Struct, frozen=True):
    """What was said with somebody, and their state of mind now; ``pending`` is a link that waits."""

    lines: tuple[Line, ...]
    state: State = State()
    pending: Pending | None = None


def _c(ago: float, text: str) -> Line:
    return Line(ago, Write(text))


def _s(ago: float, text: str) -> Line:
    return Line(ago, Write(text), by_shop=True)


_QUESTIONS = (
    "Guten Tag,\nich bereite für den 14. des nächsten Monats einen Empfang mit etwa achtzig Gästen vor und hätte "
    "einige Fragen:\n\n1. Könnten Sie dafür zehn Kilogramm gemahlenen Kaffee für große Filtermaschinen liefern, und "
    "bis wann müssten Sie das wissen?\n2. Ist der Kenia für ein so gemischtes Publikum zu fruchtig? Meine Schwester "
    "fand ihn wunderbar, mein Bruder hat nach dem ersten Schluck nach Milch gefragt.\n3. Bekäme ich eine Rechnung mit "
    "ausgewiesener Mehrwertsteuer auf den Namen des Vereins?\n4. Was geschieht mit den Tüten, die ungeöffnet übrig "
    "bleiben?\n\nUnd ganz unabhängig davon: Die Kaffeedose vom letzten Mal schließt so gut, dass ich sie kaum wieder "
    "aufbekomme. Das ist keine Beschwerde.\n\nMit freundlichen Grüßen\nM. v. Hohenstein-Schwarzenberg-Lindenau"
)

STORIES: Mapping[str, Story] = {
    "lena": Story(
        (
            _c(2 * DAY + 26 * MINUTE, "Moin! Der Hafen ist fast leer, ich bräuchte Nachschub ☕"),
            Line(2 * DAY + 24 * MINUTE, Fill((("HAFEN-1000", 1), ("GUATEMALA-1000", 1)))),
            _s(2 * DAY + 8 * MINUTE - 4, "Moin Lena! 49,80 € zusammen, hier kannst du bezahlen: <link>"),
            _c(2 * DAY - 1 * MINUTE, "Bezahlt 👍"),
            _s(2 * DAY - 4 * MINUTE, "Danke dir! Geht heute noch raus, Bestellung 10231."),
            _c(2 * DAY - 5 * MINUTE, "Super, danke!"),
            Line(
                3.2 * MINUTE,
                Photo("torn", "GUATEMALA", "Hallo! Das Paket ist da, aber eine Tüte Guatemala war aufgerissen 😕"),
            ),
        ),
        State("problem", "torn", "GUATEMALA-1000", "10231", photographed=True, unanswered=1),
    ),
    "murat": Story(
        (
            _c(26 * DAY + 25 * MINUTE, "Moin, habt ihr zwei Kilo Hafen da?"),
            _s(26 * DAY + 13 * MINUTE, "Moin Murat, klar! Einfach im Shop bestellen, ich packe es gleich."),
            _s(26 * DAY - 20 * MINUTE, "Ist verpackt! Bestellung 10198, kommt übermorgen."),
            _c(26 * DAY - 22 * MINUTE, "👍"),
            _c(7 * MINUTE, "Moin, ich hätte gern dasselbe wie letztes Mal und Filter dazu."),
            Line(5.5 * MINUTE, Fill((("HAFEN-1000", 2), ("FILTER-100", 3)), (("FILTER-100", 450),))),
        ),
        State("cart", "cart", "HAFEN-1000", unanswered=2),
    ),
    "sophie": Story(
        (
            _c(55 * MINUTE, "Hallo! Ich hätte gern den Yirgacheffe und einen Becher, nach Wien bitte."),
            Line(54 * MINUTE, Fill((("YIRGA-250", 2), ("MUG-300", 1)))),
            _s(27 * MINUTE, "Sehr gern, Sophie! Mit Versand nach Wien sind es 38,50 €: <link>"),
            _c(20 * MINUTE, "Meine Karte wurde abgelehnt, was nun?"),
        ),
        State("declined", "cart", "YIRGA-250", tries=1, unanswered=1),
        Pending("Yirgacheffe 2 ×, Becher „Möwe“, Versand nach Wien", 3850, 27 * MINUTE + 5, "declined_do_not_honor"),
    ),
    "oliver": Story(
        (
            _s(24 * DAY, "Hi Oliver, order 10201 is on its way to Bristol."),
            _c(21 * DAY, "Arrived, thanks! Loved the Kenya."),
            _c(38 * MINUTE, "Hi! Do you ship the hand grinder to the UK?"),
        ),
        State("asking", "ask", "GRINDER-H", unanswered=1),
    ),
    "anke": Story(
        (
            _s(26 * DAY, "Hallo Anke, Bestellung 10196 ist unterwegs. Viel Freude mit dem Feierabend!"),
            _c(25 * DAY, "Angekommen, duftet herrlich."),
            Line(2.2 * HOUR, Voice(23)),
        ),
        State("asking", "voice", "DECAF-500", "10196", unanswered=1),
    ),
    "marie": Story(
        (Line(3.8 * HOUR, Photo("slip", "10234", "Wo ist meine Bestellung 10234?")),),
        State("asking", "where", "MUG-300", "10234", unanswered=1),
    ),
    "farid": Story(
        (
            _s(17 * DAY, "Hello Farid, order 10209 is on its way to Manchester."),
            _s(2 * DAY + HOUR, "Hello Farid, your bank asks us about order 10209. Did something go wrong with it?"),
            _c(2 * DAY - 4 * HOUR, "I never ordered this. I told my bank."),
        ),
        State("bank", "", "GRINDER-H", "10209", unanswered=1),
    ),
    "thu": Story(
        (
            _c(3 * DAY - 3 * HOUR, "Hallo, wann geht die Elbe denn raus?"),
            _s(3 * DAY - 3.5 * HOUR, "Hallo Thu, morgen früh. Bestellung 10232, sie ist gut gepolstert."),
            _s(DAY + 1.5 * HOUR, "Hallo Thu, laut DHL kommt die Elbe morgen."),
            _c(4.4 * HOUR, "Danke, ist angekommen! 🙏"),
            Line(4.4 * HOUR - 20, Sticker()),
        ),
        State("done", unanswered=1),
    ),
    "joao": Story(
        (_c(3.1 * HOUR, "Hi! Could I get the tasting set and a bag of Kenya, shipped to Porto?"),),
        State("cart", "cart", "TASTING-4", unanswered=1),
    ),
    "clara": Story(
        (
            _c(4 * DAY, "Hallo, ist meine Bestellung schon unterwegs?"),
            _s(4 * DAY - 0.4 * HOUR, "Hallo Clara, sie geht heute noch raus."),
            _s(3 * DAY - 4 * HOUR, "Hallo Clara, deine Bestellung ist unterwegs. Sendungsnummer: 00340434161094042557"),
        ),
    ),
    "bernd": Story(
        (
            _c(3 * DAY + 2 * HOUR, "Guten Tag,\nliefern Sie auch an eine Packstation?\n\nViele Grüße\nBernd Schulz"),
            _s(3 * DAY + HOUR, "Guten Tag Herr Schulz, ja, das geht. Bitte die Postnummer mit angeben."),
            _c(3 * DAY + 0.8 * HOUR, "Passt, danke Ihnen"),
        ),
    ),
    "maxi": Story(
        (_c(2.6 * HOUR, _QUESTIONS),),
        State("asking", "office", "KENIA-250", unanswered=1),
    ),
    "rosa": Story(
        (
            _s(32 * DAY, "Hello Rosa, your coffee club box is on its way."),
            _c(31 * DAY, "Lovely, thank you!"),
            _c(3 * DAY - 5 * HOUR, "Can you pause my subscription?"),
        ),
        State("asking", "ask", "CLUB-1", unanswered=1),
    ),
}

EIGHT: Mapping[str, Persona] = {
    who.id: who
    for who in (
        Persona("lena", "patient", typing=0.2),
        Persona("murat", "terse", hello=("Moin",)),
        Persona("sophie", "patient", hello=("Servus", "Hallo"), purse="declined"),
        Persona("oliver", "chatty", "en"),
        Persona("anke", "forgetful"),
        Persona("marie", "patient", emoji=False),
        Persona("farid", "angry", "en", emoji=False, reads=False),
        Persona("thu", "patient"),
    )
}
"""The characters of the sandbox's first eight."""

FIRST: tuple[tuple[float, str, str], ...] = (
    (140.0, "marlene", "buy"),
    (300.0, "finn", "cart"),
    (560.0, "thu", "machine"),
    (820.0, "ines", "praise"),
    (1100.0, "minh", "ask"),
    (1360.0, "lukas", "buy"),
    (1600.0, "callum", "where"),
    (1900.0, "ola", "cart"),
)
"""What happens first: at which second of life, to whom, what."""
