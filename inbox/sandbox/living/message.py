"""What a message of the shop is to the person who gets it: words, a link, products, buttons. Pure; called by ``town.py``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inbox.sandbox.living.acts import Button, Heard
from inbox.sandbox.living.hearing import language_of, understood
from inbox.sandbox.whatsapp.statuses import Sent
from inbox.sandbox.whatsapp.templates import Template


def heard(sent: Sent, templates: Sequence[Template], base_url: str, unread_for: float | None) -> Heard:
    """Return what a delivered message says; ``base_url`` is where payment pages live, ``unread_for`` as in ``Heard``."""
    content = sent.body.get("interactive")
    action = content.get("action") if isinstance(content, Mapping) else None
    interactive = action if isinstance(action, Mapping) else {}
    # What stands on a payment request is no sentence to react to.
    has_link = any(url.startswith(f"{base_url}/pay/") for url in sent.urls)
    return Heard(
        meanings=frozenset() if has_link else understood(sent.text),
        language=None if has_link else language_of(sent.text),
        link=has_link,
        products=_products(interactive),
        buttons=_buttons(interactive) or _template_buttons(sent, templates),
        is_template=sent.kind == "template",
        unread_for=unread_for,
    )


def _products(action: Mapping[str, object]) -> tuple[str, ...]:
    found = [item for section in _tables(action.get("sections")) for item in _tables(section.get("product_items"))]
    named = [item.get("product_retailer_id") for item in (*found, action)]
    return tuple(sku for sku in named if isinstance(sku, str))


def _buttons(action: Mapping[str, object]) -> tuple[Button, ...]:
    replies = [button.get("reply") for button in _tables(action.get("buttons"))]
    return tuple(Button(str(one.get("id")), str(one.get("title"))) for one in replies if isinstance(one, Mapping))


def _template_buttons(sent: Sent, templates: Sequence[Template]) -> tuple[Button, ...]:
    content = sent.body.get("template")
    if not isinstance(content, Mapping):
        return ()
    language = content.get("language")
    code = language.get("code") if isinstance(language, Mapping) else None
    known = (one for one in templates if (one.name, one.language) == (content.get("name"), code))
    buttons = next((one.buttons for one in known), ())
    return tuple(Button(one.text, one.text, template=True) for one in buttons if one.type == "QUICK_REPLY")


def _tables(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
