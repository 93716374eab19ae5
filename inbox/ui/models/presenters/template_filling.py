"""One template for one chat with what fills it: the values of its gaps, the file or the place of its heading.

What stands against it, the action it makes and the fields of its form come from here. Used by the template picker on the GUI
thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import policy
from inbox.domain.actions import SendTemplate
from inbox.domain.decisions import State
from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.domain.template_prefill import Facts, prefill
from inbox.domain.templates import MEDIA_HEADERS, PLACE_HEADER, Template, Values, gaps, header_gaps
from inbox.ui.models.presenters import place_fields
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.form_fields import Typed, said
from inbox.ui.models.presenters.place_fields import PlaceFields
from inbox.ui.models.presenters.template_words import gap_label, media_words
from inbox.ui.models.states.composer import FormField

translate = QCoreApplication.translate

_PLACE = "place."
_NAME = 240
"""Characters of a file's name that go with it."""


class HeadingFile(msgspec.Struct, frozen=True):
    """The file of a heading: one of this desk's, or the one a planned template has already."""

    id: MediaId
    name: str = ""


class Filling(msgspec.Struct, frozen=True, kw_only=True):
    """``values`` are what is known with what was typed over it; ``place`` is None for a heading that is no map."""

    template: Template
    values: Values
    file: HeadingFile | None = None
    place: PlaceFields | None = None

    @property
    def header(self) -> str:
        """What stands over the text in place of words of the template's own; empty where nothing does."""
        if self.place is None:
            return media_words(self.template.header)
        name, address = said(self.place.name), said(self.place.address)
        return "\n".join(line for line in (name, address) if line) or media_words(self.template.header)

    @property
    def problem(self) -> str:
        """What was typed that is no place, in words; empty where nothing is wrong."""
        return "" if self.place is None else self.place.problem

    def action(self, name: ActionId, conversation: ConversationId) -> SendTemplate:
        """Return the wish to send it."""
        file = self.file
        return SendTemplate(
            id=name,
            conversation=conversation,
            template=self.template.name,
            language=self.template.language,
            header=_given(self.values.header),
            body=_given(self.values.body),
            buttons=_given(self.values.buttons),
            media=None if file is None else file.id,
            filename=file.name[:_NAME] or None if file is not None and self.template.header == "DOCUMENT" else None,
            place=None if self.place is None else self.place.whole,
        )


def fill_in(
    desk: Desk,
    chat: ChatView,
    template: Template,
    facts: Facts,
    typed: Typed = MappingProxyType({}),
    planned: SendTemplate | None = None,
) -> Filling:
    """Fill a template with what is certain, and what was ``typed`` over it by the ids of the fields.

    ``planned`` is the message of a plan that is changed: its file stays until another one is attached.
    """
    known, file, place = prefill(template, facts), _file(desk, chat, template), None
    if file is None and planned is not None and planned.media is not None:
        file = HeadingFile(planned.media, planned.filename or "")
    if template.header == PLACE_HEADER:
        own = place_fields.own(desk.terms)
        place = place_fields.read(own | _of(typed, _PLACE))
    values = Values(
        header={**known.header, **_of(typed, "header.")},
        body={**known.body, **_of(typed, "body.")},
        buttons={**known.buttons, **_of(typed, "button.")},
        has_media=file is not None,
        has_place=place is not None and place.whole is not None,
    )
    return Filling(template=template, values=values, file=file, place=place)


def typed_in(send: SendTemplate) -> dict[str, str]:
    """Return what a message of a template says, by the ids of the fields of its form."""
    parts = {"header.": send.header, "body.": send.body, "button.": send.buttons}
    found = {f"{part}{name}": text for part, values in parts.items() for name, text in values.items()}
    place = {} if send.place is None else place_fields.of(send.place)
    return found | {f"{_PLACE}{name}": text for name, text in place.items()}


def state(desk: Desk, chat: ChatView, template: Template) -> State:
    """Return what the rules have to know of a chat to decide about a template."""
    return policy.State(
        actor=desk.me,
        now=desk.clock.now(),
        policy=desk.terms.policy,
        blocked=chat.blocked,
        marketing_stopped=desk.reads.marketing_stopped(chat.conversation),
        template=template,
    )


def fields(filling: Filling) -> tuple[FormField, ...]:
    """Return a field for the place of the heading, for every gap, and for what a button wants."""
    template, values = filling.template, filling.values
    found: list[FormField] = []
    if filling.place is not None:
        found += [msgspec.structs.replace(one, id=f"{_PLACE}{one.id}") for one in filling.place.all]
    found += [
        FormField(id=f"header.{name}", label=_label(name, template.header_text), value=values.header.get(name, ""))
        for name in header_gaps(template)
    ]
    found += [
        FormField(id=f"body.{name}", label=_label(name, template.body), value=values.body.get(name, ""))
        for name in gaps(template.body)
    ]
    for place, button in enumerate(template.buttons):
        if button.needs_value:
            label = translate("Templates", "Link of “{name}”").format(name=button.text)
            if button.kind == "COPY_CODE":
                label = translate("Templates", "Code that is copied")
            found.append(FormField(id=f"button.{place}", label=label, value=values.buttons.get(str(place), "")))
    return tuple(found)


def file_words(filling: Filling) -> str:
    """Return which file stands over the text, or which kind is wanted; empty where none is."""
    if filling.file is not None:
        return filling.file.name or media_words(filling.template.header)
    return {
        "IMAGE": translate("Templates", "A picture is wanted, JPEG or PNG, 5 MB at most."),
        "VIDEO": translate("Templates", "A video is wanted, MP4, 16 MB at most."),
        "DOCUMENT": translate("Templates", "A document is wanted, PDF or Office, 100 MB at most."),
    }.get(filling.template.header or "", "")


def _file(desk: Desk, chat: ChatView, template: Template) -> HeadingFile | None:
    """Return the file for a heading: the newest of the chat's attached ones that is of its kind."""
    if template.header not in MEDIA_HEADERS:
        return None
    kind = template.header.lower()
    attached = desk.commands.view.attachments
    fitting = [one for one in attached if one.conversation == chat.conversation and one.action is None and one.kind == kind]
    return HeadingFile(fitting[-1].id, fitting[-1].name) if fitting else None


def _of(typed: Typed, part: str) -> dict[str, str]:
    return {name.removeprefix(part): text for name, text in typed.items() if name.startswith(part)}


def _given(values: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in values.items() if text.strip()}


def _label(name: str, text: str) -> str:
    """Return what a gap is called: its own name, or the words before a numbered one."""
    if not name.isdigit():
        return gap_label(name)
    before = text.partition("{{" + name + "}}")[0]
    words = " ".join(before.replace("{{", " ").replace("}}", " ").split()[-3:])
    return f"… {words} …" if words else translate("Templates", "Gap {number}").format(number=name)
