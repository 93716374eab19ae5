"""What the hub of a desk is handed, and where the desk's token for it comes from."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoBackend

from inbox.domain.problems import UserError
from inbox.start.own import SECRETS, environment_of, hub_of, start_of_environment, token_of
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.paths import DataFolder, data_folder
from inbox.system.secrets import EnvironmentSecrets, KeyringSecrets, Secret, SecretsInOrder
from inbox.system.start_file import OwnStart
from tests.stories.programs import free_port
from tests.system.memory_keyring import MemoryKeyring

START = OwnStart(shop="Nordlicht", language="en", zone="Europe/Berlin", public_url="https://shop.example.com", order_keys="ref")
KEY = "ab" * 32


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path)


@pytest.fixture
def ring() -> KeyringSecrets:
    ring = KeyringSecrets(MemoryKeyring())
    ring.set("TRESEN_HUB_KEY", Secret(KEY))
    ring.set("TRESEN_STRIPE_KEY", Secret("rk_test_ring"))
    ring.set("TRESEN_TOKEN", Secret("tr_of_the_desk"))
    ring.set("TRESEN_CACHE_KEY", Secret("cd" * 32))
    return ring


def test_the_hub_is_handed_what_it_needs_and_nothing_of_the_desks(ring: KeyringSecrets) -> None:
    environ = environment_of(START, ring, {"PATH": "/bin", "TRESEN_TOKEN": "t", "TRESEN_CACHE_KEY": "c"})
    assert environ == {
        "PATH": "/bin",
        "TRESEN_SHOP_NAME": "Nordlicht",
        "TRESEN_LANGUAGE": "en",
        "TRESEN_TIME_ZONE": "Europe/Berlin",
        "TRESEN_PUBLIC_URL": "https://shop.example.com",
        "TRESEN_ORDER_KEYS": "ref",
        "TRESEN_HUB_KEY": KEY,
        "TRESEN_STRIPE_KEY": "rk_test_ring",
    }
    assert "TRESEN_TOKEN" not in SECRETS


def test_what_is_set_in_the_environment_comes_first(ring: KeyringSecrets) -> None:
    given = {"TRESEN_SHOP_NAME": "Another", "TRESEN_STRIPE_KEY": "rk_test_set"}
    environ = environment_of(START, SecretsInOrder(EnvironmentSecrets(given), ring), given)
    assert (environ["TRESEN_SHOP_NAME"], environ["TRESEN_STRIPE_KEY"]) == ("Another", "rk_test_set")


def test_secrets_are_in_no_command_and_no_repr(folder: DataFolder, ring: KeyringSecrets) -> None:
    hub = hub_of(START, folder, ring, {})
    assert not any(secret in f"{hub!r} {hub.command()}" for secret in (KEY, "rk_test_ring"))


def test_a_port_that_is_taken_is_left_to_who_has_it(folder: DataFolder, ring: KeyringSecrets) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        busy = hub_of(OwnStart(shop="x", port=port), folder, ring, {})
        assert busy.command()[-2:] == ["--port", "0"]
    # Also one that was taken at the first start and is free at the next, or the other way round.
    assert busy.command()[-2:] == ["--port", str(port)]


def test_a_token_is_made_once_and_kept(folder: DataFolder) -> None:
    ring = KeyringSecrets(MemoryKeyring())
    ring.set("TRESEN_HUB_KEY", Secret(KEY))
    made = token_of(folder, ring, ring, {}, SystemClock(), SystemIds())
    assert made.reveal().startswith("tr_")
    assert token_of(folder, ring, ring, {}, SystemClock(), SystemIds()) == made


def test_without_a_keyring_there_is_a_new_token_each_time(folder: DataFolder) -> None:
    bare, secrets = KeyringSecrets(NoBackend()), EnvironmentSecrets({"TRESEN_HUB_KEY": KEY})
    tokens = {token_of(folder, secrets, bare, {}, SystemClock(), SystemIds()).reveal() for _ in range(2)}
    assert len(tokens) == 2


def test_without_a_key_of_the_hub_there_is_no_token_and_it_is_said(folder: DataFolder) -> None:
    bare = KeyringSecrets(NoBackend())
    with pytest.raises(UserError, match="TRESEN_HUB_KEY is missing"):
        token_of(folder, EnvironmentSecrets({}), bare, {}, SystemClock(), SystemIds())


@pytest.mark.parametrize(
    ("environ", "begins"),
    [
        ({}, False),
        ({"TRESEN_HUB_KEY": KEY, "TRESEN_CACHE_KEY": KEY}, False),
        ({"TRESEN_HUB_KEY": KEY, "TRESEN_STRIPE_KEY": "rk_test_x"}, False),
        ({"TRESEN_HUB_KEY": KEY, "TRESEN_CACHE_KEY": KEY, "TRESEN_STRIPE_KEY": "rk_test_x"}, True),
        ({"TRESEN_HUB_KEY": KEY, "TRESEN_CACHE_KEY": KEY, "TRESEN_WHATSAPP_TOKEN": "EAA"}, True),
    ],
)
def test_an_environment_with_everything_needs_no_first_start(environ: dict[str, str], begins: bool) -> None:
    assert (start_of_environment(environ) is not None) == begins
