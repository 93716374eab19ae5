"""The tables of the log and of what comes in: raw deliveries, the log's rows, what was seen before, where messages belong.

Built for one database by ``inbox.hub.tables``. Hashes stand for platform ids wherever only sameness matters: WhatsApp's
message ids contain the customer's phone number.
"""

from __future__ import annotations

import peewee

from inbox.store.state.schema import TableClass


def build(base: type[peewee.Model]) -> dict[str, TableClass]:
    """Return the classes by name, made for the database of ``base``."""
    return {
        "Meta": _meta(base),
        "LogRow": _log_row(base),
        "Delivery": _delivery(base),
        "DeliverySubject": _delivery_subject(base),
        "SeenItem": _seen_item(base),
        "MessageRef": _message_ref(base),
        "Erasure": _erasure(base),
        "ErasedMoney": _erased_money(base),
    }


def _meta(base: type[peewee.Model]) -> TableClass:
    class Meta_(base):  # type: ignore[valid-type,misc]  # noqa: N801  # the base is made for one database; Meta is taken
        """Single values: the epoch, how far deliveries are decoded."""

        key = peewee.TextField(primary_key=True)
        value = peewee.TextField()

        class Meta:
            table_name = "meta"
            without_rowid = True

    return Meta_


def _log_row(base: type[peewee.Model]) -> TableClass:
    class LogRow(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """One event. ``body`` and ``salt`` are null once erased; ``digest`` and ``chain`` stay and still verify."""

        seq = peewee.BigIntegerField(primary_key=True)
        at = peewee.TextField()
        v = peewee.IntegerField()
        type = peewee.TextField()
        actor = peewee.TextField()
        conversation = peewee.TextField(null=True)
        subject = peewee.TextField(null=True)
        """The Stripe object or message the row is about where the conversation alone would not find it; never served."""
        delivery = peewee.IntegerField(null=True)
        """The stored delivery that told it, to find that one's body when a person is erased; never served."""
        body = peewee.BlobField(null=True)
        salt = peewee.TextField(null=True)
        digest = peewee.BlobField()
        chain = peewee.BlobField()

        class Meta:
            table_name = "log"

    LogRow.add_index(LogRow.index(LogRow.conversation, LogRow.seq, name="log_conversation"))
    LogRow.add_index(LogRow.index(LogRow.subject, name="log_subject", where=LogRow.subject.is_null(False)))
    return LogRow


def _delivery(base: type[peewee.Model]) -> TableClass:
    class Delivery(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """What a platform sent, as it sent it (card numbers masked); ``body`` is null once pruned or erased.

        ``dedup`` outlives the body: Meta signs no time, so that a recorded webhook could be sent again years later.
        """

        id = peewee.AutoField()
        source = peewee.TextField()
        dedup = peewee.BlobField()
        received_at = peewee.TextField()
        mark = peewee.TextField(null=True)
        """Why it is odd: another phone number or account than configured."""
        body = peewee.BlobField(null=True)

        class Meta:
            table_name = "delivery"
            indexes = ((("source", "dedup"), True),)

    return Delivery


def _delivery_subject(base: type[peewee.Model]) -> TableClass:
    class DeliverySubject(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """Whom a delivery is about beyond what the log's rows say of it, to find its body when a person is erased.

        That is somebody nobody knows yet, or somebody of whom it only said again what was in the log already.
        """

        subject = peewee.TextField()
        delivery = peewee.IntegerField(index=True)

        class Meta:
            table_name = "delivery_subject"
            primary_key = peewee.CompositeKey("subject", "delivery")
            without_rowid = True

    return DeliverySubject


def _seen_item(base: type[peewee.Model]) -> TableClass:
    class SeenItem(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """An item (message, status, event) that has become an event already; kept for good, 16 bytes of hash each."""

        hash = peewee.BlobField(primary_key=True)
        conversation = peewee.TextField(null=True)

        class Meta:
            table_name = "seen_item"
            without_rowid = True

    return SeenItem


def _message_ref(base: type[peewee.Model]) -> TableClass:
    class MessageRef(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """Where a message belongs and how far it got; ``kind`` is null while only a status of it is known."""

        id = peewee.TextField(primary_key=True)
        conversation = peewee.TextField(null=True)
        direction = peewee.TextField(null=True)
        action = peewee.TextField(null=True)
        status = peewee.TextField(null=True)
        at = peewee.TextField(null=True)
        kind = peewee.TextField(null=True)

        class Meta:
            table_name = "message_ref"
            without_rowid = True

    MessageRef.add_index(
        MessageRef.index(MessageRef.action, name="message_ref_action", where=MessageRef.action.is_null(False))
    )
    return MessageRef


def _erasure(base: type[peewee.Model]) -> TableClass:
    class Erasure(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A conversation whose person was erased, so that a restored backup can be erased again."""

        conversation = peewee.TextField(primary_key=True)
        at = peewee.TextField()

        class Meta:
            table_name = "erasure"
            without_rowid = True

    return Erasure


def _erased_money(base: type[peewee.Model]) -> TableClass:
    class ErasedMoney(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """That the hub was told of a charge, refund or dispute of somebody who was erased, and no more than that.

        Without it the money journal would say for ever that it was not.
        """

        hash = peewee.BlobField(primary_key=True)

        class Meta:
            table_name = "erased_money"
            without_rowid = True

    return ErasedMoney
