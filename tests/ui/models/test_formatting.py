"""WhatsApp's formatting, and everything that only looks like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.ui.models.formatting import Mark, MarkKind, Paragraph, ParagraphKind, parse

_SIGNS = re.compile(r"[*_~`>•\s-]")


def _marks(text: str) -> list[tuple[str, str]]:
    """The marked stretches of a one-line text, each as kind and words."""
    (paragraph,) = parse(text)
    return [(mark.kind.value, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks]


@pytest.mark.parametrize(
    ("text", "shown", "marks"),
    [
        ("*fett*", "fett", [("bold", "fett")]),
        ("_schräg_ und ~weg~", "schräg und weg", [("italic", "schräg"), ("strike", "weg")]),
        ("*_beides_*", "beides", [("bold", "beides"), ("italic", "beides")]),
        ("`2 * 3 * 4`", "2 * 3 * 4", [("code", "2 * 3 * 4")]),
        ("```a *b* c```", "a *b* c", [("code", "a *b* c")]),
        ("(*ja*)!", "(ja)!", [("bold", "ja")]),
        ("*zwei Worte* drei", "zwei Worte drei", [("bold", "zwei Worte")]),
    ],
)
def test_reads_formatting(text: str, shown: str, marks: list[tuple[str, str]]) -> None:
    assert parse(text)[0].text == shown
    assert sorted(_marks(text)) == sorted(marks)


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4",
        "a_b_c",
        "*nicht fett *",
        "*",
        "**",
        "***",
        "~ ~",
        "*auf",
        "zu*",
        "snake_case_name",
        "5 * 3 = 15 * 1",
        "~",
        "``",
        "_ _",
    ],
)
def test_leaves_alone_what_is_none(text: str) -> None:
    (paragraph,) = parse(text)
    assert (paragraph.text, paragraph.marks) == (text, ())


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://a.example/x_y_z", "https://a.example/x_y_z"),
        ("siehe http://a.example/?q=1&r=2, ja", "http://a.example/?q=1&r=2"),
        ("www.kaffee.example/bohnen.", "https://www.kaffee.example/bohnen"),
        ("(https://a.example/wiki/Bohne_(Kaffee))", "https://a.example/wiki/Bohne_(Kaffee)"),
        ("*https://a.example*", "https://a.example"),
        ("lena.b+x@mail.example!", "mailto:lena.b+x@mail.example"),
    ],
)
def test_finds_addresses(text: str, target: str) -> None:
    (paragraph,) = parse(text)
    assert [mark.target for mark in paragraph.marks if mark.kind is MarkKind.LINK] == [target]


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http:// x", "www.", "a@b"]
)
def test_makes_no_link_of_anything_else(text: str) -> None:
    assert all(mark.kind is not MarkKind.LINK for paragraph in parse(text) for mark in paragraph.marks)


def test_reads_lists_and_quotes() -> None:
    assert parse("Bitte:\n- eins\n* *zwei*\n3. drei\n> so war es\nEnde") == (
        Paragraph("Bitte:"),
        Paragraph("eins", (), ParagraphKind.ITEM, "•"),
        Paragraph("zwei", (Mark(MarkKind.BOLD, 0, 4),), ParagraphKind.ITEM, "•"),
        Paragraph("drei", (), ParagraphKind.ITEM, "3."),
        Paragraph("so war es", (), ParagraphKind.QUOTE),
        Paragraph("Ende"),
    )


def test_a_code_block_keeps_its_lines() -> None:
    paragraphs = parse("vorher\n```\n- a\n> b\n```\nnachher")
    assert [paragraph.text for paragraph in paragraphs] == ["vorher", "- a", "> b", "nachher"]
    assert all(paragraph.kind is ParagraphKind.PLAIN for paragraph in paragraphs)


@given(st.text(st.sampled_from("ab12 *_~`>-.\n\t😀שhttps:/@w")) | st.text())
def test_loses_no_letter(text: str) -> None:
    shown = "".join(f"{paragraph.marker}{paragraph.text}" for paragraph in parse(text))
    assert _SIGNS.sub("", shown) == _SIGNS.sub("", text)


@given(
    st.text(
        st.characters(exclude_characters="*_~`>-@\r\n\u2028\u2029", exclude_categories=["Nd"]).filter(
            lambda c: c not in ":."
        )
    )
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert parse(text) == (Paragraph(text),)


@given(st.text(st.sampled_from("ab *_~`>-.\n😀https://w@"), max_size=80))
def test_marks_lie_in_their_text_and_links_are_safe(text: str) -> None:
    for paragraph in parse(text):
        for mark in paragraph.marks:
            assert 0 <= mark.start < mark.end <= len(paragraph.text)
            assert (mark.kind is MarkKind.LINK) == mark.target.startswith(("https://", "http://", "mailto:"))


@pytest.mark.parametrize(
    "text", ["*a " * 1500, "www." * 1000, "a." * 2000 + "@", "`" * 4000, "```" * 1300, "http://" * 600, "_" * 4096]
)
def test_the_longest_messages_are_read_without_waiting(text: str) -> None:
    shown = "".join(f"{paragraph.marker}{paragraph.text}" for paragraph in parse(text))
    assert _SIGNS.sub("", shown) == _SIGNS.sub("", text)
