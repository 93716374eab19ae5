"""The page of the replies: found, read, written, saved for the team, dropped and had back."""

from __future__ import annotations

from concurrent.futures import Future

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from inbox.desk.ports import Changes, FileProblemError, Status
from inbox.domain import replies
from inbox.domain.actions import DropReply, KeepReply
from inbox.domain.ids import MediaId
from inbox.domain.problems import Problem
from inbox.domain.replies import Own, Reply, ReplyFile
from inbox.ui.models.presenters.reply_page import ReplyPagePresenter
from inbox.ui.models.rows import plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.reply_page import ReplyForm, ReplyPage
from inbox.ui.resources import starter_replies
from tests.ui.presenters.pretend_desk import PretendDesk, item

ALL = replies.read(starter_replies().read_bytes())
SIZES = Reply(id="own-1", category="own", title={"de": "Größen", "en": "Sizes"}, text={"en": "These are our sizes."})
TOLD = Changes(flags=frozenset({"replies"}))


@pytest.fixture
def owner(qapp: QApplication) -> PretendDesk:
    return PretendDesk("owner", replies=ALL)


def opened(pretend: PretendDesk) -> ReplyPagePresenter:
    page = ReplyPagePresenter(pretend.desk, pretend.clicks)
    page.open()
    return page


def shown(page: ReplyPagePresenter) -> ReplyPage:
    assert page.state is not None
    return page.state


def form(page: ReplyPagePresenter) -> ReplyForm:
    found = shown(page).form
    assert found is not None
    return found


def offered(page: ReplyPagePresenter) -> dict[str, tuple[bool, str]]:
    return {one.intent: (one.is_enabled, one.reason) for one in form(page).buttons}


def chips(page: ReplyPagePresenter) -> dict[str, str]:
    return {row.id: row.chip.text for row in shown(page).rows if row.chip is not None}


def test_every_reply_is_there_and_the_first_one_can_be_read(owner: PretendDesk) -> None:
    page = opened(owner)
    assert [row.id for row in shown(page).rows] == [reply.id for reply in ALL]
    assert (shown(page).rows[0].title, shown(page).rows[0].detail) == ("Greeting", "First answer")
    assert [field.id for field in form(page).fields] == ["title.en", "title.de", "text.de-sie", "text.de-du", "text.en"]
    assert form(page).fields[4].value.startswith("Hello {{customer.first_name}}")
    assert offered(page) == {Intent.REPLY_DROP: (True, "")}
    page.search("where parcel")
    assert shown(page).rows[0].id == "where-parcel"
    assert form(page).id == "where-parcel"
    page.search("xyzzy")
    assert (shown(page).rows, shown(page).form, shown(page).empty) == ((), None, "No reply fits.")


def test_a_new_one_is_written_and_saved_for_the_team(owner: PretendDesk) -> None:
    page = opened(owner)
    page.act(Intent.REPLY_NEW, "")
    name = form(page).id
    assert chips(page) == {name: "Not saved"}
    assert offered(page)[Intent.REPLY_SAVE] == (False, "Give it a title.")
    page.edit("title.en", " Sizes ")
    assert form(page).problem == "Write it in one language at least."
    page.edit("text.en", "Size {{shoe.size}}")
    assert form(page).problem.startswith("Nothing fills “shoe.size” by itself.")
    page.edit("text.en", "Size {{?shoe size}}\n")
    page.choose_category("delivery")
    assert form(page).problem == ""
    page.act(Intent.REPLY_SAVE, name)
    (action,) = owner.commands.clicked
    assert isinstance(action, KeepReply)
    assert action.reply == Reply(id=name, category="delivery", title={"en": "Sizes"}, text={"en": "Size {{?shoe size}}"})

    owner.commands.stand(item(action, "sending"))
    page.take(Changes(actions=frozenset({action.id})))
    assert offered(page)[Intent.REPLY_SAVE] == (False, "Being saved")
    owner.commands.stand(item(action, "succeeded"))
    owner.reads.own_replies = {name: Own(action.reply)}
    page.take(TOLD)
    assert chips(page) == {name: "Your own"}
    assert offered(page) == {Intent.REPLY_DROP: (True, "")}


def test_what_is_written_is_kept_while_the_page_is_closed_and_can_be_left(owner: PretendDesk) -> None:
    page = opened(owner)
    page.edit("text.en", "Hey!")
    page.close()
    assert page.state is None
    page.open()
    assert form(page).fields[4].value == "Hey!"
    page.choose("wait")
    assert chips(page) == {"greet": "Not saved"}
    page.act(Intent.REPLY_FORGET, "greet")
    assert chips(page) == {}
    assert owner.commands.clicked == []


def test_what_the_hub_refuses_is_said_and_nothing_is_lost(owner: PretendDesk) -> None:
    page = opened(owner)
    page.edit("text.en", "Pay with 4242 4242 4242 4242")
    page.act(Intent.REPLY_SAVE, "greet")
    problem = Problem("card-number", "The text contains a card number; remove it, card data is neither sent nor kept.")
    owner.commands.stand(item(owner.commands.clicked[0], "refused", problem))
    page.take(Changes(actions=frozenset({owner.commands.clicked[0].id})))
    assert "card number" in form(page).problem
    assert form(page).fields[4].value == "Pay with 4242 4242 4242 4242"


