"""The approved templates as the composer offers them: those in the customer's language first, filled as far as is certain.

One click sends what has no open gap; anything else opens a small form with a preview of what the customer will read. Used by
the composer's presenter on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import Attachment, ChatView
from inbox.domain import policy
from inbox.domain.actions import SendTemplate
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.policy import Refused
from inbox.domain.template_prefill import REFUND_SENT, Facts, prefill
from inbox.domain.templates import MEDIA_HEADERS, Filled, Template, Values, fill, gaps, header_gaps, missing
from inbox.ui.models.presenters.customer_facts import facts_of, language_of, was_refunded_lately
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.template_words import button_label, category, media_words, shown_name
from inbox.ui.models.rows import Chip
from inbox.ui.models.states.composer import FormField, TemplateForm, TemplateList
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Empty, Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
_PREVIEW = 160
_MOST = 60
_NAME = 240
"""Characters of a file's name that go with it."""


class KnownTemplates:
    """The templates as they were last read, for the forms of all chats."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: list[Template] | None = None

    def all(self) -> Sequence[Template]:
        """Return them all, approved or not."""
        if self._known is None:
            self._known = self._desk.reads.templates()
        return self._known

    def renew(self) -> None:
        """Read them anew at the next look."""
        self._known = None


class TemplatePicker:
    """``is_open`` is whether the templates were asked for in an open window; in a closed one they are always there."""

    def __init__(self, desk: Desk, clicks: Clicks, known: KnownTemplates) -> None:
        self._desk = desk
        self._clicks = clicks
        self._known = known
        self.is_open = False
        self._query = ""
        self._chosen: str | None = None
        self._typed: dict[str, str] = {}

    @property
    def has_any(self) -> bool:
        """Whether the shop has a template at all."""
        return bool(self._sendable())

    @property
    def is_begun(self) -> bool:
        """Whether one was chosen or looked for."""
        return self.is_open or self._chosen is not None or bool(self._query)

    def open(self) -> None:
        """Offer the templates in an open window."""
        self.close()
        self.is_open = True

    def close(self) -> None:
        """Forget what was looked for and typed."""
        self.is_open = False
        self._query = ""
        self.back()

    def back(self) -> None:
        """Show the list again."""
        self._chosen = None
        self._typed = {}

    def search(self, words: str) -> None:
        """Look for templates of which name or text hold every word."""
        self._query = words

    def choose(self, template: str) -> None:
        """Open the form of one."""
        self.back()
        self._chosen = template

    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a gap; ``field`` is as the form named it."""
        self._typed[field] = text

    def send(self, chat: ChatView, template: str) -> bool:
        """Send one with what its gaps hold; False when something still stands against it."""
        found = next((one for one in self._all() if one.id == template), None)
        if found is None:
            return False
        values = self._values(found, facts_of(self._desk, chat, _spoken(found)))
        file = self._file(chat, found)
        values = replace(values, has_media=file is not None)
        if self._against(chat, found, values):
            return False
        self._clicks.click(_action(self._clicks.new_id(), chat.conversation, found, values, file))
        self.close()
        return True

    def listed(self, chat: ChatView) -> TemplateList:
        """Return what there is to pick from."""
        if not self._sendable():
            return TemplateList(query=self._query, entries=(), blank=self._none())
        first = language_of(self._desk, chat)
        words = self._query.casefold().split()
        fitting = [one for one in self._sendable() if all(word in _said(one) for word in words)]
        urgent = REFUND_SENT if was_refunded_lately(self._desk, chat) else frozenset()
        fitting.sort(
            key=lambda one: (not one.language.startswith(first), one.name not in urgent, one.name, one.language)
        )
        facts = {spoken: facts_of(self._desk, chat, spoken) for spoken in {_spoken(one) for one in fitting[:_MOST]}}
        entries = tuple(self._entry(chat, one, facts[_spoken(one)]) for one in fitting[:_MOST])
        blank = None
        if not entries:
            blank = Empty(text=translate("Templates", "No approved template fits."), icon="template")
        return TemplateList(query=self._query, entries=entries, blank=blank)

    def form(self, chat: ChatView) -> TemplateForm | None:
        """Return the form of the chosen template, None while there is none."""
        found = next((one for one in self._all() if one.id == self._chosen), None)
        if found is None:
            return None
        file = self._file(chat, found)
        values = replace(self._values(found, facts_of(self._desk, chat, _spoken(found))), has_media=file is not None)
        problem = self._against(chat, found, values)
        filled = fill(found, values)
        return TemplateForm(
            id=found.id,
            title=shown_name(found.name),
            fields=tuple(self._fields(found, values)),
            header=filled.header or media_words(found.header),
            text=filled.body,
            footer=filled.footer,
            labels=tuple(button_label(button.kind, button.text) for button in filled.buttons),
            problem=problem if not missing(found, values) else "",
            file=_file_words(found, file),
            choose=_chooser(found, file),
            button=CardButton(
                intent=Intent.SEND_TEMPLATE,
                text=translate("Templates", "Send"),
                is_primary=True,
                is_enabled=not problem,
                reason=problem,
            ),
        )

    # -- inside --------------------------------------------------------------------------------------------------------

    def _none(self) -> Empty:
        """Say that nothing can be sent yet, and lead to where that changes."""
        text = translate("Templates", "Only an approved template can be sent now, and there is none yet.")
        some, none = translate("Templates", "All templates"), translate("Templates", "Submit the starter set")
        button = CardButton(intent=Intent.TEMPLATE_PAGE, text=some if self._all() else none)
        return Empty(text=text, icon="template", button=button)

    def _sendable(self) -> list[Template]:
        return [one for one in self._all() if one.can_be_sent]

    def _all(self) -> Sequence[Template]:
        return self._known.all()

    def _entry(self, chat: ChatView, template: Template, facts: Facts) -> Entry:
        values = replace(prefill(template, facts), has_media=self._file(chat, template) is not None)
        filled = fill(template, values)
        return Entry(
            id=template.id,
            title=shown_name(template.name),
            chip=_category(template),
            details=(_preview(filled),),
            side=self._button(chat, template, values),
        )

    def _button(self, chat: ChatView, template: Template, values: Values) -> CardButton:
        if template.is_of_a_chat and (missing(template, values) or template.header in MEDIA_HEADERS):
            return CardButton(intent=Intent.FILL_TEMPLATE, text=translate("Templates", "Fill in"))
        problem = self._against(chat, template, values)
        return CardButton(
            intent=Intent.SEND_TEMPLATE,
            text=translate("Templates", "Send"),
            is_enabled=not problem,
            reason=problem,
        )

    def _against(self, chat: ChatView, template: Template, values: Values) -> str:
        """Return what stands against sending, in words; empty when nothing does."""
        if template.header in MEDIA_HEADERS and not values.has_media:
            return translate("Templates", "This template needs a file for its heading.")
        action = _action(_ASKING, chat.conversation, template, values, self._file(chat, template))
        state = policy.State(
            actor=self._desk.me,
            now=self._desk.clock.now(),
            policy=self._desk.terms.policy,
            blocked=chat.blocked,
            marketing_stopped=self._desk.reads.marketing_stopped(chat.conversation),
            template=template,
        )
        decision = policy.decide(action, state)
        return words_of(decision.problem, self._desk.language) if isinstance(decision, Refused) else ""

    def _file(self, chat: ChatView, template: Template) -> Attachment | None:
        """Return the file for a heading: the newest of the chat's attached ones that is of its kind."""
        if template.header not in MEDIA_HEADERS:
            return None
        kind = template.header.lower()
        attached = self._desk.commands.view.attachments
        fitting = [one for one in attached if one.conversation == chat.conversation and one.action is None and one.kind == kind]
        return fitting[-1] if fitting else None

    def _values(self, template: Template, facts: Facts) -> Values:
        known = prefill(template, facts)
        if template.id != self._chosen:
            return known

        def laid(part: str, values: dict[str, str]) -> dict[str, str]:
            typed = {name.removeprefix(f"{part}."): text for name, text in self._typed.items() if name.startswith(f"{part}.")}
            return {**values, **typed}

        return replace(
            known,
            header=laid("header", dict(known.header)),
            body=laid("body", dict(known.body)),
            buttons=laid("button", dict(known.buttons)),
        )

    def _fields(self, template: Template, values: Values) -> list[FormField]:
        fields = [
            FormField(id=f"header.{name}", label=_label(name, template.header_text), value=values.header.get(name, ""))
            for name in header_gaps(template)
        ]
        fields += [
            FormField(id=f"body.{name}", label=_label(name, template.body), value=values.body.get(name, ""))
            for name in gaps(template.body)
        ]
        for place, button in enumerate(template.buttons):
            if button.needs_value:
                label = translate("Templates", "Link of “{name}”").format(name=button.text)
                if button.kind == "COPY_CODE":
                    label = translate("Templates", "Code that is copied")
                fields.append(
                    FormField(id=f"button.{place}", label=label, value=values.buttons.get(str(place), ""))
                )
        return fields


