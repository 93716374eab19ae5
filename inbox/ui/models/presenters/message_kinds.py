"""What a form of a rarer kind asks for, what is wrong with what was typed, and the message it makes. Pure but for words.

Every limit is WhatsApp's and is said in words here, before anything is sent; the hub checks the same again.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.domain import customer_texts, phones
from inbox.domain import send_actions as sends
from inbox.domain.actions import (
    AskContact,
    ContactCard,
    SendButtons,
    SendCatalog,
    SendContacts,
    SendLinkButton,
    SendList,
    SendLocation,
    WindowSend,
)
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.terms import Terms
from inbox.ui.models.presenters import list_lines, place_fields
from inbox.ui.models.presenters.form_fields import Typed, field, lacks, said, too_long
from inbox.ui.models.states.composer import FormField, FormKind
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate

_PRESET = "preset."
_OWN = {FormKind.LOCATION: "own.place", FormKind.CONTACT: "own.card"}
"""The shop's own."""


class Wish(msgspec.Struct, frozen=True):
    """Under which id and into which chat a message would go."""

    id: ActionId
    conversation: ConversationId


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A form with what was typed into it: ``action`` only when nothing is missing and nothing too long."""

    fields: tuple[FormField, ...]
    header: str = ""
    text: str = ""
    footer: str = ""
    labels: tuple[str, ...] = ()
    problem: str = ""
    missing: str = ""
    action: WindowSend | None = None


def title(kind: FormKind) -> str:
    """Return what a kind is called, in the menu and over its form."""
    return {
        FormKind.QUESTION: translate("MessageForm", "Question with answers"),
        FormKind.LIST: translate("MessageForm", "Question with a list"),
        FormKind.LINK: translate("MessageForm", "Button with a link"),
        FormKind.LOCATION: translate("MessageForm", "Location"),
        FormKind.CONTACT: translate("MessageForm", "Contact"),
        FormKind.CATALOG: translate("MessageForm", "Whole catalog"),
        FormKind.SEVERAL: translate("MessageForm", "Several products"),
        FormKind.ASK_NUMBER: translate("MessageForm", "Ask for the phone number"),
        FormKind.LATER: translate("MessageForm", "Send later"),
    }[kind]


def begin(kind: FormKind, language: str) -> dict[str, str]:
    """Return what stands in a new form, in the customer's language."""
    if kind is FormKind.ASK_NUMBER:
        return {"text": customer_texts.ask_number(language)}
    if kind is FormKind.CATALOG:
        return {"text": customer_texts.whole_catalog(language)}
    return {}


def presets(kind: FormKind, language: str, terms: Terms) -> tuple[Choice, ...]:
    """Return the forms kept ready for a kind: questions, and the shop's own place and card as far as they are settled."""
    own = (Choice(id=_OWN[kind], text=terms.name),) if kind in _OWN and preset(_OWN[kind], language, terms) else ()
    if own:
        return own
    if kind is not FormKind.QUESTION:
        return ()
    ready = customer_texts.questions(language)
    return tuple(Choice(id=f"{_PRESET}{place}", text=" / ".join(one.answers)) for place, one in enumerate(ready))


def preset(chosen: str, language: str, terms: Terms) -> dict[str, str]:
    """Return what a form kept ready fills in; nothing for one that is not there."""
    card = terms.card
    if chosen == _OWN[FormKind.LOCATION]:
        return place_fields.own(terms)
    if chosen == _OWN[FormKind.CONTACT]:
        number = phones.display(card.phone)
        return {"name": terms.name, "company": "", "phones": number, "email": card.email} if number or card.email else {}
    place = chosen.removeprefix(_PRESET)
    ready = customer_texts.questions(language)
    if not place.isdecimal() or int(place) >= len(ready):
        return {}
    one = ready[int(place)]
    return {"text": one.text} | {f"answer.{number}": answer for number, answer in enumerate(one.answers)}


def make(kind: FormKind, typed: Typed, wish: Wish) -> Made:
    """Return the form of a kind as it stands."""
    return _MAKERS[kind](typed, wish)


def _text(typed: Typed, most: int = sends.BODY) -> FormField:
    return field(typed, "text", translate("MessageForm", "Text"), most, is_long=True)


def _question(typed: Typed, wish: Wish) -> Made:
    text = _text(typed)
    label = translate("MessageForm", "Answer {number}")
    answers = [
        field(typed, f"answer.{place}", label.format(number=place + 1), sends.LABEL) for place in range(sends.BUTTONS)
    ]
    footer = field(typed, "footer", translate("MessageForm", "Small print"), sends.LINE)
    labels = tuple(said(answer) for answer in answers if said(answer))
    problem = too_long(text, *answers, footer)
    if not problem and len(set(labels)) != len(labels):
        problem = translate("MessageForm", "Two answers are the same; give each its own words.")
    missing = lacks(text, *(answers[:1] if not labels else ()))
    action = None
    if not (problem or missing):
        action = SendButtons(
            id=wish.id, conversation=wish.conversation, text=said(text), buttons=labels, footer=said(footer) or None
        )
    return Made(
        fields=(text, *answers, footer),
        text=said(text),
        footer=said(footer),
        labels=labels,
        problem=problem,
        missing=missing,
        action=action,
    )


