"""Who may come in: agents, tokens, one-time codes, and the register that every request is checked against.

The functions that take a transaction run wherever transactions run (the writer thread, or the process of
``tresen hub token``). ``Register`` is read on the event loop and refreshed from worker threads; it must never answer from
a state older than half a second, so that a revoked token is out within one.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from inbox.domain import times
from inbox.domain.approvals import LONGEST_DEPUTY
from inbox.domain.events import DeputyBody, NewEvent, TeamBody
from inbox.domain.ids import AgentId
from inbox.domain.ports import Ids
from inbox.domain.roles import ROLES, Actor, at_least
from inbox.domain.terms import Colleague
from inbox.hub.problems import HttpProblem
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction

CODE_LASTS = timedelta(minutes=10)
CODE_TRIES = 5

_TOKEN = re.compile(r"tr_([0-9a-f]{12})_[0-9a-f]{64}")
_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_CODE_LENGTH, _CODE_ID_LENGTH = 12, 4
_VERSION = "access_version"
_TABLES = ("Agent", "Token", "EnrollCode")


class Session(msgspec.Struct, frozen=True):
    """A request's right to be here: the token it came with and the agent behind it."""

    token: str
    actor: Actor


class Code(msgspec.Struct, frozen=True):
    """A one-time code as it is shown once (``K7PM-3XQ9-TR4W``), good until ``expires_at`` (RFC 3339)."""

    code: str
    expires_at: str


class AgentView(msgspec.Struct, frozen=True):
    """An agent as colleagues see them."""

    id: AgentId
    name: str
    role: str
    disabled: bool
    created_at: str
    deputy_until: str | None = None
    """Until when they stand in for a supervisor (RFC 3339)."""


class TokenView(msgspec.Struct, frozen=True):
    """A token as its owner sees it; the secret is nowhere any more."""

    id: str
    agent: AgentId
    device: str
    created_at: str
    revoked: bool


def add_agent(tx: Transaction, name: str, role: str) -> AgentView:
    """Add an agent; 409 when the name is taken, 400 when name or role will not do."""
    name = clean_name(name)
    _check_role(role)
    table = tx.hub.Agent
    if table.get_or_none(table.name == name) is not None:
        raise HttpProblem(409, "name-taken", "There is an agent of that name already; choose another name.")
    row = table.create(id=f"a_{tx.ids.token(6)}", name=name, role=role, created_at=times.to_text(tx.now))
    _bump(tx)
    _tell(tx, row.id)
    return _agent_view(row)


def change_agent(
    tx: Transaction, agent: str, *, name: str | None = None, role: str | None = None, disabled: bool | None = None
) -> AgentView:
    """Rename, promote or disable an agent; 404 when there is none, 409 when no owner would be left."""
    table = tx.hub.Agent
    row = _agent_row(tx, agent)
    if name is not None:
        row.name = clean_name(name)
        if table.get_or_none((table.name == row.name) & (table.id != row.id)) is not None:
            raise HttpProblem(409, "name-taken", "There is an agent of that name already; choose another name.")
    if role is not None:
        _check_role(role)
        row.role = role
    if disabled is not None:
        row.disabled_at = (row.disabled_at or times.to_text(tx.now)) if disabled else None
    if disabled:
        # Enabled again, the agent starts with a new code: an old device may be in other hands by then.
        token = tx.hub.Token
        token.update(revoked_at=times.to_text(tx.now)).where(
            (token.agent == row.id) & token.revoked_at.is_null()
        ).execute()
    row.save()
    if not table.select().where((table.role == "owner") & table.disabled_at.is_null()).exists():
        raise HttpProblem(409, "last-owner", "The hub needs an owner; make somebody else one first.")
    _bump(tx)
    _tell(tx, row.id)
    return _agent_view(row)


def name_deputy(tx: Transaction, by: Actor, agent: str, until: str | None) -> AgentView:
    """Let an agent stand in for a supervisor until a time (RFC 3339), or no longer; the log says who settled that.

    404 when there is no such agent, 409 for somebody who cannot act at all, 400 for a time that is over or too far away.
    """
    row = _agent_row(tx, agent)
    if until is not None:
        _check_deputy(tx, by, row, until)
        until = times.to_text(times.from_text(until))
    row.deputy_until = until
    row.save()
    _bump(tx)
    body = DeputyBody(agent=row.id, until=until, by=by.agent)
    tx.append([NewEvent("deputy.changed", by.agent, times.to_text(tx.now), body)])
    return _agent_view(row)


def new_token(tx: Transaction, agent: str, device: str) -> str:
    """Make a token for an agent and return it; it is never shown again."""
    row = _agent_row(tx, agent)
    is_first = not _has_device(tx, row.id)
    name = tx.ids.token(6)
    token = f"tr_{name}_{tx.ids.token(32)}"
    tx.hub.Token.create(id=name, agent=row.id, hash=_digest(token), device=device, created_at=times.to_text(tx.now))
    _bump(tx)
    if is_first:
        _tell(tx, row.id)
    return token


