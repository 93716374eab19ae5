"""Says in the chat that a customer was not told of what was done for her, when the message to tell it came to nothing."""

from __future__ import annotations

from inbox.hub import refund_words, subscription_words
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction


def came_to_nothing(tx: Transaction, message: Record) -> None:
    """Take in a message that was not sent or could not be delivered; most of them told of nothing."""
    refund_words.came_to_nothing(tx, message)
    subscription_words.came_to_nothing(tx, message)
