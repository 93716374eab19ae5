"""Secrets: a type that never shows itself, and where the machine keeps them.

Used by settings on the main thread while a process starts. Keyring calls may block on a prompt of the operating system,
so never call ``KeyringSecrets`` from a thread that paints or serves. Nothing here writes a secret into a file.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn, Protocol

from inbox.domain.problems import UserError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "tresen"
"""The name under which our entries appear in the operating system's keyring."""

# CRED_MAX_CREDENTIAL_BLOB_SIZE of Windows: 2,560 bytes, in which keyring writes UTF-16.
_LONGEST_ENTRY_BYTES = 2560

_TRIAL = "TRESEN_TRIAL"

_NO_KEYRING = (
    "This machine has no keyring to keep secrets in: unlock or install one (on Linux gnome-keyring or KeePassXC), or give"
    " the secrets as TRESEN_... environment variables."
)


class Secret:
    """A text that prints as stars; ``reveal()`` is the only way to it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself: for the wire or the cipher, never for a log line or an error."""
        return self._text

    def __repr__(self) -> str:
        return "Secret('***')"

    def __str__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._text))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not to be copied into a pickle")


class SecretStore(Protocol):
    """Where secrets come from; names are the environment's (``TRESEN_HUB_KEY``)."""

    def get(self, name: str) -> Secret | None:
        """Return the secret called ``name``, ``None`` if this store has none."""
        ...


class EnvironmentSecrets:
    """Secrets from environment variables; an empty variable counts as none."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def get(self, name: str) -> Secret | None:
        """Return the variable ``name`` without the blanks around it."""
        text = self._environ.get(name, "").strip()
        return Secret(text) if text else None


class KeyringMissingError(UserError):
    """This machine has no keyring that keeps secrets safe."""


class KeyringSecrets:
    """Secrets in the operating system's keyring: Credential Manager, Keychain or Secret Service.

    ``mark`` is that of the data folder whose entries these are (``DataFolder.mark``). ``backend`` is for tests; by default the
    keyring library chooses. Every method may raise ``KeyringMissingError``, or ``UserError`` when the keyring is locked or
    refuses.
    """

    def __init__(self, backend: KeyringBackend | None = None, *, mark: str = "") -> None:
        self._given = backend
        self._mark = mark

    def check(self) -> None:
        """Try whether the keyring keeps anything at all; before somebody types what it then cannot keep."""
        self.set(_TRIAL, Secret(_TRIAL))
        self.delete(_TRIAL)

    def get(self, name: str) -> Secret | None:
        """Return the entry ``name``, ``None`` if the keyring has none."""
        from keyring.errors import KeyringError

        backend = self._backend()
        try:
            text = backend.get_password(SERVICE, self._entry(name))
        except KeyringError as error:
            raise _refused("read from", error) from error
        return Secret(text) if text else None

    def set(self, name: str, secret: Secret) -> None:
        """Keep ``secret`` as the entry ``name``, for this user on this machine only."""
        from keyring.errors import KeyringError

        if len(secret.reveal().encode("utf-16-le")) > _LONGEST_ENTRY_BYTES:
            raise UserError(
                f"{name} is too long for the keyring of Windows (at most {_LONGEST_ENTRY_BYTES // 2} characters): check"
                " that only the key itself was pasted."
            )
        backend = self._backend()
        try:
            backend.set_password(SERVICE, self._entry(name), secret.reveal())
            kept = backend.get_password(SERVICE, self._entry(name))
        except KeyringError as error:
            raise _refused("write to", error) from error
        # A key that was lost on the way takes a database with it, so look before trusting.
        if kept != secret.reveal():
            raise UserError(
                f"The keyring took {name} but does not give it back: look at the system's keyring settings, or give it as"
                " an environment variable."
            )

    def delete(self, name: str) -> None:
        """Forget the entry ``name``; harmless if there is none."""
        from keyring.errors import KeyringError, PasswordDeleteError

        backend = self._backend()
        try:
            backend.delete_password(SERVICE, self._entry(name))
        except PasswordDeleteError:
            return
        except KeyringError as error:
            raise _refused("write to", error) from error

    def _entry(self, name: str) -> str:
        return f"{name}@{self._mark}" if self._mark else name

    def _backend(self) -> KeyringBackend:
        # Imported late: keyring looks through every backend it has, which takes a third of a second.
        import keyring

        backend = self._given or keyring.get_keyring()
        # Below 1 are, by the library's own scale, "no keyring" and the ones that keep plain text in a file. Whoever
        # names such a one in PYTHON_KEYRING_BACKEND wants it.
        if self._given is None and backend.priority < 1 and not os.environ.get("PYTHON_KEYRING_BACKEND"):
            raise KeyringMissingError(_NO_KEYRING)
        for member in (backend, *getattr(backend, "backends", ())):
            if hasattr(member, "persist"):
                # Windows would otherwise carry the entry to every machine of a roaming user.
                member.persist = "local machine"
        return backend


class SecretsInOrder:
    """Asks one store after the other; the first that has a secret wins. A machine without a keyring just has none."""

    def __init__(self, *stores: SecretStore) -> None:
        self._stores = stores

    def get(self, name: str) -> Secret | None:
        """Return the secret ``name`` of the first store that has it."""
        for store in self._stores:
            try:
                found = store.get(name)
            except KeyringMissingError:
                continue
            if found is not None:
                return found
        return None


def machine_secrets(environ: Mapping[str, str] = os.environ, mark: str = "") -> SecretStore:
    """Return where this machine's secrets come from: the environment first, then the keyring.

    For a folder with a ``mark`` (``DataFolder.mark``) its own entries come before those every folder may use.
    """
    rings = [KeyringSecrets(mark=mark), KeyringSecrets()] if mark else [KeyringSecrets()]
    return SecretsInOrder(EnvironmentSecrets(environ), *rings)


def _refused(what: str, error: Exception) -> UserError:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return KeyringMissingError(_NO_KEYRING)
    if isinstance(error, KeyringLocked | InitError):
        return UserError(f"The keyring is locked, so Tresen cannot {what} it: unlock it and try again.")
    return UserError(
        f"The keyring refused to let Tresen {what} it ({type(error).__name__}): look at the system's keyring settings, or"
        " give the secrets as TRESEN_... environment variables."
    )
