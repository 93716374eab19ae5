"""The log's bodies: each type survives the wire, unknown ones are left alone, numbers keep their digits."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from inbox.domain.events import (
    BODIES,
    ActionBody,
    CatalogBody,
    CheckoutBody,
    ConsentBody,
    ContactBody,
    ConversationBody,
    CreditNoteBody,
    CustomerBody,
    DeputyBody,
    DisputeBody,
    Event,
    FraudWarningBody,
    InvoiceBody,
    LinkBody,
    MediaBody,
    MessageBody,
    NoteBody,
    PaymentBody,
    PersonBody,
    PlannedBody,
    Pricing,
    ProductBody,
    RefundBody,
    ReplyBody,
    StatusBody,
    SubscriptionBody,
    TeamBody,
    TemplateBody,
    UnknownBody,
    decode_body,
    encode_body,
)
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ActionId, AgentId, ConversationId, MediaId, MessageId, SourceId
from inbox.domain.messages import Cart, CartLine, Contact, ErrorNote, Media, Message
from inbox.domain.payments import Checkout, CreditNote, Customer, Dispute, Invoice, Payment, Refund, Subscription
from inbox.domain.problems import Problem
from inbox.domain.products import Product
from inbox.domain.replies import Reply
from inbox.domain.templates import Template

AT = "2026-11-22T09:30:00.000Z"
MESSAGE = Message(
    id=MessageId("wamid.1"),
    kind="order",
    at=AT,
    direction="in",
    channel="1066",
    text="bitte",
    media=Media(state="stored", id=MediaId("m_1"), mime="image/png", size=5, voice=True),
    cart=Cart((CartLine("A", 2, 2990, "eur"), CartLine("B", 0, None, None, "29,9 €")), "551"),
    reply_to=MessageId("wamid.0"),
    target=MessageId("wamid.2"),
    emoji="",
    forwarded=True,
    masked=True,
    extra={"location": {"name": "Laden"}},
    errors=(ErrorNote(131051, "t", "d"),),
    raw={"type": "x"},
)
CONTACT = Contact("49151", "DE.1", "DE.ENT.1", "eva", "Eva", "+49151")
PROBLEM = Problem("payment-changed", "The payment has changed.", ("a",), {"left": 5, "who": None})
PAYMENT = PaymentBody(SourceId("pi_1"), "001795000000.e", Payment(SourceId("pi_1"), amount=100, disputed=False))
SAMPLES: dict[str, msgspec.Struct] = {
    **dict.fromkeys(
        ("message.received", "message.sent", "message.echoed", "message.corrected"), MessageBody(MESSAGE, CONTACT, True)
    ),
    "message.status": StatusBody(
        MessageId("wamid.1"),
        "failed",
        AT,
        ActionId("a"),
        ErrorNote(131047),
        Pricing("service", "regular", "PMP", True),
        CONTACT,
        "1066",
    ),
    "payment.changed": PAYMENT,
    "refund.changed": RefundBody(SourceId("re_1"), "v", Refund(SourceId("re_1"), amount=5, status="succeeded")),
    "dispute.changed": DisputeBody(SourceId("dp_1"), "v", Dispute(SourceId("dp_1"), refundable=False)),
    "customer.changed": CustomerBody(SourceId("cus_1"), "v", Customer(SourceId("cus_1"), email="e@x.de")),
    "checkout.changed": CheckoutBody(SourceId("cs_1"), "v", Checkout(SourceId("cs_1"), status="open")),
    "subscription.changed": SubscriptionBody(SourceId("sub_1"), "v", Subscription(SourceId("sub_1"))),
    "fraud_warning.changed": FraudWarningBody(SourceId("issfr_1"), "v", FraudWarning(SourceId("issfr_1"), actionable=False)),
    "invoice.changed": InvoiceBody(SourceId("in_1"), "v", Invoice(SourceId("in_1"), amount=0)),
    "credit_note.changed": CreditNoteBody(
        SourceId("cn_1"), "v", CreditNote(SourceId("cn_1"), invoice=SourceId("in_1"), refunds=(SourceId("re_1"),), tax=19)
    ),
    "template.changed": TemplateBody(
        "payment_open/de", "000000000000012", Template(name="payment_open", language="de", status="APPROVED", body="Hallo")
    ),
    "product.changed": ProductBody(
        SourceId("A"), "000000000001", Product(id=SourceId("A"), sku="A", name="Tasse", price=1400, is_sendable=True)
    ),
    "catalog.changed": CatalogBody("whatsapp", PROBLEM),
    "action.changed": ActionBody(
        ActionId("a"), "refund", "refused", AgentId("a_1"), {"refund": "re_1"}, PROBLEM, {"n": 1}
    ),
    "media.stored": MediaBody(MessageId("wamid.1"), MediaId("m_1"), "9", "image/png", "ab", 5),
    "media.failed": MediaBody(MessageId("wamid.1"), problem=PROBLEM),
    "note.added": NoteBody("n_1", "ruft an", AgentId("a_1"), "Kim", "not-sent", {"amount": 5}),
    "conversation.changed": ConversationBody("", "snoozed", AT, MessageId("wamid.1"), 7, seen_to=("re_1",)),
    "consent.changed": ConsentBody("wa:p:1", "marketing", False, AT, contact=CONTACT),
    "contact.synced": ContactBody("add", CONTACT),
    "planned.changed": PlannedBody(
        ActionId("a"), "asking", AT, msgspec.Raw(b'{"kind":"send_text"}'), True, AgentId("a_1"), "Kim", "owner", PROBLEM
    ),
    "person.linked": LinkBody(SourceId("cus_1"), None, "sure", "payment"),
    "person.unlinked": LinkBody(None, SourceId("pi_1")),
    "person.merged": PersonBody(ConversationId("c_2"), "one-payload"),
    "person.unmerged": PersonBody(ConversationId("c_2")),
    "person.erased": PersonBody(),
    "team.changed": TeamBody(AgentId("a_1")),
    "deputy.changed": DeputyBody(AgentId("a_1"), "2026-11-22T18:00:00Z", AgentId("a_2")),
    "reply.changed": ReplyBody("greet", Reply(id="greet", category="start", title={"de": "Gruß"}, text={"en": "Hello"})),
    "platform.unknown": UnknownBody("whatsapp", "account_update", msgspec.Raw(b'{"a":[1.10]}'), "note"),
}


def test_every_type_has_a_sample() -> None:
    assert set(SAMPLES) == set(BODIES)
    assert all(type(sample) is BODIES[kind] for kind, sample in SAMPLES.items())


@pytest.mark.parametrize("kind", SAMPLES)
def test_round_trip(kind: str) -> None:
    written = encode_body(SAMPLES[kind])
    read = decode_body(kind, written)
    assert read == SAMPLES[kind]
    assert decode_body(kind, msgspec.Raw(written)) == read


@pytest.mark.parametrize("kind", SAMPLES)
def test_keys_of_a_newer_version_are_passed_over(kind: str) -> None:
    newer = msgspec.json.decode(encode_body(SAMPLES[kind])) | {"new": {"x": 1}}
    assert decode_body(kind, msgspec.json.encode(newer)) is not None


def test_a_type_nobody_knows() -> None:
    assert decode_body("reminder.sent", b'{"x":1}') is None


@pytest.mark.parametrize("kind", ["message.received", "payment.changed", "action.changed"])
@pytest.mark.parametrize("body", [b"{}", b"[]", b"7", b"null", b'{"message":7}'])
def test_wrong_bodies(kind: str, body: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_body(kind, body)


def test_an_unknown_item_without_its_raw_form() -> None:
    read = decode_body("platform.unknown", encode_body(UnknownBody("stripe", "undecodable")))
    assert isinstance(read, UnknownBody)
    assert bytes(read.raw) == b"null"


def test_numbers_of_platforms_keep_their_digits() -> None:
    located = msgspec.structs.replace(MESSAGE, extra={"location": {"latitude": Decimal("52.520")}})
    assert b'"latitude":52.520' in encode_body(MessageBody(located))


def test_rows_as_served() -> None:
    row = Event(812, AT, 1, "payment.changed", "stripe", None, msgspec.Raw(encode_body(PAYMENT)))
    served = msgspec.json.decode(msgspec.json.encode(row))
    assert served["conversation"] is None
    assert "erased" not in served
    assert served["body"]["object"] == {"id": "pi_1", "amount": 100, "disputed": False}
    erased = msgspec.structs.replace(row, body=msgspec.Raw(b"null"), erased=True)
    read = msgspec.json.decode(msgspec.json.encode(erased), type=Event)
    assert (read.erased, bytes(read.body)) == (True, b"null")
