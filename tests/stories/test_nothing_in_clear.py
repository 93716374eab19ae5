"""Nobody finds anything in the files: no card number, no secret, no readable database."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path
from uuid import uuid4

import psutil

from inbox.desk.engine import Engine
from inbox.desk.place import DeskPlace, World
from inbox.domain.actions import SendMedia
from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.system.clock import SystemClock, SystemIds, SystemRandom
from inbox.system.paths import data_folder
from inbox.system.secrets import Secret
from tests.stories.programs import PATIENCE, Shop, eventually, run

CARD = "4242 4242 4242 4242"
SPELLINGS = ("4242 4242 4242 4242", "4242424242424242", "4242-4242-4242-4242")
PASSED_ON = "Meine Karte ist"


def files_of(*folders: Path) -> dict[Path, bytes]:
    """Return every file below the folders with its content."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def secrets_of(shop: Shop) -> list[str]:
    """Return everything that must be seen nowhere."""
    names = ("TRESEN_WHATSAPP_TOKEN", "TRESEN_WHATSAPP_APP_SECRET", "TRESEN_STRIPE_KEY", "TRESEN_STRIPE_WEBHOOK_SECRET")
    return [shop.settings[name] for name in names] + [
        shop.key,
        shop.token,
        shop.settings["TRESEN_WHATSAPP_VERIFY_TOKEN"],
    ]


def sync(shop: Shop, folder: Path, cache_key: str) -> None:
    """Follow the hub with a desk without a window."""
    environment = {"TRESEN_TOKEN": shop.token, "TRESEN_CACHE_KEY": cache_key}
    done = run("sync", "--data", str(folder), "--hub", shop.url, environment=environment)
    assert done.returncode == 0, done.stderr


def test_card_numbers_and_secrets_are_in_no_file(shop: Shop, tmp_path: Path) -> None:
    customer = shop.customers()[0]["id"]
    for spelling in SPELLINGS:
        shop.say(customer, f"{PASSED_ON} {spelling} danke")
    shop.conversation_of(f"{PASSED_ON} •••• 4242 danke")
    eventually(lambda: len(shop.events()) >= len(SPELLINGS), "all three are in the log")
    desk, cache_key = tmp_path / "desk", "ab" * 32
    sync(shop, desk, cache_key)
    served = json.dumps(shop.events(), ensure_ascii=False)
    command_lines = " ".join(" ".join(process.cmdline()) for process in family(shop))
    shop.hub.stop()
    for path, content in files_of(shop.data, desk).items():
        assert not content.startswith(b"SQLite format 3"), path
        for word in (*SPELLINGS, PASSED_ON, *secrets_of(shop), cache_key):
            assert word.encode() not in content, (path, word)
    for word in (*SPELLINGS, *secrets_of(shop)):
        assert word not in served
        assert word not in shop.hub.errors()
        assert word not in command_lines


def family(shop: Shop) -> list[psutil.Process]:
    """Return the hub's processes."""
    hub = psutil.Process(shop.hub.process.pid)
    return [hub, *hub.children(recursive=True)]


def test_forged_webhooks_change_nothing(shared_shop: Shop) -> None:
    shop = shared_shop
    message = {"id": "wamid.FORGED", "from": "4915112345678", "timestamp": "1795000000", "type": "text"}
    change = {"field": "messages", "value": {"messages": [message | {"text": {"body": "Hallo"}}]}}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()
    secret = shop.settings["TRESEN_WHATSAPP_APP_SECRET"].encode()
    right = hmac.new(secret, body, hashlib.sha256).hexdigest()
    wrong = hmac.new(b"other", body, hashlib.sha256).hexdigest()
    forged = [None, "", right, f"sha1={right}", f"sha256={right[:-2]}", f"sha256={wrong}", "sha256="]
    for header in forged:
        headers = {} if header is None else {"X-Hub-Signature-256": header}
        assert shop.api.post("/webhooks/whatsapp", content=body, headers=headers).status_code == 401, header
    charge = {"object": "charge", "id": "ch_FORGED"}
    event = json.dumps({"id": "evt_FORGED", "object": "event", "type": "charge.succeeded", "data": {"object": charge}}).encode()
    for headers in ({}, {"Stripe-Signature": "t=1,v1=00"}):
        assert shop.api.post("/webhooks/stripe", content=event, headers=headers).status_code == 401
    large = b"x" * (4 * 1024 * 1024 + 1)
    assert shop.api.post("/webhooks/whatsapp", content=large).status_code == 413
    assert shop.api.post("/webhooks/whatsapp", content=iter([large])).status_code == 413
    # What is told afterwards has come through, so what was forged would have, too.
    shop.say(shop.customers()[0]["id"], "Danach")
    shop.conversation_of("Danach")
    assert "FORGED" not in json.dumps(shop.events())


