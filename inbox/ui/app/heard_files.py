"""Recordings of messages joined to the window: played in the chat by pointer and keys, until it is left. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QObject

from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk import Changes
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.timeline import MediaKind
from inbox.ui.sound.player import Player


class HeardFiles(QObject):
    """Made by the window; ``close`` before the engine stops. Only the open chat is heard: another chat ends it."""

    def __init__(
        self, chat: ChatPresenter, news: DeskPresenter, widgets: Widgets, player: Player, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._news = news
        self._view = widgets.timeline
        self._player = player
        player.setParent(self)
        self._view.sounds = player
        self._view.sought.connect(self._on_sought)
        self._view.skipped.connect(self._on_skipped)
        chat.play_wanted.connect(self._on_play_wanted)
        chat.speed_wanted.connect(player.next_speed)
        chat.changed.connect(self._on_chat_changed)
        player.changed.connect(self._view.sound_changed)
        widgets.window.acted.connect(self._on_act)
        player.failed.connect(self._on_failed)

    def take(self, changes: Changes) -> None:
        """Go on with a recording that has come."""
        self._player.take(changes)

    def stop(self) -> None:
        """Play nothing."""
        self._player.stop()

    def close(self) -> None:
        """Play and read nothing more."""
        self._player.close()

    @property
    def has_recordings(self) -> bool:
        """Whether something can be heard in the open chat."""
        return bool(self._chat.recordings())

    def toggle_newest(self) -> None:
        """Pause or go on; with nothing begun, play the newest recording of the chat."""
        key = self._player.current
        if not key:
            newest = next(reversed(self._chat.recordings()), None)
            key = newest.media.key if newest is not None and newest.media is not None else ""
        if key:
            self._toggle(key)

    def _toggle(self, key: str) -> None:
        kinds = (each.media.kind for each in self._chat.recordings() if each.media is not None and each.media.key == key)
        self._player.toggle(key, is_film=next(kinds, None) is MediaKind.VIDEO)

    def _on_act(self, intent: str, _subject: str) -> None:
        if intent == "sound.toggle":
            self.toggle_newest()
        elif intent == "sound.faster":
            self._player.next_speed()

    def _on_play_wanted(self, item: str) -> None:
        key = self._chat.recording(item)
        if key and self._player.sound(key).is_hopeless:
            self._chat.save_wanted.emit(item)
        elif key:
            self._toggle(key)

    def _on_sought(self, item: str, part: float) -> None:
        key = self._chat.recording(item)
        if key:
            self._player.seek(key, part)

    def _on_skipped(self, item: str, seconds: int) -> None:
        key = self._chat.recording(item)
        if key:
            self._player.skip(key, seconds)

    def _on_chat_changed(self) -> None:
        """Stop what is not in the chat any more: another one was opened, its message was deleted, its person erased."""
        if self._player.current and all(
            bubble.media is not None and bubble.media.key != self._player.current for bubble in self._chat.recordings()
        ):
            self._player.stop()

    def _on_failed(self, words: str) -> None:
        self._news.say(words)
