"""A disputed payment with what was said around it, for the presenters and scenes about disputes."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from inbox.desk.ports import AskedAnswer, Sale, Terms
from inbox.domain import times
from inbox.domain.ids import ActionId, AgentId, MediaId, SourceId
from inbox.domain.messages import Media
from inbox.domain.payments import Bought, Dispute
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, paid

DAY = 24 * 60


def ago(**time: float) -> str:
    return times.to_text(NOW - timedelta(**time))


def case(role: str = "agent", language: str = "en", **changes: object) -> PretendDesk:
    """A shop in which Farid's bank disputes 59,00 €, ten days after he said that it had arrived."""
    pretend = PretendDesk(role, language)
    pretend.commands.say(terms=Terms(name="Rösterei Nordlicht", language="de"))
    pretend.reads.rows = [chat(name="Farid Haddad")]
    pretend.reads.lines = [
        entry("wamid.1", -19 * DAY, text="Moin! Ich möchte gern die Handmühle bestellen."),
        entry("wamid.2", -19 * DAY + 20, direction="out", status="read", text="Gern, hier ist der Link zum Bezahlen."),
        entry("note.1", -18 * DAY, kind="note", direction="", text="intern: Stammkunde", sender="Jana"),
        entry(
            "wamid.3", -17 * DAY, direction="out", status="delivered", text="Unterwegs mit DHL: 00340434161094012345, Gruß"
        ),
        entry("wamid.4", -14 * DAY, text="Paket ist heute angekommen, danke 😀"),
        entry("wamid.5", -14 * DAY + 3, kind="image", media=Media(state="stored", id=MediaId("m_1"), mime="image/jpeg")),
        entry("wamid.6", -12 * DAY, revoked=True, text="weg"),
        entry("wamid.7", -11 * DAY, direction="out", status="sent", text="Freut uns!"),
    ]
    facts: dict[str, object] = {
        "status": "needs_response",
        "reason": "product_not_received",
        "amount": 5900,
        "currency": "eur",
        "fee": 1500,
        "network_code": "13.1",
        "due_by": times.to_text(NOW + timedelta(days=8)),
        "created": ago(days=1),
        "past_due": False,
        "has_evidence": False,
    }
    dispute = Dispute(SourceId("du_1"), **(facts | changes))  # type: ignore[arg-type]  # facts by name
    money = paid(amount=5900)
    payment = msgspec.structs.replace(
        money.payment,
        created=ago(days=18, hours=20),
        disputed=True,
        name="Farid Haddad",
        email="farid@example.com",
        order_number="10209",
        description="Handmühle und Filter",
        receipt_url="https://pay.example/receipt/1",
        shipping={"name": "Farid Haddad", "line1": "Deichstraße 1", "postal_code": "20459", "city": "Hamburg", "country": "DE"},
    )
    sale = Sale(lines=(Bought("Handmühle", 4900), Bought("Filter", 1000, 2)))
    pretend.reads.money = [msgspec.structs.replace(money, payment=payment, sale=sale, disputes=(dispute,))]
    return pretend


def asked(kind: str, state: str, agent: str = "a_ben", **more: object) -> AskedAnswer:
    """Something done about the dispute five minutes ago."""
    at = ago(minutes=5)
    facts: dict[str, object] = {"agent_name": "Ben", "action": ActionId("act_1"), "at": at, "changed_at": at, **more}
    return AskedAnswer(kind=kind, state=state, agent=AgentId(agent), dispute=SourceId("du_1"), **facts)  # type: ignore[arg-type]  # facts by name


STAGED = {
    "product_description": "1 × Handmühle; 2 × Filter",
    "customer_name": "Farid Haddad",
    "shipping_carrier": "DHL",
    "shipping_date": "2026-11-05",
    "shipping_tracking_number": "00340434161094012345",
    "uncategorized_text": "Kunde bestellt am 3. Nov. 2026.\nKunde bestätigt den Erhalt am 8. Nov. 2026.",
    "customer_communication": "file_1Q2W3E",
}
CHAT = LENA