def test_any_signed_shape_is_taken(shared_shop: Shop) -> None:
    shop = shared_shop
    secret = shop.settings["TRESEN_WHATSAPP_APP_SECRET"].encode()
    bodies = [b"", b"null", b"[]", b"{", b'"x"', b'{"entry":7}', b'{"entry":[{"changes":[{"value":{"messages":[{}]}}]}]}',
              b"[" * 5000, b"{\"a\":\"\\ud800\"}", b"\xff\xfe"]  # fmt: skip
    for body in bodies:
        signature = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        answer = shop.api.post("/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signature})
        assert answer.status_code == 200, body[:40]
    shop.say(shop.customers()[1]["id"], "Und danach geht alles weiter")
    shop.conversation_of("Und danach geht alles weiter")


PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes((0, 0, 2, 128, 0, 0, 1, 224)) + b"Streichholzschachtel " * 40_000
WORD = b"Streichholzschachtel Streichholzschachtel"


def test_pictures_are_in_no_file_in_clear(shop: Shop, tmp_path: Path) -> None:
    """What a customer sends and what an agent attaches, at the hub and at a desk that has shown both."""
    customer = shop.customers()[0]["id"]
    photo = {"kind": "image", "caption": "Schau mal", "data": base64.b64encode(PICTURE).decode()}
    shop.control.post(f"/_sandbox/customers/{customer}/say", json=photo).raise_for_status()
    chat = ConversationId(shop.conversation_of("Schau mal"))
    stored = eventually(
        lambda: next((one["body"] for one in shop.events() if one["type"] == "media.stored"), None),
        "the hub has the photo",
    )
    media = MediaId(stored["media_id"])
    assert (stored["width"], stored["height"]) == (640, 480)

    folder = data_folder(tmp_path / "desk")
    place = DeskPlace(folder, Secret("ab" * 32), shop.url, Secret(shop.token))
    engine = Engine(place, World(SystemClock(), SystemIds(), SystemRandom()), lambda: None)
    engine.start()
    try:
        engine.fetch_media(media).result(PATIENCE)
        eventually(lambda: engine.files.read(media) == PICTURE, "the desk has a copy of the photo")
        mine, unsent = (engine.attach_bytes(chat, "Antwort.png", PICTURE).result(PATIENCE) for _ in range(2))
        eventually(lambda: engine.view.status.online, "the desk has reached the hub")
        wish = SendMedia(id=ActionId(str(uuid4())), conversation=chat, media=mine.id, caption="Meinst du die?")
        engine.click(wish).result(PATIENCE)
        eventually(lambda: engine.view.items[0].state == "succeeded", "the answer is out")
        assert engine.files.read(unsent.id) == PICTURE
        sent = [one for one in shop.books()["messages"] if one["biz_opaque_callback_data"] == wish.id]
        assert [one["text"] for one in sent] == ["Meinst du die?"]
        for path, content in files_of(shop.data, folder.root).items():
            assert WORD not in content, path
    finally:
        engine.stop()
    shop.hub.stop()
    for path, content in files_of(shop.data, folder.root).items():
        assert WORD not in content, path
        assert not content.startswith(b"SQLite format 3"), path
