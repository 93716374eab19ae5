"""Whatever is set wrong gets one sentence with the way out, an exit code that is not 0, and loses nothing."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.stories.programs import Shop, run


def one_sentence(errors: str) -> str:
    """Return the complaint; AssertionError when it is a traceback or a novel."""
    lines = [line for line in errors.splitlines() if line.strip()]
    assert lines
    assert "Traceback" not in errors, errors
    assert len(lines) <= 3, errors
    return lines[-1]


def refused(*arguments: str, environment: dict[str, str] | None = None) -> str:
    """Run a command that must refuse, and return its sentence."""
    done = run(*arguments, environment=environment)
    assert done.returncode not in (0, 1), (done.returncode, done.stderr)
    return one_sentence(done.stderr)


HUB = ("hub", "--port", "0")


def test_a_hub_without_a_key_says_how_to_make_one(tmp_path: Path) -> None:
    sentence = refused(*HUB, "--data", str(tmp_path))
    assert "TRESEN_HUB_KEY" in sentence


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"TRESEN_HUB_KEY": "abc"}, "TRESEN_HUB_KEY"),
        ({"TRESEN_STRIPE_KEY": "sk_live_" + "x" * 24}, "rk_"),
        ({"TRESEN_STRIPE_KEY": "hello"}, "TRESEN_STRIPE_KEY"),
        ({"TRESEN_STRIPE_KEY": "rk_test_" + "x" * 24, "TRESEN_STRIPE_URL": "http://192.0.2.1"}, "TRESEN_STRIPE_URL"),
        ({"TRESEN_STRIPE_KEY": "rk_live_" + "x" * 24, "TRESEN_STRIPE_URL": "http://127.0.0.1:1"}, "live"),
        ({"TRESEN_WHATSAPP_TOKEN": "EAAx"}, "TRESEN_WHATSAPP"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, settings: dict[str, str], word: str) -> None:
    environment = {"TRESEN_HUB_KEY": "ab" * 32} | settings
    assert word in refused(*HUB, "--data", str(tmp_path), environment=environment)


def test_a_busy_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = ("hub", "--data", str(tmp_path), "--port", port)
        assert port in refused(*arguments, environment={"TRESEN_HUB_KEY": "ab" * 32})
        assert port in refused("sandbox", "--port", port)


def test_a_second_hub_and_a_wrong_key_are_refused_and_lose_nothing(shared_shop: Shop) -> None:
    shop = shared_shop
    shop.say(shop.customers()[0]["id"], "Das bleibt")
    shop.conversation_of("Das bleibt")
    second = refused("hub", "--data", str(shop.data), "--port", "0", environment=shop.environment)
    assert "already" in second or "running" in second
    shop.hub.stop()
    wrong = refused(
        "hub", "--data", str(shop.data), "--port", "0", environment={**shop.environment, "TRESEN_HUB_KEY": "cd" * 32}
    )
    assert "key" in wrong.lower()
    shop.start_hub()
    shop.conversation_of("Das bleibt")


def test_a_desk_says_what_is_wrong_with_the_hub(shared_shop: Shop, tmp_path: Path) -> None:
    key = {"TRESEN_CACHE_KEY": "ab" * 32}
    away = refused(
        "sync", "--data", str(tmp_path), "--hub", "http://127.0.0.1:9", environment=key | {"TRESEN_TOKEN": "x"}
    )
    assert "127.0.0.1:9" in away
    wrong = refused(
        "sync", "--data", str(tmp_path), "--hub", shared_shop.url, environment=key | {"TRESEN_TOKEN": "tr_x_y"}
    )
    assert "token" in wrong.lower()
    assert "TRESEN_TOKEN" in refused("sync", "--data", str(tmp_path), "--hub", shared_shop.url, environment=key)
    assert "TRESEN_CACHE_KEY" in refused("sync", "--data", str(tmp_path), "--hub", shared_shop.url)


def test_a_cache_with_another_key_is_refused_and_kept(shared_shop: Shop, tmp_path: Path) -> None:
    token = {"TRESEN_TOKEN": shared_shop.token}
    made = run(
        "sync", "--data", str(tmp_path), "--hub", shared_shop.url, environment=token | {"TRESEN_CACHE_KEY": "ab" * 32}
    )
    assert made.returncode == 0, made.stderr
    before = (tmp_path / "cache.db").read_bytes()
    other = token | {"TRESEN_CACHE_KEY": "cd" * 32}
    assert "key" in refused("sync", "--data", str(tmp_path), "--hub", shared_shop.url, environment=other).lower()
    assert "key" in refused("search", "--data", str(tmp_path), "hallo", environment=other).lower()
    assert (tmp_path / "cache.db").read_bytes() == before
    found = run("search", "--data", str(tmp_path), "nichtzufinden", environment={"TRESEN_CACHE_KEY": "ab" * 32})
    assert (found.returncode, found.stdout) == (0, "")