def revoke(tx: Transaction, token: str) -> None:
    """End a token; its open long polls close within a second. Harmless when it is over already."""
    table = tx.hub.Token
    row = table.get_or_none((table.id == token) & table.revoked_at.is_null())
    table.update(revoked_at=times.to_text(tx.now)).where((table.id == token) & table.revoked_at.is_null()).execute()
    _bump(tx)
    if row is not None and not _has_device(tx, row.agent):
        _tell(tx, row.agent)


def token_for(tx: Transaction, name: str, role: str, device: str) -> str:
    """Make a token for the agent called ``name``: made if missing, given ``role`` if it had another, enabled again."""
    table = tx.hub.Agent
    row = table.get_or_none(table.name == clean_name(name))
    if row is None:
        return new_token(tx, add_agent(tx, name, role).id, device)
    _check_role(role)
    is_other = (row.role, row.disabled_at) != (role, None)
    row.role, row.disabled_at = role, None
    row.save()
    if is_other:
        _tell(tx, row.id)
    return new_token(tx, row.id, device)


def end_tokens(tx: Transaction, device: str) -> None:
    """End every token that was made for a device of this name."""
    table = tx.hub.Token
    table.update(revoked_at=times.to_text(tx.now)).where((table.device == device) & table.revoked_at.is_null()).execute()
    _bump(tx)


def new_code(tx: Transaction, agent: str) -> Code:
    """Make a one-time code from which the agent's next device gets its token."""
    row = _agent_row(tx, agent)
    table = tx.hub.EnrollCode
    table.delete().where(table.expires_at < times.to_text(tx.now)).execute()
    text = _code_text(tx.ids)
    while table.get_or_none(table.id == text[:_CODE_ID_LENGTH]) is not None:
        text = _code_text(tx.ids)
    expires = times.to_text(tx.now + CODE_LASTS)
    table.create(id=text[:_CODE_ID_LENGTH], agent=row.id, hash=_digest(text), expires_at=expires)
    return Code(code=f"{text[:4]}-{text[4:8]}-{text[8:]}", expires_at=expires)


def redeem(tx: Transaction, code: str, device: str) -> str | None:
    """Return a new token for a right code, None for a wrong, used, burned or late one.

    Does not raise on a wrong code: the try has to be counted, and a failed job's writes are undone.
    """
    text = code.upper().translate(_LOOKALIKES)
    table = tx.hub.EnrollCode
    row = table.get_or_none(table.id == text[:_CODE_ID_LENGTH])
    if row is None or row.used_at is not None or row.tries >= CODE_TRIES or row.expires_at <= times.to_text(tx.now):
        return None
    if not hmac.compare_digest(_digest(text), bytes(row.hash)):
        table.update(tries=table.tries + 1).where(table.id == row.id).execute()
        return None
    agent = tx.hub.Agent.get_or_none(tx.hub.Agent.id == row.agent)
    if agent is None or agent.disabled_at is not None:
        return None
    table.update(used_at=times.to_text(tx.now)).where(table.id == row.id).execute()
    return new_token(tx, agent.id, device)


def agents(hub: HubTables) -> list[AgentView]:
    """Return all agents by name."""
    return [_agent_view(row) for row in hub.Agent.select().order_by(hub.Agent.name)]


def team(hub: HubTables) -> tuple[Colleague, ...]:
    """Return everybody by name, also who may no longer come in."""
    token = hub.Token
    living = {row.agent for row in token.select(token.agent).where(token.revoked_at.is_null()).distinct()}
    return tuple(
        Colleague(
            each.id,
            each.name,
            each.disabled,
            role=each.role,
            deputy_until=each.deputy_until,
            has_no_device=each.id not in living,
        )
        for each in agents(hub)
    )


def tokens(hub: HubTables, agent: str | None) -> list[TokenView]:
    """Return the tokens of one agent, or all of them, newest first."""
    table = hub.Token
    rows = table.select().order_by(table.created_at.desc(), table.id)
    if agent is not None:
        rows = rows.where(table.agent == agent)
    return [
        TokenView(row.id, row.agent, row.device, row.created_at, revoked=row.revoked_at is not None) for row in rows
    ]


def export_rows(hub: HubTables) -> dict[str, list[dict[str, object]]]:
    """Return all that is known of who may come in, for ``import_rows``."""
    return {name: list(getattr(hub, name).select().dicts()) for name in _TABLES}


def import_rows(tx: Transaction, rows: dict[str, list[dict[str, object]]]) -> None:
    """Put exported rows in the place of what is there: a restored backup must not let anybody in who is out by now.

    Agents only the backup knows stay, disabled, because its log names them.
    """
    if not rows.get("Agent"):
        return
    names = [row["id"] for row in rows["Agent"]]
    agent = tx.hub.Agent
    for stranger in agent.select().where(agent.id.not_in(names)):
        stranger.name, stranger.disabled_at = f"{stranger.name} ({stranger.id})", times.to_text(tx.now)
        stranger.save()
    agent.delete().where(agent.id.in_(names)).execute()
    for table in (tx.hub.Token, tx.hub.EnrollCode):
        table.delete().execute()
    for name, found in rows.items():
        for row in found:
            getattr(tx.hub, name).insert(**row).execute()
    _bump(tx)


