"""Sentences for what stands against doing something about a dispute, by the problem's code. Pure but for the translation.

Part of ``problems``.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def of_disputes() -> dict[str, str]:
    """Return the words for what cannot be done about a dispute."""
    return {
        "dispute-unknown": translate("Problems", "Stripe does not know this dispute; look at the payments again."),
        "dispute-unknown-outcome": translate(
            "Problems", "Stripe did not answer, so it is not certain whether it took this; look again in a moment."
        ),
        "dispute-closed": translate("Problems", "The dispute is closed already; nothing more can be done."),
        "dispute-changed": translate("Problems", "The dispute is about another sum by now; look at it again."),
        "already-submitted": translate(
            "Problems", "The answer was handed in already and cannot be changed; the bank decides now."
        ),
        "too-late-to-answer": translate("Problems", "The bank's deadline has passed; Stripe takes no answer any more."),
        "evidence-empty": translate("Problems", "There is nothing in the answer; fill in a field or tick something."),
        "evidence-too-long": translate("Problems", "The answer is too long: {most} characters are the most there; shorten it."),
        "evidence-changed": translate("Problems", "What is staged in Stripe is not what was read; read it again."),
        "evidence-file-gone": translate("Problems", "The file of the evidence is not there any more; prepare it again."),
        "evidence-file-too-large": translate(
            "Problems", "The pages are larger than Stripe takes; leave some lines out and stage them again."
        ),
        "needs-second-person": translate("Problems", "What is handed in is final, so a second person reads it first."),
    }
