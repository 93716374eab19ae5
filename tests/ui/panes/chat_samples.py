"""Head, composer and list in their states."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from inbox.domain import customer_texts
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.money import Money
from inbox.domain.terms import ShopCard, Terms
from inbox.ui.models.presenters import composer_words, message_kinds
from inbox.ui.models.presenters.link_templates import none_words
from inbox.ui.models.presenters.message_kinds import Wish
from inbox.ui.models.rows import Chip, HoldRow, Span, Tone
from inbox.ui.models.states.chat import ChatHead, ChatState
from inbox.ui.models.states.composer import (
    AttachedFile,
    ComposerState,
    FormField,
    FormKind,
    LinkForm,
    MessageForm,
    Mode,
    ProductPicker,
    ReplyList,
    ReplyRow,
    TemplateForm,
    TemplateList,
    Tool,
)
from inbox.ui.models.states.conversations import ListState
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice, Empty, Entry, Notice
from inbox.ui.models.states.rail import Place, RailState
from inbox.ui.models.states.template_page import TemplatePreview
from inbox.ui.models.timeline import CardButton
from tests.ui.list_samples import views
from tests.ui.panes.panel_samples import tiles


def head(language: str = "en", **changes: object) -> ChatHead:
    de = language == "de"
    shown = ChatHead(
        conversation="c_lena",
        name="Lena Brandt",
        initials="LB",
        contact="+49 170 1234567",
        window="Schreiben bis morgen 14:02" if de else "you can write until tomorrow 14:02",
        assignee="Jana",
        assignees=(
            Choice(id="a_jana", text="Jana", is_chosen=True),
            Choice(id="a_tom", text="Tom"),
            Choice(id="", text="Niemand" if de else "Nobody"),
        ),
        snoozes=(
            Choice(id="3h", text="3 Stunden" if de else "3 hours", detail="17:05"),
            Choice(id="tomorrow", text="Morgen" if de else "Tomorrow", detail="09:00"),
        ),
        blocks=(Choice(id="spam", text="Blockieren: Werbung" if de else "Block: Spam"),),
    )
    return msgspec.structs.replace(shown, **changes)


def holds(language: str = "en") -> tuple[HoldRow, ...]:
    what = "Erstattung " if language == "de" else "Refund "
    return (
        HoldRow(
            action="act_1",
            what=(Span(what), Span("24,90 €", True), Span(" · Lena Brandt · Visa 4242")),
            now="Jetzt erstatten" if language == "de" else "Refund now",
            seconds_left=8,
            part_left=0.75,
        ),
    )


def chat(language: str = "en") -> ChatState:
    return ChatState(head=head(language), holds=holds(language))


def long_head(language: str = "en") -> ChatState:
    de = language == "de"
    return ChatState(
        head=head(
            language,
            name="Dr. Annegret Freifrau von Hohenstaufen-Wittelsbach",
            assignee="",
            chip=Chip("Zurückgestellt bis Freitag" if de else "Snoozed until Friday", Tone.INFO),
        ),
        notices=(
            Notice(
                id="colleague",
                text="Tom antwortet gerade hier." if de else "Tom is answering here.",
                tone=Tone.INFO,
                button=CardButton(intent="chat.take-over", text="Übernehmen" if de else "Take over"),
            ),
        ),
    )


def no_chat(language: str = "en") -> ChatState:
    de = language == "de"
    text = "Links einen Chat wählen." if de else "Choose a chat on the left."
    return ChatState(blank=Empty(text=text, icon="inbox"), holds=holds(language))


ALL_TOOLS = tuple(Tool)


TERMS = Terms(name="Rösterei Nordlicht", card=ShopCard("Deichstraße 1, Hamburg", "53.5461, 9.9890", "+4940555012"))


def message_form(kind: FormKind, language: str, typed: dict[str, str]) -> MessageForm:
    """A form of a rarer kind as its presenter makes it."""
    made = message_kinds.make(kind, typed, Wish(ActionId("0" * 8 + "-0000-4000-8000-" + "0" * 12), ConversationId("c_lena")))
    reason = made.problem or made.missing
    word = "Senden" if language == "de" else "Send"
    return MessageForm(
        kind=kind,
        title=message_kinds.title(kind),
        fields=made.fields,
        presets=message_kinds.presets(kind, language, TERMS),
        header=made.header,
        text=made.text,
        footer=made.footer,
        labels=made.labels,
        problem=made.problem,
        button=CardButton(intent=Intent.SEND_FORM, text=word, is_primary=True, is_enabled=not reason, reason=reason),
    )


def forms(language: str = "en") -> dict[str, MessageForm]:
    """The form of each kind, filled in, and with what is wrong."""
    rows = "Versand:\nDHL | 3 Tage\nKurier | heute\nAbholung:\nLaden Hamburg"
    place = {"place": "https://maps.example/@53.5461,9.9890,17z", "name": "Rösterei Nordlicht", "address": "Deichstraße 1"}
    card = {"name": "Lager Nord", "phones": "040 123456, +49 151 12345678", "email": "lager@shop.example"}
    return {
        "question": message_form(FormKind.QUESTION, language, message_kinds.preset("preset.0", language, TERMS)),
        "question-long": message_form(
            FormKind.QUESTION, language, {"text": "Was ist dir lieber?", "answer.0": "Bitte das ganze Geld zurück"}
        ),
        "list": message_form(
            FormKind.LIST, language, {"text": "Wie sollen wir liefern?", "button": "Auswählen", "rows": rows}
        ),
        "link-button": message_form(
            FormKind.LINK, language, {"text": "Dein Paket ist da.", "label": "Verfolgen", "url": "dhl.example/1"}
        ),
        "location": message_form(FormKind.LOCATION, language, place),
        "contact": message_form(FormKind.CONTACT, language, card),
        "ask-number": message_form(FormKind.ASK_NUMBER, language, message_kinds.begin(FormKind.ASK_NUMBER, language)),
        "catalog": message_form(FormKind.CATALOG, language, {}),
    }


def composer(language: str = "en", **changes: object) -> ComposerState:
    de = language == "de"
    shown = ComposerState(
        conversation="c_lena",
        draft="Sobald Stripe bestätigt, bekommst du von mir Bescheid. Als Entschuldigung …",
        hint="Nachricht an Lena" if de else "Message to Lena",
        window="Fenster offen bis morgen 14:02" if de else "Window open until tomorrow 14:02",
        tools=ALL_TOOLS,
        more=tuple(Choice(id=kind, text=message_kinds.title(kind)) for kind in FormKind),
    )
    return msgspec.structs.replace(shown, **changes)


def template_form(language: str = "en", **changes: object) -> TemplateForm:
    """A template with one gap filled and one open."""
    de = language == "de"
    form = TemplateForm(
        id="complaint_news/de",
        title="Reklamation: Neuigkeit" if de else "Complaint: news",
        fields=(
            FormField(id="body.1", label="… Hallo …", value="Lena"),
            FormField(id="body.2", label="… deiner Reklamation vom …"),
        ),
        text="Hallo Lena, zu deiner Reklamation vom […] haben wir eine Lösung. Was wäre dir lieber?",
        footer="Rösterei Nordlicht, Hamburg",
        labels=("Geld zurück", "Neue Ware"),
        button=CardButton(
            intent=Intent.SEND_TEMPLATE,
            text="Senden" if de else "Send",
            is_primary=True,
            is_enabled=False,
            reason="Es fehlt: 2" if de else "Missing: 2",
        ),
    )
    return msgspec.structs.replace(form, **changes)


_SHUT = ("Closed since 09:12. A template reopens it.", "Zu seit 09:12. Eine Vorlage öffnet es wieder.")


def _by_template(link: LinkForm, language: str) -> LinkForm:
    """The form in a closed window, with the template that carries the link."""
    de = language == "de"
    words = "„Zahlungslink“ · Service · abgerechnet nach Metas Tarif für Service" if de else "“Payment link” · Utility"
    return msgspec.structs.replace(
        link,
        warning="",
        preview=TemplatePreview(
            text="Hallo Lena, hier ist dein Zahlungslink von Rösterei Nordlicht über 54,80 €. Er führt zu Stripe, unserem "
            "Zahlungsdienst, und gilt nur für deine Bestellung.",
            labels=("Jetzt bezahlen",),
        ),
        template=words,
        templates=(
            Choice(id="payment_link_du/de", text="Zahlungslink" if de else "Payment link", detail="de", is_chosen=True),
            Choice(id="payment_reminder_du/de", text="Zahlungserinnerung" if de else "Payment reminder", detail="de"),
        ),
    )


def _pay_back(link: LinkForm, language: str) -> LinkForm:
    """The form that asks a refund back, with what is written above the link, and an open link it would replace."""
    sum_ = Money(2490, "eur")
    purpose = customer_texts.refund_by_mistake(language)
    said = f"{customer_texts.pay_back(language, sum_)}\n\nRösterei Nordlicht · {purpose} · 24,90 €"
    de = language == "de"
    text = "Link ersetzen · 24,90 €" if de else "Replace link · 24,90 €"
    return msgspec.structs.replace(
        link,
        amount="24,90",
        purpose=purpose,
        shippings=(),
        preview=TemplatePreview(text=said, labels=(customer_texts.pay_button(language),)),
        button=msgspec.structs.replace(link.button, text=text),
        others=(CardButton(intent=Intent.SEND_LINK_TOO, text="Beide behalten" if de else "Keep both", moves_money=True),),
    )


def _offered(link: LinkForm, language: str) -> LinkForm:
    """The form with a discount and its end."""
    de = language == "de"
    until = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
    said = customer_texts.offer(language, "10\u00a0%" if de else "10%", until)
    name = "2 kg Espresso „Hafen“ (−10\u00a0%)"
    return msgspec.structs.replace(
        link,
        warning="",
        discount="10 %",
        ends=(
            Choice(id="1", text="bis 23. Nov." if de else "until 23 Nov"),
            Choice(id="3", text="bis 25. Nov." if de else "until 25 Nov", is_chosen=True),
        ),
        preview=TemplatePreview(text=f"{said}\n\nRösterei Nordlicht · {name} · 49,81 €"),
        button=msgspec.structs.replace(link.button, text="Link senden · 49,81 €" if de else "Send link · 49,81 €"),
    )


def _uncarried(link: LinkForm, language: str) -> LinkForm:
    """The same without a template that could."""
    problem = none_words()
    make = "Link nur erstellen · 54,80 €" if language == "de" else "Only make the link · 54,80 €"
    page = "Vorlagen" if language == "de" else "Templates"
    return msgspec.structs.replace(
        link,
        warning="",
        problem=problem,
        button=msgspec.structs.replace(link.button, is_enabled=False, reason=problem),
        others=(
            CardButton(intent=Intent.MAKE_LINK, text=make, moves_money=True),
            CardButton(intent=Intent.TEMPLATE_PAGE, text=page),
        ),
    )


def composers(language: str = "en") -> dict[str, ComposerState]:
    """The composer in every state."""
    de = language == "de"
    word = "Senden" if de else "Send"
    send = CardButton(intent=Intent.SEND_TEMPLATE, text=word, is_primary=True)
    other = CardButton(intent=Intent.SEND_TEMPLATE, text=word)
    use = Chip("Service" if de else "Utility")
    templates = (
        Entry(
            id="complaint_news",
            title="Reklamation: Neuigkeit" if de else "Complaint: news",
            chip=use,
            details=("Hallo Lena, zu deiner Reklamation vom 22.11. …",),
            side=send,
        ),
        Entry(
            id="refund_sent",
            title="Erstattung unterwegs" if de else "Refund sent",
            chip=use,
            details=("Wir haben 24,90 € erstattet …",),
            side=other,
        ),
    )
    link = LinkForm(
        amount="49,90",
        purpose="2 kg Espresso „Hafen“",
        button=CardButton(
            intent="link.send",
            text="Link senden · 54,80 €" if de else "Send link · 54,80 €",
            is_primary=True,
            moves_money=True,
        ),
        shippings=(
            Choice(id="dhl", text="DHL 4,90 €", is_chosen=True),
            Choice(id="pickup", text="Abholung" if de else "Pick-up", detail="0,00 €"),
        ),
        warning="Ein Link über 38,00 € ist noch offen." if de else "A link over 38,00 € is still open.",
        lives=(
            Choice(id="1", text="24 Stunden" if de else "24 hours", detail="ausgefüllt für Lena", is_chosen=True),
            Choice(id="3", text="3 Tage" if de else "3 days"),
            Choice(id="0", text="bis bezahlt" if de else "until paid"),
        ),
        life=(
            "Die Angaben von Lena stehen schon da. Nach 24 Stunden schließt der Link; er lässt sich erneut senden."
            if de
            else "Lena's details are filled in. After 24 hours the link closes; it can be sent again."
        ),
    )
    lines = "\n".join(f"{number}. Zeile" for number in range(1, 10))
    return {
        "reply": composer(language),
        "empty": composer(language, draft="", can_send=False),
        "note": composer(
            language,
            mode=Mode.NOTE,
            draft="Zweite gerissene Tüte aus G-1107. @Piet bitte Palette prüfen.",
            tools=(Tool.EMOJI,),
            hint="Notiz für das Team" if de else "Note for the team",
        ),
        "grown": composer(language, draft=lines),
        "warning": composer(
            language,
            draft="Meine Kartennummer ist 4242 4242 4242 4242",
            can_send=False,
            warning=(
                "Das sieht nach einer Kartennummer aus. Kartendaten werden nicht gesendet."
                if de
                else "This looks like a card number. Card data is not sent."
            ),
            warning_buttons=(
                CardButton(
                    intent="draft.mask", text="Nummer entfernen" if de else "Remove the number", is_primary=True
                ),
            ),
        ),
        "slip": composer(
            language,
            draft="Bitte auf DE89 3704 0044 0532 0130 00",
            warning=composer_words.slip("DE89 3704 0044 0532 0130 00"),
            warning_buttons=composer_words.buttons("", is_crossed=False, is_slip=True),
        ),
        "files": composer(
            language,
            files=(
                AttachedFile(id="f0", name="Tüte Guatemala.jpg", detail="1,4 MB" if de else "1.4 MB", picture="photo"),
                AttachedFile(id="f1", name="Beleg.pdf", detail="214 kB"),
                AttachedFile(
                    id="f2",
                    name="Film.mov",
                    problem="48 MB sind zu viel: WhatsApp nimmt höchstens 16 MB."
                    if de
                    else "48 MB are too many: WhatsApp takes 16 MB at most.",
                ),
            ),
        ),
        "closed": composer(
            language,
            is_closed=True,
            window="Zu seit 09:12. Eine Vorlage öffnet es wieder."
            if de
            else "Closed since 09:12. A template reopens it.",
            templates=TemplateList(entries=templates),
            kept=(
                "Dein Entwurf bleibt und wird angeboten, sobald Lena schreibt."
                if de
                else "Your draft is kept and offered again when Lena writes."
            ),
            tools=(Tool.PAYMENT_LINK,),
        ),
        "replies": composer(
            language,
            draft="/erst" if de else "/ref",
            can_send=False,
            replies=ReplyList(
                rows=(
                    ReplyRow(
                        id="refund-started",
                        title="Erstattung läuft" if de else "Refund started",
                        text=(
                            Span("Ich habe dir "),
                            Span("Erstatteter Betrag" if de else "Amount refunded", is_gap=True),
                            Span(" erstattet. Je nach Bank dauert es fünf bis zehn Werktage, bis du …"),
                        ),
                        is_chosen=True,
                    ),
                    ReplyRow(
                        id="refund-where",
                        title="Wo bleibt das Geld?" if de else "Where is my refund?",
                        text=(Span("Die Erstattung ist bei uns hinausgegangen. Manche Banken ziehen sie einfach von der …"),),
                    ),
                ),
                count=2,
            ),
        ),
        "gaps": composer(
            language,
            draft="Ich melde mich bis {{?Zeitpunkt}} bei dir.\nDein Paket geht an {{?neue Adresse}}, {{customer.first_name}}."
            if de
            else "I will be back by {{?time}}.\nYour parcel goes to {{?new address}}, {{customer.first_name}}.",
            can_send=False,
            warning="Erst ausfüllen: Zeitpunkt, neue Adresse, Vorname"
            if de
            else "Fill in first: time, new address, First name",
        ),
        "closed-form": composer(
            language,
            is_closed=True,
            window="Zu seit 09:12. Eine Vorlage öffnet es wieder."
            if de
            else "Closed since 09:12. A template reopens it.",
            templates=TemplateList(entries=templates),
            template_form=template_form(language),
        ),
        "form-template-later": composer(
            language,
            templates=TemplateList(entries=templates),
            template_form=template_form(
                language,
                fields=(
                    FormField(id="at", label="Wann" if de else "When", value="morgen 09:00" if de else "tomorrow 09:00"),
                    *template_form().fields,
                ),
                later=CardButton(intent=Intent.TEMPLATE_LATER, text="Ohne Zeitpunkt" if de else "Without a time"),
                times=(Choice(id="t", text="Montag 09:00" if de else "Monday 09:00"),),
                button=CardButton(
                    intent=Intent.SEND_TEMPLATE,
                    text="Morgen 09:00 senden" if de else "Send tomorrow 09:00",
                    is_primary=True,
                ),
            ),
        ),
        "form-template-place": composer(
            language,
            templates=TemplateList(entries=templates),
            template_form=template_form(
                language,
                title="Abholung hier" if de else "Pick up here",
                fields=(
                    *forms(language)["location"].fields,
                    FormField(id="body.1", label="… Hallo …", value="Lena"),
                ),
                header="Rösterei Nordlicht\nDeichstraße 1",
                text="Hallo Lena, deine Bestellung liegt hier für dich bereit.",
            ),
        ),
        "form-template-file": composer(
            language,
            templates=TemplateList(entries=templates),
            template_form=template_form(
                language,
                header="[ Bild ]" if de else "[ Picture ]",
                text=f"{template_form().text} Schau auf das Bild, darauf siehst du, was wir in das neue Paket legen würden.",
                file=(
                    "Verlangt wird ein Bild, JPEG oder PNG, höchstens 5 MB."
                    if de
                    else "A picture is wanted, JPEG or PNG, 5 MB at most."
                ),
                choose=CardButton(
                    intent=Intent.TEMPLATE_FILE, text="Datei wählen …" if de else "Choose a file …", is_primary=False
                ),
            ),
        ),
        "link": composer(language, link=link),
        "link-template": composer(language, window=_SHUT[de], link=_by_template(link, language)),
        "link-back": composer(language, link=_pay_back(link, language)),
        "link-offer": composer(language, link=_offered(link, language)),
        "link-uncarried": composer(language, window=_SHUT[de], link=_uncarried(link, language)),
        "link-problem": composer(
            language,
            link=msgspec.structs.replace(
                link,
                amount="0,20",
                warning="",
                problem="Stripe nimmt mindestens 0,50 €." if de else "Stripe takes 0,50 € at least.",
                button=msgspec.structs.replace(link.button, is_enabled=False),
            ),
        ),
        "picker": composer(
            language,
            picker=ProductPicker(
                query="",
                tiles=tiles(language) * 3,
                note="Preise weichen ab: Filter 100 4,50 €, bei Stripe 4,20 €"
                if de
                else "Prices differ: Filter 100 €4.50, in Stripe €4.20",
            ),
        ),
        "picker-groups": composer(
            language,
            picker=ProductPicker(
                tiles=tuple(
                    msgspec.structs.replace(
                        tile,
                        sku=f"{tile.sku}{place}",
                        is_chosen=place in (0, 2, 3),
                        group={0: "1", 2: "1", 3: "2"}.get(place, ""),
                    )
                    for place, tile in enumerate(tiles(language) * 2)
                ),
                chosen=("a", "b", "c"),
                count="3 von 30 ausgewählt" if de else "3 of 30 chosen",
                button=CardButton(
                    intent=Intent.SEND_PRODUCTS, text="Liste senden" if de else "Send list", is_primary=True, is_enabled=False
                ),
                groups=(Choice(id="group.0", text="Kaffee · 2"), Choice(id="group.1", text="Zubehör · 1", is_chosen=True)),
                group="Zubehör · 1",
                group_name=FormField(
                    id="group", label="Name von Gruppe 2" if de else "Name of group 2", value="Zubehör", counter="7 / 24"
                ),
                problem=(
                    "Jede Gruppe braucht einen Namen: WhatsApp zeigt ihn über den Produkten."
                    if de
                    else "Give each group a name: WhatsApp shows it over its products."
                ),
            ),
        ),
        "picker-several": composer(
            language,
            picker=ProductPicker(
                tiles=tuple(
                    msgspec.structs.replace(tile, sku=f"{tile.sku}{place}", is_chosen=place in (0, 2))
                    for place, tile in enumerate(tiles(language) * 2)
                ),
                chosen=("a", "b"),
                count="2 von 30 ausgewählt" if de else "2 of 30 chosen",
                button=CardButton(
                    intent=Intent.SEND_PRODUCTS, text="Liste senden" if de else "Send list", is_primary=True
                ),
            ),
        ),
        **{f"form-{name}": composer(language, form=form) for name, form in forms(language).items()},
        "refusal": composer(
            language,
            refusal="Diese Person ist blockiert." if de else "This person is blocked.",
            tools=(),
        ),
    }


def conversations(language: str = "en", **changes: object) -> ListState:
    shown = views(language)
    newest = Choice(id="newest", text="Neueste zuerst" if language == "de" else "Newest first", is_chosen=language != "de")
    money = "Meistes Geld zuerst" if language == "de" else "Most money at risk"
    ways = (newest, Choice(id="money", text=money, is_chosen=language == "de"))
    state = ListState(views=shown[:5], more=shown[5:], chosen=shown[0].view, sorts=ways)
    return msgspec.structs.replace(state, **changes)


def rail(language: str = "en") -> RailState:
    de = language == "de"
    return RailState(
        places=(
            Place(id="inbox", title="Eingang" if de else "Inbox", icon="inbox", badge=7),
            Place(id="payments", title="Zahlungen" if de else "Payments", icon="payments"),
            Place(id="cases", title="Fälle" if de else "Cases", icon="cases", badge=128),
        ),
        last=(Place(id="settings", title="Optionen" if de else "Settings", icon="settings"),),
        chosen="inbox",
    )
