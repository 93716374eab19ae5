"""A person is found by whatever is known of them, and nobody is found by what is another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.domain.problems import UserError
from inbox.hub import privacy
from tests.hub.log_kit import Core, Item, running_core, says

EVA = Contact(wa_id="4915112345678", user_id="DE.1", username="eva", name="Eva", phone="+4915112345678")
MAX = Contact(wa_id="4930123456", name="Max", phone="+4930123456")


@pytest.fixture
def core(tmp_path: Path):
    with running_core(tmp_path) as core:
        core.deliver(says("wamid.1", EVA), says("wamid.2", MAX))
        paid = Payment(
            id="pi_1", charge="ch_1", status="succeeded", customer="cus_1", email="Eva.L@Example.com", phone="+4915112345678"
        )
        core.deliver(Item("payment", "evt_1", payment=paid), source="stripe")
        stranger = Payment(id="pi_2", status="succeeded", customer="cus_2", email="nobody@example.com")
        core.deliver(Item("payment", "evt_2", payment=stranger), source="stripe")
        yield core


def found(core: Core, said: str) -> str:
    with core.store.reader() as reader:
        return privacy.find(reader.state, said)


@pytest.mark.parametrize(
    "said",
    [
        "+49 151 12345678", "4915112345678", "0151 12345678", "DE.1", "@eva", "eva", " cus_1 ", "eva.l@example.com",
        "EVA.L@EXAMPLE.COM",
    ],
)  # fmt: skip
def test_a_person_is_found_by_each_of_their_keys_and_by_what_they_paid_with(core: Core, said: str) -> None:
    eva = core.events()[0]["conversation"]
    assert found(core, said) == found(core, eva) == eva


@pytest.mark.parametrize("said", ["cus_2", "nobody@example.com", "cus_9", "x@y", "@", "", "+49 30 999999"])
def test_nobody_is_taken_for_another(core: Core, said: str) -> None:
    with pytest.raises(UserError, match="Nobody here"):
        found(core, said)
