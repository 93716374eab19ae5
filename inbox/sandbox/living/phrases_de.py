"""What the German-speaking customers of the demo shop say, by occasion. Data only; read by ``speech.py``.

``{du|Sie}`` is the word for those who say du and for those who say Sie; ``<der>``, ``<den>``, ``<bare>`` name the product,
``<order>`` the order, ``<amount>`` a sum, ``<street>`` an address.
"""

from __future__ import annotations

PHRASES_DE: dict[str, tuple[str, ...]] = {
    # How a matter begins
    "where": (
        "Wo bleibt denn meine Bestellung <order>?",
        "{Könnt ihr|Können Sie} mir sagen, wo meine Bestellung <order> gerade ist?",
        "Meine Bestellung <order> ist noch nicht da. Ist die schon unterwegs?",
        "Ich warte noch auf <den>, Bestellung <order>. Wann kommt das Paket ungefähr?",
        "Kurze Frage zu Bestellung <order>: Ist das Paket schon raus?",
    ),
    "where.vague": (
        "Ich hatte vor ein paar Tagen <den> bestellt, da ist noch nichts gekommen.",
        "Wann kommt eigentlich mein Paket? Die Nummer finde ich gerade nicht.",
    ),
    "torn": (
        "Das Paket ist da, aber <der> war aufgerissen 😕",
        "Leider ist <der> offen angekommen, der halbe Karton ist voller Bohnen.",
        "<Der> hat einen Riss. So kann ich das leider nicht gebrauchen.",
    ),
    "wrong": (
        "Bestellt hatte ich <den>, gekommen ist etwas anderes 🤔",
        "Da ist wohl etwas vertauscht worden: Ich hatte <den> bestellt, im Paket war eine andere Tüte.",
        "Im Paket zu Bestellung <order> war die falsche Sorte.",
    ),
    "broken": (
        "Ich habe gerade ausgepackt, <der> ist leider kaputt.",
        "<Der> ist beim Transport zerbrochen 😢",
        "Beim Auspacken von Bestellung <order> kamen mir Scherben entgegen.",
    ),
    "machine": (
        "Ich habe <den> jetzt erst ausgepackt: Der Siebträger ist verbogen.",
        "Leider stimmt mit der Maschine etwas nicht, der Siebträger ist verbogen und das Gehäuse hat einen Riss.",
    ),
    "wet": (
        "Das Paket kam völlig durchnässt an, der Karton löst sich auf.",
        "Das Paket lag bei uns im Regen vor der Tür. <Der> ist hinüber.",
    ),
    "missing": (
        "In meinem Paket zu Bestellung <order> fehlt <der>.",
        "Im Karton war nicht alles drin: <der> fehlt.",
    ),
    "ask.bag": (
        "Ist <der> auch für einen Vollautomaten geeignet?",
        "Wie fein sollte ich <den> für die French Press mahlen?",
        "Wann wurde <der> zuletzt geröstet?",
        "Hat <der> viel Säure? Mein Magen ist da empfindlich.",
        "{Könnt ihr|Können Sie} mir <den> auch gemahlen schicken?",
    ),
    "ask.fragile": (
        "Ist <der> spülmaschinenfest?",
        "Gibt es <den> auch in einer anderen Farbe?",
        "Wie groß ist <der> ungefähr? Ich habe wenig Platz in der Küche.",
    ),
    "ask.pieces": (
        "Wie viel ist da genau drin?",
        "Reicht das ungefähr einen Monat für zwei Personen?",
    ),
    "ask.machine": (
        "Wie lange ist die Garantie auf <den>?",
        "Wie laut ist <der> im Betrieb? Unsere Wohnung ist sehr hellhörig.",
    ),
    "ask.voucher": (
        "Kann man <den> auch ausdrucken? Ich möchte ihn verschenken.",
        "Wie lange ist <der> gültig?",
    ),
    "ask.club": (
        "Wie läuft das mit dem Kaffeeclub? Kann ich jederzeit pausieren?",
        "Kann ich beim Kaffeeclub auf koffeinfrei wechseln?",
    ),
    "gift": (
        "Ich suche ein Geschenk für meinen Vater, so um die 30 Euro. Was {würdet ihr|würden Sie} nehmen?",
        "Was {könnt ihr|können Sie} für Filterkaffee empfehlen? Ich mag es eher fruchtig.",
        "Meine Schwester hat am Sonntag Geburtstag und trinkt nur Espresso. {Habt ihr|Haben Sie} eine Idee?",
        "Ich habe eine neue Siebträgermaschine. Mit welcher Bohne fange ich am besten an?",
    ),
    "stock": (
        "Ist <der> bald wieder da? Im Shop steht ausverkauft.",
        "Wann gibt es <den> wieder?",
    ),
    "voucher": (
        "Ich habe <den> bezahlt, Bestellung <order>, aber es kam keine E-Mail mit dem Code.",
        "Der Gutschein aus Bestellung <order> ist nicht angekommen. Auch nicht im Spam.",
    ),
    "return": (
        "Ich möchte <den> aus Bestellung <order> zurückgeben. Wie läuft das?",
        "Hiermit widerrufe ich meine Bestellung <order>. Bitte {bestätigt|bestätigen Sie} mir das kurz.",
    ),
    "twice": (
        "Auf meinem Konto steht die Zahlung für Bestellung <order> zweimal. {Könnt ihr|Können Sie} das prüfen?",
        "Mir wurde Bestellung <order> anscheinend doppelt abgebucht.",
    ),
    "praise": (
        "Wollte nur kurz sagen: <der> ist großartig ☕",
        "Heute <den> probiert. So gut habe ich lange keinen getrunken, danke!",
        "Ganz großes Lob für <den>! Die Kollegen sind auch begeistert.",
    ),
    "praise.ware": (
        "Wollte nur kurz sagen: <der> macht mir jeden Morgen Freude 😊",
        "<Der> ist genau richtig, vielen Dank für die Beratung!",
    ),
    "address": (
        "Ich bin umgezogen. {Könnt ihr|Können Sie} Bestellung <order> noch an die neue Adresse schicken?",
        "Bei Bestellung <order> habe ich die alte Adresse angegeben. Lässt sich das noch ändern?",
    ),
    "office": (
        "Wir brauchen fürs Büro jeden Monat etwa 5 kg. Was kostet <der> bei der Menge?",
        "Gibt es <den> auch im 5-Kilo-Gebinde? Wir verbrauchen recht viel.",
    ),
    "pickup": (
        "Kann ich meine Bestellung <order> auch bei {euch|Ihnen} im Laden abholen?",
        "Bis wann {habt ihr|haben Sie} heute offen? Ich würde Bestellung <order> gern abholen.",
    ),
    "cart": (
        "Ich würde das hier gern bestellen 👇",
        "Das hier bitte, wie immer.",
        "Einmal das hier, bitte. {Schickt ihr|Schicken Sie} mir einen Link?",
        "Mein Vorrat ist leer, ich brauche Nachschub ☕",
    ),
    "voice.after": (
        "Ich meine den koffeinfreien, den „Feierabend“.",
        "Ich hoffe, man versteht mich, ich stehe am Bahnhof.",
    ),
    "stop": ("Bitte keine Werbung mehr. STOP", "Stop. Ich möchte keine Angebote mehr bekommen."),
    # Answers
    "number": ("<order>", "Das ist die <order>.", "Bestellnummer <order>", "Bitte: <order>"),
    "number.lost": (
        "Die Nummer habe ich gerade nicht zur Hand. {Findet ihr|Finden Sie} es über meinen Namen?",
        "Oje, die Mail finde ich nicht mehr. Es ging um <den>.",
    ),
    "number.none": ("Ich habe noch gar nichts bestellt, es war nur eine Frage.", "Es gibt noch keine Bestellung 🙂"),
    "photo": ("Hier ist das Foto.", "So sah es aus.", "So kam es an."),
    "photo.forgot": ("Ups, das Foto habe ich vergessen. Hier:", "Foto kommt, Moment …"),
    "photo.again": ("Das Foto steht doch oben? Hier noch einmal.", "Klar, noch eins:"),
    "photo.none": ("Ein Foto kann ich gerade leider nicht machen.", "Davon gibt es kein Foto, fürchte ich."),
    "cart.after": ("Das wäre es schon.", "{Schickt ihr|Schicken Sie} mir den Link zum Bezahlen?", "Mehr brauche ich nicht."),
    "home": ("Bitte an <home>.", "An <home>, danke!"),
    "street": ("Die neue Adresse: <street>", "Bitte an: <street>"),
    "choice.money": (
        "Dann lieber das Geld zurück, bitte.",
        "Am liebsten die Erstattung.",
        "Geld zurück wäre mir lieber.",
    ),
    "choice.goods": (
        "Lieber Ersatz, wenn das geht.",
        "Neu schicken wäre super.",
        "Ersatz, bitte. Ich brauche ihn ja 🙂",
    ),
    "yes": ("Ja, genau.", "Ja, bitte.", "Genau, so meinte ich das."),
    "yes.cart": (
        "Ja, passt so. {Schickt|Schicken Sie} mir gern den Link.",
        "Passt! Wie kann ich bezahlen?",
        "Klingt gut. Dann bitte den Link zum Bezahlen.",
    ),
    "detail": (
        "Ich trinke ihn meist als Espresso, manchmal mit Milch.",
        "So zwei Tassen am Tag, eher mild.",
        "Für zwei Personen, morgens und nachmittags.",
    ),
    "detail.problem": ("Das habe ich heute beim Auspacken gesehen.", "Nur das eine Teil, der Rest ist in Ordnung."),
    "wait": ("Alles klar, danke.", "Okay, ich warte.", "Kein Problem, {meldet euch|melden Sie sich} einfach."),
    "thanks.info": (
        "Super, danke für die schnelle Antwort!",
        "Ah, gut zu wissen. Danke!",
        "Perfekt, vielen Dank.",
        "Danke, das hilft mir weiter.",
    ),
    "thanks.order": ("Super, dann warte ich auf das Paket. Danke!", "Ah, gut. Dann weiß ich Bescheid."),
    "thanks.promise": (
        "Das ist wirklich nett, danke!",
        "Danke, damit bin ich zufrieden.",
        "Super, danke für die schnelle Hilfe!",
    ),
    "thanks.goods": ("Ersatz ist super, danke!", "Prima, dann freue ich mich auf das neue Paket."),
    "thanks.refund": (
        "Die Mail zur Erstattung ist gerade gekommen. Danke!",
        "Erstattung ist angekündigt, das ging ja schnell 🙏",
        "Gesehen, <amount> sind unterwegs. Vielen Dank!",
    ),
    "refund.part": (
        "Danke! Ich hatte allerdings mit dem ganzen Betrag gerechnet.",
        "<amount>? Bezahlt hatte ich mehr.",
    ),
    "refund.why": ("Ich sehe gerade eine Erstattung über <amount>. Wofür ist die?",),
    "insist": (
        "Ersatz nützt mir nichts, ich hätte lieber mein Geld zurück.",
        "Bitte kein Ersatz. Ich möchte die Erstattung.",
    ),
    "sorry": ("Schon gut, kann passieren. Wie geht es jetzt weiter?", "Danke. Und was machen wir jetzt?"),
    "down": ("Schade. Da kann man dann wohl nichts machen.", "Das ist schade, aber danke für die ehrliche Antwort."),
    "down.angry": (
        "Das kann doch nicht {euer|Ihr} Ernst sein.",
        "Das akzeptiere ich so nicht. Ich habe dafür bezahlt.",
    ),
    "down.cart": ("Schade! Dann vielleicht beim nächsten Mal.", "Oh, schade. Dann warte ich, bis es wieder da ist."),
    "nag": (
        "{Habt ihr|Haben Sie} meine Nachricht gesehen?",
        "Gibt es schon etwas Neues?",
        "Hallo? 🙂",
        "Ich wollte noch einmal nachfragen.",
    ),
    "nag.patient": (
        "Ich wollte nur kurz nachfragen, ob {ihr|Sie} meine Nachricht gesehen {habt|haben}. Eilt nicht.",
        "Nur keine Hektik, aber ich wäre für eine kurze Antwort dankbar.",
    ),
    "nag.again": ("Ich warte immer noch auf eine Antwort.", "Ist da jemand?", "Noch keine Antwort. Schade."),
    "nag.angry": (
        "Antwortet hier eigentlich noch jemand??",
        "Seit einer Ewigkeit keine Antwort. So geht man nicht mit Kunden um.",
        "Ich finde das langsam unverschämt.",
    ),
    "nag.threat": (
        "Wenn ich heute nichts mehr höre, hole ich mir das Geld über meine Bank zurück.",
        "Letzte Bitte um Antwort, sonst geht das an meine Bank.",
    ),
    "nag.cart": (
        "Kommt der Link noch? 🙂",
        "Könnte ich dann bitte bezahlen?",
        "Ich hätte die Bestellung gern heute fertig.",
    ),
    "nag.refund": ("Ist die Erstattung schon raus?", "Bei mir ist noch keine Mail zur Erstattung angekommen."),
    "nag.declined": ("Kann ich auch anders bezahlen? Die Karte geht weiter nicht.", "Was kann ich da tun?"),
    "giveup": (
        "Hat sich erledigt, danke trotzdem.",
        "Schon gut, ich habe es inzwischen selbst herausgefunden.",
        "Ist nicht mehr nötig, danke.",
    ),
    "giveup.where": (
        "Hat sich erledigt, das Paket ist gerade angekommen 📦",
        "Es hat gerade geklingelt, Paket ist da. Danke!",
    ),
    "giveup.cart": ("Dann bestelle ich ein andermal.", "Ich habe es jetzt woanders gekauft."),
    "giveup.problem": (
        "Dann eben nicht. Schade, ich war sonst immer zufrieden.",
        "Ich lasse es gut sein. Ärgerlich bleibt es.",
    ),
    "giveup.angry": (
        "So, jetzt reicht es. Ich habe meine Bank eingeschaltet.",
        "Die Zahlung lasse ich jetzt zurückholen.",
    ),
    "bank": ("Das läuft jetzt über meine Bank.", "{Klärt|Klären Sie} das bitte mit meiner Bank."),
    # Paying
    "will.pay": ("Danke, mache ich gleich.", "Super, danke! Bezahle ich nachher.", "Danke, schaue ich mir an."),
    "later": ("Ich bezahle heute Abend, wenn ich zu Hause bin.", "Mache ich später am Rechner."),
    "remind": ("Ups, ganz vergessen. Mache ich sofort!", "Danke für die Erinnerung, ich bezahle jetzt."),
    "paid": ("Bezahlt 👍", "Erledigt, die Zahlung ist raus.", "So, ist bezahlt. Danke!"),
    "declined": (
        "Meine Karte wurde abgelehnt, was nun?",
        "Komisch, die Zahlung geht nicht durch. Woran liegt das?",
        "Da steht, dass meine Karte nicht akzeptiert wird.",
    ),
    "retry": ("Okay, dann nehme ich eine andere Karte.", "Gut, ich versuche es noch einmal anders."),
    "retried": ("Mit der anderen Karte hat es geklappt 👍", "Jetzt ging es."),
    "left": ("Ich überlege es mir noch einmal.", "Oh, mit Versand ist mir das gerade doch zu viel."),
    "what.for": ("Wofür ist der Link?", "Ist das für meine letzte Bestellung?"),
    "link.dead": ("Der Link funktioniert bei mir nicht mehr. {Schickt ihr|Schicken Sie} mir einen neuen?",),
    "link.abroad": ("Die Bezahlseite bietet mein Land gar nicht an. {Könnt ihr|Können Sie} hierher liefern?",),
    # Products
    "take": (
        "Klingt gut, das nehme ich.",
        "Genau so etwas habe ich gesucht. Nehme ich!",
        "Danke für den Tipp, einmal bitte.",
    ),
    "take.cart": ("Gern, dann bestelle ich das so:", "Dann einmal das hier:"),
    "pass": ("Danke, aber das ist nicht ganz das, was ich suche.", "Hm, das ist mir etwas zu teuer."),
    "shipping": ("Sieht gut aus. Was kostet der Versand?", "Und wie schnell wäre das bei mir?"),
    # Small talk
    "bye": ("Danke, schönen Tag noch!", "{Euch|Ihnen} auch!", "Danke, bis bald."),
    "aside": (
        "Bei uns regnet es seit Tagen, da ist guter Kaffee das Einzige, was hilft 😄",
        "Meine Nachbarin hat mich übrigens auf {euch|Sie} gebracht.",
        "Ich trinke sonst nur Tee, aber das hier hat mich bekehrt.",
        "Nächste Woche kommt meine Mutter zu Besuch, die ist da sehr wählerisch.",
        "Mein Sohn macht jetzt eine Ausbildung zum Barista, stolz wie Bolle!",
    ),
    "language": ("Entschuldigung, mein Englisch ist nicht so gut. Geht das auch auf Deutsch?",),
    "huh": ("Das habe ich nicht ganz verstanden.", "Wie {meint ihr|meinen Sie} das?"),
    "hello": ("Hallo", "Hi", "Moin", "Hey"),
    "hello.formal": ("Guten Tag", "Guten Tag", "Hallo"),
    "regards": ("Viele Grüße", "Mit freundlichen Grüßen", "Beste Grüße"),
}
