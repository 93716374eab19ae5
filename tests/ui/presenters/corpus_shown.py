"""The whole WhatsApp corpus decoded, projected into a cache and made into items of the chat, for a test and for the sheet."""

from __future__ import annotations

import json
from pathlib import Path

from inbox.domain.events import MessageBody, StatusBody
from inbox.platforms.whatsapp.decode import tell
from inbox.store.timeline import reads
from inbox.store.timeline.reads import EntryView
from inbox.ui.models.presenters.cart_asks import CartAsk
from inbox.ui.models.presenters.entries import Entries
from inbox.ui.models.timeline import Item
from tests.platforms.whatsapp.cases import cases
from tests.store.timeline.kit import C_LENA, fresh_cache
from tests.ui.presenters.pretend_desk import PretendDesk, product

NAME = "Eva L."


def corpus_entries(folder: Path) -> list[tuple[str, EntryView]]:
    """Return every line that the corpus's messages become, each with the name of its case; ids are each case's own."""
    names: dict[str, str] = {}
    with fresh_cache(folder) as cache:
        for number, case in enumerate(cases()):
            written = json.dumps(case.delivery).replace("wamid.", f"wamid.{number}.").replace("wacid.", f"wacid.{number}.")
            for told in tell(written.encode()).items:
                if isinstance(told.body, MessageBody):
                    names.setdefault(told.body.message.id, f"{case.file}: {case.name}")
                if isinstance(told.body, MessageBody | StatusBody):
                    cache.tell(told.body, C_LENA, told.type)
        found = reads.conversation(cache.timeline, cache.state, C_LENA, limit=10_000)
    return [(names[entry.key], entry) for entry in found]


def corpus_items(entries: list[tuple[str, EntryView]], language: str) -> dict[str, Item]:
    """Return the items of these lines as an agent with that language sees them; with names of two products known."""
    pretend = PretendDesk(language=language)
    pretend.reads.goods = [product("SKU-1", 2990, name="Espresso Hafen"), product("SKU-2", 500, name="Filter 100")]
    make = Entries(pretend.desk, NAME, {entry.key: CartAsk() for _, entry in entries}, {})
    return {f"{name} ({number})": make.item(entry) for number, (name, entry) in enumerate(entries)}
