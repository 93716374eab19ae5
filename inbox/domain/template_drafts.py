"""Templates on their way to Meta: as the starter set has them, with the examples a review needs, and the wish to submit one.

A draft is read from the very JSON that the create call takes, so that the starter set can be compared with Meta's pages
line by line. Pure. developers.facebook.com, WhatsApp > Message templates > Components.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from inbox.domain.action_base import Action, Part
from inbox.domain.template_lint import lint
from inbox.domain.templates import Template, TemplateButton, gaps, header_gaps

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=512)]
Language = Annotated[str, msgspec.Meta(min_length=2, max_length=10)]
Line = Annotated[str, msgspec.Meta(max_length=256)]
Example = Annotated[str, msgspec.Meta(max_length=2000)]

CATEGORIES = frozenset({"UTILITY", "MARKETING"})
"""What can be submitted here; AUTHENTICATION has a form of its own (one-time passwords), which a shop has no use for."""

CODES = frozenset({"category", "examples-missing", "button-phone"})
"""What ``lint_draft`` may say beside what ``lint`` says."""

_MOST_PHONE = 20


class DraftButton(Part, frozen=True, kw_only=True):
    """A button to be approved; ``example`` fills the gap of its address, or is the code that is copied."""

    kind: Annotated[str, msgspec.Meta(max_length=40)]
    text: Line = ""
    url: Example | None = None
    phone: Line | None = None
    example: Example | None = None


class Draft(Part, frozen=True, kw_only=True):
    """A template in one language that is to be submitted; examples by the names of the gaps."""

    name: Name
    language: Language
    category: Annotated[str, msgspec.Meta(max_length=40)] = "UTILITY"
    named: bool = True
    header: str | None = None
    """``TEXT``, ``LOCATION`` or ``DOCUMENT``; for the last the hub uploads a sample that the review wants to see."""
    header_text: Line = ""
    body: Annotated[str, msgspec.Meta(max_length=4096)]
    footer: Line = ""
    buttons: Annotated[tuple[DraftButton, ...], msgspec.Meta(max_length=20)] = ()
    header_examples: dict[str, Example] = msgspec.field(default_factory=dict)
    body_examples: dict[str, Example] = msgspec.field(default_factory=dict)

    @property
    def id(self) -> str:
        """What the template will be known by."""
        return f"{self.name}/{self.language}"

    @property
    def template(self) -> Template:
        """The template it becomes, without a state."""
        return Template(
            name=self.name,
            language=self.language,
            category=self.category,
            named=self.named,
            header=self.header,
            header_text=self.header_text,
            body=self.body,
            footer=self.footer,
            buttons=tuple(
                TemplateButton(kind=one.kind, text=one.text, url=one.url, phone=one.phone) for one in self.buttons
            ),
        )


class SubmitTemplate(Action, frozen=True, kw_only=True, tag="submit_template"):
    """Submit a template to Meta's review; what is approved can be sent, what was submitted cannot be taken back."""

    draft: Draft


def lint_draft(draft: Draft) -> tuple[str, ...]:
    """Return the codes of what is wrong with a draft, as ``lint`` does, and of what only a submission needs."""
    template = draft.template
    found = list(lint(template))
    if draft.category not in CATEGORIES:
        found.append("category")
    missing = [name for name in header_gaps(template) if not draft.header_examples.get(name, "").strip()]
    missing += [name for name in gaps(draft.body) if not draft.body_examples.get(name, "").strip()]
    buttons = zip(template.buttons, draft.buttons, strict=True)
    if missing or any(button.needs_value and not (drafted.example or "").strip() for button, drafted in buttons):
        found.append("examples-missing")
    phones = [button.phone or "" for button in draft.buttons if button.kind == "PHONE_NUMBER"]
    if any(not phone.lstrip("+").isdigit() or len(phone) > _MOST_PHONE for phone in phones):
        found.append("button-phone")
    return tuple(found)


def read(content: bytes) -> tuple[Draft, ...]:
    """Read a file of create calls; msgspec.ValidationError says what is wrong with it."""
    return tuple(_draft(call) for call in msgspec.json.decode(content, type=tuple[_Call, ...]))


class _Named(msgspec.Struct, frozen=True):
    param_name: str
    example: str


class _Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    header_text: tuple[str, ...] = ()
    header_text_named_params: tuple[_Named, ...] = ()
    body_text: tuple[tuple[str, ...], ...] = ()
    body_text_named_params: tuple[_Named, ...] = ()


class _Button(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    type: str
    text: str = ""
    url: str | None = None
    phone_number: str | None = None
    example: str | tuple[str, ...] | None = None


class _Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    type: str
    format: str | None = None
    text: str = ""
    example: _Examples = _Examples()
    buttons: tuple[_Button, ...] = ()


class _Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    language: str
    category: str
    components: tuple[_Component, ...]
    parameter_format: str = "POSITIONAL"


def _draft(call: _Call) -> Draft:
    parts = {part.type.upper(): part for part in call.components}
    nothing = _Component("")
    header, body = parts.get("HEADER"), parts.get("BODY", nothing)
    wish: dict[str, Any] = {}
    if header is not None:
        wish = {"header": (header.format or "TEXT").upper(), "header_text": header.text}
        numbered = dict(zip(gaps(header.text), header.example.header_text, strict=False))
        wish["header_examples"] = numbered | {
            one.param_name: one.example for one in header.example.header_text_named_params
        }
    numbered = dict(zip(gaps(body.text), next(iter(body.example.body_text), ()), strict=False))
    return Draft(
        name=call.name,
        language=call.language,
        category=call.category.upper(),
        named=call.parameter_format.upper() == "NAMED",
        body=body.text,
        footer=parts.get("FOOTER", nothing).text,
        buttons=tuple(_button(one) for one in parts.get("BUTTONS", nothing).buttons),
        body_examples=numbered | {one.param_name: one.example for one in body.example.body_text_named_params},
        **wish,
    )


def _button(one: _Button) -> DraftButton:
    example = one.example[0] if isinstance(one.example, tuple) and one.example else one.example
    return DraftButton(
        kind=one.type.upper(),
        text=one.text,
        url=one.url,
        phone=one.phone_number,
        example=example if isinstance(example, str) else None,
    )
