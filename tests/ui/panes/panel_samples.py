"""The panel in its states, as in the design pictures and where they are hard to fit."""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import (
    Choice,
    Empty,
    Entry,
    Fact,
    Failure,
    HoldNote,
    Loading,
    Notice,
    ProductTile,
    RefundForm,
    RefundLine,
)
from inbox.ui.models.timeline import CardButton


def paid(language: str) -> Chip:
    return Chip("Bezahlt" if language == "de" else "Paid", Tone.OK)


def _refund(amount: str, language: str) -> tuple[CardButton, CardButton]:
    text = f"Erstatten {amount}" if language == "de" else f"Refund {amount}"
    return (
        CardButton(intent=Intent.REFUND_REST, text=text, moves_money=True),
        CardButton(intent=Intent.REFUND_FORM, text=""),
    )


def payments(language: str = "en") -> Section:
    de = language == "de"
    side, arrow = _refund("24,90 €", language)
    being = ("Erstatte ", " in 8 s · 24,90 € übrig") if de else ("Refunding ", " in 8 s · 24,90 € left")
    return Section(
        id="payments",
        title="Zahlungen" if de else "Payments",
        link=CardButton(intent=Intent.ALL_PAYMENTS, text="Alle 9 ›" if de else "All 9 ›"),
        entries=(
            Entry(
                id="pi_1",
                title="49,80 €",
                chip=paid(language),
                details=("Heute 11:24 · Visa 4242 · Warenkorb" if de else "Today 11:24 · Visa 4242 · Cart, 2 items",),
                progress=(Span(being[0]), Span("24,90 €", True), Span(being[1])),
            ),
            Entry(
                id="pi_2",
                title="24,90 €",
                chip=paid(language),
                details=("2. Nov. · Visa 4242 · Kaffee-Abo" if de else "2 Nov · Visa 4242 · Coffee club",),
                side=side,
                arrow=arrow,
            ),
            Entry(
                id="pi_3",
                title="18,00 €",
                chip=Chip("18,00 € erstattet" if de else "Refunded 18,00 €"),
                details=("19. Okt. · SEPA 3000 · Filterpapier" if de else "19 Oct · SEPA 3000 · Filter papers",),
                side=CardButton(intent=Intent.RECEIPT, text="Beleg" if de else "Receipt"),
            ),
            Entry(
                id="pi_4",
                title="24,90 €",
                chip=Chip("Fehlgeschlagen" if de else "Failed", Tone.DANGER),
                details=("2. Okt. · Konto nicht gedeckt" if de else "2 Oct · Insufficient funds · paid 2 Nov",),
            ),
        ),
    )


def tiles(language: str = "en") -> tuple[ProductTile, ...]:
    return (
        ProductTile(sku="esp", name="Espresso", price="24,90 €", thumbnail="p1"),
        ProductTile(sku="gua", name="Guatemala", price="24,90 €", thumbnail="p2"),
        ProductTile(sku="fil", name="Filter 100", price="4,50 €", thumbnail="p3", charged="Stripe 4,20 €"),
        ProductTile(sku="vou", name="Gutschein" if language == "de" else "Voucher", price="39,00 €", thumbnail="bag"),
    )


def design(language: str = "en") -> PanelState:
    """The panel of ``desk.png``."""
    de = language == "de"
    paid_word, back = ("bezahlt", "erstattet") if de else ("paid", "refunded")
    as_of = (
        "Kundin seit März 2024 · über Telefon zugeordnet · Stand 14:05"
        if de
        else "Customer since March 2024 · matched by phone · as of 14:05"
    )
    hold = "24,90 € erstatten, Lena Bescheid geben" if de else "Refunding 24,90 € and telling Lena"
    complaint = Section(
        id="case",
        title="Reklamation" if de else "Complaint",
        chip=Chip("Offen" if de else "Open", Tone.WARN),
        text="Guatemala Filter 1 kg · Foto angehängt" if de else "Guatemala Filter 1 kg · photo attached",
        details=("Antwort zugesagt heute 18:00" if de else "Answer promised today 18:00",),
        hold=HoldNote(action="act_1", text=hold, seconds_left=8, part_left=0.75),
    )
    abo = Section(
        id="subscription",
        title="Abo" if de else "Subscription",
        entries=(
            Entry(
                id="sub_1",
                title="Kaffee-Abo, monatlich 24,90 €" if de else "Coffee club, monthly 24,90 €",
                details=("Nächste Abbuchung 2. Dezember" if de else "Next charge 2 December",),
            ),
        ),
    )
    consent = Section(
        id="consent",
        title="Einwilligung und Kontakt" if de else "Consent and contact",
        facts=(
            Fact("Marketing", "Ja, seit 4. März 2026" if de else "Yes, since 4 March 2026"),
            Fact("Anschreiben frei" if de else "Proactive messages left", "1 von 1" if de else "1 of 1 this week"),
        ),
    )
    send = Section(id="products", title="Artikel senden" if de else "Send a product", tiles=tiles(language))
    return PanelState(
        conversation="c_lena",
        headline=(Span("386,20 €", True), Span(f" {paid_word} · "), Span("18,00 €", True), Span(f" {back}")),
        as_of=as_of,
        sections=(complaint, payments(language), send, abo, consent),
    )


