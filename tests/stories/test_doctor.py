"""The doctor looks at a running shop and says how to mend it."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.stories.programs import Shop, free_port, run


def examined(shop: Shop, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the doctor with the shop's settings."""
    settings = shop.environment | {"TRESEN_CACHE_KEY": "ab" * 32, "TRESEN_TOKEN": shop.token} | environment
    return run("doctor", "--data", str(shop.folder / "doctor"), *more, environment=settings)


_LISTED = ("product.changed", "catalog.changed", "template.changed", "team.changed")
"""What a new hub lists of its own accord, sooner or later; and whom the commands have put into its team, as it hears of them."""


def test_a_healthy_shop_gets_no_complaint(shared_shop: Shop) -> None:
    before = shared_shop.events()
    books = shared_shop.books()
    done = examined(shared_shop, "--hub", shared_shop.url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout
    for what in (
        "settings",
        "hub key",
        "disk",
        "write Charges and Refunds",
        "WhatsApp, token",
        "forged webhook",
        "clock",
    ):
        assert what in done.stdout
    examined(shared_shop, "--hub", shared_shop.url)
    since = [event["type"] for event in shared_shop.events()[len(before) :] if event["actor"] != "stripe"]
    since = [kind for kind in since if kind not in _LISTED]
    assert since == ["platform.unknown"], "looking leaves one line, however often"
    after = shared_shop.books()
    assert (after["refunds"], after["links"]) == (books["refunds"], books["links"]), "looking moves nothing"


def test_a_missing_permission_is_named_with_where_to_tick_it(shared_shop: Shop) -> None:
    shared_shop.control.post("/_sandbox/keys", json={"remove": ["rak_charge_write"]}).raise_for_status()
    try:
        done = examined(shared_shop)
    finally:
        shared_shop.control.post("/_sandbox/keys", json={"add": ["rak_charge_write"]}).raise_for_status()
    assert done.returncode == 1
    assert "FAIL  Stripe, write Charges and Refunds: not allowed" in done.stdout
    assert "tick: write Charges and Refunds (rak_charge_write)" in done.stdout


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"TRESEN_WHATSAPP_TOKEN": "EAAwrong"}, "WhatsApp, token"),
        ({"TRESEN_STRIPE_KEY": "rk_test_wrong"}, "Stripe, key"),
        ({"TRESEN_TOKEN": "tr_0_0"}, "hub, token"),
        ({"TRESEN_WHATSAPP_APP_SECRET": "other"}, "hub, signed webhook"),
        ({"TRESEN_HUB_KEY": "1"}, "hub key"),
    ],
)
def test_what_is_wrong_is_found(shared_shop: Shop, environment: dict[str, str], word: str) -> None:
    done = examined(shared_shop, "--hub", shared_shop.url, **environment)
    complaints = [
        line for line in done.stdout.splitlines() if word in line and line.lstrip().startswith(("FAIL", "warn"))
    ]
    assert complaints, done.stdout
    assert all(value not in done.stdout + done.stderr for value in environment.values() if len(value) > 5)


def test_a_hub_that_is_away_is_said(shared_shop: Shop) -> None:
    done = examined(shared_shop, "--hub", f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert "does not answer" in done.stdout


def test_a_person_is_handed_out_whole(shared_shop: Shop) -> None:
    shop = shared_shop
    customer = next(one for one in shop.customers() if one.get("phone"))
    shop.say(customer["id"], "Bitte alle meine Daten")
    conversation = shop.conversation_of("Bitte alle meine Daten")
    done = run("export", customer["phone"], "--data", str(shop.data), environment=shop.environment)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["conversations"] == [conversation]
    texts = [
        line["event"]["body"]["message"].get("text")
        for line in lines
        if line.get("event", {}).get("type") == "message.received"
    ]
    assert "Bitte alle meine Daten" in texts
    assert run("export", "+4915199999999", "--data", str(shop.data), environment=shop.environment).returncode == 2
