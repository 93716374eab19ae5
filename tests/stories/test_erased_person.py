"""A person is erased end to end, and the log's chain still verifies."""

from __future__ import annotations

import json
from pathlib import Path

from tests.stories.programs import Shop, eventually, run

WORDS = "Streichholzschachtelfabrik"


def test_a_person_is_gone_everywhere_and_the_chain_holds(shop: Shop, tmp_path: Path) -> None:
    first, other = shop.customers()[0]["id"], shop.customers()[1]["id"]
    shop.say(first, f"{WORDS} eins")
    shop.say(other, "Ich bleibe")
    conversation = shop.conversation_of(f"{WORDS} eins")
    kept = shop.conversation_of("Ich bleibe")
    desk = {"TRESEN_TOKEN": shop.token, "TRESEN_CACHE_KEY": "ab" * 32}
    arguments = ("sync", "--data", str(tmp_path / "desk"), "--hub", shop.url)
    assert run(*arguments, environment=desk).returncode == 0
    search = ("search", "--data", str(tmp_path / "desk"), WORDS)
    assert json.loads(run(*search, environment=desk).stdout.splitlines()[0])["conversation"] == conversation

    erased = run("erase", conversation, "--data", str(shop.data), environment=shop.environment)
    assert erased.returncode == 0, erased.stderr
    verified = run("audit", "verify", "--data", str(shop.data), environment=shop.environment)
    assert verified.returncode == 0, verified.stderr

    events = eventually(
        lambda: (rows := shop.events()) and any(row["type"] == "person.erased" for row in rows) and rows,
        "the hub serves the erasure",
    )
    rows = [row for row in events if row["conversation"] == conversation and row["type"].startswith("message.")]
    assert rows
    assert all(row["body"] is None and row["erased"] is True for row in rows)
    assert WORDS not in json.dumps(events)
    assert any(row["conversation"] == kept and row["body"] for row in events)
    assert [row["seq"] for row in events] == list(range(1, len(events) + 1))

    assert run(*arguments, environment=desk).returncode == 0
    assert run(*search, environment=desk).stdout == ""
    fresh = ("sync", "--data", str(tmp_path / "new"), "--hub", shop.url)
    assert run(*fresh, environment=desk).returncode == 0
    assert run("search", "--data", str(tmp_path / "new"), WORDS, environment=desk).stdout == ""