def form(language: str = "en", **changes: object) -> RefundForm:
    """The form of the first design state."""
    de = language == "de"
    shown = RefundForm(
        payment="pi_1",
        amount="24,90 €",
        most="von 54,70 €" if de else "of 54,70 €",
        button=CardButton(
            intent=Intent.REFUND_SEND,
            text="Erstatten 24,90 €" if de else "Refund 24,90 €",
            is_primary=True,
            moves_money=True,
        ),
        lines=(
            RefundLine(id="l1", name="Guatemala Filter 1 kg", amount="24,90 €", is_taken=True),
            RefundLine(id="l2", name="Espresso „Hafen“ 1 kg", amount="24,90 €"),
            RefundLine(id="ship", name="Versand" if de else "Shipping", amount="4,90 €"),
        ),
        reasons=(
            Choice(id="damaged", text="Beschädigt" if de else "Damaged item", is_chosen=True),
            Choice(id="late", text="Zu spät" if de else "Too late"),
        ),
        tell=True,
        tell_text="Lena Bescheid geben" if de else "Tell Lena",
        tell_words=(
            "„Die Erstattung über 24,90 € ist gestartet. Je nach Bank ist das Geld in 5 bis 10 Tagen auf der Karte.“"
        ),
        brief=(
            "Gebühr 0,62 € kommt nicht zurück · da in 5 bis 10 Tagen · Guthaben reicht"
            if de
            else "Fee not returned 0,62 € · arrives in 5 to 10 days · balance is enough"
        ),
    )
    return msgspec.structs.replace(shown, **changes)


def with_form(language: str = "en", **changes: object) -> PanelState:
    """The panel with the refund form open in the first payment."""
    panel = design(language)
    shown = payments(language)
    opened = msgspec.structs.replace(shown.entries[0], progress=(), form=form(language, **changes))
    section = msgspec.structs.replace(shown, entries=(opened, *shown.entries[1:]))
    return msgspec.structs.replace(panel, sections=(section, *panel.sections[2:]))


def simple_form(language: str = "en") -> PanelState:
    """A payment without lines, an amount that is too high, a customer who cannot be told."""
    de = language == "de"
    button = form(language).button
    return with_form(
        language,
        lines=(),
        shares=(
            Choice(id="half", text="50 %"),
            Choice(id="shipping", text="Versand 4,90 €" if de else "Shipping 4,90 €"),
            Choice(id="rest", text="Alles übrige 54,70 €" if de else "All that is left 54,70 €"),
        ),
        amount="99",
        problem="Es sind nur 54,70 € übrig." if de else "Only 54,70 € is left.",
        button=msgspec.structs.replace(button, is_enabled=False, reason="Only 54,70 € is left."),
        tell=None,
        tell_words="",
        tell_text=(
            "Das Fenster ist zu; Lena bekommt Stripes E-Mail."
            if de
            else "The window is closed; Lena gets Stripe's e-mail."
        ),
    )