def clean_name(name: str) -> str:
    """Return a name in one spelling (NFC, single blanks); 400 when nothing or too much is left."""
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned or len(cleaned) > 80 or not cleaned.isprintable():
        raise HttpProblem(400, "bad-name", "A name has 1 to 80 printable characters.")
    return cleaned


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise HttpProblem(400, "bad-role", f"A role is one of {', '.join(reversed(ROLES))}.")


def _check_deputy(tx: Transaction, by: Actor, row: Any, until: str) -> None:  # noqa: ANN401 - a Peewee row
    if row.id == by.agent:
        raise HttpProblem(409, "own-deputy", "Nobody is their own deputy; choose a colleague.")
    if row.disabled_at is not None or not at_least(row.role, "agent"):
        raise HttpProblem(409, "no-deputy", "Only somebody who may answer customers can be a deputy; choose an agent.")
    try:
        end = times.from_text(until)
    except ValueError:
        raise HttpProblem(400, "bad-time", "The time is RFC 3339 with an offset, like 2026-12-24T18:00:00Z.") from None
    if not tx.now < end <= tx.now + LONGEST_DEPUTY:
        raise HttpProblem(400, "bad-time", "A deputy is named for up to 31 days from now.")


def _agent_row(tx: Transaction, agent: str) -> Any:  # noqa: ANN401 - a Peewee row
    row = tx.hub.Agent.get_or_none(tx.hub.Agent.id == agent)
    if row is None:
        raise HttpProblem(404, "unknown-agent", "There is no such agent.")
    return row


def _agent_view(row: Any) -> AgentView:  # noqa: ANN401 - a Peewee row
    return AgentView(row.id, row.name, row.role, row.disabled_at is not None, row.created_at, row.deputy_until)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _code_text(ids: Ids) -> str:
    number = int(ids.token(8), 16)
    return "".join(_SYMBOLS[number >> (5 * place) & 31] for place in range(_CODE_LENGTH))


def _has_device(tx: Transaction, agent: str) -> bool:
    table = tx.hub.Token
    return bool(table.select().where((table.agent == agent) & table.revoked_at.is_null()).exists())


def _tell(tx: Transaction, agent: str) -> None:
    """Tell every desk at once that the team is another; before anything was ever told there is nobody to hear it."""
    if tx.head:
        tx.append([NewEvent("team.changed", "hub", times.to_text(tx.now), TeamBody(AgentId(agent)))])


def _bump(tx: Transaction) -> None:
    """Tell every process that what it knows of tokens is old."""
    tx.hub.set_meta(_VERSION, tx.ids.token(8))


class _Known(msgspec.Struct, frozen=True):
    digest: bytes
    session: Session


class Register:
    """All living tokens in memory.

    ``read(job)`` runs a job on a reading connection of the calling thread; ``on_ended`` is told the tokens that are over,
    on whichever thread noticed.
    """

    def __init__(
        self, read: Callable[[Callable[[HubTables], Any]], Any], on_ended: Callable[[frozenset[str]], None]
    ) -> None:
        self._read = read
        self._on_ended = on_ended
        self._lock = threading.Lock()
        self._version: str | None = None
        self._known: dict[str, _Known] = {}

    def find(self, authorization: str | None) -> Session | None:
        """Return the session of an ``Authorization`` header, from memory alone."""
        scheme, _, token = (authorization or "").partition(" ")
        match = _TOKEN.fullmatch(token.strip())
        if scheme.lower() != "bearer" or match is None:
            return None
        known = self._known.get(match.group(1))
        if known is None or not hmac.compare_digest(known.digest, _digest(match.group())):
            return None
        return known.session

    def is_valid(self, token: str) -> bool:
        """Tell whether a token still counts."""
        return token in self._known

    def refresh(self) -> None:
        """Read again if any process has changed something."""
        with self._lock:
            version, rows = self._read(self._load)
            if rows is None:
                return
            ended = frozenset(self._known) - frozenset(rows)
            self._version = version
            self._known = rows
        if ended:
            self._on_ended(ended)

    def _load(self, hub: HubTables) -> tuple[str, dict[str, _Known] | None]:
        version = hub.get_meta(_VERSION) or ""
        if version == self._version:
            return version, None
        token, agent = hub.Token, hub.Agent
        actors = {
            row.id: Actor(agent=row.id, name=row.name, role=row.role)
            for row in agent.select().where(agent.disabled_at.is_null())
        }
        living = token.select().where(token.revoked_at.is_null())
        return version, {
            row.id: _Known(bytes(row.hash), Session(row.id, actors[row.agent])) for row in living if row.agent in actors
        }
