"""What commands do to a hub's folder, whether its hub runs or not.

Called by the composition root on the main thread of a process of its own, which writes to the same file as a running hub.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from inbox.domain.ports import Clock, Ids
from inbox.domain.problems import UserError
from inbox.hub import access
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import InlineWriter
from inbox.system.secrets import Secret

T = TypeVar("T")

_OWN_DESK = "own desk"
"""The device whose token the desk on the hub's own machine uses."""


def database_text(database: Path | Secret) -> str:
    """Return ``HubSettings.database`` as ``HubStore.open`` takes it."""
    return database.reveal() if isinstance(database, Secret) else str(database)


def in_folder(
    folder: Path, database: Path | Secret, key: Secret, clock: Clock, ids: Ids, job: Callable[[Transaction], T]
) -> T:
    """Run one job in a transaction on the hub of ``folder``, made if missing; UserError in words when it will not."""
    store = HubStore.open(folder, database_text(database), key.reveal(), clock, ids)
    try:
        return InlineWriter(store).run(job)
    except HttpProblem as problem:
        raise UserError(problem.detail) from problem
    finally:
        store.close()


def make_token(
    folder: Path, database: Path | Secret, key: Secret, clock: Clock, ids: Ids, *, name: str, role: str
) -> str:
    """Return a new token for the agent called ``name``, who is made if missing and given ``role``.

    A running hub accepts it at once.
    """
    return in_folder(folder, database, key, clock, ids, lambda tx: access.token_for(tx, name, role, "command line"))


def make_own_token(folder: Path, database: Path | Secret, key: Secret, clock: Clock, ids: Ids, *, name: str) -> str:
    """Return a new token for the owner called ``name``, for the desk that runs this hub; it takes the place of its old ones."""

    def make(tx: Transaction) -> str:
        access.end_tokens(tx, _OWN_DESK)
        return access.token_for(tx, name, "owner", _OWN_DESK)

    return in_folder(folder, database, key, clock, ids, make)
