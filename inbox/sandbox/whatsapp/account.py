"""The pretend business account: one number with its messages, media, templates and block list, and its webhooks.

Made once per sandbox by ``inbox.sandbox.app``; all its methods run on the sandbox's event loop and never await.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import msgspec

from inbox.sandbox.credentials import Credentials
from inbox.sandbox.customers import Customer, Customers
from inbox.sandbox.shop import PRODUCTS, Product
from inbox.sandbox.whatsapp import template_review
from inbox.sandbox.whatsapp.catalogue import Catalogue
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.incoming import Incoming
from inbox.sandbox.whatsapp.kinds import Shelves
from inbox.sandbox.whatsapp.media import MediaShelf
from inbox.sandbox.whatsapp.outgoing import Number, Outgoing
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.payloads import encode, envelope, sign
from inbox.sandbox.whatsapp.samples import SampleShelf
from inbox.sandbox.whatsapp.starter_templates import starter_templates
from inbox.sandbox.whatsapp.statuses import Later, Receipts
from inbox.sandbox.whatsapp.templates import Template, TemplateShelf
from inbox.sandbox.world import World

NUMBER = Number("4940555012", "49")
DISPLAY_NUMBER = "+49 40 555012"


class WhatsAppAccount:
    """Everything Meta knows about the shop. ``base_url`` is the sandbox's own address."""

    def __init__(
        self,
        credentials: Credentials,
        world: World,
        customers: Customers,
        later: Later,
        base_url: str,
        products: Iterable[Product] = PRODUCTS,
    ) -> None:
        self.credentials = credentials
        self.world = world
        self.customers = customers
        secret = credentials.whatsapp_app_secret
        self.media = MediaShelf(world.clock, world.ids, secret, f"{base_url}/graph")
        self.templates = TemplateShelf(starter_templates(world.ids, base_url))
        self.samples = SampleShelf(world.ids)
        self._later = later
        self.receipts = Receipts(world.clock, later, self._publish_message)
        self.catalogue = Catalogue(world.ids, base_url, products)
        shelves = Shelves(self.media, credentials.catalog_id, self.catalogue.skus())
        self.outgoing = Outgoing(world, NUMBER, customers, shelves, self.templates, self.receipts)
        self._incoming = Incoming(world, self.receipts, self._publish_message)
        self.cart_enabled = True
        self.catalog_visible = True
        self.quality, self.can_send, self.obstacle = "GREEN", "AVAILABLE", ""

    def bring(self, customer: Customer, content: Mapping[str, object]) -> str | None:
        """Let a customer write; returns the message id, None when the shop blocked them."""
        return self._incoming.bring(customer, content, NUMBER.digits)

    def call(self, customer: Customer, seconds: int, *, by_shop: bool = False) -> str:
        """Let a call ring and end, ``seconds`` of talk after it began; 0 for one nobody took. Returns its id."""
        now, name = self.world.clock.now(), f"wacid.{self.world.ids.digits(20)}"
        sides: dict[str, object] = {"from_user_id": customer.user_id, "to": NUMBER.digits}
        if customer.wa_id is not None:
            sides["from"] = customer.wa_id
        if by_shop:
            sides = {"from": NUMBER.digits, "to": customer.wa_id or customer.user_id, "to_user_id": customer.user_id}
        else:
            customer.last_wrote = now
        whose = "BUSINESS_INITIATED" if by_shop else "USER_INITIATED"
        common: dict[str, object] = {"id": name, **sides, "direction": whose, "timestamp": str(now)}
        rings = common | {"event": "connect", "session": {"sdp_type": "offer", "sdp": "v=0"}}
        ends = common | {"event": "terminate", "status": "COMPLETED" if seconds else "FAILED"}
        if seconds:
            ends |= {"start_time": str(now), "end_time": str(now + seconds), "duration": seconds}
        for event in (rings, ends):
            self.tell({"contacts": [customer.contact()], "calls": [event]}, "calls")
        return name

    def mark_read(self, message: Part) -> None:
        """Mark a customer's message as read, with or without a typing indicator; GraphError on an unknown one."""
        message.choice("status", ("read",))
        wamid = message.text("message_id", 512)
        if wamid not in self.receipts.received:
            raise GraphError(131009, f"{message.name('message_id')} is no message this number received.")
        typing = message.maybe_part("typing_indicator")
        if typing is not None:
            typing.choice("type", ("text",))
        self.receipts.read_by_shop.append(wamid)

    def stop_marketing(self, customer: Customer, stopped: bool) -> None:
        """Let a customer stop or resume marketing messages in WhatsApp itself."""
        customer.stopped_marketing = stopped
        entry: dict[str, object] = {
            "detail": f"User requested to {'stop' if stopped else 'resume'} marketing messages",
            "category": "marketing_messages",
            "value": "stop" if stopped else "resume",
            "timestamp": self.world.clock.now(),
            "user_id": customer.user_id,
        }
        if customer.wa_id is not None:
            entry["wa_id"] = customer.wa_id
        self.tell({"contacts": [customer.contact()], "user_preferences": [entry]}, "user_preferences")

    def submit_template(self, order: Part) -> dict[str, object]:
        """Take a template in, to be reviewed a little later; GraphError when it is refused at once."""
        taken = msgspec.structs.replace(template_review.submitted(order, self.samples.mime_of), id=self.world.ids.digits(16))
        self.templates.add(taken, self.world.clock.now())
        self._later(template_review.SECONDS, partial(self._review, taken))
        return {"id": taken.id, "status": taken.status, "category": taken.category}

    def _review(self, taken: Template) -> None:
        found = next((one for one in self.templates.all() if one.id == taken.id), None)
        if found is None or found.status != "PENDING":
            return  # deleted or decided by hand meanwhile
        verdict = template_review.review(found)
        if verdict.category != found.category:
            self._recategorise(found, verdict.category)
        self.set_template_status(found.name, found.language, verdict.status, verdict.reason, verdict.recommendation)

    def _recategorise(self, found: Template, category: str) -> None:
        self.templates.set_category(found.name, found.language, category)
        value = {
            "message_template_id": int(found.id),
            "message_template_name": found.name,
            "message_template_language": found.language,
            "previous_category": found.category,
            "new_category": category,
        }
        self.publish(value, "template_category_update")

    def set_template_status(
        self, name: str, language: str, status: str, reason: str = "NONE", recommendation: str = ""
    ) -> None:
        """Change a template as Meta's review would and tell by webhook; KeyError when there is no such template."""
        changed = self.templates.set_status(name, language, status, reason)
        value: dict[str, object] = {
            "event": status,
            "message_template_id": int(changed.id),
            "message_template_name": name,
            "message_template_language": language,
            "message_template_category": changed.category,
            "reason": reason,
        }
        if recommendation:
            value["rejection_info"] = {"reason": reason, "recommendation": recommendation}
        self.publish(value, "message_template_status_update")

    def judge_number(self, quality: str, can_send: str, obstacle: str = "") -> None:
        """Rate the number and let it send or not, as Meta would, and tell by webhook; ``obstacle`` is why, in words."""
        worse = quality == "RED" and self.quality != "RED"
        was, self.quality, self.can_send, self.obstacle = self.can_send, quality, can_send, obstacle
        self.publish(
            {"display_phone_number": NUMBER.digits, "event": "FLAGGED" if worse else "UNFLAGGED"}, "phone_number_quality_update"
        )
        if can_send != was:
            until = self.world.clock.now() + 86_400
            restriction = {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": until}
            value: dict[str, object] = {"event": "ACCOUNT_RESTRICTION", "restriction_info": [restriction]}
            self.publish(value if can_send != "AVAILABLE" else {"event": "ACCOUNT_RECONNECTED"}, "account_update")

    def publish(self, value: Mapping[str, object], field: str) -> None:
        """Publish one webhook change exactly as given (tests bring shapes of their own)."""
        body = encode(envelope(self.credentials.business_account_id, value, field))
        self.world.outbound.post("whatsapp", body, sign(body, self.credentials.whatsapp_app_secret))

    def _publish_message(self, value: dict[str, object]) -> None:
        self.tell(value, "messages")

    def tell(self, value: Mapping[str, object], field: str) -> None:
        """Publish one webhook change about this number."""
        metadata = {"display_phone_number": NUMBER.digits, "phone_number_id": self.credentials.phone_number_id}
        self.publish({"messaging_product": "whatsapp", "metadata": metadata, **value}, field)
