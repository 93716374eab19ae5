"""The shop's message templates as the log last told of them.

Written by ``projection``; read by policy facts on the hub and by the picker of a desk. The higher version is the whole
truth, so that the order of arrival does not matter.
"""

from __future__ import annotations

import msgspec

from inbox.domain.events import TemplateBody
from inbox.domain.templates import GONE, Template
from inbox.store.state.changes import NONE, Changes
from inbox.store.state.schema import StateTables

CHANGED = "templates"
"""The flag of ``Changes`` that says so."""

_DECODER = msgspec.json.Decoder(Template)
_ENCODER = msgspec.json.Encoder()
_WRITE = """
INSERT INTO template (id, status, version, body) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET status = excluded.status, version = excluded.version, body = excluded.body
WHERE excluded.version > template.version
"""


def project(tables: StateTables, body: TemplateBody) -> Changes:
    """Keep what is told of a template, unless something newer is known."""
    values = (body.source_id, body.object.status, body.version, _ENCODER.encode(body.object))
    cursor = tables.db.execute_sql(_WRITE, values)
    return Changes(flags=frozenset((CHANGED,))) if cursor.rowcount else NONE


def find(tables: StateTables, name: str, language: str) -> Template | None:
    """Return a template, None when nobody has heard of it."""
    row = tables.db.execute_sql("SELECT body FROM template WHERE id = ?", (f"{name}/{language}",)).fetchone()
    return None if row is None else _DECODER.decode(row[0])


def known(tables: StateTables) -> list[Template]:
    """Return every template that Meta still lists, by name and language; a shop has some hundreds at most."""
    rows = tables.db.execute_sql("SELECT body FROM template WHERE status != ? ORDER BY id", (GONE,)).fetchall()
    return [_DECODER.decode(row[0]) for row in rows]
