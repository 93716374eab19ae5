"""Files of messages joined to the window: pictures seen whole, recordings heard, files saved where the agent says.

GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from inbox.ui.app.heard_files import HeardFiles
from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk import Bell, Changes, Desk
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.lightbox import LightboxPresenter
from inbox.ui.models.presenters.saves import Saves
from inbox.ui.models.rows import Tone
from inbox.ui.pictures.gallery import Gallery
from inbox.ui.sound.player import Player

translate = QCoreApplication.translate


class ShownFiles(QObject):
    """Made by the window, with whose presenters and widgets it works; ``close`` before the engine stops."""

    def __init__(
        self,
        desk: Desk,
        bell: Bell,
        chat: ChatPresenter,
        news: DeskPresenter,
        widgets: Widgets,
        gallery: Gallery,
        player: Player | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._gallery = gallery
        gallery.setParent(self)
        self._news = news
        self._widgets = widgets
        self.lightbox = LightboxPresenter(desk, chat, self)
        self.saves = Saves(desk, bell, chat, self)
        self._heard = None if player is None else HeardFiles(chat, news, widgets, player, self)
        self._listen(chat)

    def take(self, changes: Changes) -> None:
        """Look for files that have come or gone."""
        self._gallery.take(changes)
        if self._heard is not None:
            self._heard.take(changes)

    @property
    def has_recordings(self) -> bool:
        """Whether something can be heard in the open chat."""
        return self._heard is not None and self._heard.has_recordings

    def hush(self) -> None:
        """Play nothing: nobody may be there to hear it, or others may."""
        if self._heard is not None:
            self._heard.stop()

    def close(self) -> None:
        """Decode and play nothing more."""
        self._gallery.close()
        if self._heard is not None:
            self._heard.close()

    def _listen(self, chat: ChatPresenter) -> None:
        gallery, widgets, overlays = self._gallery, self._widgets, self._widgets.window.overlays
        for view in (widgets.timeline, widgets.composer, widgets.panel):
            gallery.arrived.connect(view.picture_ready)
        gallery.whole_arrived.connect(overlays.lightbox.picture_ready)
        overlays.lightbox.serve(gallery)
        chat.picture_wanted.connect(self.lightbox.open)
        chat.save_wanted.connect(self._on_save_wanted)
        self.lightbox.changed.connect(self._show_picture)
        overlays.lightbox.stepped.connect(self.lightbox.step)
        overlays.lightbox.close_wanted.connect(self.lightbox.close)
        overlays.lightbox.save_wanted.connect(self._on_shown_save_wanted)
        overlays.lightbox.copy_wanted.connect(self._on_copy_wanted)
        self.saves.saved.connect(self._on_saved)
        self.saves.failed.connect(self._on_failed)

    def _show_picture(self) -> None:
        self._widgets.window.overlays.show_picture(self.lightbox.state)
        if self.lightbox.state is None:
            self._gallery.forget_whole()

    def _on_shown_save_wanted(self) -> None:
        if self.lightbox.state is not None:
            self._on_save_wanted(self.lightbox.state.item)

    def _on_save_wanted(self, item: str) -> None:
        """Ask where a file is to be saved; nothing waits for the answer."""
        name = self.saves.name(item)
        if not name:
            return
        dialog = QFileDialog(self._widgets.window, translate("Files", "Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setProperty("item", item)
        dialog.fileSelected.connect(self._on_place_chosen)
        dialog.open()

    def _on_place_chosen(self, path: str) -> None:
        self.saves.save(str(self.sender().property("item")), path)

    def _on_copy_wanted(self) -> None:
        state = self.lightbox.state
        image = self._gallery.whole(state.key) if state is not None else None
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self._news.say(translate("Files", "The picture is copied."), Tone.OK)

    def _on_saved(self, name: str) -> None:
        self._news.say(translate("Files", "Saved: {name}").format(name=name), Tone.OK)

    def _on_failed(self, words: str) -> None:
        self._news.say(words)
