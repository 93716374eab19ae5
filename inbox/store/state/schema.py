"""The tables of what policy needs to know: persons and their keys, mirrored Stripe objects, actions.

``tables(db)`` makes a fresh set of classes bound to one database; there are none at module level, because a class shared
by two databases on two threads reads from the wrong one now and then. Called by whoever opens a database, once for each.
Times are RFC 3339 UTC text, money is whole minor units.
"""

from __future__ import annotations

from typing import Any

import msgspec
import peewee

from inbox.store.state.look import Look

OPEN_PLANS = "state IN ('waiting', 'asking', 'sending')"
"""Planned messages that are not over; a condition that must be written the very same way to meet its index."""

MONEY = "kind IN ('payment', 'refund', 'dispute') AND created IS NOT NULL"
"""Mirrored objects that are money of a day; a condition that must be written the very same way to meet a hub's index by time."""

UNDER_WAY = "status IN ('open', 'processing', 'pending')"
"""Mirrored requests and refunds that are not over, few among many; written the very same way it meets a hub's index of them."""

TableClass = Any
"""A Peewee model class made for one database: born inside a function, so no static type can name its columns."""


class StateTables(msgspec.Struct, frozen=True):
    """One database and the state's classes bound to it; ``look`` is what was asked of it a moment ago."""

    db: peewee.SqliteDatabase
    Conversation: TableClass
    Key: TableClass
    Mirror: TableClass
    ActionRow: TableClass
    Link: TableClass
    Template: TableClass
    Planned: TableClass
    Reply: TableClass
    Sent: TableClass
    look: Look = msgspec.field(default_factory=Look)

    def all(self) -> list[TableClass]:
        """Return every class, in an order in which they can be created."""
        known = [self.Conversation, self.Key, self.Mirror, self.ActionRow, self.Link, self.Template]
        return [*known, self.Planned, self.Reply, self.Sent]


def tables(db: peewee.SqliteDatabase) -> StateTables:
    """Make the state's classes for ``db``; touches no file."""

    class Base(peewee.Model):
        class Meta:
            database = db
            legacy_table_names = False

    people = (_conversation(Base), _key(Base), _mirror(Base), _action(Base), _link(Base))
    return StateTables(db, *people, _template(Base), _planned(Base), _reply(Base), _sent(Base))


