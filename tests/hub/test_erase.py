"""A person is erased from everything the hub keeps, and the chain still verifies."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.domain.events import ActionBody, LinkBody, NewEvent, NoteBody, PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.domain.problems import UserError
from inbox.hub import erase
from tests.hub.log_kit import Core, Item, at, running_core, says

CANARY = "Kanarienvogel"
EVA = Contact(wa_id="4915112345678", user_id="DE.77777", username="kanarienvogel", name=CANARY)
MAX = Contact(wa_id="4930123456", name="Max")


@pytest.fixture
def core(tmp_path: Path):
    with running_core(tmp_path) as core:
        yield core


def everything(core: Core) -> str:
    """All values of all tables, as text."""
    with core.store.reader() as reader:
        parts = []
        for model in (*reader.hub.classes.values(), *reader.state.all()):
            rows = reader.db.execute_sql(f"SELECT * FROM {model._meta.table_name}").fetchall()
            parts += [
                bytes(value).decode("latin-1") if isinstance(value, bytes) else str(value)
                for row in rows
                for value in row
            ]
    return "\n".join(parts)


def lived_in(core: Core) -> tuple[str, str]:
    """Eva with all that can be known of a person, and Max; returns their conversations."""
    core.deliver(says("wamid.eva1", EVA, text=CANARY), says("wamid.max1", MAX, text="bleibt"))
    eva, other = (event["conversation"] for event in core.events())
    core.deliver(Item("status", "wamid.eva9", status="read", contact=Contact(user_id="DE.99999")))
    core.deliver(says("wamid.eva9", EVA, 5, text=CANARY, direction="out", action="act"))
    paid = Payment(id="pi_1", charge="ch_1", status="succeeded", name=CANARY, email=f"{CANARY}@example.com")
    core.deliver(Item("payment", "evt_1", payment=paid), source="stripe")
    core.deliver(
        Item("payment", "evt_2", payment=Payment(id="pi_2", conversation=other), conversation=other), source="stripe"
    )
    core.append(
        NewEvent("person.linked", "a_1", at(9), LinkBody(payment="pi_1"), eva),
        NewEvent("note.added", "a_1", at(9), NoteBody(id="n", text=CANARY), eva),
        NewEvent(
            "action.changed", "a_1", at(9), ActionBody("act", "send_text", "succeeded", summary={"text": CANARY}), eva
        ),
    )
    core.deliver(says("wamid.eva1", EVA, text=CANARY), says("wamid.max2", MAX, 6))
    core.deliver(Item("contact_sync", "s1", text=f"{CANARY} 4915112345678"))
    core.deliver(Item("contact_sync", "s2", text="4930123456"))

    def rows(tx) -> None:
        now = at(9)
        action, media = tx.hub.Action, tx.hub.MediaFile
        action.create(
            id="act", kind="send_text", state="succeeded", body=CANARY.encode(), conversation=eva, at=now, changed_at=now,
            place=1, result=CANARY.encode(),
        )  # fmt: skip
        tx.hub.ActionPost.create(
            action="act", step="refund", body=CANARY.encode(), key="act", stripe_version="v", first_date=1, last_date=1
        )
        media.create(id="m_eva", state="stored", conversation=eva, filename=CANARY, at=now)
        media.create(id="m_max", state="stored", conversation=other, at=now)

    core.writer.run(rows)
    return eva, other


def test_nothing_of_the_person_is_left_and_the_others_are(core: Core) -> None:
    eva, _ = lived_in(core)
    assert CANARY in everything(core)
    erased = core.writer.run(lambda tx: erase.erase_person(tx, eva))
    left = everything(core)
    for trace in (CANARY, CANARY.casefold(), "4915112345678", "DE.77777", "DE.99999", "wamid.eva"):
        assert trace not in left, trace
    assert "bleibt" in left
    assert "4930123456" in left
    assert erased.conversations == (eva,)
    assert erased.media == ("m_eva",)
    assert core.rows("SELECT id FROM media_file") == [("m_max",)]
    assert core.verify().broken_at is None
    assert core.verify().erased == erased.rows
    last = core.events()[-1]
    assert (last["type"], last["conversation"]) == ("person.erased", eva)


def test_rows_keep_their_numbers_and_say_that_they_are_erased(core: Core) -> None:
    eva, _ = lived_in(core)
    before = core.events()
    core.writer.run(lambda tx: erase.erase_person(tx, eva))
    after = core.events()
    for old, new in zip(before, after, strict=False):
        assert {key: new[key] for key in ("seq", "at", "type", "actor", "conversation")} == {
            key: old[key] for key in ("seq", "at", "type", "actor", "conversation")
        }
        assert new == old or (new["body"] is None and new["erased"])
    assert any(event.get("erased") and event["conversation"] is None for event in after)


def test_the_same_delivery_again_brings_nobody_back_and_a_new_message_is_a_new_person(core: Core) -> None:
    eva, _ = lived_in(core)
    core.writer.run(lambda tx: erase.erase_person(tx, eva))
    head = len(core.events())
    core.deliver(says("wamid.eva1", EVA, text=CANARY))
    assert len(core.events()) == head
    core.deliver(says("wamid.eva2", EVA, text="Hallo"))
    assert core.events()[-1]["conversation"] not in (eva, None)


def test_all_a_person_was_is_erased_together(core: Core) -> None:
    eva, other = lived_in(core)
    core.append(NewEvent("person.merged", "a_1", at(9), PersonBody(other=other), eva))
    erased = core.writer.run(lambda tx: erase.erase_person(tx, other))
    assert set(erased.conversations) == {eva, other}
    assert set(erased.media) == {"m_eva", "m_max"}
    assert "bleibt" not in everything(core)


@pytest.mark.parametrize(
    ("kind", "state"),
    [("send_text", "queued"), ("refund", "needs_approval"), ("send_text", "sending"), ("refund", "unknown"),
     ("request_payment", "unknown")],
)  # fmt: skip
def test_a_person_with_something_under_way_is_not_erased(core: Core, kind: str, state: str) -> None:
    eva, _ = lived_in(core)
    core.writer.run(lambda tx: tx.hub.Action.update(kind=kind, state=state).execute())
    with pytest.raises(UserError, match="resolve it first"):
        core.writer.run(lambda tx: erase.erase_person(tx, eva))
    assert CANARY in everything(core)


def test_a_message_whose_answer_was_lost_keeps_nobody_from_being_erased(core: Core) -> None:
    eva, _ = lived_in(core)
    core.writer.run(lambda tx: tx.hub.Action.update(state="unknown").execute())
    core.writer.run(lambda tx: erase.erase_person(tx, eva))
    assert CANARY not in everything(core)


def test_nobody_can_be_erased_who_is_not_there(core: Core) -> None:
    eva, _ = lived_in(core)
    with pytest.raises(UserError, match="no conversation"):
        core.writer.run(lambda tx: erase.erase_person(tx, "c_unknown"))
    core.writer.run(lambda tx: erase.erase_person(tx, eva))
    with pytest.raises(UserError, match="no conversation"):
        core.writer.run(lambda tx: erase.erase_person(tx, eva))


def test_what_was_erased_is_erased_again_after_a_restore(core: Core, tmp_path: Path) -> None:
    eva, _ = lived_in(core)
    with running_core(tmp_path / "backup") as backup:
        core.store.writer_db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        backup.store.close()
        (tmp_path / "backup" / "hub.db").write_bytes((tmp_path / "hub.db").read_bytes())
    core.writer.run(lambda tx: erase.erase_person(tx, eva))
    with core.store.reader() as reader:
        remembered = erase.erasures(reader.hub)
    assert remembered == [eva]
    with running_core(tmp_path / "backup") as restored:
        assert CANARY in everything(restored)
        again = [*remembered, "c_never_here"]
        assert restored.writer.run(lambda tx: erase.erase_again(tx, again)) == ["m_eva"]
        assert CANARY not in everything(restored)
        assert restored.writer.run(lambda tx: erase.erase_again(tx, again)) == []
        assert restored.verify().broken_at is None