def _list(typed: Typed, wish: Wish) -> Made:
    text = _text(typed, sends.LIST_TEXT)
    button = field(typed, "button", translate("MessageForm", "Button that opens the list"), sends.LABEL)
    rows = FormField(
        id="rows",
        label=translate("MessageForm", "Choices, one on each line (“Group:” begins a group)"),
        value=typed.get("rows", ""),
        hint=translate("MessageForm", "Choice | what is said about it"),
        is_long=True,
    )
    sections, wrong = list_lines.read(rows.value)
    count = sum(len(section.rows) for section in sections)
    if count:
        rows = msgspec.structs.replace(rows, counter=f"{count} / {sends.ROWS}", is_over=count > sends.ROWS)
    problem = too_long(text, button) or wrong
    missing = lacks(text, button, rows)
    opens = (f"☰ {said(button)}",) if said(button) else ()
    labels = (*opens, *(row.title for section in sections for row in section.rows))
    action = None
    if not (problem or missing):
        action = SendList(
            id=wish.id, conversation=wish.conversation, text=said(text), button=said(button), sections=sections
        )
    return Made(
        fields=(text, button, rows), text=said(text), labels=labels, problem=problem, missing=missing, action=action
    )


def _link(typed: Typed, wish: Wish) -> Made:
    text = _text(typed)
    label = field(typed, "label", translate("MessageForm", "Words on the button"), sends.LABEL)
    url = field(typed, "url", translate("MessageForm", "Address"), sends.URL, hint="https://")
    address = said(url)
    problem = too_long(text, label, url)
    if not problem and address and not address.startswith(("https://", "http://")):
        problem = translate("MessageForm", "The address does not begin with https://")
    missing = lacks(text, label, url)
    action = None
    if not (problem or missing):
        action = SendLinkButton(
            id=wish.id, conversation=wish.conversation, text=said(text), label=said(label), url=address
        )
    labels = (said(label),) if said(label) else ()
    return Made(
        fields=(text, label, url), text=said(text), labels=labels, problem=problem, missing=missing, action=action
    )


def _location(typed: Typed, wish: Wish) -> Made:
    fields = place_fields.read(typed)
    name, address, where = said(fields.name), said(fields.address), fields.where
    action = None
    if where is not None and not fields.problem:
        action = SendLocation(
            id=wish.id,
            conversation=wish.conversation,
            latitude=where[0],
            longitude=where[1],
            name=name or None,
            address=address or None,
        )
    return Made(
        fields=fields.all,
        header=name,
        text=fields.lines,
        problem=fields.problem,
        missing=lacks(fields.place),
        action=action,
    )


def _contact(typed: Typed, wish: Wish) -> Made:
    name = field(typed, "name", translate("MessageForm", "Name"), sends.PLACE)
    company = field(typed, "company", translate("MessageForm", "Company"), 200)
    numbers = field(typed, "phones", translate("MessageForm", "Phone numbers"), sends.PLACE, hint="+49 40 123456")
    mail = field(typed, "email", translate("MessageForm", "E-mail"), 320)
    given = [part.strip() for part in numbers.value.replace(";", ",").split(",") if part.strip()]
    read = [phones.e164(number) for number in given]
    problem = too_long(name, company, mail)
    if not problem and None in read:
        problem = translate("MessageForm", "“{number}” is not a phone number.").format(number=given[read.index(None)])
    elif not problem and said(mail) and "@" not in said(mail)[1:-1]:
        problem = translate("MessageForm", "“{text}” is not an e-mail address.").format(text=said(mail))
    missing = lacks(name, *(() if said(mail) else (numbers,)))
    action = None
    if not (problem or missing):
        card = ContactCard(
            name=said(name),
            phones=tuple(number for number in read if number is not None),
            emails=(said(mail),) if said(mail) else (),
            company=said(company) or None,
        )
        action = SendContacts(id=wish.id, conversation=wish.conversation, contacts=(card,))
    shown = [said(company), *(phones.display(number) for number in read if number is not None), said(mail)]
    return Made(
        fields=(name, company, numbers, mail),
        header=said(name),
        text="\n".join(line for line in shown if line),
        problem=problem,
        missing=missing,
        action=action,
    )


def _catalog(typed: Typed, wish: Wish) -> Made:
    text = _text(typed)
    problem, missing = too_long(text), lacks(text)
    is_whole = not (problem or missing)
    action = SendCatalog(id=wish.id, conversation=wish.conversation, text=said(text)) if is_whole else None
    labels = (translate("MessageWords", "Open the catalog"),)
    return Made(fields=(text,), text=said(text), labels=labels, problem=problem, missing=missing, action=action)


def _ask_number(typed: Typed, wish: Wish) -> Made:
    text = _text(typed)
    problem, missing = too_long(text), lacks(text)
    is_whole = not (problem or missing)
    action = AskContact(id=wish.id, conversation=wish.conversation, text=said(text)) if is_whole else None
    labels = (translate("MessageWords", "Share the number"),)
    return Made(fields=(text,), text=said(text), labels=labels, problem=problem, missing=missing, action=action)


_MAKERS: dict[FormKind, Callable[[Typed, Wish], Made]] = {
    FormKind.QUESTION: _question,
    FormKind.LIST: _list,
    FormKind.LINK: _link,
    FormKind.LOCATION: _location,
    FormKind.CONTACT: _contact,
    FormKind.CATALOG: _catalog,
    FormKind.ASK_NUMBER: _ask_number,
}
