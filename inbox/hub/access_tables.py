"""The tables of who may come in: agents, their tokens, and the codes tokens are made from.

Built for one database by ``inbox.hub.tables``. Secrets are kept as SHA-256 only: they are random and long, so a slow hash
would protect nothing.
"""

from __future__ import annotations

from typing import Any

import peewee


def build(base: type[peewee.Model]) -> dict[str, Any]:
    """Return the classes by name, made for the database of ``base``."""
    return {"Agent": _agent(base), "Token": _token(base), "EnrollCode": _code(base)}


def _agent(base: type[peewee.Model]) -> Any:  # noqa: ANN401 - born inside a function
    class Agent(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A person of the team; never deleted, because the log names them."""

        id = peewee.TextField(primary_key=True)
        name = peewee.TextField(unique=True)
        role = peewee.TextField()
        created_at = peewee.TextField()
        disabled_at = peewee.TextField(null=True)
        deputy_until = peewee.TextField(null=True)

        class Meta:
            table_name = "agent"

    return Agent


def _token(base: type[peewee.Model]) -> Any:  # noqa: ANN401 - born inside a function
    class Token(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """One device of one agent."""

        id = peewee.TextField(primary_key=True)
        agent = peewee.TextField(index=True)
        hash = peewee.BlobField()
        device = peewee.TextField()
        created_at = peewee.TextField()
        revoked_at = peewee.TextField(null=True)

        class Meta:
            table_name = "token"

    return Token


def _code(base: type[peewee.Model]) -> Any:  # noqa: ANN401 - born inside a function
    class EnrollCode(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A one-time code; ``id`` is its first part, ``hash`` covers the whole code."""

        id = peewee.TextField(primary_key=True)
        agent = peewee.TextField()
        hash = peewee.BlobField()
        expires_at = peewee.TextField()
        tries = peewee.IntegerField(default=0)
        used_at = peewee.TextField(null=True)

        class Meta:
            table_name = "enroll_code"

    return EnrollCode
