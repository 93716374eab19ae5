"""A keyring of a story's own for the processes it starts: named in PYTHON_KEYRING_BACKEND, one file an entry.

Real keyrings keep nothing in files; this one lets a test see what was kept and by which name.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import keyring.backend
import keyring.errors

NAME = "tests.stories.folder_keyring.FolderKeyring"
PLACE = "KEYRING_OF_THIS_STORY"


class FolderKeyring(keyring.backend.KeyringBackend):
    """Keeps its entries in the folder that ``PLACE`` names in the environment."""

    priority = 1

    def _file(self, service: str, username: str) -> Path:
        folder = Path(os.environ[PLACE])
        folder.mkdir(parents=True, exist_ok=True)
        return folder / quote(f"{service} {username}", safe="")

    def get_password(self, service: str, username: str) -> str | None:
        file = self._file(service, username)
        return file.read_text(encoding="utf-8") if file.exists() else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self._file(service, username).write_text(password, encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        try:
            self._file(service, username).unlink()
        except FileNotFoundError:
            raise keyring.errors.PasswordDeleteError("there is no such entry") from None
