"""Takes submitted templates in as Meta does and reviews them: refused at once, rejected, approved or moved to Marketing.

Used by ``account.py`` and the Graph routes on the sandbox's event loop; the verdict comes later, by webhook. Documented at
developers.facebook.com, WhatsApp > Message templates > Components; Template review; Template categorization.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import msgspec

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.media import FAMILIES
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.whatsapp.templates import BODY, HEADER, URL, Button, Template, variables

SECONDS = 4.0
"""How long a review takes here; Meta says up to 24 hours, mostly it is minutes."""

_FOOTER = 60
_LABEL = 25
_PHONE = 20
_CODE = 15
_MOST_OF = {"URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1, "REQUEST_CONTACT_INFO": 1}
_TYPES = ("QUICK_REPLY", *_MOST_OF)
_GAP = re.compile(r"\{\{\s*\w+\s*\}\}")
_AT_EDGE = re.compile(r"^\s*\{\{[^{}]*\}\}|\{\{[^{}]*\}\}\W*$")
_NAMED = re.compile(r"[a-z_]+")
_SECRETS = re.compile(r"(?i)passwor[dt]|\bpin\b|\bcvc\b|kreditkartennummer|card number|\biban\b")
_SHORTENED = re.compile(r"(?i)//(?:bit\.ly|tinyurl\.com|wa\.me|t\.co)/")
_SELLING = re.compile(r"(?i)\brabatt|gutschein|sonderangebot|discount|voucher|special offer|\d\s?% (?:off|günstiger)")


class Verdict(msgspec.Struct, frozen=True):
    """What the review found; ``category`` differs from the submitted one where Meta recategorised it."""

    status: str
    category: str
    reason: str = "NONE"
    recommendation: str = ""


def review(template: Template) -> Verdict:
    """Return what the review says about a template that was taken in."""
    text = " ".join((template.header_text, template.body, template.footer))
    if _SECRETS.search(text):
        return Verdict("REJECTED", template.category, "SCAM", "Do not ask for passwords, card or account numbers.")
    if _SHORTENED.search(" ".join((text, *(button.url or "" for button in template.buttons)))):
        return Verdict("REJECTED", template.category, "INVALID_FORMAT", "Use the full address instead of a shortened one.")
    category = "MARKETING" if template.category == "UTILITY" and _SELLING.search(text) else template.category
    return Verdict("APPROVED", category)


def submitted(order: Part, mime_of: Callable[[str], str | None] = lambda handle: None) -> Template:
    """Read a create call; GraphError with Meta's subcode when it is refused on the spot. ``mime_of`` knows what was uploaded."""
    order.only("name", "language", "category", "parameter_format", "components", "allow_category_change")
    name, language = order.text("name", 512), order.text("language", 10)
    if re.fullmatch(r"[a-z0-9_]+", name) is None:
        raise GraphError(100, f"name: {name} has other characters than small letters, digits and underscores")
    category = order.text("category", 20).upper()
    if category not in ("UTILITY", "MARKETING"):
        raise GraphError(100, f"category: {category} cannot be created by this call")
    named = order.maybe_text("parameter_format", 20) or "POSITIONAL"
    if named.upper() not in ("NAMED", "POSITIONAL"):
        raise GraphError(100, "parameter_format must be NAMED or POSITIONAL")
    template = Template(name, language, "", category=category, status="PENDING", named=named.upper() == "NAMED")
    for part in order.parts("components", 4):
        template = _with(template, part, mime_of)
    if not template.body:
        raise GraphError(100, "components: the body is required", subcode=2388072)
    return template


def _with(template: Template, part: Part, mime_of: Callable[[str], str | None]) -> Template:
    kind = part.text("type", 20).upper()
    match kind:
        case "HEADER":
            return _header(template, part, mime_of)
        case "BODY":
            part.only("type", "text", "example")
            text = _text(part, BODY, 2388072)
            _check_gaps(text)
            examples = _examples(part, text, "body_text", named=template.named)
            return msgspec.structs.replace(template, body=text, examples=examples)
        case "FOOTER":
            part.only("type", "text")
            text = _text(part, _FOOTER, 2388073)
            if variables(text):
                raise GraphError(100, "The footer must not have variables.", subcode=2388073)
            return msgspec.structs.replace(template, footer=text)
        case "BUTTONS":
            part.only("type", "buttons")
            return msgspec.structs.replace(template, buttons=_buttons(part.parts("buttons", 10)))
        case _:
            raise GraphError(100, f"components: {kind} is no component of a template")


