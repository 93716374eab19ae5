"""Looks over a template before it is submitted, for what Meta is known to reject, so that nobody waits a day for a no.

Pure. developers.facebook.com, WhatsApp > Message templates > Components; Template review.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from inbox.domain.templates import SENDABLE_BUTTONS, SILENT_BUTTONS, Template, gaps, header_gaps

_NAME = re.compile(r"[a-z0-9_]{1,512}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_GAP = re.compile(r"\{\{\s*\w+\s*\}\}")
_GAP_NAME = re.compile(r"[a-z_]+")
_AT_EDGE = re.compile(r"^\s*\{\{\s*\w+\s*\}\}|\{\{\s*\w+\s*\}\}\s*[.!?]?\s*$")
_SHORTENED = re.compile(r"https?://(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|wa\.me)/", re.IGNORECASE)
_SELLING = re.compile(
    r"(?i)\b(?:rabatt|gutschein|sonderangebot|nur heute|jetzt kaufen|sale|discount|voucher|special offer|buy now|% off)\b"
)
_WORDS_PER_GAP = 3

_HEADER, _BODY, _FOOTER, _LABEL, _URL = 60, 1024, 60, 25, 2000
_BUTTONS = 10
_MOST_OF = {"URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "REQUEST_CONTACT_INFO": 1}

CODES = frozenset(
    {
        "name",
        "language",
        "body-missing",
        "body-too-long",
        "header-too-long",
        "footer-too-long",
        "footer-gap",
        "header-gaps",
        "gap-at-edge",
        "gap-name",
        "gaps-dense",
        "gaps-adjacent",
        "gaps-numbering",
        "gaps-mixed",
        "buttons-too-many",
        "buttons-twice",
        "buttons-mixed",
        "button-kind",
        "button-label",
        "button-url",
        "link-shortened",
        "reads-like-marketing",
    }
)
"""Everything that ``lint`` may say."""


def lint(template: Template) -> tuple[str, ...]:
    """Return the codes of what is wrong, the most certain rejection first; empty when nothing is known against it."""
    found = [*_basics(template), *_gaps(template), *_buttons(template)]
    everything = " ".join((template.header_text, template.body, template.footer))
    if _SHORTENED.search(everything) or any(_SHORTENED.search(button.url or "") for button in template.buttons):
        found.append("link-shortened")
    if template.category == "UTILITY" and _SELLING.search(everything):
        found.append("reads-like-marketing")
    return tuple(dict.fromkeys(found))


def _basics(template: Template) -> list[str]:
    found: list[str] = []
    if _NAME.fullmatch(template.name) is None:
        found.append("name")
    if _LANGUAGE.fullmatch(template.language) is None:
        found.append("language")
    if not template.body.strip():
        found.append("body-missing")
    for code, text, most in (
        ("body-too-long", template.body, _BODY),
        ("header-too-long", template.header_text, _HEADER),
        ("footer-too-long", template.footer, _FOOTER),
    ):
        if len(text) > most:
            found.append(code)
    if gaps(template.footer):
        found.append("footer-gap")
    if len(header_gaps(template)) > 1:
        found.append("header-gaps")
    return found


def _gaps(template: Template) -> list[str]:
    found: list[str] = []
    body, names = template.body, gaps(template.body)
    if not names:
        return found
    if _AT_EDGE.search(body):
        found.append("gap-at-edge")
    if re.search(r"\}\}\s*\{\{", body):
        found.append("gaps-adjacent")
    words = len(_GAP.sub(" ", body).split())
    if words < _WORDS_PER_GAP * len(_GAP.findall(body)):
        found.append("gaps-dense")
    if template.named and any(_GAP_NAME.fullmatch(name) is None for name in names):
        found.append("gap-name")
    numbers = [name for name in names if name.isdigit()]
    if numbers and len(numbers) < len(names):
        found.append("gaps-mixed")
    elif numbers and sorted(map(int, numbers)) != list(range(1, len(numbers) + 1)):
        found.append("gaps-numbering")
    return found


def _buttons(template: Template) -> list[str]:
    found: list[str] = []
    buttons = template.buttons
    kinds = Counter(button.kind for button in buttons)
    if len(buttons) > _BUTTONS or any(kinds[kind] > most for kind, most in _MOST_OF.items()):
        found.append("buttons-too-many")
    if not SENDABLE_BUTTONS.issuperset(kinds):
        found.append("button-kind")
    labels = [button.text for button in buttons if button.kind not in SILENT_BUTTONS]
    if len(set(labels)) < len(labels):
        found.append("buttons-twice")
    if any(not label.strip() or len(label) > _LABEL or gaps(label) for label in labels):
        found.append("button-label")
    # Quick replies stand together, before or after the others, never between them.
    changes = sum((one.kind == "QUICK_REPLY") != (other.kind == "QUICK_REPLY") for one, other in pairwise(buttons))
    if changes > 1:
        found.append("buttons-mixed")
    for button in buttons:
        if button.kind == "URL" and not _is_good_url(button.url or ""):
            found.append("button-url")
    return found


def _is_good_url(url: str) -> bool:
    """Tell whether an address is complete and its one gap, if any, is at its end."""
    held = _GAP.findall(url)
    ends = not held or (len(held) == 1 and url.rstrip().endswith(held[0]))
    return url.startswith(("https://", "http://")) and len(url) <= _URL and ends
