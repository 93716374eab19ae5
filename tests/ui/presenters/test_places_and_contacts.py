"""Places and contact cards say what they are, whatever of them is missing."""

from __future__ import annotations

import pytest

from inbox.desk.ports import Person
from inbox.domain.ids import ConversationId
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry

PLACE = {"latitude": 53.55, "longitude": 9.99, "name": "Rösterei Nordlicht", "address": "Deichstraße 1, Hamburg"}


@pytest.mark.parametrize(
    ("kind", "extra", "said"),
    [
        ("location", {"location": PLACE}, "Rösterei Nordlicht | Deichstraße 1, Hamburg"),
        ("location", {"location": {"latitude": 53.55, "longitude": 9.99}}, "53.55, 9.99"),
        ("location", {"location": {}}, ""),
        ("location", {"location": "odd"}, ""),
        ("location", None, ""),
        (
            "contacts",
            {"contacts": [{"name": {"formatted_name": "Eva Lang"}, "phones": [{"phone": "+49 30 123"}]}]},
            "Eva Lang | +49 30 123",
        ),
        ("contacts", {"contacts": [{"phones": [{"phone": "+49 30 1"}, 7, {}]}, "odd", {"name": 3}]}, "+49 30 1"),
        ("contacts", {"contacts": 5}, ""),
    ],
)
def test_a_place_or_a_contact_is_read(pretend: PretendDesk, kind: str, extra: dict[str, object] | None, said: str) -> None:
    pretend.reads.lines = [entry("wamid.1", kind=kind, extra=extra)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    bubble = next(item for item in presenter.state.items if isinstance(item, Bubble))
    assert bubble.media is not None
    assert " | ".join(part for part in (bubble.media.title, bubble.media.detail) if part) == said


def chat_of(pretend: PretendDesk, kind: str, extra: dict[str, object], **more: object) -> ChatPresenter:
    pretend.reads.lines = [entry("wamid.1", kind=kind, extra=extra, **more)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def button_texts(presenter: ChatPresenter) -> list[str]:
    bubble = next(item for item in presenter.state.items if isinstance(item, Bubble))
    return [button.text for button in bubble.buttons]


def test_a_place_opens_on_a_map_made_of_its_coordinates_alone(pretend: PretendDesk) -> None:
    presenter = chat_of(pretend, "location", {"location": PLACE | {"url": "file:///etc/passwd"}})
    pages: list[str] = []
    presenter.page_wanted.connect(pages.append)
    assert button_texts(presenter) == ["Open the map", "Copy"]
    presenter.act("wamid.1", Intent.MAP_OPEN)
    (page,) = pages
    assert page.startswith("https://www.openstreetmap.org/?mlat=53.550000&mlon=9.990000")


@pytest.mark.parametrize(
    "place",
    [
        {"latitude": 91, "longitude": 9},
        {"latitude": "nan", "longitude": 9},
        {"latitude": "x&q=1", "longitude": 9},
        {"name": "Laden"},
    ],
    ids=["north of the pole", "no number", "hostile", "without coordinates"],
)
def test_what_is_no_place_on_earth_has_no_map(pretend: PretendDesk, place: dict[str, object]) -> None:
    presenter = chat_of(pretend, "location", {"location": place})
    assert button_texts(presenter) == []


TWO = {"contacts": [{"name": {"formatted_name": "A"}, "phones": [{"phone": "+49 30 1"}, {"phone": "x", "wa_id": "49302"}]}]}


def test_the_numbers_of_a_card_are_copied_and_its_person_is_found_in_the_chats(pretend: PretendDesk) -> None:
    presenter = chat_of(pretend, "contacts", TWO)
    copied: list[str] = []
    chats: list[str] = []
    presenter.copied.connect(copied.append)
    presenter.chat_wanted.connect(chats.append)
    presenter.act("wamid.1", Intent.PLACE_COPY)
    assert copied == ["+49 30 1\n+49302"]
    pretend.reads.people = [Person(ConversationId("c_a"), "+49302", None)]
    presenter.act("wamid.1", Intent.CONTACT_OPEN)
    assert chats == ["c_a"]


def test_a_person_who_never_wrote_cannot_be_written_to_and_the_agent_hears_why(pretend: PretendDesk) -> None:
    presenter = chat_of(pretend, "contacts", TWO)
    told: list[str] = []
    presenter.told.connect(told.append)
    presenter.act("wamid.1", Intent.CONTACT_OPEN)
    assert told == ["This person has not written to the shop yet."]