def _file_words(template: Template, file: Attachment | None) -> str:
    """Return which file stands over the text, or which kind is wanted; empty where none is."""
    if file is not None:
        return file.name
    return {
        "IMAGE": translate("Templates", "A picture is wanted, JPEG or PNG, 5 MB at most."),
        "VIDEO": translate("Templates", "A video is wanted, MP4, 16 MB at most."),
        "DOCUMENT": translate("Templates", "A document is wanted, PDF or Office, 100 MB at most."),
    }.get(template.header or "", "")


def _chooser(template: Template, file: Attachment | None) -> CardButton | None:
    if template.header not in MEDIA_HEADERS:
        return None
    another, first = translate("Templates", "Another file …"), translate("Templates", "Choose a file …")
    return CardButton(intent=Intent.TEMPLATE_FILE, text=first if file is None else another)


def _action(
    name: ActionId, conversation: ConversationId, template: Template, values: Values, file: Attachment | None
) -> SendTemplate:
    return SendTemplate(
        id=name,
        conversation=conversation,
        template=template.name,
        language=template.language,
        header=_given(values.header),
        body=_given(values.body),
        buttons=_given(values.buttons),
        media=None if file is None else file.id,
        filename=file.name[:_NAME] if file is not None and file.kind == "document" else None,
    )


def _given(values: object) -> dict[str, str]:
    assert isinstance(values, dict)
    return {name: text.strip() for name, text in values.items() if text.strip()}


def _label(name: str, text: str) -> str:
    """Return what a gap is called: its own name, or the words before a numbered one."""
    if not name.isdigit():
        return shown_name(name)
    before = text.partition("{{" + name + "}}")[0]
    words = " ".join(before.replace("{{", " ").replace("}}", " ").split()[-3:])
    return f"… {words} …" if words else translate("Templates", "Gap {number}").format(number=name)


def _category(template: Template) -> Chip:
    return Chip(f"{category(template)} · {template.language}")


def _preview(filled: Filled) -> str:
    words = " ".join(filled.body.split())
    return words if len(words) <= _PREVIEW else words[: _PREVIEW - 1].rstrip() + "…"


def _spoken(template: Template) -> str:
    """Return the language a template is written in, without its country."""
    return template.language.partition("_")[0]


def _said(template: Template) -> str:
    return f"{template.name} {shown_name(template.name)} {template.header_text} {template.body}".casefold()
