"""Places and contact cards say what they are, whatever of them is missing."""

from __future__ import annotations

import pytest

from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.timeline import Bubble
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry

PLACE = {"latitude": 53.55, "longitude": 9.99, "name": "Rösterei Nordlicht", "address": "Deichstraße 1, Hamburg"}


@pytest.mark.parametrize(
    ("kind", "extra", "said"),
    [
        ("location", {"location": PLACE}, "Rösterei Nordlicht, Deichstraße 1, Hamburg"),
        ("location", {"location": {"latitude": 53.55, "longitude": 9.99}}, "53.55, 9.99"),
        ("location", {"location": {}}, "Location"),
        ("location", {"location": "odd"}, "Location"),
        ("location", None, "Location"),
        (
            "contacts",
            {"contacts": [{"name": {"formatted_name": "Eva Lang"}, "phones": [{"phone": "+49 30 123"}]}]},
            "Eva Lang +49 30 123",
        ),
        ("contacts", {"contacts": [{"phones": [{"phone": "+49 30 1"}, 7, {}]}, "odd", {"name": 3}]}, "+49 30 1"),
        ("contacts", {"contacts": 5}, "Contact"),
    ],
)
def test_a_place_or_a_contact_is_read(pretend: PretendDesk, kind: str, extra: dict[str, object] | None, said: str) -> None:
    pretend.reads.lines = [entry("wamid.1", kind=kind, extra=extra)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    bubble = next(item for item in presenter.state.items if isinstance(item, Bubble))
    assert bubble.media is not None
    assert bubble.media.detail == said
