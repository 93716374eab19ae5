"""What the design pictures show in the list, above it and in the undo bar, and the rows that are hard to fit."""

from __future__ import annotations

from inbox.domain.ids import ConversationId
from inbox.ui.models.rows import Chip, HoldRow, ListRow, Span, Tone, ViewPill


def list_rows(language: str = "en") -> tuple[ListRow, ...]:
    """The rows of the design, and hard ones: long, right-to-left, a draft."""
    de = language == "de"
    you = "Sie" if de else "You"

    def row(name: str, initials: str, colour: int, time: str, last: str, **more: object) -> ListRow:
        return ListRow(
            conversation=ConversationId(f"c_{name}"),
            name=name,
            initials=initials,
            colour=colour,
            time=time,
            last=last,
            **more,
        )  # type: ignore[arg-type]  # the rest by name

    return (
        row(
            "Lena Brandt", "LB", 0, "14:05", f"{you}: Das tut mir leid, Lena! Ich erstatte dir die Tüte.",
            chip=Chip("Betrugswarnung 49,80 €" if de else "Fraud warning 49,80 €", Tone.DANGER), is_pinned=True,
        ),
        row(
            "Murat Kaya", "MK", 1, "14:01", "Warenkorb, 3 Artikel" if de else "Cart, 3 items",
            icon="cart", unread=2, is_unread=True,
            chip=Chip("Link senden 62,40 €" if de else "Send link 62,40 €", Tone.INFO, "cart.send-link", True),
        ),
        row(
            "Sophie Wagner", "SW", 2, "13:47", "Meine Karte wurde abgelehnt, was nun?", unread=1, is_unread=True,
            window=Chip("noch 2 h" if de else "2 h left", Tone.WARN),
        ),
        row(
            "João Pereira", "JP", 3, "12:30", f"{you}: Here is your payment link for the beans",
            chip=Chip("offen seit 1 T" if de else "Unpaid 1 d", Tone.WARN),
        ),
        row("Anke Hoffmann", "AH", 4, "11:52", "Sprachnachricht 0:23" if de else "Voice message 0:23", icon="voice"),
        row(
            "+49 1512 3456789", "45", 5, "10:15", "Wo ist meine Bestellung 10234?", icon="camera", unread=1, is_unread=True,
            chip=Chip("Zahlung finden" if de else "Find payment", intent="find-payment"),
        ),
        row("Thu Nguyen", "TN", 6, "09:40", "Danke, ist angekommen! 🙏"),
        row(
            "Farid Omar", "FO", 7, "Fr" if de else "Fri", "I never ordered this. I told my bank.",
            chip=Chip("Streitfall, 30. Nov." if de else "Dispute, 30 Nov", Tone.DANGER),
        ),
        row("Clara König", "CK", 8, "Fr" if de else "Fri", ("Sie: Vorlage" if de else "You: Template") + " “Order shipped”"),
        row("עמית בן־דוד", "עב", 9, "Do" if de else "Thu", "שלום, איפה ההזמנה שלי 10234?"),
        row("Bernd Schulz", "BS", 10, "Do" if de else "Thu", "Also wegen der Tassen …", has_draft=True),
        row(
            "Dr. Annegret Freifrau von Hohenstaufen-Wittelsbach", "AF", 11, "2. Nov." if de else "2 Nov",
            "Könnten Sie mir bitte noch einmal die Rechnung schicken?", is_unread=True,
            chip=Chip("Link senden 1.262,40 €" if de else "Send link 1.262,40 €", Tone.INFO),
            window=Chip("noch 40 min" if de else "40 min left", Tone.WARN), unread=128,
        ),
    )  # fmt: skip


def views(language: str = "en") -> tuple[ViewPill, ...]:
    """The pills above the list."""
    if language == "de":
        words = ("Meine", "Offen", "Schließt bald", "Streitfälle", "Wartet auf Geld")
    else:
        words = ("Mine", "Unassigned", "Closing soon", "Disputes", "Waiting for money")
    counts = (12, 7, 3, 1, 9)
    return tuple(
        ViewPill(str(number), text, count, is_urgent=number in (2, 3))
        for number, (text, count) in enumerate(zip(words, counts, strict=True))
    )


def holds(language: str = "en") -> tuple[HoldRow, ...]:
    """A refund and a payment link in their holds."""
    de = language == "de"
    link = "Zahlungslink" if de else "Payment link"
    refund = "Erstattung" if de else "Refund"
    return (
        HoldRow(
            action="a2",
            what=(Span(f"{link} "), Span("67,30 €", True), Span(" · Murat Kaya")),
            now="Jetzt senden" if de else "Send now",
            seconds_left=3,
            part_left=0.6,
        ),
        HoldRow(
            action="a1",
            what=(Span(f"{refund} "), Span("24,90 €", True), Span(" · Lena Brandt · Visa 4242")),
            now="Jetzt erstatten" if de else "Refund now",
            seconds_left=8,
            part_left=0.75,
        ),
    )
