"""The page of the replies kept ready: found, read, changed, written anew and dropped, for the whole team.

What is written here is kept until it is saved or left, also while the page is closed. Nothing of it reaches a customer.
GUI thread only.
"""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, Item
from inbox.domain import replies
from inbox.domain.actions import DropReply, KeepReply, decode_action
from inbox.domain.ids import ActionId
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.replies import Own, Reply, ReplyFile
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import reply_words as words
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.wording import file_size
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.composer import FormField, Gaps
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.page_rows import PageRow
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.states.reply_page import ReplyForm, ReplyPage
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

TITLE, TEXT = "title.", "text."
"""How the ids of the form's fields begin; what it is in follows."""

_RENEWED = frozenset({"replies", "everything", "cache-replaced", "status", "terms"})
_UNDER_WAY = frozenset({"held", "posting", "queued", "sending", "waiting"})
_KINDS = frozenset({"keep_reply", "drop_reply"})


class ReplyPagePresenter(QObject):
    """``state`` is None while the page is closed."""

    changed = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._starters = {reply.id: reply for reply in desk.replies}
        self._own: dict[str, Own] = {}
        self._written: dict[str, Reply] = {}
        """What was written and is not saved yet."""
        self._coming: dict[str, str] = {}
        """Names of files on their way to the hub, by the reply they go with."""
        self._query = ""
        self._chosen = ""
        self._about: dict[ActionId, str] = {}
        """Which reply an action of this desk is about; read once for each."""
        self.state: ReplyPage | None = None

    def open(self) -> None:
        """Show the page as it was left."""
        self._read()

    def close(self) -> None:
        """Close the page."""
        self.state = None
        self.changed.emit()

    def search(self, query: str) -> None:
        """Show the replies that fit."""
        self._query = query
        self._show()

    def choose(self, reply: str) -> None:
        """Show one to be read and changed."""
        self._chosen = reply
        self._show()

    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a field."""
        known = self._known().get(self._chosen)
        if known is None or not self._may:
            return
        title, body = dict(known.title), dict(known.text)
        (title if field.startswith(TITLE) else body)[field.partition(".")[2]] = text
        self._write(msgspec.structs.replace(known, title=title, text=body))

    def choose_category(self, category: str) -> None:
        """List it elsewhere."""
        known = self._known().get(self._chosen)
        if known is not None and self._may:
            self._write(msgspec.structs.replace(known, category=category))

    def attach(self, path: str) -> None:
        """Bring a file of this computer that goes with the chosen reply."""
        if self._chosen in self._known() and self._may:
            asked = self._desk.commands.bring_reply_file(Path(path))
            self._coming[self._chosen] = Path(path).name
            self._clicks.watch(asked, partial(self._brought, self._chosen, asked))
            self._show()

    def act(self, intent: str, reply: str) -> None:
        """Do what a button of the page says."""
        match intent:
            case Intent.REPLY_NEW:
                self._chosen = f"own-{self._clicks.new_id()}"
                self._query = ""
                self._written[self._chosen] = Reply(id=self._chosen, category="own", title={}, text={})
            case Intent.REPLY_FORGET:
                self._written.pop(reply, None)
            case Intent.REPLY_NO_FILE if reply in self._known():
                self._write(msgspec.structs.replace(self._known()[reply], file=None))
            case Intent.REPLY_SAVE | Intent.REPLY_OFFER if reply in self._known():
                self._clicks.click(KeepReply(id=self._clicks.new_id(), reply=_tidy(self._known()[reply])))
            case Intent.REPLY_DROP:
                self._clicks.click(DropReply(id=self._clicks.new_id(), reply=reply))
            case Intent.REPLY_RESTORE:
                self._written.pop(reply, None)
                self._clicks.click(DropReply(id=self._clicks.new_id(), reply=reply, restore=True))
        self._show()

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        if self.state is not None and (changes.flags & _RENEWED or changes.actions):
            self._read()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _brought(self, reply: str, asked: Future[ReplyFile], error: UserError | OutsideError | None) -> None:
        self._coming.pop(reply, None)
        known = self._known().get(reply)
        if error is not None:
            self._clicks.fail(error)
        elif known is not None:
            self._written[reply] = msgspec.structs.replace(known, file=asked.result())
        if self.state is not None:
            self._show()

    @property
    def _may(self) -> bool:
        return at_least(self._desk.me.role, "supervisor")

    def _read(self) -> None:
        self._own = self._desk.reads.replies()
        kept = {reply.id: reply for reply in replies.known(self._starters.values(), self._own)}
        self._written = {name: one for name, one in self._written.items() if _tidy(one) != kept.get(name)}
        self._show()

    def _known(self) -> dict[str, Reply]:
        """Return every reply by its id, as it was written here, those dropped last."""
        kept = {reply.id: reply for reply in replies.known(self._starters.values(), self._own)}
        fresh = {name: reply for name, reply in self._written.items() if name not in kept}
        every = fresh | kept | self._written
        return dict(sorted(every.items(), key=lambda pair: self._is_dropped(pair[0])))

    def _is_dropped(self, reply: str) -> bool:
        return reply in self._own and self._own[reply].is_dropped

    def _write(self, reply: Reply) -> None:
        self._written[reply.id] = reply
        self._show()

    def _show(self) -> None:
        every = self._known()
        found = replies.find(every.values(), self._query, self._desk.language) if self._query.strip() else list(every.values())
        if not any(one.id == self._chosen for one in found) and not (self._chosen in self._written and not self._query):
            self._chosen = found[0].id if found else ""
        items = self._items()
        self.state = ReplyPage(
            query=self._query,
            rows=tuple(self._row(one) for one in found),
            empty="" if found else translate("ReplyPage", "No reply fits."),
            new=CardButton(
                intent=Intent.REPLY_NEW,
                text=translate("ReplyPage", "New reply"),
                is_enabled=self._may,
                reason="" if self._may else words.only_supervisors(),
            ),
            form=self._form(every[self._chosen], items) if self._chosen in every else None,
            note="" if self._may else words.only_supervisors(),
        )
        self.changed.emit()

    def _items(self) -> dict[str, Item]:
        """Return the newest action of this desk about each reply."""
        newest: dict[str, Item] = {}
        for item in self._desk.commands.view.items:
            if item.kind not in _KINDS:
                continue
            if item.id not in self._about:
                action = decode_action(item.body)
                self._about[item.id] = action.reply.id if isinstance(action, KeepReply) else getattr(action, "reply", "")
            known = newest.get(self._about[item.id])
            if known is None or known.clicked_at <= item.clicked_at:
                newest[self._about[item.id]] = item
        return newest

    def _row(self, reply: Reply) -> PageRow:
        return PageRow(
            id=reply.id,
            title=replies.title_of(reply, self._desk.language) if reply.title else translate("ReplyPage", "New reply"),
            chip=self._chip(reply),
            detail=words.category(reply.category),
            is_chosen=reply.id == self._chosen,
        )

    def _chip(self, reply: Reply) -> Chip | None:
        if reply.id in self._written:
            return Chip(translate("ReplyPage", "Not saved"), Tone.WARN)
        if self._is_dropped(reply.id):
            return Chip(translate("ReplyPage", "Not offered"), Tone.NEUTRAL)
        if reply.id not in self._starters:
            return Chip(translate("ReplyPage", "Your own"), Tone.NEUTRAL)
        is_changed = reply.id in self._own and self._own[reply.id].reply is not None
        return Chip(translate("ReplyPage", "Changed"), Tone.NEUTRAL) if is_changed else None

    def _form(self, reply: Reply, items: dict[str, Item]) -> ReplyForm:
        item = items.get(reply.id)
        wrong = words.lint_words(reply) if reply.id in self._written else ""
        refused = item.problem if item is not None and item.state not in _UNDER_WAY else None
        return ReplyForm(
            id=reply.id,
            fields=(*self._titles(reply), *self._texts(reply)),
            category=words.category(reply.category),
            categories=_choices(reply.category) if self._may else (),
            gaps=words.gaps() if self._may else (),
            file=self._file(reply),
            file_button=self._file_button(reply) if self._may else None,
            problem=wrong or (words_of(refused, self._desk.language) if reply.id in self._written else ""),
            buttons=tuple(self._buttons(reply, item, wrong)),
        )

    def _file(self, reply: Reply) -> str:
        if reply.id in self._coming:
            return translate("ReplyPage", "{name} goes to the hub …").format(name=self._coming[reply.id])
        return "" if reply.file is None else f"{reply.file.name} · {file_size(reply.file.size, self._desk.language)}"

    def _file_button(self, reply: Reply) -> CardButton:
        if reply.file is not None:
            return CardButton(intent=Intent.REPLY_NO_FILE, text=translate("ReplyPage", "Without the file"))
        reason = "" if self._desk.is_online else translate("ReplyPage", "There is no connection to the hub.")
        is_enabled = not reason and reply.id not in self._coming
        text = translate("ReplyPage", "Add a file …")
        return CardButton(intent=Intent.REPLY_FILE, text=text, is_enabled=is_enabled, reason=reason)

    def _titles(self, reply: Reply) -> list[FormField]:
        first = "de" if self._desk.language == "de" else "en"
        order = [first, *(language for language in replies.LANGUAGES if language != first)]
        return [
            FormField(id=TITLE + each, label=words.title_label(each), value=reply.title.get(each, ""), is_fixed=not self._may)
            for each in order
            if self._may or reply.title.get(each)
        ]

    def _texts(self, reply: Reply) -> list[FormField]:
        fields = []
        for form in replies.FORMS:
            text = reply.text.get(form, "")
            if not (self._may or text):
                continue
            counter = f"{self._desk.count(len(text))} / {self._desk.count(replies.LONGEST)}"
            is_over = len(text) > replies.LONGEST
            shown = counter if len(text) > replies.LONGEST * 3 // 4 else ""
            fields.append(
                FormField(
                    id=TEXT + form,
                    label=words.form_label(form),
                    value=text,
                    counter=shown,
                    is_over=is_over,
                    is_long=True,
                    is_fixed=not self._may,
                    gaps=Gaps.NAME,
                )
            )
        return fields

    def _buttons(self, reply: Reply, item: Item | None, wrong: str) -> list[CardButton]:
        if not self._may:
            return []
        reason = "" if self._desk.is_online else translate("ReplyPage", "There is no connection to the hub.")
        if reply.id in self._coming or (item is not None and item.state in _UNDER_WAY):
            reason = translate("ReplyPage", "Being saved")

        def button(intent: Intent, text: str, why_not: str = reason, *, is_primary: bool = False) -> CardButton:
            return CardButton(intent=intent, text=text, is_primary=is_primary, is_enabled=not why_not, reason=why_not)

        is_written = reply.id in self._written
        buttons = []
        if is_written:
            save = translate("ReplyPage", "Save for the team")
            buttons.append(button(Intent.REPLY_SAVE, save, reason or wrong, is_primary=True))
            buttons.append(button(Intent.REPLY_FORGET, translate("ReplyPage", "Discard"), ""))
        if self._is_dropped(reply.id) and not is_written:
            buttons.append(button(Intent.REPLY_OFFER, translate("ReplyPage", "Offer again"), is_primary=True))
        elif reply.id in self._starters or reply.id in self._own:
            buttons.append(button(Intent.REPLY_DROP, translate("ReplyPage", "Offer no longer")))
        if reply.id in self._starters and reply.id in self._own and self._own[reply.id].reply is not None:
            buttons.append(button(Intent.REPLY_RESTORE, translate("ReplyPage", "Back to the original")))
        return buttons


def _choices(chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=each, text=words.category(each), is_chosen=each == chosen) for each in replies.CATEGORIES)


def _tidy(reply: Reply) -> Reply:
    """Return a reply without blanks around its words and without what is not written at all."""
    return msgspec.structs.replace(reply, title=_written(reply.title), text=_written(reply.text))


def _written(said: dict[str, str]) -> dict[str, str]:
    return {key: text.strip() for key, text in said.items() if text.strip()}
