"""A dispute in a shop of one person: prepared, begun anew after a start, looked at, handed in alone after a minute, won.

A real hub, the platforms' books, and a clock set by hand.
"""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit

from inbox.sandbox.server import SandboxServer
from inbox.ui.theme.theme import Theme
from inbox.ui.window.sheet import Sheet
from tests.ui.app.hands import Hands
from tests.ui.app.team import Team, bought

WORDS = "Das Paket ist heute angekommen, danke!"
NAME = "Thu Nguyen, Hamburg"


def _card(hands: Hands, payment: str, words: str) -> str | None:
    card = hands.shown.widgets.panel.card(payment)
    said = "" if card is None else hands.words_of(card)
    return said if words in said else None


def _sheet(hands: Hands, name: str) -> Sheet:
    stage = hands.shown.widgets.window.overlays.stage

    def find() -> Sheet | None:
        shown = (each for each in stage.findChildren(Sheet) if each.isVisible() and each.accessibleName() == name)
        return next(shown, None)

    return hands.until(find)


def _acts(hands: Hands) -> set[str]:
    sections = hands.shown.panel.state.sections
    buttons = (button for section in sections for entry in section.entries for button in entry.buttons)
    return {button.intent for button in buttons if button.intent.startswith("dispute.")}


def _name_field(sheet: Sheet) -> QLineEdit:
    return next(each for each in sheet.findChildren(QLineEdit) if each.accessibleName() == "Customer's name")


def test_who_is_alone_in_the_shop_reads_it_again_and_hands_it_in_after_a_minute(
    tmp_path: Path, qapp: QApplication, theme: Theme
) -> None:
    with SandboxServer() as sandbox:
        team = Team(tmp_path, sandbox)

        def dispute() -> dict[str, Any]:
            found: dict[str, Any] = next(
                each for each in team.control.books()["disputes"].values() if each["charge"] == paid.charge
            )
            return found

        with closing(team.control), team.server:
            with team.desk("Olga", "owner", theme, "en") as desk:
                hands = Hands(desk.shown)
                hands.until(lambda: desk.engine.view.terms.team)
                team.control.say("thu", WORDS)
                chat, paid = bought(desk, hands)
                assert paid.charge is not None
                team.control.dispute("thu", paid.charge, "product_not_received")
                hands.choose(chat)
                hands.until(lambda: _card(hands, paid.id, "Disputed: not received"))
                assert hands.split(paid.id) is None
                hands.click_button(hands.shown.widgets.panel.card(paid.id), "Prepare evidence")
                sheet = _sheet(hands, "Evidence for the dispute")
                field = _name_field(sheet)
                field.clear()
                field.setFocus()
                hands.type(NAME)
                sheet.setFocus()
                hands.press("Esc")
                hands.until(lambda: desk.engine.view.begun)

            # The program was ended: what was begun is there again.
            with team.desk("Olga", "owner", theme, "en") as desk:
                hands = Hands(desk.shown)
                hands.until(lambda: desk.engine.view.terms.team and desk.engine.view.status.online)
                hands.choose(chat)
                hands.until(lambda: _card(hands, paid.id, "Disputed: not received"))
                hands.click_button(hands.shown.widgets.panel.card(paid.id), "Prepare evidence")
                sheet = _sheet(hands, "Evidence for the dispute")
                assert _name_field(sheet).text() == NAME
                hands.click_button(sheet, "Look at the pages")
                assert "Evidence " in hands.words_of(_sheet(hands, "Pages"))
                hands.press("Esc")
                hands.click_button(sheet, "Stage in Stripe")
                hands.until(lambda: _card(hands, paid.id, "Staged by you"))
                assert dispute()["evidence_details"]["submission_count"] == 0
                (money,) = (each for each in desk.reader.payments(chat) if each.payment.id == paid.id)
                assert (money.disputes[0].evidence or {})["customer_name"] == NAME

                # It is read and asked for, and waits for somebody who does not exist.
                hands.click_button(hands.shown.widgets.panel.card(paid.id), "Read and hand in")
                sheet = _sheet(hands, "Answer to the dispute")
                hands.until(lambda: "1 page" in hands.words_of(sheet))
                hands.click_button(sheet, "Go on to hand in")
                hands.until(lambda: _acts(hands) == {"dispute.read"})
                asked = next(each for each in desk.reader.answers_asked(chat) if each.kind == "submit_evidence")
                card = hands.until(lambda: hands.shown.widgets.panel.card(asked.action))
                hands.click_button(card, "Read and decide")
                sheet = _sheet(hands, "Read once more")
                assert "Nobody else can approve this" in hands.words_of(sheet)
                hands.click_button(sheet, "Look at the pages")
                _sheet(hands, "Pages")
                hands.press("Esc")
                hands.press("Return", "Space")
                assert dispute()["evidence_details"]["submission_count"] == 0

                # A minute later it can be, once, and the log says that she was alone.
                team.wait(timedelta(seconds=61))
                hands.click_button(sheet, "Hand in alone")
                hands.until(lambda: dispute()["evidence_details"]["submission_count"] or None)
                hands.until(lambda: _card(hands, paid.id, "Answered, the bank decides"))
                hands.until(lambda: _acts(hands) == set())
                assert not sheet.isVisible()
                hands.until(lambda: desk.engine.view.begun == ())
                team.control.end_dispute(paid.charge, "win")
                hands.until(lambda: _card(hands, paid.id, "Dispute won"))
                assert hands.until(lambda: hands.split(paid.id)).isEnabled()