def test_a_file_goes_with_a_reply_and_can_be_left_out(owner: PretendDesk) -> None:
    page = opened(owner)
    button = form(page).file_button
    assert button is not None
    assert (button.intent, button.is_enabled, form(page).file) == (Intent.REPLY_FILE, True, "")
    owner.commands.bringing = Future()
    page.attach("/home/jana/Sizes.pdf")
    assert form(page).file == "Sizes.pdf goes to the hub …"
    page.edit("text.en", "Here they are.")
    assert offered(page)[Intent.REPLY_SAVE] == (False, "Being saved")
    owner.commands.bringing.set_result(ReplyFile(media=MediaId("m_1"), name="Sizes.pdf", size=120_000))
    owner.clicks.settle()
    assert form(page).file == "Sizes.pdf · 120 kB"
    page.act(Intent.REPLY_SAVE, "greet")
    (action,) = owner.commands.clicked
    assert isinstance(action, KeepReply)
    assert action.reply.file == ReplyFile(media=MediaId("m_1"), name="Sizes.pdf", size=120_000)
    page.act(Intent.REPLY_NO_FILE, "greet")
    assert form(page).file == ""


def test_a_file_that_is_not_taken_is_said(owner: PretendDesk) -> None:
    page, said = opened(owner), []
    owner.clicks.failed.connect(said.append)
    owner.commands.bringing = Future()
    owner.commands.bringing.set_exception(FileProblemError(Problem("file-empty", "x", facts={"name": "Sizes.pdf"})))
    page.attach("/home/jana/Sizes.pdf")
    owner.clicks.settle()
    assert (said, form(page).file) == (["Sizes.pdf is empty."], "")


def test_one_is_dropped_offered_again_and_a_changed_starter_is_had_back(owner: PretendDesk) -> None:
    page = opened(owner)
    page.act(Intent.REPLY_DROP, "greet")
    owner.reads.own_replies = {"greet": Own(None, is_dropped=True), "own-1": Own(SIZES)}
    page.take(TOLD)
    assert [shown(page).rows[place].id for place in (0, -1)] == ["own-1", "greet"]
    assert chips(page) == {"greet": "Not offered", "own-1": "Your own"}
    page.choose("greet")
    assert list(offered(page)) == [Intent.REPLY_OFFER]
    page.act(Intent.REPLY_OFFER, "greet")

    changed = msgspec.structs.replace(ALL[0], text={"en": "Hey!"})
    owner.reads.own_replies = {"greet": Own(changed)}
    page.take(TOLD)
    assert chips(page) == {"greet": "Changed"}
    page.act(Intent.REPLY_RESTORE, "greet")
    drop, offer, restore = owner.commands.clicked
    assert isinstance(drop, DropReply)
    assert isinstance(offer, KeepReply)
    assert isinstance(restore, DropReply)
    assert (drop.restore, offer.reply, restore.restore) == (False, ALL[0], True)


def test_an_agent_reads_and_does_not_change(qapp: QApplication) -> None:
    pretend = PretendDesk("agent", replies=ALL)
    page = opened(pretend)
    page.edit("text.en", "Hey!")
    assert all(field.is_fixed and field.value for field in form(page).fields)
    assert (form(page).buttons, form(page).gaps, chips(page)) == ((), (), {})
    assert shown(page).note == "Only a supervisor or an owner may change replies."
    assert shown(page).new is not None
    assert not shown(page).new.is_enabled


def test_without_the_hub_nothing_is_saved_and_what_is_written_stays(owner: PretendDesk) -> None:
    page = opened(owner)
    page.edit("text.en", "Hey!")
    owner.commands.say(status=Status(online=False))
    page.take(Changes(flags=frozenset({"status"})))
    assert offered(page)[Intent.REPLY_SAVE] == (False, "There is no connection to the hub.")
    assert form(page).fields[4].value == "Hey!"


def test_every_gap_that_fills_itself_is_offered(owner: PretendDesk) -> None:
    names = {gap.id.strip("{}") for gap in form(opened(owner)).gaps}
    assert {name for name in names if not name.startswith("?")} == replies.VARIABLES


def test_the_composer_offers_what_the_shop_made_of_them(owner: PretendDesk) -> None:
    from inbox.ui.models.presenters.composer import ComposerPresenter
    from tests.ui.presenters.pretend_desk import LENA

    composer = ComposerPresenter(owner.desk, owner.clicks)
    composer.open(LENA)
    composer.edit(LENA, "Hallo!\n/sizes")
    assert composer.state.replies is None
    owner.reads.own_replies = {"own-1": Own(SIZES)}
    composer.take(TOLD)
    composer.edit(LENA, "Hallo!\n/sizes")
    assert composer.state.replies is not None
    composer.take_reply()
    assert composer.state.draft == "Hallo!\nThese are our sizes."
    assert composer.state.files == ()

    file = ReplyFile(media=MediaId("m_1"), name="Sizes.pdf", size=9)
    owner.reads.own_replies = {"own-1": Own(msgspec.structs.replace(SIZES, file=file))}
    composer.take(TOLD)
    composer.edit(LENA, "/sizes")
    assert composer.state.replies is not None
    assert plain(composer.state.replies.rows[0].text) == "Sizes.pdf · These are our sizes."
    composer.take_reply()
    assert [(each.name, each.problem) for each in composer.state.files] == [("Sizes.pdf", "")]
    assert owner.commands.clicked == []
