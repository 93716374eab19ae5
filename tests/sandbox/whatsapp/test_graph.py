"""Graph's other calls over HTTP: tokens, media, templates, catalogue, settings, blocks, callbacks, and the faults."""

from __future__ import annotations

import hashlib

import httpx
import pytest

from inbox.sandbox.shop import PRODUCTS
from inbox.sandbox.specimens import pdf, png
from tests.sandbox.kit import Kit


def upload(kit: Kit, content: bytes, mime: str, **more: str) -> httpx.Response:
    data = {"messaging_product": "whatsapp", "type": mime} | more
    return kit.graph("POST", "{number}/media", data=data, files={"file": ("datei", content, mime)})


@pytest.mark.parametrize("version", ["v19.0/", "v25.0/", "v99.0/", ""])
def test_any_version_is_taken(shared_kit: Kit, version: str) -> None:
    answer = shared_kit.graph("GET", "{number}?fields=verified_name,throughput{{level}}", version=version)
    assert answer.json() == {
        "id": shared_kit.credentials.phone_number_id,
        "verified_name": "Rösterei Nordlicht",
        "throughput": {"level": "STANDARD"},
    }
    assert answer.headers["date"].endswith("GMT")


def test_a_wrong_token_is_401_190(shared_kit: Kit) -> None:
    for token in ("-", "EAAwrong"):
        answer = shared_kit.graph("POST", "{number}/messages", token=token, json={})
        assert answer.status_code == 401
        assert answer.json()["error"]["code"] == 190


def test_unknown_objects_edges_and_methods_are_named(shared_kit: Kit) -> None:
    for method, path in (("GET", "123"), ("POST", "{account}/messages"), ("DELETE", "{number}"), ("GET", "")):
        error = shared_kit.graph(method, path).json()["error"]
        assert (error["code"], error["error_subcode"]) == (100, 33)


def test_media_go_up_and_come_down(kit: Kit) -> None:
    content = pdf("Rechnung 10231")
    number = upload(kit, content, "application/pdf").json()["id"]
    described = kit.graph("GET", f"{number}?phone_number_id={kit.credentials.phone_number_id}").json()
    assert described["sha256"] == hashlib.sha256(content).hexdigest()
    assert described["url"].startswith(f"{kit.url}/graph/")
    token = {"Authorization": f"Bearer {kit.credentials.whatsapp_token}"}
    downloaded = kit.http.get(described["url"], headers=token)
    assert (downloaded.content, downloaded.headers["content-type"]) == (content, "application/pdf")
    assert kit.http.get(described["url"]).status_code == 401
    kit.control("POST", "clock", {"shift_seconds": 300})
    assert kit.http.get(described["url"], headers=token).status_code == 404
    assert kit.graph("GET", f"{number}?phone_number_id=1").status_code == 400
    assert kit.graph("DELETE", number).json() == {"success": True}
    assert kit.graph("GET", number).json()["error"]["error_subcode"] == 33


def test_uploads_are_checked(shared_kit: Kit) -> None:
    assert upload(shared_kit, b"PK", "application/zip").json()["error"]["code"] == 100
    assert upload(shared_kit, b"not a picture", "image/png").json()["error"]["code"] == 131053
    assert upload(shared_kit, png(), "image/png", messaging_product="x").json()["error"]["code"] == 100
    answer = shared_kit.graph("POST", "{number}/media", data={"messaging_product": "whatsapp", "type": "image/png"})
    assert answer.json()["error"]["code"] == 100


def test_a_customers_picture_can_be_fetched_by_id_and_by_url(kit: Kit) -> None:
    kit.act("lena", "say", kind="image", caption="So kam sie an")
    [message] = kit.hub.wait(kit.hub.messages)
    image = message["image"]
    assert image["caption"] == "So kam sie an"
    token = {"Authorization": f"Bearer {kit.credentials.whatsapp_token}"}
    for url in (image["url"], kit.graph("GET", image["id"]).json()["url"]):
        content = kit.http.get(url, headers=token).content
        assert hashlib.sha256(content).hexdigest() == image["sha256"]


