"""Where a process keeps its files: one folder, open to its owner only.

Called by ``bootstrap`` on the main thread before anything is opened.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import platformdirs

from inbox.domain.problems import UserError


class DataFolder(msgspec.Struct, frozen=True):
    """The layout of a data folder; the files need not exist."""

    root: Path

    @property
    def mark(self) -> str:
        """A short name that no other folder has, the same at every start; empty for this user's usual folder.

        With it, two folders of one user keep their keyring entries apart.
        """
        root = self.root.resolve()
        return "" if root == _usual().resolve() else hashlib.sha256(os.fsencode(root)).hexdigest()[:12]

    @property
    def start(self) -> Path:
        """What kind of desk this is, without secrets."""
        return self.root / "start.json"

    @property
    def window(self) -> Path:
        """Where the window was, and how it looked."""
        return self.root / "window.ini"

    @property
    def hub_database(self) -> Path:
        """The hub's SQLite file, unless ``TRESEN_DATABASE`` moves it."""
        return self.root / "hub.db"

    @property
    def media(self) -> Path:
        """The folder of the hub's own copies of pictures, voice notes and documents, encrypted one by one."""
        return self.root / "media"

    @property
    def cache(self) -> Path:
        """The desk's rebuildable cache."""
        return self.root / "cache.db"

    @property
    def copies(self) -> Path:
        """The desk's copies of pictures and files, to be had again from the hub."""
        return self.root / "copies.db"

    @property
    def desk(self) -> Path:
        """The desk's drafts, holds and outbox, which nobody else has."""
        return self.root / "desk.db"


def data_folder(chosen: Path | None) -> DataFolder:
    """Return the folder ``chosen`` by ``--data``, or this user's own one, made with mode 0700 if it is missing.

    Raises ``UserError`` if it cannot be made or is not a folder.
    """
    root = (chosen or _usual()).expanduser().absolute()
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise UserError(f"{root} is a file, but a folder is needed there: name another one with --data.") from None
    except OSError as error:
        raise UserError(
            f"The folder {root} cannot be made ({error.strerror}): name one you may write to with --data."
        ) from error
    return DataFolder(root)


def _usual() -> Path:
    # The local folder, not the roaming one: a database must not travel between Windows machines by itself.
    return platformdirs.user_data_path("tresen", appauthor=False)
