"""Typed names of things, so that a payment's id cannot be passed where an action's belongs."""

from __future__ import annotations

from typing import NewType

ActionId = NewType("ActionId", str)
"""UUID born at the agent's click; also the Idempotency-Key and the trace id of every log line."""

ConversationId = NewType("ConversationId", str)
"""``c_`` and 24 hex digits; one per person."""

AgentId = NewType("AgentId", str)
"""``a_`` and 12 hex digits."""

MessageId = NewType("MessageId", str)
"""WhatsApp's message id (``wamid...``)."""

MediaId = NewType("MediaId", str)
"""The hub's own name of a stored file: ``m_`` and 24 hex digits."""

SourceId = NewType("SourceId", str)
"""An object's id at Stripe (``pi_``, ``ch_``, ``re_``, ``cs_``, ``plink_``, ``dp_``, ``cus_`` ...)."""