def _conversation(base: type[peewee.Model]) -> TableClass:
    class Conversation(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """One person's conversation with the shop."""

        id = peewee.TextField(primary_key=True)
        name = peewee.TextField(null=True)
        name_at = peewee.TextField(null=True)
        last_inbound = peewee.TextField(null=True)
        """When the customer last wrote something that opens the service window."""
        last_at = peewee.TextField(null=True)
        inbound_seq = peewee.BigIntegerField(default=0)
        """The newest ``seq`` that brought a message of the customer: what reopens a conversation."""
        status = peewee.TextField(default="open")
        status_seq = peewee.BigIntegerField(default=0)
        snoozed_until = peewee.TextField(null=True)
        assignee = peewee.TextField(null=True)
        assignee_seq = peewee.BigIntegerField(default=0)
        read_seq = peewee.BigIntegerField(default=0)
        blocked = peewee.BooleanField(default=False)
        blocked_seq = peewee.BigIntegerField(default=0)
        merged_into = peewee.TextField(null=True)
        merged_seq = peewee.BigIntegerField(default=0)
        erased = peewee.BooleanField(default=False)
        marketing = peewee.TextField(null=True)
        """What the person last said about marketing, ``stop`` or ``resume``; none while nothing was said."""
        marketing_at = peewee.TextField(null=True)

        class Meta:
            table_name = "conversation"
            without_rowid = True

    _index_known(Conversation, "conversation", "merged_into", "snoozed_until")
    return Conversation


def _key(base: type[peewee.Model]) -> TableClass:
    class Key(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A claim that a key belongs to a conversation; several may claim one, the newest claim is believed.

        A person's keys lie side by side, because a message touches all of them.
        """

        conversation = peewee.TextField()
        kind = peewee.TextField()
        value = peewee.TextField()
        source = peewee.TextField()
        certainty = peewee.TextField()
        first_at = peewee.TextField()
        last_at = peewee.TextField()

        class Meta:
            table_name = "key"
            primary_key = peewee.CompositeKey("conversation", "kind", "value")
            without_rowid = True
            indexes = ((("kind", "value"), False),)

    return Key


def _mirror(base: type[peewee.Model]) -> TableClass:
    class Mirror(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """What is known of one Stripe object; ``body`` is our struct as JSON, ``versions`` which version told each field."""

        id = peewee.TextField(primary_key=True)
        kind = peewee.TextField()
        conversation = peewee.TextField(null=True)
        """Only what the object itself names in its metadata."""
        customer = peewee.TextField(null=True)
        payment = peewee.TextField(null=True)
        charge = peewee.TextField(null=True)
        link = peewee.TextField(null=True)
        status = peewee.TextField(null=True)
        created = peewee.TextField(null=True)
        amount = peewee.BigIntegerField(null=True)
        currency = peewee.TextField(null=True)
        email = peewee.TextField(null=True)
        phone = peewee.TextField(null=True)
        order_number = peewee.TextField(null=True)
        last4 = peewee.TextField(null=True)
        address = peewee.TextField(null=True)
        """Where a request or an invoice is paid, as ``pay_addresses`` compares it."""
        body = peewee.BlobField()
        versions = peewee.BlobField()

        class Meta:
            table_name = "mirror"

    # None on "kind": there are so few kinds that it would lead the planner astray.
    columns = ("conversation", "customer", "payment", "charge", "amount", "email", "phone", "order_number", "last4")
    _index_known(Mirror, "mirror", *columns, "link", "address")
    return Mirror


def _index_known(model: TableClass, table: str, *columns: str) -> None:
    """Index each column where it is known; most rows know only a few."""
    for name in columns:
        field = getattr(model, name)
        model.add_index(model.index(field, name=f"{table}_{name}", where=field.is_null(False)))


def _action(base: type[peewee.Model]) -> TableClass:
    class ActionRow(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """The present state of an action, from its newest ``action.changed``; ``at`` is when it was first heard of."""

        id = peewee.TextField(primary_key=True)
        kind = peewee.TextField()
        state = peewee.TextField()
        agent = peewee.TextField(null=True)
        conversation = peewee.TextField(null=True, index=True)
        payment = peewee.TextField(null=True, index=True)
        charge = peewee.TextField(null=True, index=True)
        amount = peewee.BigIntegerField(null=True)
        currency = peewee.TextField(null=True)
        at = peewee.TextField()
        changed_at = peewee.TextField()
        seq = peewee.BigIntegerField()
        result = peewee.BlobField(null=True)
        problem = peewee.BlobField(null=True)
        summary = peewee.BlobField(null=True)

        class Meta:
            table_name = "action_row"
            indexes = ((("agent", "at"), False),)

    return ActionRow


def _link(base: type[peewee.Model]) -> TableClass:
    class Link(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """What an agent or a payment has said about whose a Stripe object is; ``linked`` 0 is a denial."""

        conversation = peewee.TextField()
        object = peewee.TextField(index=True)
        linked = peewee.BooleanField()
        certainty = peewee.TextField()
        source = peewee.TextField()
        seq = peewee.BigIntegerField()

        class Meta:
            table_name = "link"
            primary_key = peewee.CompositeKey("conversation", "object")
            without_rowid = True

    return Link


def _template(base: type[peewee.Model]) -> TableClass:
    class Template(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A message template in one language; ``id`` is ``name/language``, ``version`` grows with every word of it."""

        id = peewee.TextField(primary_key=True)
        status = peewee.TextField()
        version = peewee.TextField()
        body = peewee.BlobField()

        class Meta:
            table_name = "template"
            without_rowid = True

    return Template


def _reply(base: type[peewee.Model]) -> TableClass:
    class Reply(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """What a shop made of a reply kept ready; without a ``body`` it says what the program's starter says."""

        id = peewee.TextField(primary_key=True)
        body = peewee.BlobField(null=True)
        is_dropped = peewee.BooleanField(default=False)
        seq = peewee.BigIntegerField()

        class Meta:
            table_name = "reply"
            without_rowid = True

    return Reply


def _planned(base: type[peewee.Model]) -> TableClass:
    class Planned(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A message that goes out later; ``send`` is the action it will be, ``made`` the ``seq`` of its first event."""

        id = peewee.TextField(primary_key=True)
        conversation = peewee.TextField(index=True)
        state = peewee.TextField()
        at = peewee.TextField()
        send = peewee.BlobField()
        unless_reply = peewee.BooleanField(default=False)
        agent = peewee.TextField(null=True)
        name = peewee.TextField(null=True)
        role = peewee.TextField()
        problem = peewee.BlobField(null=True)
        made = peewee.BigIntegerField()
        seq = peewee.BigIntegerField()

        class Meta:
            table_name = "planned"
            without_rowid = True

    Planned.add_index(Planned.index(Planned.at, name="planned_open", where=peewee.SQL(OPEN_PLANS)))
    return Planned


def _sent(base: type[peewee.Model]) -> TableClass:
    class Sent(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """An address of a payment page in a message of the shop, or that a version of a message has none any more.

        Every version of a message, and every edit or revocation of it, has rows of its own, and none is ever changed: what
        holds now is read from all of them, so that it is the same whatever came first.
        """

        source = peewee.TextField()
        """The message, edit or revocation that says it."""
        seq = peewee.BigIntegerField()
        place = peewee.IntegerField()
        """Which of the addresses in it."""
        message = peewee.TextField(index=True)
        """The message at which it is shown."""
        kind = peewee.TextField()
        """``edit``, ``revoke``, or empty for the message itself."""
        name = peewee.TextField(null=True)
        conversation = peewee.TextField(index=True)
        at = peewee.TextField()

        class Meta:
            table_name = "sent_address"
            primary_key = peewee.CompositeKey("source", "seq", "place")
            without_rowid = True

    _index_known(Sent, "sent_address", "name")
    return Sent