def _header(template: Template, part: Part, mime_of: Callable[[str], str | None]) -> Template:
    part.only("type", "format", "text", "example")
    form = part.text("format", 20).upper()
    if form == "LOCATION":
        return msgspec.structs.replace(template, header_format=form)
    if form != "TEXT":
        return msgspec.structs.replace(template, header_format=_sampled(part, form, mime_of))
    text = _text(part, HEADER, 2388047)
    if len(variables(text)) > 1:
        raise GraphError(100, "The heading may have one variable.", subcode=2388047)
    _examples(part, text, "header_text", named=template.named)
    return msgspec.structs.replace(template, header_format=form, header_text=text)


def _sampled(part: Part, form: str, mime_of: Callable[[str], str | None]) -> str:
    """Return the format of a heading whose sample was uploaded under the handle it names."""
    handles = part.part("example").require("header_handle") if part.has("example") else None
    if not isinstance(handles, list) or len(handles) != 1:
        raise GraphError(100, f"A heading of the type {form} needs a sample (header_handle).", subcode=2388273)
    mime = mime_of(str(handles[0]))
    if mime not in FAMILIES.get(form.lower(), ()):
        raise GraphError(100, f"The sample of the heading is no {form} that was uploaded.", subcode=2388273)
    return form


def _text(part: Part, most: int, subcode: int) -> str:
    text = part.text("text", 32_768)
    if not text.strip():
        raise GraphError(100, f"{part.name('text')} is empty", subcode=subcode)
    if len(text) > most:
        raise GraphError(100, f"{part.name('text')} has {len(text)} characters, {most} are allowed", subcode=2388040)
    return text


def _check_gaps(text: str) -> None:
    names = variables(text)
    if not names:
        return
    if _AT_EDGE.search(text):
        raise GraphError(100, "Variables cannot be at the start or end of the template.", subcode=2388299)
    if len(_GAP.sub(" ", text).split()) < 2 * len(_GAP.findall(text)):
        raise GraphError(100, "The template has too many variables for its length.", subcode=2388293)


def _examples(part: Part, text: str, name: str, *, named: bool) -> tuple[str, ...]:
    """Return the example of every variable, in the order of the variables."""
    names = variables(text)
    for each in names:
        if not (_NAMED.fullmatch(each) if named else each.isdigit()):
            raise GraphError(100, f"{part.name('text')}: {each} does not fit the parameter format", subcode=2388072)
    if not names:
        return ()
    example = part.part("example")
    if named:
        pairs = example.parts(f"{name}_named_params", 100)
        given = {one.text("param_name", 100): one.text("example", 2000) for one in pairs}
        missing = [each for each in names if each not in given]
        if missing:
            raise GraphError(100, f"There is no example for {', '.join(missing)}.", subcode=2388072)
        return tuple(given[each] for each in names)
    rows = example.require(name)
    values = rows[0] if name == "body_text" and isinstance(rows, list) and rows else rows
    if not isinstance(values, list) or len(values) != len(names) or not all(isinstance(one, str) for one in values):
        raise GraphError(100, f"{example.name(name)} needs {len(names)} examples", subcode=2388072)
    return tuple(values)


def _buttons(parts: list[Part]) -> tuple[Button, ...]:
    buttons = tuple(_button(part) for part in parts)
    kinds = Counter(button.type for button in buttons)
    for kind, most in _MOST_OF.items():
        if kinds[kind] > most:
            raise GraphError(100, f"A template may have {most} buttons of the type {kind}.")
    if sum((one.type == "QUICK_REPLY") != (two.type == "QUICK_REPLY") for one, two in pairwise(buttons)) > 1:
        raise GraphError(100, "Quick replies must stand together (invalid combination).")
    labels = [button.text for button in buttons if button.text]
    if len(set(labels)) < len(labels):
        raise GraphError(100, "The labels of buttons must differ.")
    return buttons


def _button(part: Part) -> Button:
    kind = part.choice("type", _TYPES)
    match kind:
        case "QUICK_REPLY":
            part.only("type", "text")
            return Button(kind, part.text("text", _LABEL))
        case "PHONE_NUMBER":
            part.only("type", "text", "phone_number")
            return Button(kind, part.text("text", _LABEL), phone_number=part.text("phone_number", _PHONE))
        case "URL":
            part.only("type", "text", "url", "example")
            return _url_button(part)
        case "COPY_CODE":
            part.only("type", "example")
            part.text("example", _CODE)
            return Button(kind, "")
        case _:
            part.only("type")
            return Button(kind, "")


def _url_button(part: Part) -> Button:
    url = part.text("url", URL)
    names = variables(url)
    if names and (names != ["1"] or not url.endswith("}}")):
        raise GraphError(100, f"{part.name('url')}: one variable {{{{1}}}} is allowed, at the end")
    if names:
        example = part.require("example")
        if not isinstance(example, list) or len(example) != 1 or not isinstance(example[0], str):
            raise GraphError(100, f"{part.name('example')} needs one address as an example")
    return Button("URL", part.text("text", _LABEL), url)
