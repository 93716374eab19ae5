"""Conversations that German-speaking people of the demo shop have had with it before. Data only; see ``talks.py``."""

from __future__ import annotations

from inbox.sandbox.living.talks_kinds import Talk

TALKS_DE: dict[str, tuple[Talk, ...]] = {
    "order": (
        (
            ("c", "link-9", "Ich würde gern <den> bestellen, geht das hier im Chat?"),
            ("s", "link", "Sehr gern, <first>! Das macht <total>, hier {kannst du|können Sie} bezahlen: <link>"),
            ("c", "paid+1.5", "Bezahlt 👍"),
            ("s", "paid+6", "Danke! Geht morgen früh raus."),
        ),
        (
            ("cart", "link-11", ""),
            ("c", "link-10", "Das hier bitte, wie immer."),
            ("s", "link", "Gern, <first>! <total>, hier der Link: <link>"),
            ("c", "paid+2", "Ist erledigt, danke."),
        ),
        (
            ("c", "link-13", "Hallo! Einmal das hier bitte 👇"),
            ("cart", "link-12", ""),
            ("s", "link", "Alles da, <first>. Zusammen <total>: <link>"),
            ("c", "paid+2", "Super, hat geklappt 🙂"),
            ("s", "paid+8", "Angekommen, danke {dir|Ihnen}!"),
        ),
    ),
    "order.bag": (
        (
            ("c", "link-10", "Ist <der> gerade da? Dann nehme ich gleich was mit."),
            ("s", "link", "Ist da, frisch von gestern. <total> sind es zusammen: <link>"),
            ("c", "paid+2", "Super, ist erledigt."),
        ),
    ),
    "order.declined": (
        (
            ("cart", "link-9", ""),
            ("s", "link", "Danke, <first>! Hier der Link über <total>: <link>"),
            ("c", "declined+1.5", "Die Zahlung hat nicht geklappt, Karte abgelehnt."),
            ("s", "declined+4", "Oft hilft eine andere Karte, der Link gilt weiter."),
            ("c", "paid+1.5", "Stimmt, jetzt ging es."),
        ),
        (
            ("c", "link-12", "Ich bräuchte Nachschub. {Schickt ihr|Schicken Sie} mir einen Link?"),
            ("cart", "link-10", ""),
            ("s", "link", "Klar, <total>: <link>"),
            ("c", "declined+2", "Komisch, meine Karte wird nicht angenommen."),
            ("s", "declined+4.5", "{Versuch|Versuchen Sie} es gern mit einer anderen, der Link bleibt offen."),
            ("c", "paid+1", "Mit der anderen Karte hat es geklappt 👍"),
            ("s", "paid+7", "Prima, danke für die Geduld!"),
        ),
    ),
    "shop.declined": (
        (
            ("c", "paid+9", "Im Shop wurde meine Karte erst abgelehnt. Ist Bestellung <order> jetzt durch?"),
            ("s", "shop+12", "Ja, der zweite Versuch hat geklappt. Es ist alles da."),
            ("c", "shop+20", "Gut, danke {euch|Ihnen}!"),
        ),
    ),
    "shipped": (
        (
            ("s", "shipped", "Hallo <first>, {deine|Ihre} Bestellung <order> ist unterwegs. Sendungsnummer: <parcel>"),
            ("c", "shipped+17", "Danke für die Info!"),
        ),
        (
            ("s", "shipped", "Moin <first>, Bestellung <order> ist heute rausgegangen, Sendungsnummer <parcel>."),
            ("c", "shipped+9", "Perfekt, vielen Dank."),
            ("s", "shipped+14", "Viel Freude damit ☕"),
        ),
        (("s", "shipped", "Hallo <first>, {deine|Ihre} Bestellung <order> ist unterwegs. Sendungsnummer: <parcel>"),),
    ),
    "refund.part": (
        (
            ("c", "refund-24", "In Bestellung <order> hat leider <der> gefehlt."),
            ("s", "refund-3", "Das tut mir leid! Ich erstatte {dir|Ihnen} <amount>, in ein paar Tagen ist das Geld da."),
            ("c", "refund+5", "Das ging ja schnell, danke!"),
        ),
        (
            ("c", "refund-31", "<Der> aus Bestellung <order> kam leider beschädigt an. Der Rest ist in Ordnung."),
            ("s", "refund-19", "Oh, das tut mir leid. Ersatz oder Geld zurück?"),
            ("c", "refund-11", "Geld zurück, bitte."),
            ("s", "refund-2", "Ist auf dem Weg: <amount>."),
            ("c", "refund+7", "Vielen Dank!"),
        ),
    ),
    "refund.all": (
        (
            ("c", "return", "Ich möchte Bestellung <order> zurückgeben, geht das?"),
            ("s", "return+11", "Natürlich. Sobald das Päckchen hier ist, erstatte ich <amount>."),
            ("c", "return+48", "Ist heute zur Post gegangen."),
            ("s", "refund-2", "Angekommen, <amount> sind auf dem Weg zu {dir|Ihnen}."),
            ("c", "refund+14", "Perfekt, danke."),
        ),
    ),
    "chat": (
        (
            ("c", "start", "Welche Mahlung {empfehlt ihr|empfehlen Sie} für die Herdkanne?"),
            ("s", "start+14", "Etwas feiner als für Filter, aber gröber als für Espresso. So wie feines Salz."),
            ("c", "start+25", "Probiere ich morgen aus, danke!"),
        ),
        (
            ("c", "start", "{Röstet ihr|Rösten Sie} eigentlich auch am Samstag?"),
            ("s", "start+8", "Ja, samstags von neun bis zwölf. {Du kannst|Sie können} gern zuschauen kommen."),
            ("c", "start+12", "Toll, dann bis Samstag!"),
            ("s", "start+15", "Wir freuen uns."),
        ),
        (
            ("c", "start", "Wie lange hält sich der Kaffee nach dem Öffnen?"),
            ("s", "start+17", "Gut verschlossen etwa sechs Wochen. Bitte nicht in den Kühlschrank stellen."),
            ("c", "start+22", "Gut zu wissen."),
        ),
        (
            ("c", "start", "Ist der Möwe-Becher wirklich spülmaschinenfest?"),
            ("s", "start+9", "Ja, meiner hat schon zwei Jahre Spülmaschine hinter sich 😄"),
            ("c", "start+11", "Haha, dann passt es."),
        ),
        (
            ("c", "start", "Der Feierabend schmeckt tatsächlich wie richtiger Kaffee."),
            ("s", "start+26", "Das hören wir gern! Danke {dir|Ihnen}."),
        ),
        (
            ("c", "start", "Kann man bei {euch|Ihnen} im Laden auch einen Kaffee trinken?"),
            ("s", "start+6", "Klar, Große Elbstraße, bis 18 Uhr. Die Maschine ist immer an."),
            ("c", "start+13", "Dann komme ich mal vorbei!"),
        ),
        (
            ("c", "start", "Meine Maschine zeigt „entkalken“. Was {nehmt ihr|nehmen Sie} da?"),
            ("s", "start+12", "Zitronensäure, kalt angesetzt, und danach zweimal klar durchspülen."),
            ("c", "start+71", "Hat funktioniert, vielen Dank!"),
        ),
        (
            ("c", "start", "{Verschickt ihr|Verschicken Sie} auch als Geschenk, ohne Rechnung im Paket?"),
            ("s", "start+10", "Ja, einfach dazuschreiben. Die Rechnung kommt dann nur per E-Mail."),
            ("c", "start+16", "Sehr gut, danke."),
        ),
    ),
}

