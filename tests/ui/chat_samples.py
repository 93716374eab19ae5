"""Chats to look at: the one of the design pictures, all cards with buttons, every kind and state of message."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap

from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states.sound import Sound, Stage
from inbox.ui.models.timeline import (
    Bubble,
    CardButton,
    CartCard,
    CartRow,
    DaySeparator,
    EventLine,
    MediaKind,
    MediaPart,
    NoteItem,
    PaymentCard,
    ProductCard,
    Quote,
    SkeletonItem,
    Ticks,
    Timeline,
    UnreadLine,
)

_PRODUCTS = {"p1": ("#c9a27a", "#7d5a3c"), "p2": ("#b9c7a0", "#5c7747"), "p3": ("#d9d2c3", "#a89c86")}


class PaintedPictures:
    """Pictures for the samples: a bag of coffee, and colours for products."""

    def picture(self, key: str, size: QSize) -> QPixmap | None:
        if key == "missing":
            return None
        pixmap = QPixmap(size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = _PRODUCTS.get(key, ("#8d6b4a", "#3a2616"))
        gradient = QLinearGradient(0, 0, size.width(), size.height())
        gradient.setColorAt(0, QColor(first))
        gradient.setColorAt(1, QColor(last))
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), gradient)
        if key not in _PRODUCTS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#c9b48e"))
            painter.rotate(-7)
            painter.drawRoundedRect(
                QRectF(size.width() * 0.14, size.height() * 0.22, size.width() * 0.5, size.height()), 6, 6
            )
        painter.end()
        return pixmap

    def is_refused(self, key: str) -> bool:
        return key == "missing"


def design_timeline(language: str = "en") -> Timeline:
    """The chat of ``desk.png``."""
    de = language == "de"
    return Timeline(
        conversation="c_lena",
        items=(
            DaySeparator(id="day", text="Heute" if de else "Today"),
            CartCard(
                id="cart",
                title="Warenkorb von Lena" if de else "Cart from Lena",
                total="49,80 €",
                rows=(
                    CartRow(name="Espresso „Hafen“ 1 kg", detail="1 × 24,90 €", total="24,90 €", thumbnail="p1"),
                    CartRow(name="Guatemala Filter 1 kg", detail="1 × 24,90 €", total="24,90 €", thumbnail="p2"),
                ),
            ),
            EventLine(
                id="link",
                spans=(
                    Span("Zahlungslink " if de else "Payment link "),
                    Span("49,80 €", True),
                    Span(" von Jana 11:20" if de else " sent by Jana 11:20"),
                ),
                chip=Chip(("Bezahlt" if de else "Paid") + " 11:24 · Visa 4242", Tone.OK),
            ),
            Bubble(
                id="photo",
                text="Hallo! Das Paket ist da, aber eine Tüte Guatemala war aufgerissen 😕",
                time="14:02",
                media=MediaPart(kind=MediaKind.IMAGE, key="photo", width=236, height=132),
            ),
            EventLine(
                id="case",
                spans=(
                    Span("Reklamation " if de else "Complaint "),
                    Span("Transportschaden" if de else "Damaged in transit", True),
                    Span(" eröffnet" if de else " opened"),
                ),
                chip=Chip("Offen" if de else "Open", Tone.WARN),
            ),
            NoteItem(
                id="note",
                author="Jana",
                text="Second torn bag from batch G-1107 this week. @Piet please check the pallet.",
            ),
            Bubble(
                id="answer",
                is_mine=True,
                text="Das tut mir leid, Lena! Ich erstatte dir die Tüte.",
                time="14:05",
                ticks=Ticks.READ,
            ),
        ),
    )


def cards_timeline(language: str = "en") -> Timeline:
    """Every card with buttons."""
    de = language == "de"
    return Timeline(
        conversation="c_cards",
        items=(
            DaySeparator(id="day", text="Gestern" if de else "Yesterday"),
            CartCard(
                id="cart",
                title="Warenkorb von Murat" if de else "Cart from Murat",
                total="62,40 €",
                rows=(
                    CartRow(name="Espresso „Hafen“ 1 kg", detail="2 × 24,90 €", total="49,80 €", thumbnail="p1"),
                    CartRow(
                        name="Filter 100",
                        doubt="Preis ist jetzt 4,20 € in Stripe, im Warenkorb 4,50 €"
                        if de
                        else "price is now 4,20 € in Stripe, cart says 4,50 €",
                        total="12,60 €",
                        thumbnail="p3",
                    ),
                    CartRow(name="Versand, DHL" if de else "Shipping, DHL", total="4,90 €", has_picture=False),
                ),
                buttons=(
                    CardButton(
                        intent="cart.send-link",
                        text="Link senden · 67,30 €" if de else "Send link · 67,30 €",
                        is_primary=True,
                        moves_money=True,
                    ),
                    CardButton(intent="cart.change", text="Ändern" if de else "Change"),
                ),
            ),
            ProductCard(
                id="product",
                name="Espresso „Hafen“ 1 kg",
                price="24,90 €",
                detail="Ganze Bohne, kräftig" if de else "Whole beans, strong",
                thumbnail="p1",
                time="11:18",
                ticks=Ticks.DELIVERED,
            ),
            PaymentCard(
                id="payment",
                amount="38,00 €",
                chip=Chip("Karte abgelehnt" if de else "Card declined", Tone.DANGER),
                details=(
                    "Heute 13:45 · Visa 1881" if de else "Today 13:45 · Visa 1881 · link still open until 23 Nov",
                ),
                explanation="Ihre Bank hat ohne Grund abgelehnt. Eine andere Karte oder PayPal auf derselben Seite klappt meist."
                if de
                else "Her bank said no without a reason. Another card or PayPal on the same page usually works.",
                buttons=(
                    CardButton(
                        intent="request.again",
                        text="Denselben Link noch einmal senden" if de else "Send same link again",
                        is_primary=True,
                    ),
                    CardButton(intent="explain", text="Sophie erklären" if de else "Explain to Sophie"),
                    CardButton(
                        intent="refund",
                        text="Erstatten 38,00 €" if de else "Refund 38,00 €",
                        is_enabled=False,
                        reason="Nothing was paid",
                        moves_money=True,
                    ),
                ),
            ),
            EventLine(
                id="event",
                spans=(
                    Span("Tom hat " if de else "Tom refunded "),
                    Span("24,90 €", True),
                    Span(" erstattet" if de else ""),
                ),
                buttons=(CardButton(intent="show", text="Zahlung zeigen" if de else "Show payment"),),
            ),
        ),
    )


class StandingSounds:
    """Recordings for the samples: one at its beginning, one half heard, one that cannot be played."""

    def frame(self, key: str) -> QPixmap | None:
        return None

    def sound(self, key: str) -> Sound:
        return {
            "half": Sound(stage=Stage.PLAYING, position=7_300, lasts=23_000, speed=150, is_heard=True),
            "mute": Sound(stage=Stage.FAILED, problem="There is no loudspeaker.", is_heard=True),
        }.get(key, Sound(lasts=23_000))


def recordings_timeline(language: str = "en") -> Timeline:
    """Recordings in every state, and files that failed."""
    de = language == "de"
    why = "Der Hub hat nicht geantwortet, deshalb ist die Datei nicht da."
    words = why if de else "The hub did not answer, so the file is not here."
    voice, audio, file = MediaKind.VOICE, MediaKind.AUDIO, MediaKind.DOCUMENT
    parts = (
        MediaPart(kind=voice, key="voice"),
        MediaPart(kind=voice, key="half"),
        MediaPart(kind=audio, key="mute"),
        MediaPart(kind=voice, key="lost", problem=words, can_retry=True),
        MediaPart(kind=file, key="lost", title="Katalog.pdf", detail="84 MB", problem=words, can_retry=True),
        MediaPart(kind=file, title="Katalog.pdf", detail="84 MB", problem=words),
        MediaPart(kind=file, key="m", title="Katalog.pdf", detail="84 MB", progress=45, can_stop=True),
    )
    received = (Bubble(id=f"in{n}", time="09:04", media=part) for n, part in enumerate(parts))
    sent = (
        Bubble(id=f"out{n}", time="09:05", is_mine=True, ticks=Ticks.PLAYED, media=part)
        for n, part in enumerate(parts[:3])
    )
    return Timeline(conversation="c_recordings", items=(*received, *sent))


def kinds_timeline(language: str = "en") -> Timeline:
    """Every kind of message, every state of delivery."""
    de = language == "de"
    return Timeline(
        conversation="c_kinds",
        items=(
            Bubble(id="rtl", text="שלום! איפה ההזמנה שלי A-123?\nתודה רבה 🙏", time="09:01"),
            Bubble(
                id="format",
                text="*Fett* und _kursiv_, ~weg~ und `code`.\n- erstens https://kaffee.example/a_b_c\n- zweitens\n> so war es",
                time="09:02",
            ),
            Bubble(
                id="reply",
                is_mine=True,
                sender="Tom",
                text="Ja, die kommt morgen!",
                time="09:03",
                ticks=Ticks.SENT,
                reply=Quote("rtl", "Amit", "שלום! איפה ההזמנה שלי A-123?"),
                reactions=("👍", "❤️"),
            ),
            Bubble(id="voice", time="09:04", media=MediaPart(kind=MediaKind.VOICE, key="voice"), is_forwarded=True),
            Bubble(
                id="file",
                time="09:05",
                is_mine=True,
                ticks=Ticks.QUEUED,
                media=MediaPart(kind=MediaKind.DOCUMENT, title="Rechnung-2026-11-0042.pdf", detail="84 kB"),
            ),
            Bubble(id="gone", time="09:06", is_revoked=True),
            Bubble(id="edited", time="09:07", text="Doch lieber 500 g", is_edited=True),
            UnreadLine(id="unread", text="Neue Nachrichten" if de else "New messages"),
            Bubble(
                id="failed",
                is_mine=True,
                text="Hier ist der Link",
                time="09:08",
                ticks=Ticks.FAILED,
                failure="Nicht angekommen: Das Fenster ist zu. Eine Vorlage öffnet es wieder."
                if de
                else "Not delivered: the window is closed. A template opens it again.",
                buttons=(
                    CardButton(intent="template", text="Vorlage wählen" if de else "Choose template", is_primary=True),
                    CardButton(intent="delete", text="Verwerfen" if de else "Discard"),
                ),
            ),
            Bubble(id="video", time="09:09", media=MediaPart(kind=MediaKind.VIDEO, key="v", width=640, height=360)),
            Bubble(id="place", time="09:10", media=MediaPart(kind=MediaKind.LOCATION, detail="Speicherstadt, Hamburg")),
            Bubble(
                id="missing", time="09:10", media=MediaPart(kind=MediaKind.IMAGE, key="missing", width=300, height=200)
            ),
            Bubble(
                id="lost",
                time="09:10",
                media=MediaPart(
                    kind=MediaKind.IMAGE,
                    key="lost",
                    width=480,
                    height=360,
                    problem="Der Hub hat nicht geantwortet, deshalb ist die Datei nicht da."
                    if de
                    else "The hub did not answer, so the file is not here.",
                    can_retry=True,
                ),
            ),
            Bubble(
                id="going",
                is_mine=True,
                text="So sieht sie aus" if de else "That is what it looks like",
                time="09:11",
                ticks=Ticks.QUEUED,
                media=MediaPart(kind=MediaKind.IMAGE, key="photo", width=480, height=360, progress=45),
                buttons=(CardButton(intent="text.discard", text="Zurück in den Entwurf" if de else "Back to the draft"),),
            ),
            Bubble(id="long", text="Donaudampfschifffahrtsgesellschaftskapitän" * 4, time="09:11"),
            Bubble(id="unknown", is_mine=True, text="Danke!", time="09:12", ticks=Ticks.UNKNOWN),
            SkeletonItem(id="s1", lines=2),
            SkeletonItem(id="s2", is_mine=True),
        ),
    )
