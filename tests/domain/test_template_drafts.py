"""The starter set that a shop submits on its first day: complete, in Meta's shape, with nothing that Meta is known to reject."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from inbox.domain import template_drafts, template_lint
from inbox.domain.template_drafts import Draft, DraftButton, lint_draft, read
from inbox.domain.template_prefill import Facts, prefill
from inbox.domain.templates import Values, fill, missing, too_long
from inbox.platforms.whatsapp.listings import template as listed
from inbox.platforms.whatsapp.template_create import create
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.template_review import Verdict, review, submitted

STARTER = Path(__file__).resolve().parents[2] / "resources" / "templates" / "starter.json"
DRAFTS = read(STARTER.read_bytes())
WANTED = {
    "payment_link",
    "payment_page",
    "payment_reminder",
    "payment_received",
    "refund_sent",
    "refund_failed",
    "complaint_received",
    "complaint_solved",
    "withdrawal_received",
    "answer_ready",
    "order_shipped",
    "delivery_delayed",
    "subscription_renewal",
    "ask_phone_number",
}
GOOD = Draft(
    name="order_here",
    language="de",
    body="Hallo {{vorname}}, deine Bestellung liegt im Laden bereit.",
    body_examples={"vorname": "Lena"},
)


def test_there_are_enough_in_every_language_and_form_of_address() -> None:
    assert len({draft.id for draft in DRAFTS}) == len(DRAFTS)
    assert {draft.name for draft in DRAFTS if draft.language == "en"} >= WANTED
    formal = {draft.name for draft in DRAFTS if draft.language == "de" and not draft.name.endswith("_du")}
    familiar = {draft.name.removesuffix("_du") for draft in DRAFTS if draft.name.endswith("_du")}
    assert formal == familiar == {draft.name for draft in DRAFTS if draft.language == "en"}
    assert Counter(draft.category for draft in DRAFTS) == {"UTILITY": len(DRAFTS)}


def test_german_templates_keep_to_one_form_of_address() -> None:
    for draft in DRAFTS:
        words = set(draft.body.replace(",", " ").replace(".", " ").split())
        if draft.language == "de":
            is_familiar = bool(words & {"du", "dir", "dich", "dein", "deine", "deiner", "deines"})
            is_formal = bool(words & {"Ihnen", "Ihr", "Ihre", "Ihrer", "Ihres", "Sie"} - ({"Sie"} if is_familiar else set()))
            assert (is_familiar, is_formal) == (draft.name.endswith("_du"), not draft.name.endswith("_du")), draft.id


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.id)
def test_nothing_is_known_against_any(draft: Draft) -> None:
    assert lint_draft(draft) == ()
    filled = Values(
        body=draft.body_examples,
        buttons={str(place): one.example or "" for place, one in enumerate(draft.buttons)},
        has_media=draft.header == "DOCUMENT",
    )
    assert missing(draft.template, filled) == ()
    assert too_long(draft.template, filled) == {}


@pytest.mark.parametrize("call", json.loads(STARTER.read_bytes()), ids=lambda call: f"{call['name']}/{call['language']}")
def test_what_is_written_down_is_what_is_sent_and_what_meta_takes(call: dict) -> None:
    (draft,) = read(json.dumps([call]).encode())
    assert create(draft) == call
    taken = submitted(Part(create(draft, "4::sample" if draft.header else None)), lambda handle: "application/pdf")
    assert listed(taken.listed()) == replace(draft.template, status="PENDING", quality="UNKNOWN")
    assert review(taken) == Verdict("APPROVED", "UTILITY")


def test_a_document_over_the_text_needs_the_handle_of_a_sample_that_was_uploaded() -> None:
    draft = next(one for one in DRAFTS if one.header == "DOCUMENT")
    sent = create(draft, "4::sample")
    assert sent["components"][0] == {"type": "HEADER", "format": "DOCUMENT", "example": {"header_handle": ["4::sample"]}}
    for order, mime in ((create(draft), "application/pdf"), (sent, None), (sent, "image/png")):
        with pytest.raises(GraphError) as refused:
            submitted(Part(order), lambda handle, mime=mime: mime)
        assert refused.value.subcode == 2388273


def test_most_of_the_payment_templates_fill_themselves() -> None:
    facts = Facts(
        first_name="Lena", name="Lena Brandt", amount="49,80 €", refunded="24,90 €", order_number="10231",
        shop="Nordlicht", link="https://buy.stripe.com/test_4gw",
    )  # fmt: skip
    by_id = {draft.id: draft.template for draft in DRAFTS}
    for name in ("payment_link/de", "payment_link_du/de", "payment_link/en", "payment_reminder/en", "refund_sent/de"):
        assert missing(by_id[name], prefill(by_id[name], facts)) == (), name
    refund = fill(by_id["refund_sent/en"], prefill(by_id["refund_sent/en"], facts))
    assert "refunded you 24,90 €" in refund.body


def test_numbered_gaps_headings_and_every_kind_of_button_are_written_as_meta_wants_them() -> None:
    draft = Draft(
        name="order_here",
        language="en",
        named=False,
        header="TEXT",
        header_text="Order {{1}}",
        header_examples={"1": "10231"},
        body="Hello {{1}}, your order {{2}} is ready to be picked up at our shop.",
        body_examples={"1": "Oliver", "2": "10231"},
        footer="Nordlicht",
        buttons=(
            DraftButton(kind="QUICK_REPLY", text="Later"),
            DraftButton(kind="URL", text="Map", url="https://shop.example/{{1}}", example="https://shop.example/map"),
            DraftButton(kind="PHONE_NUMBER", text="Call", phone="+4940555012"),
            DraftButton(kind="COPY_CODE", example="HAFEN15"),
            DraftButton(kind="REQUEST_CONTACT_INFO"),
        ),
    )
    call = create(draft)
    assert call["parameter_format"] == "POSITIONAL"
    header, body, footer, buttons = call["components"]
    assert header["example"] == {"header_text": ["10231"]}
    assert body["example"] == {"body_text": [["Oliver", "10231"]]}
    assert footer == {"type": "FOOTER", "text": "Nordlicht"}
    assert buttons["buttons"] == [
        {"type": "QUICK_REPLY", "text": "Later"},
        {"type": "URL", "text": "Map", "url": "https://shop.example/{{1}}", "example": ["https://shop.example/map"]},
        {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+4940555012"},
        {"type": "COPY_CODE", "example": "HAFEN15"},
        {"type": "REQUEST_CONTACT_INFO"},
    ]
    assert lint_draft(draft) == ()
    assert submitted(Part(call)).buttons[2].phone_number == "+4940555012"
    assert read(json.dumps([call]).encode()) == (draft,)
    place = Draft(name="pick_up", language="en", header="LOCATION", body="Your order is ready to be picked up here.")
    assert create(place)["components"][0] == {"type": "HEADER", "format": "LOCATION"}
    assert submitted(Part(create(place))).header_format == "LOCATION"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category": "AUTHENTICATION"}, "category"),
        ({"body_examples": {}}, "examples-missing"),
        ({"body_examples": {"vorname": " "}}, "examples-missing"),
        ({"header": "TEXT", "header_text": "Für {{vorname}}"}, "examples-missing"),
        ({"buttons": (DraftButton(kind="URL", text="Zahlen", url="https://pay.example/{{1}}"),)}, "examples-missing"),
        ({"buttons": (DraftButton(kind="COPY_CODE"),)}, "examples-missing"),
        ({"buttons": (DraftButton(kind="PHONE_NUMBER", text="Anrufen", phone="040 / 555"),)}, "button-phone"),
        ({"buttons": (DraftButton(kind="OTP", text="Code"),)}, "button-kind"),
        ({"body": "Hallo {{Vorname1}}, deine Bestellung liegt bereit."}, "gap-name"),
    ],
)
def test_what_only_a_submission_needs_is_looked_for_too(changes: dict, code: str) -> None:
    assert lint_draft(GOOD) == ()
    found = lint_draft(replace(GOOD, **changes))
    assert code in found
    assert set(found) <= template_lint.CODES | template_drafts.CODES
