"""The tables of actions: what was asked for and how it stands, the exact bytes posted, who holds which charge.

Built for one database by ``inbox.hub.tables``; read and written through ``inbox.hub.action_rows`` only. Money is minor
units, times are RFC 3339 text, Stripe's own clock is unix seconds.
"""

from __future__ import annotations

import peewee

from inbox.store.state.schema import TableClass


def build(base: type[peewee.Model]) -> dict[str, TableClass]:
    """Return the classes by name, made for the database of ``base``."""
    return {
        "Action": _action(base),
        "ActionPost": _post(base),
        "ChargeLease": _lease(base),
        "JobMark": _mark(base),
    }


def _action(base: type[peewee.Model]) -> TableClass:
    class Action(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """One wish of an agent. ``body`` is its canonical JSON; none on a tombstone and after erasing."""

        id = peewee.TextField(primary_key=True)
        kind = peewee.TextField()
        state = peewee.TextField(index=True)
        body = peewee.BlobField(null=True)
        agent = peewee.TextField(null=True)
        agent_name = peewee.TextField(null=True)
        role = peewee.TextField(null=True)
        conversation = peewee.TextField(null=True, index=True)
        payment = peewee.TextField(null=True, index=True)
        charge = peewee.TextField(null=True, index=True)
        amount = peewee.BigIntegerField(null=True)
        currency = peewee.TextField(null=True)
        at = peewee.TextField()
        changed_at = peewee.TextField()
        place = peewee.BigIntegerField(index=True)
        """The order in which actions came in: messages of one conversation keep it."""
        approver = peewee.TextField(null=True)
        result = peewee.BlobField(null=True)
        problem = peewee.BlobField(null=True)
        effort = peewee.BlobField(null=True)
        """How often and how long it was tried, as JSON; see ``inbox.hub.action_effort``."""
        look_at = peewee.TextField(null=True, index=True)
        """When its refund or request is to be read again; none when nothing more can come of it."""

        class Meta:
            table_name = "action"

    return Action


def _post(base: type[peewee.Model]) -> TableClass:
    class ActionPost(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A request to Stripe as it was first sent, to be sent again byte for byte or never."""

        action = peewee.TextField()
        step = peewee.TextField()
        body = peewee.BlobField()
        key = peewee.TextField()
        account = peewee.TextField(null=True)
        livemode = peewee.BooleanField(null=True)
        stripe_version = peewee.TextField()
        first_date = peewee.BigIntegerField()
        """Stripe's clock just before the first post: what the key's age is counted from."""
        last_date = peewee.BigIntegerField()
        """Stripe's clock just before the latest post."""
        made = peewee.TextField(null=True)
        """The id of what the post made, once known."""

        class Meta:
            table_name = "action_post"
            primary_key = peewee.CompositeKey("action", "step")

    return ActionPost


def _lease(base: type[peewee.Model]) -> TableClass:
    class ChargeLease(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """The one refund action that may touch a charge; kept until its outcome is certain."""

        charge = peewee.TextField(primary_key=True)
        action = peewee.TextField(index=True)
        at = peewee.TextField()

        class Meta:
            table_name = "charge_lease"

    return ChargeLease


def _mark(base: type[peewee.Model]) -> TableClass:
    class JobMark(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """Where a job stands (the last event taken from Stripe's list), by its name."""

        name = peewee.TextField(primary_key=True)
        value = peewee.TextField()

        class Meta:
            table_name = "job_mark"

    return JobMark