TAILS_DE: tuple[Talk, ...] = (
    (
        ("c", "start", "Bis wann {habt ihr|haben Sie} heute geöffnet?"),
        ("s", "start+7", "Bis 18 Uhr, {komm|kommen Sie} gern vorbei!"),
    ),
    (
        ("c", "start", "Gibt es den Kenia noch?"),
        ("s", "start+9", "Ja, noch ungefähr zwanzig Tüten. Soll ich {dir|Ihnen} eine zurücklegen?"),
    ),
    (
        ("c", "start", "Welche Sorte ist gerade am frischesten?"),
        ("s", "start+5", "Der Kolumbien, heute Morgen geröstet."),
        ("c", "start+8", "Dann weiß ich, was ich nehme 😄"),
        ("s", "start+10", "Gute Wahl ☕"),
    ),
    (
        ("c", "start", "{Könnt ihr|Können Sie} die letzte Rechnung noch einmal schicken?"),
        ("s", "start+12", "Ist unterwegs per E-Mail."),
    ),
    (
        ("c", "start", "Ist der Brasil auch für Vollautomaten gut?"),
        ("s", "start+8", "Genau dafür ist er gemacht, mild und ohne ölige Bohnen."),
    ),
    (
        ("c", "start", "Habe gerade die Karaffe verpasst, kommt die wieder?"),
        ("s", "start+14", "In zwei Wochen etwa, ich sage {dir|Ihnen} Bescheid."),
    ),
    (
        ("c", "start", "Kann ich den Gutschein auf zwei Bestellungen verteilen?"),
        ("s", "start+6", "Ja, der Rest bleibt einfach stehen."),
    ),
    (
        ("c", "start", "Welche Wassertemperatur für den Handfilter?"),
        ("s", "start+9", "94 Grad, also kurz nach dem Kochen einen Moment warten."),
    ),
    (
        ("c", "start", "Wie viel Gramm {nehmt ihr|nehmen Sie} auf einen halben Liter?"),
        ("s", "start+5", "30 Gramm, eher grob. Und dann vier Minuten Geduld."),
    ),
    (
        ("c", "start", "Wäre eine Verkostung mit acht Leuten möglich?"),
        ("s", "start+21", "Gern, donnerstags ab 17 Uhr. Welcher Tag würde passen?"),
    ),
    (
        ("c", "start", "Braucht der Kessel besondere Pflege?"),
        ("s", "start+8", "Nur ab und zu entkalken, den Holzgriff nicht einweichen."),
    ),
)

PARCELS_DE: tuple[Talk, ...] = (
    (
        ("c", "start", "Danke, ist angekommen! 🙏"),
        ("s", "start+11", "Das freut uns. {Lass es dir|Lassen Sie es sich} schmecken ☕"),
    ),
    (("c", "start", "Paket kam heute, alles bestens."), ("s", "start+6", "Prima, danke für die Rückmeldung!")),
    (
        ("c", "start", "Bestellung <order> ist da, der Duft im ganzen Treppenhaus 😍"),
        ("s", "start+9", "So soll es sein. Viel Freude damit!"),
    ),
)
