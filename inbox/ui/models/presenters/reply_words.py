"""What the page of replies calls things: categories, languages, gaps, and what is wrong with a reply."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.domain import replies
from inbox.domain.replies import Reply
from inbox.ui.models.gaps import filled_by_itself
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate


def category(name: str) -> str:
    """Return what a category is called; its own name for one that this program does not know."""
    return {
        "start": translate("ReplyPage", "First answer"),
        "pay": translate("ReplyPage", "Paying"),
        "delivery": translate("ReplyPage", "Delivery"),
        "money-back": translate("ReplyPage", "Refund"),
        "complaint": translate("ReplyPage", "Complaint"),
        "subscription": translate("ReplyPage", "Subscription"),
        "privacy": translate("ReplyPage", "Privacy"),
        "end": translate("ReplyPage", "Goodbye"),
        "own": translate("ReplyPage", "Other"),
    }.get(name, name)


def title_label(language: str) -> str:
    """Return what the field of a title is called."""
    if language == "de":
        return translate("ReplyPage", "Title in German")
    return translate("ReplyPage", "Title in English")


def form_label(form: str) -> str:
    """Return what the field of a text is called."""
    return {
        "de-sie": translate("ReplyPage", "German, Sie"),
        "de-du": translate("ReplyPage", "German, du"),
        "en": translate("ReplyPage", "English"),
    }[form]


def gaps() -> tuple[Choice, ...]:
    """Return what a text can have filled in; the id is what is written for it."""
    own = translate("ReplyPage", "Something I fill in each time")
    stop = translate("ReplyPage", "day")
    named = filled_by_itself()
    return (*(Choice(id=f"{{{{{name}}}}}", text=text) for name, text in named.items()), Choice(id=f"{{{{?{stop}}}}}", text=own))


def only_supervisors() -> str:
    """Return why somebody may only read the page."""
    return translate("ReplyPage", "Only a supervisor or an owner may change replies.")


def lint_words(reply: Reply) -> str:
    """Return the first thing that keeps a reply from being kept, with the way out; empty when nothing does."""
    wrong = replies.lint(reply)
    unknown = next((gap for text in reply.text.values() for gap in replies.unknown_gaps(text)), "")
    said = {
        "no-title": translate("ReplyPage", "Give it a title."),
        "no-text": translate("ReplyPage", "Write it in one language at least."),
        "too-long": translate("ReplyPage", "WhatsApp takes 4,096 characters; shorten it."),
        "unknown-gap": translate(
            "ReplyPage", "Nothing fills “{gap}” by itself. Double-click it to have it filled in each time, or delete it."
        ).format(gap=unknown),
    }
    return next((said[code] for code in wrong if code in said), "")