def test_templates_come_in_pages(shared_kit: Kit) -> None:
    path, seen = "{account}/message_templates?limit=5", []
    first = shared_kit.graph("GET", path).json()
    page = first
    while True:
        seen += [(one["name"], one["language"]) for one in page["data"]]
        if "next" not in page["paging"]:
            break
        token = {"Authorization": f"Bearer {shared_kit.credentials.whatsapp_token}"}
        page = shared_kit.http.get(page["paging"]["next"], headers=token).json()
    assert len(seen) == len(set(seen)) > 10
    before = shared_kit.graph("GET", f"{path}&before={page['paging']['cursors']['before']}").json()
    assert len(before["data"]) == 5
    named = shared_kit.graph(
        "GET", "{account}/message_templates?name=payment_open&language=de&fields=name,parameter_format"
    )
    [one] = named.json()["data"]
    assert (one["name"], one["parameter_format"]) == ("payment_open", "NAMED")
    assert shared_kit.graph("GET", "{account}/message_templates?limit=0").json()["error"]["code"] == 100
    assert shared_kit.graph("GET", "{account}/message_templates?after=!").json()["error"]["code"] == 100


def test_the_catalogue_is_found_and_read(kit: Kit) -> None:
    [catalog] = kit.graph("GET", "{account}/product_catalogs").json()["data"]
    assert catalog["id"] == kit.credentials.catalog_id
    listed = kit.graph("GET", f"{catalog['id']}/products?limit=100").json()
    assert "next" not in listed["paging"]
    by_sku = {item["retailer_id"]: item for item in listed["data"]}
    assert set(by_sku) == {product.sku for product in PRODUCTS}
    assert by_sku["HAFEN-1000"]["price"] == "24,90\u00a0€"
    assert by_sku["CARAFE-6"]["availability"] == "out of stock"
    one = kit.graph("GET", '{catalog}/products?filter={{"retailer_id":{{"eq":"FILTER-100"}}}}&fields=name')
    assert [item["name"] for item in one.json()["data"]] == ["Filter 100"]
    assert kit.graph("GET", "{catalog}/products?filter=x").json()["error"]["code"] == 100
    assert kit.http.get(by_sku["HAFEN-1000"]["image_url"]).content.startswith(b"\x89PNG")
    kit.control("POST", "products/FILTER-100", {"price": 420})
    [changed] = kit.graph("GET", '{catalog}/products?filter={{"retailer_id":{{"eq":"FILTER-100"}}}}').json()["data"]
    assert changed["price"] == "4,20\u00a0€"


def test_the_catalogue_comes_in_pages_and_follows_its_owner(kit: Kit) -> None:
    def listed() -> list[dict]:
        found: list[dict] = []
        after = ""
        while True:
            page = kit.graph("GET", f"{{catalog}}/products?limit=5&after={after}").json()
            found += page["data"]
            if "next" not in page["paging"]:
                return found
            after = page["paging"]["cursors"]["after"]

    assert [item["retailer_id"] for item in listed()] == [product.sku for product in PRODUCTS]
    kit.control("POST", "products/FILTER-100", {"price_text": "€4.50", "visibility": "staging", "review_status": "pending"})
    kit.control("POST", "products/MUG-300", {"available": False, "name": "Becher"})
    kit.control("POST", "products/YIRGA-250", {"removed": True})
    by_sku = {item["retailer_id"]: item for item in listed()}
    assert "YIRGA-250" not in by_sku
    hidden, gone = by_sku["FILTER-100"], by_sku["MUG-300"]
    assert (hidden["price"], hidden["visibility"], hidden["review_status"]) == ("€4.50", "staging", "pending")
    assert (gone["availability"], gone["name"]) == ("out of stock", "Becher")
    assert kit.http.get(gone["image_cdn_urls"][0]["value"]).content.startswith(b"\x89PNG")
    kit.control("POST", "products/YIRGA-250", {"removed": True}, status=404)


