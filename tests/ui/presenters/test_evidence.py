"""The page of evidence: what is gathered, ticked and typed, what is missing, and how it goes to Stripe without being lost."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Begun, Changes, Status, Terms
from inbox.domain.actions import StageEvidence, decode_action
from inbox.domain.evidence_pack import Printed, PrintedPack
from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError
from inbox.domain.terms import Returns
from inbox.ui.models.presenters.evidence import EvidencePresenter
from inbox.ui.models.states.evidence import EvidencePage
from tests.ui.presenters.dispute_case import CHAT, DAY, STAGED, ago, case
from tests.ui.presenters.pretend_desk import PretendDesk, entry, paid

pytestmark = pytest.mark.usefixtures("qapp")


class Press:
    """Prints when it is told to."""

    def __init__(self) -> None:
        self.packs: list[PrintedPack] = []
        self.futures: list[Future[Printed]] = []

    def __call__(self, pack: PrintedPack) -> Future[Printed]:
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
    assert heads["wamid.3"].endswith("Shop · delivered")
    assert not any("intern" in line.text for line in page(presenter).lines)


def test_fields_are_filled_with_what_is_known_and_what_is_missing_is_named() -> None:
    presenter = opened(case())
    assert field(presenter, "shipping_tracking_number") == "00340434161094012345"
    assert field(presenter, "shipping_carrier") == "DHL"
    assert field(presenter, "shipping_address") == "Farid Haddad, Deichstraße 1, 20459 Hamburg, DE"
    assert field(presenter, "shipping_date") == "2026-11-05"
    assert field(presenter, "product_description") == "1 × Handmühle; 2 × Filter"
    assert page(presenter).missing == ""
    presenter.edit_field("shipping_carrier", " ")
    assert page(presenter).missing == "Missing, and it matters for this reason: Carrier."


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
    assert "Shop antwortet" not in field(presenter, "uncategorized_text")
    presenter.tick("wamid.4", False)
    assert "Erhalt" not in field(presenter, "uncategorized_text")
    presenter.edit_meaning("wamid.1", "Farid bestellt die Mühle")
    assert field(presenter, "uncategorized_text").startswith("Farid bestellt die Mühle.\n")
    presenter.edit_field("uncategorized_text", "Meine Worte")
    presenter.tick("wamid.1", False)
    assert field(presenter, "uncategorized_text") == "Meine Worte"


def test_what_was_changed_is_there_when_it_is_opened_again_even_after_a_new_start() -> None:
    pretend = case()
    presenter = opened(pretend)
    presenter.edit_field("customer_name", "F. Haddad")
    presenter.tick("wamid.7", True)
    presenter.edit_meaning("wamid.7", "Farid ist zufrieden")
    presenter.choose_language("en")
    presenter.edit_meaning("wamid.7", "Farid is content")
    presenter.close()
    assert presenter.state is None
    again = PretendDesk()
    again.reads.rows, again.reads.lines, again.reads.money = pretend.reads.rows, pretend.reads.lines, pretend.reads.money
    again.commands.say(terms=pretend.desk.terms, begun=pretend.commands.view.begun)
    again.reads.lines.append(entry("wamid.8", -5, text="Habe es doch bekommen"))
    presenter = opened(again)
    assert field(presenter, "customer_name") == "F. Haddad"
    lines = {line.id: line for line in page(presenter).lines}
    assert (lines["wamid.7"].is_taken, lines["wamid.7"].meaning) == (True, "Farid is content")
    assert lines["wamid.8"].meaning.startswith("Customer confirms receipt")
    presenter.choose_language("de")
    assert {line.id: line.meaning for line in page(presenter).lines}["wamid.7"] == "Farid ist zufrieden"


def test_it_is_kept_while_it_is_typed(qtbot: QtBot) -> None:
    pretend = case()
    presenter = opened(pretend)
    presenter.edit_field("customer_name", "F. Haddad")
    qtbot.waitUntil(lambda: bool(pretend.commands.view.begun), timeout=20_000)
    (begun,) = pretend.commands.view.begun
    assert (begun.name, begun.conversation) == ("evidence:du_1", CHAT)


def staged_with(pretend: PretendDesk, name: str) -> None:
    """Type a name, leave a line out, and send the answer off."""
    press = Press()
    presenter = opened(pretend, press)
    presenter.edit_field("customer_name", name)
    presenter.tick("wamid.2", False)
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(Printed(b"%PDF", 1))
    pretend.clicks.settle()
    pretend.clicks.settle()
    presenter.close()


def told(pretend: PretendDesk, **facts: object) -> EvidencePresenter:
    """Let the log tell something of the dispute."""
    pretend.reads.money = case(**facts).reads.money
    presenter = EvidencePresenter(pretend.desk, pretend.clicks, Press())
    presenter.take(Changes(persons=frozenset({CHAT})))
    return presenter


def test_what_the_hub_refuses_is_typed_only_once() -> None:
    pretend = case()
    staged_with(pretend, "F. Haddad")
    presenter = told(pretend)
    presenter.open(CHAT, "pi_1")
    assert field(presenter, "customer_name") == "F. Haddad"


def test_once_it_is_staged_the_ticks_stay_and_what_is_at_stripe_counts() -> None:
    pretend = case()
    staged_with(pretend, "F. Haddad")
    (wish,) = pretend.commands.clicked
    assert isinstance(wish, StageEvidence)
    said = {str(name): text for name, text in wish.evidence.items()}
    told(pretend, has_evidence=True, evidence={**said, "customer_communication": "file_1"})
    # A colleague changes it afterwards.
    presenter = told(pretend, has_evidence=True, evidence={**said, "customer_name": "Farid H."})
    presenter.open(CHAT, "pi_1")
    assert field(presenter, "customer_name") == "Farid H."
    assert not next(line for line in page(presenter).lines if line.id == "wamid.2").is_taken


@pytest.mark.parametrize("status", ["under_review", "won"])
def test_it_is_forgotten_once_nobody_waits_for_an_answer_and_its_page_goes_away(status: str) -> None:
    pretend = case()
    staged_with(pretend, "F. Haddad")
    presenter = opened(pretend)
    done: list[bool] = []
    presenter.done.connect(lambda: done.append(True))
    assert len(pretend.commands.view.begun) == 1
    pretend.reads.money = case(status=status).reads.money
    presenter.take(Changes(persons=frozenset({CHAT})))
    assert pretend.commands.view.begun == ()
    assert done == [True]


def test_what_was_typed_about_a_person_who_is_erased_is_not_kept_after_all() -> None:
    pretend = case()
    presenter = opened(pretend)
    presenter.done.connect(presenter.close)
    presenter.edit_field("customer_name", "F. Haddad")
    pretend.reads.rows, pretend.reads.money = [], []
    presenter.take(Changes(persons=frozenset({CHAT})))
    assert presenter.state is None
    assert pretend.commands.view.begun == ()


def test_what_cannot_be_read_any_more_is_found_again() -> None:
    pretend = case()
    pretend.commands.say(begun=(Begun("evidence:du_1", CHAT, b'{"language": 7}', "2026-11-22T10:00:00Z"),))
    assert field(opened(pretend), "customer_name") == "Farid Haddad"


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
    press.futures[0].set_result(Printed(b"%PDF-1.7", 1))
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
    assert (facts["Shop"], facts["Streitfall"], facts["Betrag"]) == ("Rösterei Nordlicht", "du_1", "59,00\xa0€")
    assert facts["Alle Zeiten"] == "UTC"
    assert len(pack.rows) == 5
    assert pack.rows[0][2].startswith("Shop antwortet")
    assert facts["Nachrichten"] == "3 von 6, 03.11.2026 bis 11.11.2026; vom Shop ausgewählt"
    assert pack.statement[0] == "Stellungnahme"
    assert pack.foot == "Rösterei Nordlicht · du_1"


def test_a_lost_hub_is_said_and_nothing_typed_is_lost() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    presenter.edit_field("customer_name", "F. Haddad")
    pretend.commands.handing = Future()
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(Printed(b"%PDF", 1))
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


@pytest.mark.parametrize(
    ("printed", "card", "words"),
    [
        (Printed(b"x" * 4_600_000, 40), "Visa 4242", "The pages have 4.6 MB, and Stripe takes 4.5 MB at most: leave"),
        (Printed(b"x", 51), "Visa 4242", "These are 51 pages, and the customer's bank reads 50 at most: leave"),
        (Printed(b"x", 20), "Mastercard 4444", "These are 20 pages, and the customer's bank reads 19 at most: leave"),
    ],
)
def test_pages_nobody_would_take_are_not_sent(printed: Printed, card: str, words: str) -> None:
    pretend, press = case(), Press()
    (money,) = pretend.reads.money
    payment = msgspec.structs.replace(money.payment, method_label=card)
    pretend.reads.money = [msgspec.structs.replace(money, payment=payment)]
    presenter = opened(pretend, press)
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(printed)
    pretend.clicks.settle()
    assert pretend.commands.handed_over == []
    assert page(presenter).problem.startswith(words)
    presenter.tick("wamid.1", False)
    assert page(presenter).problem == ""
    assert page(presenter).stage.is_enabled


def test_the_pages_can_be_looked_at_before_they_go_anywhere() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    looked: list[tuple[str, bytes]] = []
    presenter.look_wanted.connect(lambda name, content: looked.append((name, content)))
    presenter.act("dispute.look", "")
    press.futures[0].set_result(Printed(b"%PDF", 60, 2))
    pretend.clicks.settle()
    assert page(presenter).counted.endswith("characters · 60 pages · 1 kB")
    assert page(presenter).missing.startswith("No font on this computer has 2 of the signs")
    assert looked == [("Evidence du_1.pdf", b"%PDF")]
    assert page(presenter).problem.startswith("These are 60 pages")
    assert pretend.commands.handed_over == []


def test_the_pages_can_be_saved_without_staging() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    saved: list[str] = []
    presenter.saved.connect(saved.append)
    presenter.save("/tmp/pack.pdf")
    press.futures[0].set_result(Printed(b"%PDF", 1))
    pretend.clicks.settle()
    pretend.clicks.settle()
    assert pretend.commands.saved_bytes == [(Path("/tmp/pack.pdf"), b"%PDF")]
    assert saved == ["pack.pdf"]


def test_what_is_staged_already_stands_in_the_fields() -> None:
    presenter = opened(case(has_evidence=True, evidence=STAGED))
    assert field(presenter, "uncategorized_text") == STAGED["uncategorized_text"]


def test_what_is_read_and_what_is_left_out_is_said() -> None:
    pretend = case()
    assert page(opened(pretend)).reach == (
        "6 messages from 3 Nov to 11 Nov were looked through. The team's notes are never included."
    )
    pretend.commands.say(status=Status(online=True, done=10, total=90))
    assert "still fetching older messages" in page(opened(pretend)).reach
    pretend.reads.lines = []
    assert page(opened(pretend)).reach.startswith("There are no messages around this payment.")


def test_the_whole_chat_is_looked_through_when_that_is_wanted() -> None:
    pretend = case()
    pretend.reads.lines.insert(0, entry("wamid.0", -400 * DAY, text="Ich möchte gern bestellen"))
    presenter = opened(pretend)
    further = page(presenter).further
    assert further is not None
    assert not any(line.id == "wamid.0" for line in page(presenter).lines)
    presenter.act(further.intent, "du_1")
    assert page(presenter).further is None
    old = next(line for line in page(presenter).lines if line.id == "wamid.0")
    # What was ordered a year before is another order.
    assert not old.is_taken
    assert page(presenter).reach.startswith("7 messages from 18 Oct 2025 to 11 Nov were looked through.")


def test_of_a_busy_chat_what_says_most_stands_on_the_page_and_the_pages_say_so() -> None:
    pretend, press = case(), Press()
    busy = [entry(f"wamid.x{n}", -12 * DAY + n, text=f"Nachricht {n}") for n in range(400)]
    pretend.reads.lines = sorted([*pretend.reads.lines, *busy], key=lambda line: line.id)
    presenter = opened(pretend, press)
    shown = {line.id for line in page(presenter).lines}
    assert {"wamid.1", "wamid.3", "wamid.4"} <= shown
    assert len(shown) == 102
    assert "306 that seem to say less of the order are left out." in page(presenter).reach
    presenter.act("dispute.stage", "")
    assert dict(press.packs[0].facts)["Nachrichten"] == "4 von 406, 03.11.2026 bis 11.11.2026; vom Shop ausgewählt"


def test_a_chat_too_long_to_be_read_is_read_at_both_ends_and_the_hole_is_said() -> None:
    pretend, press = case(), Press()
    endless = [entry(f"wamid.x{n}", -16 * DAY + 10 * n, text=f"Nachricht {n}") for n in range(1500)]
    pretend.reads.lines = sorted([*pretend.reads.lines, *endless], key=lambda line: line.id)
    presenter = opened(pretend, press)
    assert {"wamid.1", "wamid.3"} <= {line.id for line in page(presenter).lines}
    assert "Between 8 Nov and 14 Nov there are more than can be looked through." in page(presenter).reach
    presenter.act("dispute.stage", "")
    assert dict(press.packs[0].facts)["Nachrichten"].endswith("ohne die vom 08.11.2026 bis 14.11.2026")


def test_an_inquiry_is_called_one_on_the_pages() -> None:
    press = Press()
    presenter = opened(case(status="warning_needs_response"), press)
    assert page(presenter).lines[-1].meaning == "Die Bank fragt nach der Zahlung am 21. Nov. 2026"
    presenter.act("dispute.stage", "")
    (pack,) = press.packs
    assert pack.title == "Belege zur Anfrage der Bank"
    assert dict(pack.facts)["Anfrage der Bank"] == "du_1"
    assert "Streitfall" not in dict(pack.facts)
    assert "fragt" not in pack.statement[1]


def test_against_fraud_earlier_payments_speak_that_nobody_disputed() -> None:
    pretend = case(reason="fraudulent")
    (money,) = pretend.reads.money
    for name, days, disputed in (("pi_2", 60, False), ("pi_3", 90, True)):
        before = paid(name, 1200)
        payment = msgspec.structs.replace(before.payment, created=ago(days=days), disputed=disputed)
        pretend.reads.money.append(msgspec.structs.replace(before, payment=payment))
    lines = {line.id: line.meaning for line in page(opened(pretend)).lines}
    assert lines["pi_2"] == "Frühere Zahlung über 12,00\xa0€ mit Visa 4242, nicht bestritten am 23. Sept. 2026"
    assert "pi_3" not in lines
    pretend.reads.money[0] = msgspec.structs.replace(
        money, disputes=(msgspec.structs.replace(money.disputes[0], reason="product_not_received"),)
    )
    assert "pi_2" not in {line.id for line in page(opened(pretend)).lines}


def test_the_shops_terms_stand_in_their_field_and_on_the_pages() -> None:
    pretend, press = case(reason="product_unacceptable"), Press()
    returns = Returns("https://hafen.example/widerruf", "Rückgabe binnen 30 Tagen.")
    pretend.commands.say(terms=Terms(name="Rösterei Nordlicht", language="de", returns=returns))
    presenter = opened(pretend, press)
    words = "Nachzulesen unter https://hafen.example/widerruf\n\nRückgabe binnen 30 Tagen."
    assert field(presenter, "refund_policy_disclosure") == words
    presenter.act("dispute.stage", "")
    assert press.packs[0].policy == ("Bedingungen des Shops für Rückgabe und Erstattung", words)


def test_no_word_of_a_german_pack_is_english_and_none_is_a_code() -> None:
    press = Press()
    presenter = opened(case(reason="fraudulent"), press)
    presenter.act("dispute.stage", "")
    (pack,) = press.packs
    said = " ".join((*(" ".join(fact) for fact in pack.facts), *(" ".join(row) for row in pack.rows), pack.course))
    for foreign in ("fraudulent", "delivered", "zugestellt", "image", "Payment", "Customer"):
        assert foreign not in said
    assert dict(pack.facts)["Grund der Bank"] == "Karteninhaber hat nicht selbst bezahlt · Code der Bank 13.1"
    assert [row[4] for row in pack.rows if row[4]] == ["Nachricht gelesen", "Nachricht angekommen"]


def test_nothing_opens_where_nothing_waits_for_an_answer() -> None:
    assert opened(case(status="under_review")).state is None
    pretend = case()
    pretend.reads.money = []
    assert opened(pretend).state is None


def test_the_wish_can_be_read_back() -> None:
    pretend, press = case(), Press()
    presenter = opened(pretend, press)
    presenter.act("dispute.stage", "")
    press.futures[0].set_result(Printed(b"%PDF", 1))
    pretend.clicks.settle()
    pretend.clicks.settle()
    from inbox.domain.actions import encode_action

    assert decode_action(encode_action(pretend.commands.clicked[0])) == pretend.commands.clicked[0]
