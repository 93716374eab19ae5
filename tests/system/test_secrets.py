"""Secrets stay unseen, and come from the environment before the keyring."""

from __future__ import annotations

import copy
import pickle

import keyring
import keyring.errors
import msgspec
import pytest
from keyring.backends.fail import Keyring as NoBackend

from inbox.domain.problems import UserError
from inbox.system.secrets import (
    SERVICE,
    EnvironmentSecrets,
    KeyringMissingError,
    KeyringSecrets,
    Secret,
    SecretsInOrder,
    machine_secrets,
)
from tests.system.memory_keyring import MemoryKeyring


class BrokenKeyring(MemoryKeyring):
    """A keyring that answers everything with one error, or forgets."""

    def __init__(self, error: Exception | None) -> None:
        super().__init__()
        self._error = error

    def get_password(self, service: str, username: str) -> str | None:
        if self._error is not None:
            raise self._error
        return None


def test_a_secret_shows_itself_nowhere() -> None:
    secret = Secret("hunter2")
    shown = [repr(secret), str(secret), f"{secret}", f"{[secret]}", repr({"key": secret})]
    assert not any("hunter2" in text for text in shown)
    assert secret.reveal() == "hunter2"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        copy.copy(secret)
    with pytest.raises(TypeError):
        msgspec.json.encode({"key": secret})
    assert not hasattr(secret, "__dict__")


def test_secrets_compare_by_text() -> None:
    assert Secret("ä") == Secret("ä")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1


def test_an_empty_variable_is_none() -> None:
    store = EnvironmentSecrets({"TRESEN_A": " x\n", "TRESEN_B": "  "})
    assert store.get("TRESEN_A") == Secret("x")
    assert store.get("TRESEN_B") is None
    assert store.get("TRESEN_C") is None


def test_the_keyring_keeps_gives_and_forgets() -> None:
    backend = MemoryKeyring()
    store = KeyringSecrets(backend)
    assert store.get("TRESEN_HUB_KEY") is None
    store.set("TRESEN_HUB_KEY", Secret("k"))
    assert store.get("TRESEN_HUB_KEY") == Secret("k")
    assert backend.entries == {(SERVICE, "TRESEN_HUB_KEY"): "k"}
    assert backend.persist == "local machine"
    store.delete("TRESEN_HUB_KEY")
    store.delete("TRESEN_HUB_KEY")
    assert backend.entries == {}


def test_each_folder_has_entries_of_its_own() -> None:
    backend = MemoryKeyring()
    usual, other = KeyringSecrets(backend), KeyringSecrets(backend, mark="0123456789ab")
    usual.set("TRESEN_TOKEN", Secret("usual"))
    assert other.get("TRESEN_TOKEN") is None
    other.set("TRESEN_TOKEN", Secret("other"))
    assert usual.get("TRESEN_TOKEN") == Secret("usual")
    other.delete("TRESEN_TOKEN")
    assert backend.entries == {(SERVICE, "TRESEN_TOKEN"): "usual"}


def test_whether_a_keyring_keeps_anything_can_be_tried() -> None:
    backend = MemoryKeyring()
    KeyringSecrets(backend).check()
    assert backend.entries == {}
    with pytest.raises(KeyringMissingError):
        KeyringSecrets(NoBackend()).check()


def test_the_environment_comes_before_the_keyring() -> None:
    ring = KeyringSecrets(MemoryKeyring())
    ring.set("A", Secret("ring"))
    ring.set("B", Secret("ring"))
    store = SecretsInOrder(EnvironmentSecrets({"A": "environment"}), ring)
    assert store.get("A") == Secret("environment")
    assert store.get("B") == Secret("ring")
    assert store.get("C") is None


def test_a_machine_without_a_keyring_has_no_secrets_but_says_so_when_asked_to_keep_one() -> None:
    bare = KeyringSecrets(NoBackend())
    assert SecretsInOrder(bare).get("A") is None
    assert machine_secrets({"A": "x"}).get("A") == Secret("x")
    assert machine_secrets({}).get("A") is None
    with pytest.raises(KeyringMissingError, match="no keyring to keep secrets in"):
        bare.set("A", Secret("x"))


def test_a_keyring_that_keeps_plain_text_is_not_taken_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class PlainText(MemoryKeyring):
        priority = 0.5

    before = keyring.get_keyring()
    keyring.set_keyring(PlainText())
    try:
        with monkeypatch.context() as patch:
            patch.delenv("PYTHON_KEYRING_BACKEND")
            with pytest.raises(KeyringMissingError):
                KeyringSecrets().set("A", Secret("x"))
        KeyringSecrets().set("A", Secret("x"))  # named in PYTHON_KEYRING_BACKEND: somebody wants it
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (keyring.errors.KeyringLocked("x"), "The keyring is locked"),
        (keyring.errors.InitError("x"), "The keyring is locked"),
        (keyring.errors.KeyringError("hunter2"), r"refused to let Tresen read from it \(KeyringError\)"),
    ],
)
def test_a_keyring_that_refuses_is_told_without_its_text(error: Exception, words: str) -> None:
    with pytest.raises(UserError, match=words) as refused:
        KeyringSecrets(BrokenKeyring(error)).get("A")
    assert "hunter2" not in refused.value.message


def test_what_the_keyring_swallows_is_told() -> None:
    with pytest.raises(UserError, match="took A but does not give it back"):
        KeyringSecrets(BrokenKeyring(None)).set("A", Secret("x"))


def test_what_windows_could_not_keep_is_refused_everywhere() -> None:
    store = KeyringSecrets(MemoryKeyring())
    store.set("A", Secret("x" * 1280))
    with pytest.raises(UserError, match="A is too long"):
        store.set("A", Secret("x" * 1281))
