"""Problems in the agent's language: by their code where the screen knows it, else the sentence that came with them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.domain.messages import ErrorNote
from inbox.domain.money import Money
from inbox.domain.problems import Problem
from inbox.domain.send_errors import in_words, sentence
from inbox.domain.template_errors import SUBCODES
from inbox.ui.models.presenters import dispute_words, problem_words

translate = QCoreApplication.translate


def words_of(problem: Problem | None, language: str, currency: str = "eur") -> str:
    """Return one sentence with the way out; empty without a problem."""
    if problem is None:
        return ""
    known = _sentences().get(problem.code)
    if known is None:
        return _of_whatsapp(problem, language) or problem.detail
    facts = {name: _said(name, value, language, currency) for name, value in problem.facts.items()}
    try:
        return known.format(**facts)
    except KeyError:
        # Told without the facts the sentence needs; the sender's own words then say more.
        return problem.detail


def _of_whatsapp(problem: Problem, language: str) -> str:
    """Return Meta's error in words; empty for a problem that is none of Meta's."""
    code = problem.facts.get("code")
    if not isinstance(code, int) or problem.code != f"whatsapp-{code}":
        return ""
    details = problem.facts.get("details")
    if code in SUBCODES:
        return in_words(SUBCODES[code], language, str(details or ""))
    return sentence(ErrorNote(code, detail=str(details) if details else None), language)


def offline_words(*, is_online: bool) -> str:
    """Return why a button that moves money is grey while the hub is away; empty while it is there."""
    return "" if is_online else translate("Problems", "Money moves again with a connection.")


def _said(name: str, value: str | int | None, language: str, currency: str) -> str:
    if isinstance(value, int) and name in ("amount", "left", "refunded", "limit", "today", "seen"):
        return Money(value, currency).text(language)
    if name in ("given", "most") and language == "de":
        return str(value).replace(".", ",")
    return "" if value is None else str(value)


def _sentences() -> dict[str, str]:
    return {
        "window-closed": translate("Problems", "The 24 hours to write freely are over; send a template instead."),
        "blocked": translate("Problems", "This person is blocked; unblock them first."),
        "marketing-stopped": translate(
            "Problems", "This person has stopped marketing messages in WhatsApp; nobody can send any until they resume."
        ),
        **_of_plans(),
        "block-too-late": translate(
            "Problems", "WhatsApp blocks only people who wrote within the last 24 hours; resolve the chat instead."
        ),
        "role": translate("Problems", "Your role can read but not act; ask an owner for another role."),
        "role-supervisor": translate("Problems", "Only a supervisor or an owner may do this; ask one of them."),
        "template-kind": translate(
            "Problems", "The template's heading or a button of it needs what cannot be given here; choose another one."
        ),
        "template-exists": translate(
            "Problems", "The account has a template of this name in this language already; give it another name."
        ),
        "expired": translate("Problems", "This was clicked too long ago to be carried out; click again."),
        "card-number": translate("Problems", "The text contains a card number; remove it, card data is never sent."),
        "payment-unknown": translate("Problems", "Stripe does not know this payment; look at the payments again."),
        "refund-in-progress": translate(
            "Problems", "Another refund of this payment has no certain outcome yet; wait for it or resolve it first."
        ),
        "payment-changed": translate(
            "Problems",
            "The payment has changed since you looked: {refunded} is refunded by now. Check, then click again.",
        ),
        "not-captured": translate("Problems", "The payment is only authorised; cancel it instead of refunding."),
        "not-paid": translate("Problems", "The payment has not succeeded, so there is nothing to refund."),
        "disputed": translate("Problems", "The payment is disputed; answer the dispute, a refund would pay twice."),
        "already-refunded": translate("Problems", "The payment is already refunded in full."),
        "exceeds-remaining": translate("Problems", "Only {left} of the payment is left to refund."),
        "needs-approval": translate("Problems", "This is above the limit for one person; somebody else has to approve it."),
        "self-approval": translate("Problems", "Somebody else has to approve this; ask a colleague."),
        "alone-too-soon": translate("Problems", "Read it once more; you can confirm it alone in a moment."),
        "unknown-agent": translate("Problems", "There is no such colleague any more."),
        "own-deputy": translate("Problems", "Nobody is their own deputy; choose a colleague."),
        "no-deputy": translate("Problems", "Only somebody who may answer customers can be a deputy."),
        "approval-limit": translate("Problems", "This is above your own limit too; an owner can approve it."),
        "already-decided": translate(
            "Problems", "This was decided already, or it waited for too long; nothing was done just now."
        ),
        "approval-lapsed": translate(
            "Problems", "Nobody approved this in time, so nothing was done; ask again if it is still wanted."
        ),
        "no-connection": translate("Problems", "There is no connection to the hub, so nothing was decided."),
        "not-repeatable": translate(
            "Problems", "This cannot be repeated safely; look whether it happened and say so instead."
        ),
        "refund-failed": translate(
            "Problems", "The bank did not take the refund and the money came back; pay the customer another way."
        ),
        "stripe-unreachable": translate(
            "Problems", "Stripe could not be reached, so no money moved; check the connection and click again."
        ),
        "too-late": translate("Problems", "The hub was cut off when this was to go out, so no money moved; click again."),
        "key-refused": translate(
            "Problems", "Stripe does not take the shop's key any more, so no money moved; an owner must enter a new one."
        ),
        "resolved-not-done": translate("Problems", "Somebody looked in Stripe and found that this was not refunded."),
        "rejected": translate("Problems", "{agent} did not approve this."),
        "permission-missing": translate(
            "Problems", "The Stripe key lacks a permission ({permission}), so no money moved; an owner can add it in Stripe."
        ),
        "already-paid": translate("Problems", "The customer has paid this already; refund it if it was wrong."),
        "amount-too-small": translate("Problems", "Stripe does not take amounts this small."),
        "amount-zero": translate("Problems", "There is nothing to pay; check the lines."),
        "catalog-none": translate(
            "Problems", "No catalog is connected to the WhatsApp account; connect one in Meta's Commerce Manager."
        ),
        "catalog-not-allowed": translate(
            "Problems",
            "The WhatsApp token may not read the catalog: in Meta's business settings give its System User the catalog and"
            " the permission catalog_management.",
        ),
        "catalog-refused": translate("Problems", "WhatsApp does not list the catalog: {details}"),
        "prices-not-allowed": translate(
            "Problems",
            "Prices are not compared with Stripe's: its key lacks a permission ({permission}); an owner can add it.",
        ),
        "undone": translate("Problems", "Taken back before it was sent."),
        "offline": translate("Problems", "The hub was lost during the hold, so it was not sent."),
        "closed": translate("Problems", "Tresen was closed during the hold, so it was not sent."),
        "locked": translate("Problems", "The desk was locked during the hold, so it was not sent."),
        "slept": translate("Problems", "The machine slept during the hold, so it was not sent."),
        "hub-restored": translate(
            "Problems",
            "The hub was restored from a backup and knows nothing of this; look in Stripe before clicking again.",
        ),
        **problem_words.of_stripe(),
        **problem_words.of_subscriptions(),
        **problem_words.of_whatsapp(),
        **dispute_words.of_disputes(),
        **problem_words.of_the_hub(),
        **_of_the_desk(),
        **_of_files(),
    }


def _of_plans() -> dict[str, str]:
    return {
        "plan-missed": translate(
            "Problems", "The hub was off when this was to go out. Send it now, choose another time or delete it."
        ),
        "plan-restored": translate(
            "Problems", "The hub was restored from a backup, so this may have gone out already. Look before you send it."
        ),
        "plan-gone": translate("Problems", "This message has gone out or was taken back meanwhile; look at the chat."),
        "plan-past": translate("Problems", "That time is over; choose a later one, or send it now."),
        "plan-too-far": translate("Problems", "That is more than 90 days away; choose an earlier time."),
        "plan-paid": translate("Problems", "What this message asks for has been paid meanwhile."),
        "plan-request-closed": translate(
            "Problems", "The payment link in this message can no longer be paid; make a new one."
        ),
    }


def _of_the_desk() -> dict[str, str]:
    return {
        "no-connection-refund": translate(
            "Problems", "No connection: nothing was refunded. Click again when the connection is back."
        ),
        "no-connection-link": translate(
            "Problems", "No connection: no link was made or sent. Click again when the connection is back."
        ),
        "no-connection-other": translate(
            "Problems", "No connection: nothing was sent or changed. Click again when the connection is back."
        ),
        "no-answer": translate("Problems", "The hub did not answer; look here again before you click again."),
        "live": translate("Problems", "Something is already on its way for this payment; wait for it, or undo it."),
        "not-running": translate("Problems", "Tresen has stopped working in the background; start it again."),
        "storage": translate(
            "Problems", "This computer's disk is full or does not work, so nothing was kept; make room and click again."
        ),
        "hub-token": translate(
            "Problems", "The hub does not let this desk in any more; ask the shop's owner for a new code."
        ),
        "hub-version": translate("Problems", "Desk and hub do not speak the same version; update the older of the two."),
    }


def _of_files() -> dict[str, str]:
    return {
        "media-failed": translate("Problems", "The file could not be fetched from WhatsApp; ask for it again."),
        "media-gone": translate("Problems", "The file is no longer there; ask for it again in the chat."),
        "media-too-large": translate("Problems", "The file is too large to be kept; ask for a smaller one."),
        "media-damaged": translate("Problems", "The file keeps arriving damaged."),
        "media-foreign-host": translate("Problems", "The file's address is not WhatsApp's, so it was not opened."),
        "media-stopped": translate("Problems", "Stopped. The next time the file goes on from there."),
        "media-unreachable": translate("Problems", "The hub did not answer, so the file is not here."),
        "media-storage": translate("Problems", "There is no room left on this computer for the file."),
        "media-offline": translate("Problems", "There is no connection to the hub, and the file is not on this computer."),
        "file-empty": translate("Problems", "{name} is empty."),
        "file-type": translate(
            "Problems", "WhatsApp does not take this file; pictures go as JPEG or PNG, the rest as PDF or Office."
        ),
        "file-too-large": translate("Problems", "{given} MB is too much: WhatsApp takes {most} MB at most."),
        "file-unreadable": translate("Problems", "{name} cannot be read; choose another file."),
        "file-missing": translate("Problems", "The file is no longer on this computer; attach it again."),
        "files-too-many": translate("Problems", "{most} files at once are the most; send these first."),
        "save-failed": translate("Problems", "{name} could not be saved; choose another folder or name."),
        "whatsapp-131052": translate("Problems", "WhatsApp could not load the file; it may be larger than 100 MB."),
    }
