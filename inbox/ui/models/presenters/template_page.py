"""The page of all templates: the starter set beside what the account has, each with its state, and the way to submit them.

Submitting is one click each, or one for all of a language; it moves no money and cannot be undone, which the page says.
GUI thread only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, Item
from inbox.domain.actions import SubmitTemplate, decode_action
from inbox.domain.ids import ActionId
from inbox.domain.problems import Problem
from inbox.domain.roles import at_least
from inbox.domain.template_drafts import Draft
from inbox.domain.templates import GONE, Template, Values, fill
from inbox.ui.models.presenters import template_words as words
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.page_rows import PageRow
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.states.template_page import TemplatePage, TemplatePreview
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_RENEWED = frozenset({"templates", "everything", "cache-replaced"})
_UNDER_WAY = frozenset({"held", "posting", "queued", "sending", "waiting"})
_OTHERS = "others"


class TemplatePagePresenter(QObject):
    """``state`` is None while the page is closed."""

    changed = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._drafts = {draft.id: draft for draft in desk.drafts}
        self._group = ""
        self._chosen = ""
        self._submitted: dict[ActionId, str] = {}
        """Which template an action of this desk submits; read once for each."""
        self.state: TemplatePage | None = None

    def open(self) -> None:
        """Show the page, the shop's own language first."""
        self._group = self._group or ("de" if self._desk.terms.language == "de" else "en")
        self._show()

    def close(self) -> None:
        """Close the page."""
        self.state = None
        self.changed.emit()

    def choose_group(self, group: str) -> None:
        """Show another language or form of address."""
        self._group, self._chosen = group, ""
        self._show()

    def choose(self, template: str) -> None:
        """Show how one reads."""
        self._chosen = template
        self._show()

    def act(self, intent: str, template: str) -> None:
        """Submit one template, or all of the shown group that Meta has not seen."""
        if intent == Intent.SUBMIT_TEMPLATE:
            self._submit([template])
        elif intent == Intent.SUBMIT_TEMPLATES:
            self._submit(self._fresh())

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        if self.state is not None and (changes.flags & (_RENEWED | {"status", "terms"}) or changes.actions):
            self._show()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _submit(self, names: Iterable[str]) -> None:
        for name in names:
            draft = self._drafts.get(name)
            if draft is not None:
                self._clicks.click(SubmitTemplate(id=self._clicks.new_id(), draft=draft))
                self._chosen = name
        self._show()

    def _show(self) -> None:
        account = {one.id: one for one in self._desk.reads.templates() if one.status != GONE}
        items = self._items()
        rows = tuple(self._row(one, account, items) for one in self._members(account))
        self._chosen = self._chosen if any(row.id == self._chosen for row in rows) else rows[0].id if rows else ""
        rows = tuple(msgspec.structs.replace(row, is_chosen=row.id == self._chosen) for row in rows)
        self.state = TemplatePage(
            groups=self._groups(account),
            rows=rows,
            preview=self._preview(account),
            submit_all=self._all_button(rows),
            note=translate(
                "TemplatePage",
                "Meta reviews each one, which takes minutes as a rule and 24 hours at most. What was submitted cannot be taken"
                " back here.",
            ),
        )
        self.changed.emit()

    def _items(self) -> dict[str, Item]:
        """Return the newest submission of each template from this desk."""
        newest: dict[str, Item] = {}
        for item in self._desk.commands.view.items:
            if item.kind != "submit_template":
                continue
            if item.id not in self._submitted:
                action = decode_action(item.body)
                self._submitted[item.id] = action.draft.id if isinstance(action, SubmitTemplate) else ""
            known = newest.get(self._submitted[item.id])
            if known is None or known.clicked_at <= item.clicked_at:
                newest[self._submitted[item.id]] = item
        return newest

    def _groups(self, account: dict[str, Template]) -> tuple[Choice, ...]:
        groups = [
            ("de", translate("TemplatePage", "German, Sie")),
            ("de" + words.FAMILIAR, translate("TemplatePage", "German, du")),
            ("en", translate("TemplatePage", "English")),
        ]
        if any(name not in self._drafts for name in account):
            groups.append((_OTHERS, translate("TemplatePage", "Your own")))
        return tuple(Choice(id=key, text=text, is_chosen=key == self._group) for key, text in groups)

    def _members(self, account: dict[str, Template]) -> list[Template]:
        """Return the templates of the shown group, those of the account as they are there."""
        if self._group == _OTHERS:
            return [one for one in account.values() if one.id not in self._drafts]
        return [account.get(one.id, one.template) for one in self._drafts.values() if _group_of(one) == self._group]

    def _row(self, template: Template, account: dict[str, Template], items: dict[str, Item]) -> PageRow:
        is_there = template.id in account
        item = items.get(template.id)
        chip, problem, button = words.state_chip(template.status), "", None
        if is_there:
            problem = words.rejection(template.reason)
            draft = self._drafts.get(template.id)
            if draft is not None and draft.category != template.category and template.category:
                moved = translate("TemplatePage", "Meta moved it to {category}.").format(category=words.category(template))
                problem = f"{problem} {moved}".strip()
        elif item is not None and item.state in _UNDER_WAY:
            chip = Chip(translate("TemplatePage", "Being submitted"), Tone.INFO)
        else:
            problem = "" if item is None else self._said(item.problem)
            button = self._button(template)
        is_ours = template.id in self._drafts
        title = words.starter_name(template.name.removesuffix(words.FAMILIAR)) if is_ours else words.shown_name(template.name)
        if self._group == _OTHERS:
            title = f"{title} · {template.language}"
        return PageRow(
            id=template.id,
            title=title,
            chip=chip,
            detail=" · ".join(part for part in (words.category(template), words.cost(template)) if part),
            problem=problem,
            button=button,
        )

    def _said(self, problem: Problem | None) -> str:
        if problem is not None and problem.code == "template-lint":
            return words.lint_words(str(problem.facts.get("codes", "")))
        return words_of(problem, self._desk.language)

    def _button(self, template: Template) -> CardButton:
        reason = self._reason()
        return CardButton(
            intent=Intent.SUBMIT_TEMPLATE,
            text=translate("TemplatePage", "Submit"),
            is_enabled=not reason,
            reason=reason,
        )

    def _all_button(self, rows: Sequence[PageRow]) -> CardButton | None:
        count = sum(1 for row in rows if row.button is not None)
        if count < 2:
            return None
        reason = self._reason()
        return CardButton(
            intent=Intent.SUBMIT_TEMPLATES,
            text=translate("TemplatePage", "Submit all {count}").format(count=count),
            is_primary=True,
            is_enabled=not reason,
            reason=reason,
        )

    def _reason(self) -> str:
        """Return why nothing can be submitted from here now; empty when it can."""
        if not at_least(self._desk.me.role, "supervisor"):
            return translate("TemplatePage", "Only a supervisor or an owner may submit templates.")
        if not self._desk.is_online:
            return translate("TemplatePage", "There is no connection to the hub.")
        return ""

    def _fresh(self) -> list[str]:
        rows = () if self.state is None else self.state.rows
        return [row.id for row in rows if row.button is not None]

    def _preview(self, account: dict[str, Template]) -> TemplatePreview | None:
        draft, known = self._drafts.get(self._chosen), account.get(self._chosen)
        template = known or (None if draft is None else draft.template)
        if template is None:
            return None
        values = Values() if draft is None else Values(header=draft.header_examples, body=draft.body_examples)
        return words.preview(template, fill(template, values))


def _group_of(draft: Draft) -> str:
    return draft.language + (words.FAMILIAR if draft.name.endswith(words.FAMILIAR) else "")
