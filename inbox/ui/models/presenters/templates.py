"""The approved templates as the composer offers them: those in the customer's language first, filled as far as is certain.

One click sends what has no open gap; anything else opens a small form with a preview of what the customer will read. Used by
the composer's presenter on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import policy, times
from inbox.domain.actions import PlanSend, SendTemplate
from inbox.domain.ids import ActionId
from inbox.domain.policy import Refused
from inbox.domain.template_prefill import REFUND_TOLD, Facts
from inbox.domain.templates import MEDIA_HEADERS, PLACE_HEADER, Filled, Template, fill, missing
from inbox.ui.models.presenters import planned_time, template_filling
from inbox.ui.models.presenters.customer_facts import facts_of, language_of, was_refunded_lately
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.planned_time import PlannedTime, When
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.template_filling import Filling
from inbox.ui.models.presenters.template_words import button_label, category, title_of
from inbox.ui.models.rows import Chip
from inbox.ui.models.states.composer import FormField, TemplateForm, TemplateList
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Empty, Entry
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
_SENDING = ActionId("00000000-0000-0000-0000-000000000001")
_PREVIEW = 160
_MOST = 60


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


class _Form(msgspec.Struct, frozen=True):
    """The open form: of which template, what was typed over what is certain, and when it is to go out if not now.

    ``replaces`` is the plan that is changed, ``planned`` the message of it.
    """

    template: str | None = None
    typed: dict[str, str] = {}
    when: When | None = None
    replaces: ActionId | None = None
    planned: SendTemplate | None = None


class TemplatePicker:
    """``is_open`` is whether the templates were asked for in an open window; in a closed one they are always there."""

    def __init__(self, desk: Desk, clicks: Clicks, known: KnownTemplates) -> None:
        self._desk = desk
        self._clicks = clicks
        self._known = known
        self.is_open = False
        self._query = ""
        self._times = PlannedTime(desk)
        self._form = _Form()

    @property
    def has_any(self) -> bool:
        """Whether the shop has a template at all."""
        return bool(self._sendable())

    @property
    def is_begun(self) -> bool:
        """Whether one was chosen or looked for."""
        return self.is_open or self._form.template is not None or bool(self._query)

    @property
    def is_planning(self) -> bool:
        """Whether a template is open that is to go out at a time of its own."""
        return self._form.when is not None

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
        self._form = _Form()

    def search(self, words: str) -> None:
        """Look for templates of which name or text hold every word."""
        self._query = words

    def choose(self, template: str) -> None:
        """Open the form of one."""
        self._form = _Form(template)

    def change(self, chat: ChatView, plan: str) -> bool:
        """Open the form of a planned template; False when there is no such one any more."""
        known = next((one for one in self._desk.reads.planned(chat.conversation) if one.id == plan), None)
        if known is None or not isinstance(known.send, SendTemplate):
            return False
        self.open()
        name = f"{known.send.template}/{known.send.language}"
        when = self._times.at(When(unless_reply=known.unless_reply), times.from_text(known.at))
        self._form = _Form(name, template_filling.typed_in(known.send), when, known.id, known.send)
        return True

    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a gap, or as the time; ``field`` is as the form named it."""
        if field == planned_time.FIELD and self._form.when is not None:
            self._form = replace(self._form, when=self._times.type(self._form.when, text))
        else:
            self._form = replace(self._form, typed={**self._form.typed, field: text})

    def toggle_later(self) -> None:
        """Ask for a time, or leave it out again; a plan that is changed keeps one."""
        if self._form.replaces is None:
            self._form = replace(self._form, when=self._times.begin() if self._form.when is None else None)

    def choose_time(self, preset: str) -> None:
        """Take a time that is offered, or whether a reply makes the message needless."""
        if self._form.when is not None:
            self._form = replace(self._form, when=self._times.choose(self._form.when, preset))

    def send(self, chat: ChatView, template: str, came_back: Callable[[], None]) -> bool:
        """Send one with what its gaps hold, or plan it; False when something still stands against it.

        ``came_back`` is called when it was not taken and its form is there again.
        """
        found = next((one for one in self._all() if one.id == template), None)
        if found is None:
            return False
        form = self._form if template == self._form.template else _Form()
        filling = self._filled(chat, found, facts_of(self._desk, chat, _spoken(found)))
        if self._against(chat, filling, form):
            return False
        back = partial(self._give_back, form, self.is_open, came_back) if form.template is not None else None
        self._clicks.click(self._wish(chat, filling, form, self._clicks.new_id(), self._clicks.new_id()), undone=back)
        self.close()
        return True

    def listed(self, chat: ChatView) -> TemplateList:
        """Return what there is to pick from."""
        if not self._sendable():
            return TemplateList(query=self._query, entries=(), blank=self._none())
        first = language_of(self._desk, chat)
        words = self._query.casefold().split()
        fitting = [one for one in self._sendable() if all(word in _said(one) for word in words)]
        urgent = REFUND_TOLD if was_refunded_lately(self._desk, chat) else frozenset()
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
        form = self._form
        found = next((one for one in self._all() if one.id == form.template), None)
        if found is None:
            return None
        filling = self._filled(chat, found, facts_of(self._desk, chat, _spoken(found)))
        problem = self._against(chat, filling, form)
        shown = fill(found, filling.values)
        lacks_something = bool(missing(found, filling.values))
        return TemplateForm(
            id=found.id,
            title=title_of(found.name),
            fields=self._fields(filling, form),
            header=shown.header or filling.header,
            text=shown.body,
            footer=shown.footer,
            labels=tuple(button_label(button.kind, button.text) for button in shown.buttons),
            problem=problem if filling.problem or not lacks_something else "",
            file=template_filling.file_words(filling),
            choose=_chooser(filling),
            later=_later(form),
            times=() if form.when is None else self._times.presets(form.when),
            button=CardButton(
                intent=Intent.SEND_TEMPLATE,
                text=translate("Templates", "Send") if form.when is None else self._times.button(form.when),
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
        filling = template_filling.fill_in(self._desk, chat, template, facts)
        button = self._button(chat, filling)
        return Entry(
            id=template.id,
            title=title_of(template.name),
            chip=_category(template),
            details=tuple(words for words in (_preview(fill(template, filling.values)), button.reason) if words),
            side=button,
        )

    def _button(self, chat: ChatView, filling: Filling) -> CardButton:
        template = filling.template
        # Which file or place is meant is never certain, so it is looked at first.
        is_open = bool(missing(template, filling.values)) or template.header in (*MEDIA_HEADERS, PLACE_HEADER)
        if template.is_of_a_chat and is_open:
            return CardButton(intent=Intent.FILL_TEMPLATE, text=translate("Templates", "Fill in"))
        problem = self._against(chat, filling, _Form())
        return CardButton(
            intent=Intent.SEND_TEMPLATE,
            text=translate("Templates", "Send"),
            is_enabled=not problem,
            reason=problem,
        )

    def _fields(self, filling: Filling, form: _Form) -> tuple[FormField, ...]:
        found = template_filling.fields(filling)
        if form.when is None:
            return found
        when = self._times.field(form.when)
        if only := self._times.condition(form.when):
            when = replace(when, label=f"{when.label} · {only}")
        # First, where it is seen however many gaps there are.
        return (when, *found)

    def _wish(
        self, chat: ChatView, filling: Filling, form: _Form, name: ActionId, send: ActionId
    ) -> SendTemplate | PlanSend:
        """Return the wish to send it, or to plan it; a time that says none counts as now."""
        which, when = chat.conversation, form.when
        if when is None:
            return filling.action(name, which)
        return PlanSend(
            id=name,
            conversation=which,
            at=times.to_text(self._times.meant(when) or self._desk.clock.now()),
            send=filling.action(send, which),
            unless_reply=when.unless_reply,
            replaces=form.replaces,
        )

    def _give_back(self, form: _Form, is_open: bool, came_back: Callable[[], None]) -> None:
        """Open the form again for a template that was not taken, unless another one was begun since."""
        if not self.is_begun:
            self._form, self.is_open = form, is_open
            came_back()

    def _against(self, chat: ChatView, filling: Filling, form: _Form) -> str:
        """Return what stands against sending, in words; empty when nothing does."""
        template = filling.template
        if template.header in MEDIA_HEADERS and not filling.values.has_media:
            return translate("Templates", "This template needs a file for its heading.")
        if filling.problem:
            return filling.problem
        if template.header == PLACE_HEADER and not filling.values.has_place:
            return translate("Templates", "This template needs a place for its heading: coordinates, name and address.")
        if form.when is not None and self._times.meant(form.when) is None:
            return self._times.problem(form.when) or self._times.button(form.when)
        wish = self._wish(chat, filling, form, _ASKING, _SENDING)
        decision = policy.decide(wish, template_filling.state(self._desk, chat, template))
        return words_of(decision.problem, self._desk.language) if isinstance(decision, Refused) else ""

    def _filled(self, chat: ChatView, template: Template, facts: Facts) -> Filling:
        form = self._form if template.id == self._form.template else _Form()
        return template_filling.fill_in(self._desk, chat, template, facts, form.typed, form.planned)


def _chooser(filling: Filling) -> CardButton | None:
    if filling.template.header not in MEDIA_HEADERS:
        return None
    another, first = translate("Templates", "Another file …"), translate("Templates", "Choose a file …")
    return CardButton(intent=Intent.TEMPLATE_FILE, text=first if filling.file is None else another)


def _later(form: _Form) -> CardButton | None:
    """Return what asks for a time, or does without one; a plan that is changed keeps one."""
    if form.replaces is not None:
        return None
    ask, leave = translate("Templates", "Send later …"), translate("Templates", "Without a time")
    return CardButton(intent=Intent.TEMPLATE_LATER, text=ask if form.when is None else leave)


def _category(template: Template) -> Chip:
    return Chip(f"{category(template)} · {template.language}")


def _preview(filled: Filled) -> str:
    words = " ".join(filled.body.split())
    return words if len(words) <= _PREVIEW else words[: _PREVIEW - 1].rstrip() + "…"


def _spoken(template: Template) -> str:
    """Return the language a template is written in, without its country."""
    return template.language.partition("_")[0]


def _said(template: Template) -> str:
    return f"{template.name} {title_of(template.name)} {template.header_text} {template.body}".casefold()
