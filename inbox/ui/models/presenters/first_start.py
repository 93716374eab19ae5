"""The first start: what is typed is looked at, said how it came out, and what is good is kept. GUI thread only.

Nothing typed is in the state or anywhere else here; it goes straight on to ``Connecting``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.ui.models.connecting import Connecting, Looked, News, Seen, Settled, Trouble, WhatsAppKeys
from inbox.ui.models.presenters.first_start_words import busy_words, finding_of, key_refusal, trouble_words
from inbox.ui.models.states.first_start import Finding, FirstStart, Light, Page

translate = QCoreApplication.translate

_DIGITS = re.compile(r"[0-9]{5,30}")


class FirstStartPresenter(QObject):
    """``state`` is what the page shows. ``done`` is emitted once everything is kept and the desk can be opened."""

    changed = Signal()
    done = Signal()

    def __init__(self, connecting: Connecting, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connecting = connecting
        self._language = language
        self._shop = ""
        self._task = 0
        self._then: Callable[[], None] = self._on_nothing
        self.state = FirstStart()

    def go_to(self, page: str) -> None:
        """Turn to a page; what is being looked at for another one does not count any more."""
        self._task = 0
        self._show(FirstStart(page=Page(page)))

    def offer_key(self, shop: str, key: str, order_keys: str = "") -> None:
        """Look at a Stripe key, permission by permission; ``order_keys`` name where the shop keeps its order numbers."""
        refusal = key_refusal(key)
        if refusal:
            self._show(FirstStart(page=Page.STRIPE, problem=refusal))
            return
        self._shop = shop
        waiting = tuple(finding_of(code, Light.WAITING) for code in self._connecting.permissions)
        notes = (finding_of("unrestricted", Light.NOTE),) if key.startswith("sk_test_") else ()
        self._begin(Page.STRIPE, "stripe", self._connecting.check_stripe(key, order_keys), self._on_key_seen)
        self._change(findings=(*notes, *waiting))

    def use_key(self) -> None:
        """Go on with the key that was looked at."""
        self.go_to(Page.WHATSAPP)

    def offer_whatsapp(self, keys: WhatsAppKeys) -> None:
        """Look at a number of WhatsApp and its keys; when they are good, everything is kept."""
        for number in (keys.number, keys.account):
            if _DIGITS.fullmatch(number) is None:
                self._show(FirstStart(page=Page.WHATSAPP, problem=trouble_words("whatsapp-id", number)))
                return
        self._begin(Page.WHATSAPP, "whatsapp", self._connecting.check_whatsapp(keys), self._set_up)

    def leave_whatsapp(self) -> None:
        """Go on without WhatsApp: links can be copied into any chat meanwhile."""
        self._set_up()

    def offer_code(self, address: str, code: str) -> None:
        """Join a team's hub."""
        self._begin(Page.HUB, "hub", self._connecting.join(address, code), self.done.emit)

    def on_rang(self) -> None:
        """Take what has come of what was asked."""
        for news in self._connecting.take():
            if news.task == self._task:
                self._take(news)

    def _set_up(self) -> None:
        findings = self.state.findings
        self._begin(Page.WHATSAPP, "keeping", self._connecting.set_up(self._shop, self._language), self.done.emit)
        self._change(findings=findings)

    def _take(self, news: News) -> None:
        match news:
            case Looked(code=code, seen=seen, detail=detail):
                self._note(code, finding_of(code, _LIGHTS[seen], detail))
            case Settled():
                self._task = 0
                self._change(busy="")
                self._then()
            case Trouble(code=code, detail=detail):
                self._task = 0
                self._change(busy="", problem=trouble_words(code, detail))

    def _note(self, code: str, finding: Finding) -> None:
        """Put a finding in the place of the one that waited for it, or behind the others."""
        waiting = finding_of(code, Light.WAITING)
        findings = list(self.state.findings)
        if waiting in findings:
            findings[findings.index(waiting)] = finding
        else:
            findings.append(finding)
        self._change(findings=tuple(findings))

    def _on_key_seen(self) -> None:
        self._change(can_go_on=True)

    def _on_nothing(self) -> None:
        """Do nothing: no task is under way."""

    def _begin(self, page: Page, what: str, task: int, then: Callable[[], None]) -> None:
        self._task, self._then = task, then
        self._show(FirstStart(page=page, busy=busy_words(what)))

    def _change(self, **changes: object) -> None:
        self._show(msgspec.structs.replace(self.state, **changes))

    def _show(self, state: FirstStart) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()


_LIGHTS = {Seen.GOOD: Light.GOOD, Seen.NOTE: Light.NOTE, Seen.MISSING: Light.MISSING}
