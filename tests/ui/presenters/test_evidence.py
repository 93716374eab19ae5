"""The page of evidence: what is gathered, ticked and typed, what is missing, and how it goes to Stripe without being lost."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest

from inbox.domain.actions import StageEvidence, decode_action
from inbox.domain.evidence_pack import PrintedPack
from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError
from inbox.ui.models.presenters.evidence import EvidencePresenter
from inbox.ui.models.states.evidence import EvidencePage
from tests.ui.presenters.dispute_case import CHAT, DAY, STAGED, case
from tests.ui.presenters.pretend_desk import PretendDesk, entry


class Press:
    """Prints when it is told to."""

    def __init__(self) -> None:
        self.packs: list[PrintedPack] = []
        self.futures: list[Future[bytes]] = []

    def __call__(self, pack: PrintedPack) -> Future[bytes]:
        self.packs.append(pack)
        self.futures.append(Future())
        return self.futures[-1]


def opened(pretend: PretendDesk, press: Press | None = None) -> EvidencePresenter:
    presenter = EvidencePresenter(pretend.desk, pretend.clicks, press or Press())
    presenter.open(CHAT, "pi_1")
    return presenter


def page(presenter: EvidencePresenter) -> EvidencePage:
    assert presenter.state is not None
    return presenter.state


def field(presenter: EvidencePresenter, name: str) -> str:
    return next(each.text for each in page(presenter).fields if each.id == name)


def test_what_was_said_paid_and_disputed_stands_in_the_order_of_time_with_its_meaning() -> None:
    presenter = opened(case())
    assert [(line.id, line.meaning, line.is_taken) for line in page(presenter).lines] == [
        ("wamid.1", "Kunde bestellt am 3. Nov. 2026", True),
        ("wamid.2", "Shop antwortet am 3. Nov. 2026", True),
        ("pi_1", "Zahlung über 59,00\xa0€ mit Visa 4242 am 3. Nov. 2026", True),
        ("wamid.3", "Shop nennt die Sendungsnummer am 5. Nov. 2026", True),
        ("wamid.4", "Kunde bestätigt den Erhalt am 8. Nov. 2026", True),
        ("wamid.5", "Kunde schickt eine Datei am 8. Nov. 2026", False),
        ("wamid.7", "Shop antwortet am 11. Nov. 2026", False),
        ("du_1", "Der Streitfall wird eröffnet am 21. Nov. 2026", True),
    ]
    heads = {line.id: line.head for line in page(presenter).lines}
    assert heads["wamid.3"].endswith("Shop · zugestellt")
    assert not any("intern" in line.text for line in page(presenter).lines)


def test_fields_are_filled_with_what_is_known_and_what_is_missing_is_named() -> None:
    presenter = opened(case())
    assert field(presenter, "shipping_tracking_number") == "00340434161094012345"
    assert field(presenter, "shipping_carrier") == "DHL"
    assert field(presenter, "shipping_address") == "Farid Haddad, Deichstraße 1, 20459 Hamburg, DE"
    assert field(presenter, "product_description") == "1 × Handmühle; 2 × Filter"
    assert page(presenter).missing == ""
    presenter.edit_field("shipping_carrier", " ")
    assert page(presenter).missing == "Missing, and it weighs with this reason: Carrier."


@pytest.mark.parametrize(
    ("reason", "names"),
    [
        ("fraudulent", {"billing_address", "customer_email_address", "shipping_address"}),
        ("product_unacceptable", {"refund_refusal_explanation", "refund_policy_disclosure"}),
        ("duplicate", {"uncategorized_text"}),
    ],
)
def test_each_reason_asks_for_its_own_fields(reason: str, names: set[str]) -> None:
    shown = {each.id for each in page(opened(case(reason=reason))).fields}
    assert names <= shown
    assert (len(shown) == 1) is (reason == "duplicate")


def test_the_statement_follows_the_ticks_until_it_is_typed() -> None:
    presenter = opened(case())
    presenter.tick("wamid.2", False)
    assert "Shop antwortet" not in field(presenter, "uncategorized_text")
    presenter.edit_meaning("wamid.1", "Farid bestellt die Mühle")
    assert field(presenter, "uncategorized_text").startswith("Farid bestellt die Mühle.\n")
    presenter.edit_field("uncategorized_text", "Meine Worte")
    presenter.tick("wamid.1", False)
    assert field(presenter, "uncategorized_text") == "Meine Worte"


def test_what_was_typed_is_there_when_it_is_opened_again() -> None:
    presenter = opened(case())
    presenter.edit_field("customer_name", "F. Haddad")
    presenter.close()
    assert presenter.state is None
    presenter.open(CHAT, "pi_1")
    assert field(presenter, "customer_name") == "F. Haddad"


def test_another_language_writes_the_lines_anew_and_keeps_ticks_and_fields() -> None:
    presenter = opened(case())
    presenter.tick("wamid.7", True)
    presenter.edit_field("customer_name", "F. Haddad")
    presenter.choose_language("en")
    lines = {line.id: line for line in page(presenter).lines}
    assert lines["wamid.4"].meaning == "Customer confirms receipt on 8 Nov 2026"
    assert lines["wamid.7"].is_taken
    assert field(presenter, "customer_name") == "F. Haddad"
    assert "Customer confirms receipt" in field(presenter, "uncategorized_text")


def test_it_is_printed_handed_over_and_staged_in_this_order() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    done: list[bool] = []
    presenter.done.connect(lambda: done.append(True))
    presenter.act("dispute.stage", "")
    presenter.act("dispute.stage", "")
    assert len(press.packs) == 1
    assert page(presenter).progress == "The pages are being made …"
    press.futures[0].set_result(b"%PDF-1.7")
    pretend.clicks.settle()
    assert pretend.commands.handed_over == [("evidence-du_1.pdf", "application/pdf", b"%PDF-1.7")]
    pretend.clicks.settle()
    (clicked,) = pretend.commands.clicked
    assert isinstance(clicked, StageEvidence)
    assert (clicked.dispute, clicked.media, clicked.file_as) == ("du_1", MediaId("m_" + "0" * 24), "customer_communication")
    assert clicked.evidence["shipping_carrier"] == "DHL"
    assert done == [True]


def test_the_pages_say_shop_case_zone_and_only_what_is_ticked() -> None:
    press = Press()
    presenter = opened(case(), press)
    presenter.tick("wamid.1", False)
    presenter.act("dispute.stage", "")
    (pack,) = press.packs
    facts = dict(pack.facts)
    assert (facts["Shop"], facts["Streitfall"], facts["Betrag"]) == ("Rösterei Nordlicht", "du_1 · 13.1", "59,00\xa0€")
    assert facts["Alle Zeiten"] == "UTC"
    assert len(pack.rows) == 5
    assert pack.rows[0][2].startswith("Shop antwortet")
    assert pack.foot == "Rösterei Nordlicht · du_1"


def test_a_lost_hub_is_said_and_nothing_typed_is_lost() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    presenter.edit_field("customer_name", "F. Haddad")
    pretend.commands.handing = Future()
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(b"%PDF")
    pretend.clicks.settle()
    pretend.commands.handing.set_exception(OutsideError("The hub is away; try again when it is back."))
    pretend.clicks.settle()
    assert page(presenter).problem == "The hub is away; try again when it is back."
    assert field(presenter, "customer_name") == "F. Haddad"
    assert page(presenter).stage.is_enabled


def test_too_long_and_card_numbers_are_said_before_the_click() -> None:
    presenter = opened(case())
    presenter.edit_field("customer_name", "x" * 1001)
    shown = next(each for each in page(presenter).fields if each.id == "customer_name")
    assert (shown.count, shown.has_problem) == ("1,001 / 1,000", True)
    assert not page(presenter).stage.is_enabled
    assert page(presenter).problem == "The answer is too long: 1000 characters are the most there; shorten it."
    presenter.edit_field("customer_name", "4242 4242 4242 4242")
    assert "card number" in page(presenter).problem


def test_pages_larger_than_stripe_takes_are_not_sent() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(b"x" * 4_500_001)
    pretend.clicks.settle()
    assert pretend.commands.handed_over == []
    assert page(presenter).problem.startswith("The pages are larger")


def test_the_pages_can_be_saved_without_staging() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    saved: list[str] = []
    presenter.saved.connect(saved.append)
    presenter.save("/tmp/pack.pdf")
    press.futures[0].set_result(b"%PDF")
    pretend.clicks.settle()
    pretend.clicks.settle()
    assert pretend.commands.saved_bytes == [(Path("/tmp/pack.pdf"), b"%PDF")]
    assert saved == ["pack.pdf"]


def test_what_is_staged_already_stands_in_the_fields() -> None:
    presenter = opened(case(has_evidence=True, evidence=STAGED))
    assert field(presenter, "uncategorized_text") == STAGED["uncategorized_text"]


def test_only_so_many_lines_are_gathered_and_that_is_said() -> None:
    pretend = case()
    pretend.reads.lines = [entry(f"wamid.x{n}", -12 * DAY + n, text=f"Nachricht {n}") for n in range(400)]
    presenter = opened(pretend)
    assert len(page(presenter).lines) < 250
    assert page(presenter).reach.startswith("Only the newest messages")


def test_nothing_opens_where_nothing_waits_for_an_answer() -> None:
    assert opened(case(status="under_review")).state is None
    pretend = case()
    pretend.reads.money = []
    assert opened(pretend).state is None


def test_the_wish_can_be_read_back() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(b"%PDF")
    pretend.clicks.settle()
    pretend.clicks.settle()
    from inbox.domain.actions import encode_action

    assert decode_action(encode_action(pretend.commands.clicked[0])) == pretend.commands.clicked[0]
