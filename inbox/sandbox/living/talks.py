"""Conversations people of the demo shop have had with it before, by language. Data only; read by ``yesterday.py``.

Lines of the customer begin with ``c``, the shop's with ``s``; markup as in ``phrases_de.py``, and ``<first>`` is the
customer's first name (the whole one for those who say Sie), ``<link>`` a payment link, ``<parcel>`` a tracking number.
"""

from __future__ import annotations

from collections.abc import Mapping

Line = tuple[str, str]
Talk = tuple[Line, ...]

_DE: dict[str, tuple[Talk, ...]] = {
    "order": (
        (
            ("c", "Ich würde gern wieder <den> bestellen."),
            ("s", "Sehr gern, <first>! Hier {kannst du|können Sie} bezahlen: <link>"),
            ("c", "Bezahlt 👍"),
            ("s", "Danke! Geht morgen früh raus."),
        ),
        (
            ("c", "Ist <der> gerade da? Dann nehme ich gleich was mit."),
            ("s", "Ist da, frisch von gestern. Hier der Link: <link>"),
            ("c", "Super, ist erledigt."),
        ),
    ),
    "shipped": (
        (
            ("s", "Hallo <first>, {deine|Ihre} Bestellung <order> ist unterwegs. Sendungsnummer: <parcel>"),
            ("c", "Danke für die Info!"),
        ),
        (
            ("s", "Moin <first>, Bestellung <order> ist heute rausgegangen, Sendungsnummer <parcel>."),
            ("c", "Perfekt, vielen Dank."),
            ("s", "Viel Freude damit ☕"),
        ),
        (("s", "Hallo <first>, {deine|Ihre} Bestellung <order> ist unterwegs. Sendungsnummer: <parcel>"),),
    ),
    "refund": (
        (
            ("c", "Bei Bestellung <order> hat leider etwas gefehlt."),
            ("s", "Das tut mir leid! Ich erstatte {dir|Ihnen} <amount>, in ein paar Tagen ist das Geld da."),
            ("c", "Das ging ja schnell, danke!"),
        ),
        (
            ("c", "Ich möchte aus Bestellung <order> etwas zurückgeben, geht das?"),
            ("s", "Natürlich. Sobald das Päckchen hier ist, erstatte ich <amount>."),
            ("c", "Ist heute zur Post gegangen."),
            ("s", "Angekommen, <amount> sind auf dem Weg zu {dir|Ihnen}."),
        ),
    ),
    "failed": (
        (
            ("c", "Die Zahlung hat nicht geklappt, Karte abgelehnt."),
            ("s", "Oft hilft eine andere Karte, der Link gilt weiter."),
            ("c", "Stimmt, jetzt ging es."),
        ),
    ),
    "chat": (
        (
            ("c", "Welche Mahlung {empfehlt ihr|empfehlen Sie} für die Herdkanne?"),
            ("s", "Etwas feiner als für Filter, aber gröber als für Espresso. So wie feines Salz."),
            ("c", "Probiere ich morgen aus, danke!"),
        ),
        (
            ("c", "{Röstet ihr|Rösten Sie} eigentlich auch am Samstag?"),
            ("s", "Ja, samstags von neun bis zwölf. {Du kannst|Sie können} gern zuschauen kommen."),
            ("c", "Toll, dann bis Samstag!"),
            ("s", "Wir freuen uns."),
        ),
        (
            ("c", "Wie lange hält sich der Kaffee nach dem Öffnen?"),
            ("s", "Gut verschlossen etwa sechs Wochen. Bitte nicht in den Kühlschrank stellen."),
            ("c", "Gut zu wissen."),
        ),
        (
            ("c", "Ist der Möwe-Becher wirklich spülmaschinenfest?"),
            ("s", "Ja, meiner hat schon zwei Jahre Spülmaschine hinter sich 😄"),
            ("c", "Haha, dann passt es."),
        ),
        (
            ("c", "Der Feierabend schmeckt tatsächlich wie richtiger Kaffee."),
            ("s", "Das hören wir gern! Danke {dir|Ihnen}."),
        ),
        (
            ("c", "Kann ich meine Bestellung im Laden abholen?"),
            ("s", "Klar, Große Elbstraße, bis 18 Uhr. Einfach den Namen nennen."),
            ("c", "Passt, danke {euch|Ihnen}"),
        ),
        (
            ("c", "Meine Maschine zeigt „entkalken“. Was {nehmt ihr|nehmen Sie} da?"),
            ("s", "Zitronensäure, kalt angesetzt, und danach zweimal klar durchspülen."),
            ("c", "Hat funktioniert, vielen Dank!"),
        ),
    ),
}

