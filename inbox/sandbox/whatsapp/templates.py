"""The account's message templates and the check of a template send against the approved text.

Used by ``outgoing.py`` and the Graph routes on the sandbox's event loop. Documented at developers.facebook.com,
WhatsApp > Message templates.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence

import msgspec

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part

BODY = 1024
HEADER = 60
URL = 2000
MOST = 250
"""Templates an account may have whose business is not verified."""
PER_HOUR = 100
_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_UNSENDABLE = {"PAUSED": 132015, "DISABLED": 132016}

Json = Mapping[str, object]
CheckMedia = Callable[[Part, str], None]


class Button(msgspec.Struct, frozen=True):
    """A button of a template: ``type`` as Meta names it, ``url`` with at most one variable at its end."""

    type: str
    text: str
    url: str | None = None
    phone_number: str | None = None

    def listed(self) -> dict[str, object]:
        """Return the Graph form."""
        told = {"text": self.text, "url": self.url, "phone_number": self.phone_number}
        return {"type": self.type, **{name: value for name, value in told.items() if value}}

    @property
    def variable(self) -> bool:
        """Tell whether a send must fill something in."""
        return self.type == "COPY_CODE" or bool(self.url and _VARIABLE.search(self.url))


class Template(msgspec.Struct, frozen=True):
    """One template in one language; ``header_format`` is TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION, or None without a header."""

    name: str
    language: str
    body: str
    examples: tuple[str, ...] = ()
    header_format: str | None = None
    header_text: str = ""
    footer: str = ""
    buttons: tuple[Button, ...] = ()
    category: str = "UTILITY"
    status: str = "APPROVED"
    named: bool = False
    id: str = ""
    rejected_reason: str = "NONE"

    def listed(self) -> dict[str, object]:
        """Return the form of ``GET /{WABA_ID}/message_templates``."""
        return {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "status": self.status,
            "category": self.category,
            "parameter_format": "NAMED" if self.named else "POSITIONAL",
            "components": self._components(),
            "quality_score": {"score": "UNKNOWN"},
            "rejected_reason": self.rejected_reason,
        }

    def _components(self) -> list[dict[str, object]]:
        components: list[dict[str, object]] = []
        if self.header_format == "TEXT":
            components.append({"type": "HEADER", "format": "TEXT", "text": self.header_text})
        elif self.header_format == "LOCATION":
            components.append({"type": "HEADER", "format": "LOCATION"})
        elif self.header_format:
            sample = {"header_handle": ["https://scontent.example/sample"]}
            components.append({"type": "HEADER", "format": self.header_format, "example": sample})
        components.append({"type": "BODY", "text": self.body} | self._body_example())
        if self.footer:
            components.append({"type": "FOOTER", "text": self.footer})
        if self.buttons:
            components.append({"type": "BUTTONS", "buttons": [button.listed() for button in self.buttons]})
        return components

    def _body_example(self) -> dict[str, object]:
        if not self.examples:
            return {}
        if not self.named:
            return {"example": {"body_text": [list(self.examples)]}}
        pairs = zip(variables(self.body), self.examples, strict=True)
        return {"example": {"body_text_named_params": [{"param_name": name, "example": text} for name, text in pairs]}}


class Filled(msgspec.Struct, frozen=True):
    """What the customer sees of a template send: the text and where its link buttons lead."""

    template: Template
    text: str
    urls: tuple[str, ...]


class TemplateShelf:
    """All templates of the account by name and language."""

    def __init__(self, templates: Sequence[Template]) -> None:
        self._templates = {(one.name, one.language): one for one in templates}
        self._deleted: set[str] = set()
        self._created: deque[int] = deque(maxlen=PER_HOUR)

    def all(self) -> list[Template]:
        """Return every template, in the order they were made."""
        return list(self._templates.values())

    def set_status(self, name: str, language: str, status: str, reason: str = "NONE") -> Template:
        """Pause, disable, reject, approve or delete one; KeyError when there is none."""
        changed = msgspec.structs.replace(self._templates[name, language], status=status, rejected_reason=reason)
        self._templates[name, language] = changed
        if status == "DELETED":
            del self._templates[name, language]
            self._deleted.add(name)
        return changed

    def set_category(self, name: str, language: str, category: str) -> Template:
        """Move one to another category; KeyError when there is none."""
        changed = msgspec.structs.replace(self._templates[name, language], category=category)
        self._templates[name, language] = changed
        return changed

    def add(self, template: Template, now: int) -> None:
        """Take a submitted one in at unix second ``now``; GraphError when its name is taken or there are too many."""
        if template.name in self._deleted:
            details = f"The name {template.name} was deleted; it can be used again in 4 weeks."
            raise GraphError(100, details, subcode=2388023)
        if (template.name, template.language) in self._templates:
            details = f"There is already content in this language for the template {template.name}."
            raise GraphError(100, details, subcode=2388024)
        if len(self._templates) >= MOST:
            raise GraphError(100, f"The account has {MOST} templates already.", subcode=2388019)
        if len(self._created) == PER_HOUR and now - self._created[0] < 3600:
            raise GraphError(80007, f"More than {PER_HOUR} templates were created within an hour.")
        self._created.append(now)
        self._templates[template.name, template.language] = template

    def fill(self, content: Part, check_media: CheckMedia) -> Filled:
        """Fill the template that ``content`` names; GraphError when it does not exist or the parameters do not fit."""
        content.only("name", "language", "components", "namespace")
        name = content.text("name", 512)
        language = content.part("language").text("code", 20)
        template = self._templates.get((name, language))
        if template is not None and template.status in _UNSENDABLE:
            raise GraphError(
                _UNSENDABLE[template.status], f"Template {name} ({language}) is {template.status.lower()}."
            )
        if template is None or template.status != "APPROVED":
            raise GraphError(132001, f"template name ({name}) does not exist in {language}")
        given = content.parts("components", 20, least=0) if content.has("components") else []
        _check_header(template, _parameters(given, "header"), check_media)
        text = _fill_text(template.body, _parameters(given, "body"), template.named, BODY)
        return Filled(
            template, text, _fill_buttons(template.buttons, [part for part in given if _kind(part) == "button"])
        )


def variables(text: str) -> list[str]:
    """Return the names of the variables in a template text, each once, in order."""
    return list(dict.fromkeys(_VARIABLE.findall(text)))


def _kind(component: Part) -> str:
    return component.text("type", 20).lower()


def _parameters(components: list[Part], kind: str) -> list[Part]:
    found = next((part for part in components if _kind(part) == kind), None)
    return found.parts("parameters", 100, least=0) if found is not None and found.has("parameters") else []


def _check_header(template: Template, parameters: list[Part], check_media: CheckMedia) -> None:
    form = template.header_format
    if form is None or form == "TEXT":
        _fill_text(template.header_text, parameters, template.named, HEADER)
        return
    if len(parameters) != 1:
        raise GraphError(132012, f"header: the template expects one {form.lower()}, {len(parameters)} were given")
    kind = parameters[0].text("type", 20)
    if kind != form.lower():
        raise GraphError(132012, f"header: Format mismatch, expected {form}, received {kind.upper()}")
    content = parameters[0].part(kind)
    if form == "LOCATION":
        _check_place(content)
    else:
        check_media(content, kind)


def _check_place(place: Part) -> None:
    place.only("latitude", "longitude", "name", "address")
    place.number("latitude", -90, 90)
    place.number("longitude", -180, 180)
    place.text("name", 1000)
    place.text("address", 1000)


def _fill_text(text: str, parameters: list[Part], named: bool, most: int) -> str:
    expected = variables(text)
    if len(parameters) != len(expected):
        details = f"number of localizable_params ({len(parameters)}) does not match the expected number of params"
        raise GraphError(132000, f"{details} ({len(expected)})")
    values = {}
    for position, parameter in enumerate(parameters):
        if named != parameter.has("parameter_name"):
            form = "named" if named else "positional"
            raise GraphError(132012, f"{parameter.path}: the template has {form} parameters")
        name = parameter.text("parameter_name", 100) if named else expected[position]
        values[name] = _value(parameter)
    missing = [name for name in expected if name not in values]
    if missing:
        raise GraphError(132012, f"no parameter named {', '.join(missing)} was given")
    filled = _VARIABLE.sub(lambda match: values[match.group(1)], text)
    if len(filled) > most:
        raise GraphError(132005, f"The filled text has {len(filled)} characters; at most {most} are allowed.")
    return filled


def _value(parameter: Part) -> str:
    kind = parameter.text("type", 20)
    if kind == "text":
        text = parameter.text("text", 32_768)
        if "\n" in text or "\t" in text or "     " in text:
            details = f"{parameter.path} must not have line breaks, tabs or more than four spaces in a row"
            raise GraphError(132018, details)
        return text
    if kind in ("currency", "date_time"):
        return parameter.part(kind).text("fallback_value", 1000)
    raise GraphError(132012, f"{parameter.path}: {kind} is not a parameter of a text")


def _fill_buttons(buttons: tuple[Button, ...], given: list[Part]) -> tuple[str, ...]:
    filled: dict[int, str] = {}
    for part in given:
        index = str(part.require("index"))
        if not index.isdigit() or int(index) >= len(buttons):
            raise GraphError(131009, f"{part.name('index')}: the template has {len(buttons)} buttons")
        button = buttons[int(index)]
        sub_type = part.text("sub_type", 30).upper()
        if sub_type != button.type:
            raise GraphError(132012, f"Button {index} is of type {button.type}, not {sub_type}")
        filled[int(index)] = _button_value(part.parts("parameters", 1)[0])
    for place, button in enumerate(buttons):
        if button.variable and place not in filled:
            raise GraphError(131008, f"Button at index {place} of type {button.type} requires a parameter")
    urls = [(place, button.url) for place, button in enumerate(buttons) if button.url]
    return tuple(url.replace("{{1}}", filled.get(place, "")) for place, url in urls)


def _button_value(parameter: Part) -> str:
    kind = parameter.choice("type", ("text", "payload", "coupon_code"))
    return parameter.text(kind, {"text": URL, "payload": 256, "coupon_code": 15}[kind])