def test_the_catalogue_can_be_out_of_reach(kit: Kit) -> None:
    kit.fault("whatsapp.catalog", "status", status=403)
    assert kit.graph("GET", "{catalog}/products").status_code == 403
    assert kit.graph("GET", "{catalog}/products").status_code == 200


def test_commerce_settings_number_and_health(kit: Kit) -> None:
    path = "{number}/whatsapp_commerce_settings"
    [settings] = kit.graph("GET", path).json()["data"]
    assert (settings["is_cart_enabled"], settings["is_catalog_visible"]) == (True, True)
    assert kit.graph("POST", f"{path}?is_cart_enabled=false").json() == {"success": True}
    assert kit.graph("GET", path).json()["data"][0]["is_cart_enabled"] is False
    assert kit.graph("POST", f"{path}?is_cart_enabled=maybe").json()["error"]["code"] == 100
    [number] = kit.graph("GET", "{account}/phone_numbers").json()["data"]
    assert number["whatsapp_business_manager_messaging_limit"] == "TIER_2K"
    health = kit.graph("GET", "{account}?fields=health_status").json()["health_status"]
    assert health["can_send_message"] == "AVAILABLE"


def test_tokens_can_be_checked(shared_kit: Kit) -> None:
    good = shared_kit.graph("GET", f"debug_token?input_token={shared_kit.credentials.whatsapp_token}").json()["data"]
    assert (good["is_valid"], good["expires_at"]) == (True, 0)
    assert "whatsapp_business_messaging" in good["scopes"]
    assert shared_kit.graph("GET", "debug_token?input_token=x").json()["data"]["is_valid"] is False
    assert shared_kit.graph("GET", "debug_token").json()["error"]["code"] == 100


def test_only_people_who_wrote_lately_can_be_blocked(kit: Kit) -> None:
    def block(method: str, user: str) -> httpx.Response:
        body = {"messaging_product": "whatsapp", "block_users": [{"user": user}]}
        return kit.graph(method, "{number}/block_users", json=body)

    failed = block("POST", "491701234567")
    assert failed.status_code == 400
    assert failed.json()["error"]["code"] == 139100
    assert failed.json()["block_users"]["failed_users"][0]["errors"][0]["code"] == 131047
    kit.act("lena", "say", text="Hallo")
    assert block("POST", "491701234567").json()["block_users"]["added_users"][0]["input"] == "491701234567"
    listed = kit.graph("GET", "{number}/block_users").json()["data"]
    assert listed == [{"messaging_product": "whatsapp", "wa_id": "491701234567"}]
    assert kit.act("lena", "say", text="Hört ihr mich?")["delivered"] is False
    assert block("DELETE", "+491701234567").status_code == 200
    assert kit.act("lena", "say", text="Hallo?")["delivered"] is True


