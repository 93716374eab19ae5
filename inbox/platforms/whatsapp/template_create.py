"""The body that submits a template to review: components with an example for every gap.

Called by the hub; pure. The domain has looked the draft over by then (``template_lint``), so nothing is checked twice.
developers.facebook.com, WhatsApp > Message templates > Components.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.domain.template_drafts import Draft, DraftButton
from inbox.domain.templates import gaps, header_gaps
from inbox.platforms.whatsapp.payloads import Payload


def create(draft: Draft, sample: str | None = None) -> Payload:
    """Build the body of ``POST /{WABA_ID}/message_templates``; ``sample`` is the handle of the file over the text."""
    components: list[Payload] = []
    if draft.header == "TEXT":
        names = header_gaps(draft.template)
        given = _examples("header_text", names, draft.header_examples, named=draft.named)
        components.append({"type": "HEADER", "format": "TEXT", "text": draft.header_text, **given})
    elif draft.header is not None:
        shown: Payload = {} if sample is None else {"example": {"header_handle": [sample]}}
        components.append({"type": "HEADER", "format": draft.header, **shown})
    given = _examples("body_text", gaps(draft.body), draft.body_examples, named=draft.named)
    components.append({"type": "BODY", "text": draft.body, **given})
    if draft.footer:
        components.append({"type": "FOOTER", "text": draft.footer})
    if draft.buttons:
        components.append({"type": "BUTTONS", "buttons": [_button(button) for button in draft.buttons]})
    return {
        "name": draft.name,
        "language": draft.language,
        "category": draft.category,
        "parameter_format": "NAMED" if draft.named else "POSITIONAL",
        "components": components,
    }


def _examples(part: str, names: tuple[str, ...], given: Mapping[str, str], *, named: bool) -> Payload:
    """Return the examples of a text's gaps; only the body takes numbered ones in a list of lists."""
    if not names:
        return {}
    if named:
        pairs = [{"param_name": name, "example": given[name]} for name in names]
        return {"example": {f"{part}_named_params": pairs}}
    values = [given[name] for name in sorted(names, key=int)]
    return {"example": {part: [values] if part == "body_text" else values}}


def _button(button: DraftButton) -> Payload:
    made: dict[str, object] = {"type": button.kind}
    if button.text:
        made["text"] = button.text
    if button.url is not None:
        made["url"] = button.url
    if button.phone is not None:
        made["phone_number"] = button.phone
    if button.example is not None:
        made["example"] = [button.example] if button.kind == "URL" else button.example
    return made
