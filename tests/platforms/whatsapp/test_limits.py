"""Every limit of what the shop sends, at its edge and one beyond it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inbox.domain.ids import ActionId, MessageId
from inbox.domain.messages import Contact
from inbox.domain.problems import UserError
from inbox.platforms.whatsapp import interactive, limits, payloads
from inbox.platforms.whatsapp.interactive import Button, Choice, MediaHeader, Section
from inbox.platforms.whatsapp.limits import LimitExceeded, check_file
from inbox.platforms.whatsapp.payloads import Card, Envelope, Payload
from inbox.platforms.whatsapp.template_payload import CouponButton, template

EVA = Contact(wa_id="4915112345678")
TO = Envelope(EVA)


def x(count: int) -> str:
    """Return a text of so many characters."""
    return "x" * count


def buttons(count: int) -> list[Button]:
    """Return so many buttons."""
    return [Button(f"b{number}", f"Nr. {number}") for number in range(count)]


def choices(*counts: int) -> list[Section]:
    """Return sections with so many choices each."""
    return [
        Section(tuple(Choice(f"{number}.{row}", "x") for row in range(count)), title=f"S{number}")
        for number, count in enumerate(counts)
    ]


def skus(*counts: int) -> list[Section]:
    """Return sections with so many products each."""
    return [
        Section(skus=tuple(f"{number}.{row}" for row in range(count)), title="S") for number, count in enumerate(counts)
    ]


def products(sections: list[Section], header: str = "H", body: str = "B") -> Payload:
    """Return a product list."""
    return interactive.product_list(TO, "551", sections, header=header, body=body)


Build = Callable[[], Payload]
_EDGES: list[tuple[str, Build, Build]] = [
    ("text-too-long", lambda: payloads.text(TO, x(4096)), lambda: payloads.text(TO, x(4097))),
    ("text-missing", lambda: payloads.text(TO, "."), lambda: payloads.text(TO, " \n")),
    (
        "caption-too-long",
        lambda: payloads.media(TO, "image", "9", caption=x(1024)),
        lambda: payloads.media(TO, "image", "9", caption=x(1025)),
    ),
    (
        "caption-not-allowed",
        lambda: payloads.media(TO, "audio", "9"),
        lambda: payloads.media(TO, "audio", "9", caption="c"),
    ),
    ("media-kind", lambda: payloads.media(TO, "sticker", "9"), lambda: payloads.media(TO, "gif", "9")),
    (
        "filename-too-long",
        lambda: payloads.media(TO, "document", "9", filename=x(240)),
        lambda: payloads.media(TO, "document", "9", filename=x(241)),
    ),
    ("location", lambda: payloads.location(TO, 90, -180), lambda: payloads.location(TO, 90.1, 0)),
    ("location", lambda: payloads.location(TO, 90, -180), lambda: payloads.location(TO, 0, float("nan"))),
    (
        "contacts-too-many",
        lambda: payloads.contacts(TO, [Card("E")] * 257),
        lambda: payloads.contacts(TO, [Card("E")] * 258),
    ),
    ("contacts-missing", lambda: payloads.contacts(TO, [Card("E")]), lambda: payloads.contacts(TO, [])),
    (
        "tag-too-long",
        lambda: payloads.text(Envelope(EVA, ActionId(x(512))), "a"),
        lambda: payloads.text(Envelope(EVA, ActionId(x(513))), "a"),
    ),
    (
        "buttons-too-many",
        lambda: interactive.reply_buttons(TO, "b", buttons(3)),
        lambda: interactive.reply_buttons(TO, "b", buttons(4)),
    ),
    (
        "buttons-missing",
        lambda: interactive.reply_buttons(TO, "b", buttons(1)),
        lambda: interactive.reply_buttons(TO, "b", []),
    ),
    (
        "buttons-twice",
        lambda: interactive.reply_buttons(TO, "b", [Button("1", "A"), Button("2", "B")]),
        lambda: interactive.reply_buttons(TO, "b", [Button("1", "A"), Button("2", "A")]),
    ),
    (
        "button-ids-twice",
        lambda: interactive.reply_buttons(TO, "b", [Button("1", "A"), Button("2", "B")]),
        lambda: interactive.reply_buttons(TO, "b", [Button("1", "A"), Button("1", "B")]),
    ),
    (
        "button-too-long",
        lambda: interactive.reply_buttons(TO, "b", [Button("1", x(20))]),
        lambda: interactive.reply_buttons(TO, "b", [Button("1", x(21))]),
    ),
    (
        "button-id-too-long",
        lambda: interactive.reply_buttons(TO, "b", [Button(x(256), "A")]),
        lambda: interactive.reply_buttons(TO, "b", [Button(x(257), "A")]),
    ),
    (
        "body-too-long",
        lambda: interactive.reply_buttons(TO, x(1024), buttons(1)),
        lambda: interactive.reply_buttons(TO, x(1025), buttons(1)),
    ),
    (
        "header-too-long",
        lambda: interactive.reply_buttons(TO, "b", buttons(1), header=x(60)),
        lambda: interactive.reply_buttons(TO, "b", buttons(1), header=x(61)),
    ),
    (
        "header-kind",
        lambda: interactive.reply_buttons(TO, "b", buttons(1), header=MediaHeader("video", "9")),
        lambda: interactive.reply_buttons(TO, "b", buttons(1), header=MediaHeader("audio", "9")),
    ),
    (
        "footer-too-long",
        lambda: interactive.reply_buttons(TO, "b", buttons(1), footer=x(60)),
        lambda: interactive.reply_buttons(TO, "b", buttons(1), footer=x(61)),
    ),
    (
        "body-too-long",
        lambda: interactive.choices(TO, x(4096), "W", choices(1)),
        lambda: interactive.choices(TO, x(4097), "W", choices(1)),
    ),
    (
        "button-too-long",
        lambda: interactive.choices(TO, "b", x(20), choices(1)),
        lambda: interactive.choices(TO, "b", x(21), choices(1)),
    ),
    (
        "rows-too-many",
        lambda: interactive.choices(TO, "b", "W", choices(5, 5)),
        lambda: interactive.choices(TO, "b", "W", choices(5, 6)),
    ),
    (
        "sections-too-many",
        lambda: interactive.choices(TO, "b", "W", choices(*[1] * 10)),
        lambda: interactive.choices(TO, "b", "W", choices(*[1] * 11)),
    ),
    (
        "section-missing",
        lambda: interactive.choices(TO, "b", "W", choices(1, 1)),
        lambda: interactive.choices(TO, "b", "W", [*choices(1), Section((Choice("z", "x"),))]),
    ),
    (
        "section-empty",
        lambda: interactive.choices(TO, "b", "W", choices(1, 1)),
        lambda: interactive.choices(TO, "b", "W", choices(1, 0)),
    ),
    (
        "section-too-long",
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", "x"),), title=x(24))]),
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", "x"),), title=x(25))]),
    ),
    (
        "row-too-long",
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", x(24)),))]),
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", x(25)),))]),
    ),
    (
        "row-id-too-long",
        lambda: interactive.choices(TO, "b", "W", [Section((Choice(x(200), "x"),))]),
        lambda: interactive.choices(TO, "b", "W", [Section((Choice(x(201), "x"),))]),
    ),
    (
        "description-too-long",
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", "x", x(72)),))]),
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", "x", x(73)),))]),
    ),
    (
        "row-ids-twice",
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", "x"), Choice("2", "x")))]),
        lambda: interactive.choices(TO, "b", "W", [Section((Choice("1", "x"), Choice("1", "y")))]),
    ),
    (
        "button-too-long",
        lambda: interactive.link_button(TO, "b", x(20), "https://x.de"),
        lambda: interactive.link_button(TO, "b", x(21), "https://x.de"),
    ),
    (
        "url-too-long",
        lambda: interactive.link_button(TO, "b", "L", "https://" + x(1992)),
        lambda: interactive.link_button(TO, "b", "L", "https://" + x(1993)),
    ),
    (
        "url-scheme",
        lambda: interactive.link_button(TO, "b", "L", "https://x.de"),
        lambda: interactive.link_button(TO, "b", "L", "javascript:alert(1)"),
    ),
    (
        "body-too-long",
        lambda: interactive.link_button(TO, x(1024), "L", "https://x.de"),
        lambda: interactive.link_button(TO, x(1025), "L", "https://x.de"),
    ),
    ("products-too-many", lambda: products(skus(15, 15)), lambda: products(skus(15, 16))),
    ("sections-too-many", lambda: products(skus(*[1] * 10)), lambda: products(skus(*[1] * 11))),
    ("products-twice", lambda: products(skus(2)), lambda: products([Section(skus=("A", "A"))])),
    ("header-missing", lambda: products(skus(1)), lambda: products(skus(1), header="")),
    ("body-missing", lambda: products(skus(1)), lambda: products(skus(1), body="")),
    ("sku-too-long", lambda: interactive.product(TO, "551", x(100)), lambda: interactive.product(TO, "551", x(101))),
    (
        "template-name-too-long",
        lambda: template(TO, x(512), "de"),
        lambda: template(TO, x(513), "de"),
    ),
    ("template-name", lambda: template(TO, "a_1", "de"), lambda: template(TO, "Danke", "de")),
    ("template-language", lambda: template(TO, "a", "pt_BR"), lambda: template(TO, "a", "Deutsch!")),
    (
        "value-too-long",
        lambda: template(TO, "a", "de", body=(x(1024),)),
        lambda: template(TO, "a", "de", body=(x(1025),)),
    ),
    ("value-missing", lambda: template(TO, "a", "de", body=("x",)), lambda: template(TO, "a", "de", body=("x", ""))),
    ("value-form", lambda: template(TO, "a", "de", body=("a    b",)), lambda: template(TO, "a", "de", body=("a\nb",))),
    (
        "header-value-too-long",
        lambda: template(TO, "a", "de", header=(x(60),)),
        lambda: template(TO, "a", "de", header=(x(61),)),
    ),
    (
        "header-values",
        lambda: template(TO, "a", "de", header=("a",)),
        lambda: template(TO, "a", "de", header=("a", "b")),
    ),
    (
        "header-kind",
        lambda: template(TO, "a", "de", header=MediaHeader("image", "9")),
        lambda: template(TO, "a", "de", header=MediaHeader("sticker", "9")),
    ),
    (
        "coupon-too-long",
        lambda: template(TO, "a", "de", buttons=[CouponButton(0, x(15))]),
        lambda: template(TO, "a", "de", buttons=[CouponButton(0, x(16))]),
    ),
    (
        "emoji-too-long",
        lambda: payloads.reaction(TO, MessageId("w"), "👨‍👩‍👧‍👦"),
        lambda: payloads.reaction(TO, MessageId("w"), x(17)),
    ),
]


@pytest.mark.parametrize(
    ("code", "at_the_edge", "beyond"), _EDGES, ids=[f"{n}-{code}" for n, (code, _, _) in enumerate(_EDGES)]
)
def test_limits(code: str, at_the_edge: Build, beyond: Build) -> None:
    assert at_the_edge()
    with pytest.raises(LimitExceeded) as caught:
        beyond()
    assert caught.value.code == code
    assert isinstance(caught.value, UserError)
    assert caught.value.message.endswith((".", "!"))
    assert caught.value.problem().facts == caught.value.facts


@pytest.mark.parametrize(
    ("kind", "mime", "size", "code"),
    [
        ("image", "image/jpeg", 5 * 1024 * 1024, None),
        ("image", "image/jpeg", 5 * 1024 * 1024 + 1, "file-too-large"),
        ("image", "image/webp", 10, "file-type"),
        ("image", "IMAGE/PNG; x=y", 10, None),
        ("image", "", 10, "file-type"),
        ("image", "image/png", 0, "file-missing"),
        ("video", "video/mp4", 16 * 1024 * 1024, None),
        ("audio", "audio/ogg; codecs=opus", 16 * 1024 * 1024 + 1, "file-too-large"),
        ("document", "application/pdf", 100 * 1024 * 1024, None),
        ("document", "application/zip", 10, "file-type"),
        ("sticker", "image/webp", 500 * 1024 + 1, "file-too-large"),
    ],
)
def test_files(kind: str, mime: str, size: int, code: str | None) -> None:
    if code is None:
        check_file(kind, mime, size)
        return
    with pytest.raises(LimitExceeded) as caught:
        check_file(kind, mime, size)
    assert caught.value.code == code


def test_every_kind_of_file_has_limits() -> None:
    assert set(limits.MEDIA) == {"image", "video", "audio", "document", "sticker"}