def test_an_override_shakes_hands_and_takes_the_webhooks(kit: Kit) -> None:
    there = f"{kit.hub.url}/elsewhere?tenant=1"
    body = {"override_callback_uri": there, "verify_token": kit.credentials.whatsapp_verify_token}
    assert kit.graph("POST", "{account}/subscribed_apps", json=body).json() == {"success": True}
    [handshake] = kit.hub.handshakes
    assert (handshake["hub.mode"], handshake["tenant"]) == ("subscribe", "1")
    [app] = kit.graph("GET", "{account}/subscribed_apps").json()["data"]
    assert app["override_callback_uri"] == there
    kit.act("lena", "say", text="Hallo")
    assert kit.hub.wait(lambda: kit.hub.hits)[0].path == "/elsewhere?tenant=1"
    number = {"webhook_configuration": body | {"override_callback_uri": f"{kit.hub.url}/number"}}
    kit.graph("POST", "{number}", json=number)
    kit.act("lena", "say", text="Nochmal")
    assert kit.hub.wait(lambda: kit.hub.hits[1:])[0].path == "/number"
    kit.graph("POST", "{number}", json={"webhook_configuration": {"override_callback_uri": ""}})
    assert kit.control("GET", "webhooks")["whatsapp"] == there
    kit.graph("DELETE", "{account}/subscribed_apps")
    assert kit.control("GET", "webhooks")["whatsapp"] is None
    kit.graph("POST", "{account}/subscribed_apps")
    assert kit.control("GET", "webhooks")["whatsapp"] == f"{kit.hub.url}/webhooks/whatsapp"
    kit.graph("POST", "{account}/subscribed_apps", json=body)
    aimed = kit.control("POST", "webhooks", {"hub": kit.hub.url})
    assert aimed["whatsapp"] == f"{kit.hub.url}/webhooks/whatsapp", "whoever says where both go means both"


@pytest.mark.parametrize(
    ("url", "token"),
    [("{hub}/webhooks/whatsapp", "wrong"), ("http://127.0.0.1:1/", "x"), ("http://192.0.2.1/", "x"), ("ftp://[", "x")],
)
def test_a_callback_that_does_not_answer_the_challenge_is_refused(shared_kit: Kit, url: str, token: str) -> None:
    body = {"override_callback_uri": url.format(hub=shared_kit.hub.url), "verify_token": token}
    error = shared_kit.graph("POST", "{account}/subscribed_apps", json=body).json()["error"]
    assert error["code"] == 2200
    assert shared_kit.control("GET", "webhooks")["whatsapp"] == f"{shared_kit.hub.url}/webhooks/whatsapp"


def test_a_lost_answer_after_sending_still_sends(kit: Kit) -> None:
    kit.act("lena", "say", text="Hallo")
    kit.fault("whatsapp.messages", "lose_answer_after")
    with pytest.raises(httpx.RemoteProtocolError):
        kit.post(biz_opaque_callback_data="action-7")
    delivered = kit.hub.wait(lambda: [one for one in kit.hub.statuses() if one["status"] == "delivered"])
    assert delivered[0]["biz_opaque_callback_data"] == "action-7"
    assert len(kit.books()["messages"]) == 1
    assert kit.control("GET", "faults") == {"faults": []}


def test_a_lost_answer_before_sending_sends_nothing(kit: Kit) -> None:
    kit.fault("whatsapp.messages", "lose_answer_before", times=2)
    for _ in range(2):
        with pytest.raises(httpx.RemoteProtocolError):
            kit.post()
    assert kit.books()["messages"] == []
    kit.send()


@pytest.mark.parametrize(("status", "code"), [(401, 190), (400, 131056), (429, 130429), (500, 131000), (503, 131016)])
def test_a_status_fault_answers_with_a_fitting_code(shared_kit: Kit, status: int, code: int) -> None:
    shared_kit.fault("whatsapp.messages", "status", status=status)
    answer = shared_kit.post()
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert shared_kit.books()["messages"] == []


def test_a_gateway_error_is_not_json_and_may_have_sent(kit: Kit) -> None:
    kit.fault("whatsapp.messages", "status", status=504, executed=True)
    answer = kit.post()
    assert answer.status_code == 504
    assert answer.headers["content-type"].startswith("text/html")
    assert len(kit.books()["messages"]) == 1


def test_media_have_faults_of_their_own_and_delay_only_delays(kit: Kit) -> None:
    kit.fault("whatsapp.media", "status", status=500)
    kit.send()
    assert upload(kit, png(), "image/png").status_code == 500
    kit.fault("whatsapp.media", "delay", ms=1)
    number = upload(kit, png(), "image/png").json()["id"]
    kit.fault("whatsapp.media", "status", status=503)
    assert kit.graph("GET", number).status_code == 503
    assert kit.graph("GET", number).status_code == 200