def unmatched(language: str = "en") -> PanelState:
    de = language == "de"
    chip = paid(language)
    return PanelState(
        conversation="c_45",
        sections=(
            cards.finder(
                (
                    cards.found_payment(
                        "pi_8",
                        "36,40 €",
                        chip=chip,
                        details="19. Nov. · M. Peters · Bestellung 10234"
                        if de
                        else "19 Nov · M. Peters · order 10234",
                        why="Bestellnummer und Betrag passen" if de else "Order number and amount fit",
                        is_best=True,
                    ),
                    cards.found_payment(
                        "pi_9",
                        "36,40 €",
                        chip=chip,
                        details="3. Nov. · K. Lange · Bestellung 9981" if de else "3 Nov · K. Lange · order 9981",
                        why="Nur der Betrag passt" if de else "Only the amount fits",
                        is_best=False,
                    ),
                ),
                found="Bestellung 10234, 36,40 €" if de else "order 10234, 36,40 €",
                query="",
                offers={Intent.ASK_ORDER_NUMBER},
            ),
            Section(id="products", title="Artikel senden" if de else "Send a product", tiles=tiles(language)),
        ),
    )


def trouble(language: str = "en") -> PanelState:
    """Everything that went otherwise, under each other: design states 5 to 9."""
    de = language == "de"
    entries = (
        cards.declined(
            "cs_1",
            "38,00 €",
            details=(
                "Heute 13:45 · Visa 1881 · Link offen bis 23. Nov."
                if de
                else "Today 13:45 · Visa 1881 · link still open until 23 Nov"
            ),
            cause="Ihre Bank hat ohne Grund abgelehnt." if de else "Her bank said no without a reason.",
            customer="Sophie",
        ),
        cards.disputed(
            "pi_5",
            "59,00 €",
            reason="Betrug" if de else "fraudulent",
            until="Antwort bis 30. Nov., 8 Tage" if de else "Answer by 30 Nov, 8 days",
            details="10. Nov. · Visa 0021 · 20391" if de else "10 Nov · Visa 0021 · 20391",
            facts="Eröffnet 21. Nov." if de else "Opened 21 Nov",
        ),
        cards.to_approve(
            "act_9",
            "240,00 €",
            agent="Jana",
            details=(
                "Thu Nguyen · Visa 0341 · vor 3 Tagen bezahlt · kein Streitfall"
                if de
                else "Thu Nguyen · Visa 0341 · paid 3 days ago · no dispute"
            ),
            words=(
                "„Maschine kam kaputt an, Foto da, möchte Geld zurück.“ Erste Erstattung für diese Person."
                if de
                else "“Machine arrived broken, photo attached, wants money back.” First refund for this person."
            ),
        ),
        cards.colleague_was_faster(
            "pi_6",
            "49,80 €",
            chip=paid(language),
            details=("Heute 11:24 · Visa 4242" if de else "Today 11:24 · Visa 4242",),
            colleague="Tom",
            given_back="24,90 €",
            at="14:02",
            again="24,90 €",
        ),
        cards.outcome_unknown("pi_7", "24,90 €", since="14:06", is_late=False),
        cards.outcome_unknown("pi_10", "24,90 €", since="14:06", is_late=True),
    )
    return PanelState(
        conversation="c_trouble",
        notice=Notice(
            id="match",
            text="Wahrscheinlich Lena Brandt: nur der Name passt."
            if de
            else "Probably Lena Brandt: only the name matches.",
            button=CardButton(intent=Intent.CONFIRM_MATCH, text="Stimmt" if de else "Confirm"),
        ),
        headline=(Span("0,00 €", True), Span(" bezahlt" if de else " paid")),
        as_of="Stand 14:06" if de else "as of 14:06",
        sections=(Section(id="payments", title="Zahlungen" if de else "Payments", entries=entries),),
    )


def blanks(language: str = "en") -> dict[str, PanelState]:
    de = language == "de"
    return {
        "loading": PanelState(conversation="c_1", blank=Loading()),
        "empty": PanelState(
            conversation="c_1",
            blank=Empty(
                text="Ein Chat, und hier steht, was die Person bezahlt hat."
                if de
                else "Open a chat to see what the person has paid.",
                icon="payments",
            ),
        ),
        "failure": PanelState(
            conversation="c_1",
            blank=Failure(
                what="Die Zahlungen konnten nicht gelesen werden." if de else "The payments could not be read.",
                money="Es wurde kein Geld bewegt." if de else "No money was moved.",
                way_out=(
                    "Der Schlüssel darf Zahlungen nicht lesen. In den Einstellungen einen anderen hinterlegen."
                    if de
                    else "The key may not read payments. Put another one into the settings."
                ),
                id="req_8fK2uQmP1x",
                buttons=(CardButton(intent=Intent.RETRY, text="Nochmal" if de else "Try again", is_primary=True),),
            ),
        ),
    }
