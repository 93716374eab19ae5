"""A list of choices as it is typed: one on each line, "Title | description", and a line with a colon that begins a group.

Pure but for words.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.domain.actions import ListRow, ListSection
from inbox.domain.send_actions import DESCRIPTION, ROW, ROWS

translate = QCoreApplication.translate


def read(text: str) -> tuple[tuple[ListSection, ...], str]:
    """Return the groups with their choices, and in words what is wrong with them; empty when nothing is."""
    groups: list[tuple[str, list[ListRow]]] = [("", [])]
    wrong = ""
    for line in text.splitlines():
        title, _, about = (part.strip() for part in line.partition("|"))
        if not title:
            continue
        if title.endswith(":") and not about:
            name = title.removesuffix(":").strip()
            wrong = wrong or _too_long(name, ROW)
            groups.append((name, []))
        else:
            wrong = wrong or _too_long(title, ROW) or _too_long(about, DESCRIPTION)
            groups[-1][1].append(ListRow(title=title, description=about or None))
    full = [(title, rows) for title, rows in groups if rows]
    wrong = wrong or _wrong_as_a_whole(full, has_empty=len(groups) - 1 > sum(1 for title, _ in full if title))
    sections = tuple(ListSection(rows=tuple(rows), title=title or None) for title, rows in full)
    return sections, wrong


def _too_long(text: str, most: int) -> str:
    if len(text) <= most:
        return ""
    words = translate("MessageForm", "“{text}” has {count} characters; WhatsApp takes {most} there.")
    return words.format(text=f"{text[:most]}…", count=len(text), most=most)


def _wrong_as_a_whole(groups: list[tuple[str, list[ListRow]]], *, has_empty: bool) -> str:
    titles = [row.title for _, rows in groups for row in rows]
    if len(titles) > ROWS:
        return translate("MessageForm", "{count} choices are too many; WhatsApp takes {most}.").format(
            count=len(titles), most=ROWS
        )
    if len(set(titles)) != len(titles):
        return translate("MessageForm", "Two choices are the same; give each its own words.")
    if has_empty:
        return translate("MessageForm", "A group has no choices; add some below its name.")
    if len(groups) > 1 and not groups[0][0]:
        return translate("MessageForm", "Give the first choices a group too, since others have one.")
    return ""
