"""Submitting templates to the pretend Meta: what is refused at once, and what the review says by webhook."""

from __future__ import annotations

from typing import Any

import pytest

from inbox.sandbox.whatsapp import template_review
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.templates import MOST, PER_HOUR, Template, TemplateShelf
from tests.sandbox.kit import Kit

EXAMPLE = {"body_text_named_params": [{"param_name": "vorname", "example": "Lena"}]}
BODY = {"type": "BODY", "text": "Hallo {{vorname}}, deine Bestellung liegt bereit.", "example": EXAMPLE}


def call(name: str = "order_here", text: str | None = None, **more: Any) -> dict[str, Any]:
    body = BODY if text is None else {"type": "BODY", "text": text}
    made = {"name": name, "language": "de", "category": "UTILITY", "parameter_format": "NAMED", "components": [body]}
    return made | more


def buttons(*given: dict[str, Any]) -> dict[str, Any]:
    return call(components=[BODY, {"type": "BUTTONS", "buttons": list(given)}])


@pytest.mark.parametrize(
    ("order", "subcode"),
    [
        (call("Bestellung da"), None),
        (call(category="AUTHENTICATION"), None),
        (call(parameter_format="X"), None),
        (call(surprise=1), None),
        (call(components=[{"type": "BODY", "text": BODY["text"]}]), None),
        (call(components=[BODY | {"example": {"body_text_named_params": [{"param_name": "x", "example": "y"}]}}]), 2388072),
        (call(parameter_format="POSITIONAL"), 2388072),
        (call(components=[{"type": "FOOTER", "text": "Nordlicht"}]), 2388072),
        (call(text="x" * 1025), 2388040),
        (call(components=[BODY | {"text": "Hallo {{vorname}}!"}]), 2388299),
        (call(components=[BODY | {"text": "{{vorname}}, deine Bestellung ist da."}]), 2388299),
        (call(text=" "), 2388072),
        (call(components=[BODY | {"text": "Ihr {{vorname}} {{vorname}} da"}]), 2388293),
        (call(components=[BODY, {"type": "FOOTER", "text": "{{vorname}}"}]), 2388073),
        (call(components=[BODY, {"type": "HEADER", "format": "IMAGE"}]), 2388273),
        (call(components=[BODY, {"type": "HEADER", "format": "TEXT", "text": "{{a}} {{b}}"}]), 2388047),
        (call(components=[BODY, {"type": "CAROUSEL"}]), None),
        (buttons({"type": "OTP", "otp_type": "COPY_CODE"}), None),
        (buttons({"type": "COPY_CODE"}), None),
        (buttons({"type": "URL", "text": "Zahlen", "url": "https://pay.example/{{1}}"}), None),
        (buttons({"type": "URL", "text": "Zahlen", "url": "https://pay.example/{{1}}/ende", "example": ["x"]}), None),
        (buttons(*[{"type": "QUICK_REPLY", "text": "Ja"}] * 2), None),
        (buttons(*[{"type": "PHONE_NUMBER", "text": f"Nr. {n}", "phone_number": "49405550"} for n in (1, 2)]), None),
    ],
)
def test_what_meta_does_not_take_is_refused_at_once(order: dict[str, Any], subcode: int | None) -> None:
    with pytest.raises(GraphError) as caught:
        template_review.submitted(Part(order))
    assert caught.value.subcode == subcode


@pytest.mark.parametrize(
    ("text", "status", "category", "reason"),
    [
        ("Ihre Bestellung liegt bereit.", "APPROVED", "UTILITY", "NONE"),
        ("Bitte schicken Sie uns Ihr Passwort.", "REJECTED", "UTILITY", "SCAM"),
        ("Mehr unter https://bit.ly/abc für Sie.", "REJECTED", "UTILITY", "INVALID_FORMAT"),
        ("Ihr Gutschein liegt bereit.", "APPROVED", "MARKETING", "NONE"),
    ],
)
def test_the_review_reads_the_text(text: str, status: str, category: str, reason: str) -> None:
    verdict = template_review.review(Template("x", "de", text, category="UTILITY"))
    assert (verdict.status, verdict.category, verdict.reason) == (status, category, reason)


def test_a_name_is_taken_blocked_after_deleting_and_there_are_limits() -> None:
    shelf = TemplateShelf([])
    shelf.add(Template("here", "de", "x"), 0)
    shelf.add(Template("here", "en", "x"), 0)

    def refused(template: Template, now: int = 0) -> tuple[int, int | None]:
        with pytest.raises(GraphError) as caught:
            shelf.add(template, now)
        return caught.value.code, caught.value.subcode

    assert refused(Template("here", "de", "y")) == (100, 2388024)
    shelf.set_status("here", "de", "DELETED")
    assert refused(Template("here", "de", "y")) == (100, 2388023)
    for number in range(PER_HOUR - 2):
        shelf.add(Template(f"t{number}", "de", "x"), 0)
    assert refused(Template("more", "de", "x"), 3599) == (80007, None)
    for number in range(PER_HOUR, MOST + 1):
        shelf.add(Template(f"t{number}", "de", "x"), number * 3600)
    assert refused(Template("more", "de", "x"), 10**7) == (100, 2388019)


def test_a_submitted_template_is_reviewed_and_told_of_by_webhook(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_review, "SECONDS", 0.05)
    for name, text in (("fine", "Ihre Bestellung liegt bereit."), ("pin", "Wie lautet Ihre PIN?"), ("gift", "Ihr Gutschein.")):
        answer = kit.graph("POST", "{account}/message_templates", json=call(name, text))
        assert (answer.status_code, answer.json()["status"], answer.json()["category"]) == (200, "PENDING", "UTILITY")

    def told() -> dict[str, Any]:
        of_templates = [value for value in kit.hub.values() if "message_template_name" in value]
        return {(value["message_template_name"], "status" if "event" in value else "category"): value for value in of_templates}

    found = kit.hub.wait(lambda: told() if len(told()) == 4 else None)
    assert found["fine", "status"]["event"] == "APPROVED"
    assert (found["pin", "status"]["event"], found["pin", "status"]["reason"]) == ("REJECTED", "SCAM")
    assert found["pin", "status"]["rejection_info"]["recommendation"]
    assert (found["gift", "category"]["previous_category"], found["gift", "category"]["new_category"]) == ("UTILITY", "MARKETING")
    [listed] = kit.graph("GET", "{account}/message_templates?name=pin").json()["data"]
    assert (listed["status"], listed["rejected_reason"]) == ("REJECTED", "SCAM")
    error = kit.graph("POST", "{account}/message_templates", json=call("fine", "Noch einmal.")).json()["error"]
    assert (error["code"], error["error_subcode"], "error_data" in error) == (100, 2388024, False)
    assert "already content in this language" in error["error_user_msg"]