_EN: dict[str, tuple[Talk, ...]] = {
    "order": (
        (
            ("c", "I'd like to order <the> again."),
            ("s", "With pleasure, <first>! You can pay here: <link>"),
            ("c", "Paid 👍"),
            ("s", "Thank you! It goes out tomorrow morning."),
        ),
        (
            ("c", "Do you have <the> in stock?"),
            ("s", "We do, roasted yesterday. Here is the link: <link>"),
            ("c", "Great, all done."),
        ),
    ),
    "shipped": (
        (
            ("s", "Hello <first>, your order <order> is on its way. Tracking number: <parcel>"),
            ("c", "Thanks for letting me know!"),
        ),
        (
            ("s", "Hi <first>, order <order> left us today, tracking number <parcel>."),
            ("c", "Perfect, thank you."),
            ("s", "Enjoy ☕"),
        ),
        (("s", "Hello <first>, your order <order> is on its way. Tracking number: <parcel>"),),
    ),
    "refund": (
        (
            ("c", "Something was missing from order <order>."),
            ("s", "So sorry! I'm refunding <amount>, it takes a few days to show."),
            ("c", "That was quick, thanks!"),
        ),
    ),
    "failed": (
        (
            ("c", "The payment didn't work, my card was declined."),
            ("s", "Another card usually helps, the link is still good."),
            ("c", "You're right, it worked now."),
        ),
    ),
    "chat": (
        (
            ("c", "What grind do you recommend for a moka pot?"),
            ("s", "A bit finer than filter but coarser than espresso. Think of fine salt."),
            ("c", "I'll try that tomorrow, thanks!"),
        ),
        (
            ("c", "Do you roast on Saturdays too?"),
            ("s", "Yes, from nine to twelve. You're welcome to come and watch."),
            ("c", "Lovely, see you when I'm in Hamburg!"),
        ),
        (
            ("c", "How long does the coffee keep once it's open?"),
            ("s", "About six weeks if it's well sealed. Please not in the fridge."),
            ("c", "Good to know."),
        ),
        (
            ("c", "Is the gull mug really dishwasher safe?"),
            ("s", "Yes, mine has been through it for two years 😄"),
            ("c", "Haha, sold."),
        ),
        (
            ("c", "Your decaf actually tastes like coffee."),
            ("s", "So good to hear! Thank you."),
        ),
        (
            ("c", "How long does shipping abroad take?"),
            ("s", "Usually four to six working days, with tracking."),
            ("c", "Fine with me, thanks."),
        ),
    ),
}

TALKS: Mapping[str, Mapping[str, tuple[Talk, ...]]] = {"de": _DE, "en": _EN}

TAILS: Mapping[str, tuple[Talk, ...]] = {
    "de": (
        (("c", "Bis wann {habt ihr|haben Sie} heute geöffnet?"), ("s", "Bis 18 Uhr, {komm|kommen Sie} gern vorbei!")),
        (("c", "Danke, ist angekommen! 🙏"), ("s", "Das freut uns. {Lass es dir|Lassen Sie es sich} schmecken ☕")),
        (
            ("c", "Gibt es den Kenia noch?"),
            ("s", "Ja, noch ungefähr zwanzig Tüten. Soll ich {dir|Ihnen} eine zurücklegen?"),
        ),
        (("c", "Welche Sorte ist gerade am frischesten?"), ("s", "Der Kolumbien, heute Morgen geröstet.")),
        (("c", "{Könnt ihr|Können Sie} die Rechnung noch einmal schicken?"), ("s", "Ist unterwegs per E-Mail.")),
        (("c", "Paket kam heute, alles bestens."), ("s", "Prima, danke für die Rückmeldung!")),
        (
            ("c", "Ist der Brasil auch für Vollautomaten gut?"),
            ("s", "Genau dafür ist er gemacht, mild und ohne ölige Bohnen."),
        ),
        (
            ("c", "Habe gerade die Karaffe verpasst, kommt die wieder?"),
            ("s", "Anfang Dezember, ich sage {dir|Ihnen} Bescheid."),
        ),
        (
            ("c", "Kann ich den Gutschein auf zwei Bestellungen verteilen?"),
            ("s", "Ja, der Rest bleibt einfach stehen."),
        ),
        (
            ("c", "Welche Wassertemperatur für den Handfilter?"),
            ("s", "94 Grad, also kurz nach dem Kochen einen Moment warten."),
        ),
    ),
    "en": (
        (("c", "How late are you open today?"), ("s", "Until six, come on over!")),
        (("c", "Thanks, it has arrived! 🙏"), ("s", "Wonderful. Enjoy ☕")),
        (("c", "Is there any Kenya left?"), ("s", "Yes, about twenty bags. Shall I put one aside for you?")),
        (("c", "Could you send me the invoice again?"), ("s", "It's on its way by e-mail.")),
        (("c", "Parcel came today, all good."), ("s", "Great, thanks for telling us!")),
        (("c", "What water temperature for the dripper?"), ("s", "94 degrees, so wait a moment after it boils.")),
        (("c", "Can I split the voucher over two orders?"), ("s", "Yes, whatever is left stays on it.")),
    ),
}
"""The last thing said with people the shop has already answered."""
