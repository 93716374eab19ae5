"""The table of parameters is the one of the installed SDK, and the calls are the sandbox's only ones."""

from __future__ import annotations

import re

import stripe
from stripe._api_version import _ApiVersion

from inbox.sandbox.stripe.calls import CALLS
from inbox.sandbox.stripe.handlers import ANSWERS, HANDLERS
from inbox.sandbox.stripe.params import TABLE_FILE, table
from inbox.sandbox.stripe.state import API_VERSION
from inbox.sandbox.world import STRIPE_RESOURCES
from tests.sandbox.stripe.params_generator import draw, encode


def test_the_table_is_drawn_from_the_installed_sdk() -> None:
    drawn = encode(draw())
    again = "python -m tests.sandbox.stripe.params_generator"
    assert TABLE_FILE.read_bytes() == drawn, f"another SDK is installed; run {again} and read the difference"


def test_it_is_for_the_version_the_sandbox_speaks() -> None:
    assert table().api_version == API_VERSION == _ApiVersion.CURRENT
    assert table().sdk == stripe.VERSION


def test_every_call_has_its_parameters_its_handler_and_its_fault_target() -> None:
    assert {call.params for call in CALLS} <= table().shapes.keys()
    assert {call.name for call in CALLS} == HANDLERS.keys()
    assert {call.resource for call in CALLS} == ANSWERS.keys() == set(STRIPE_RESOURCES)


def test_names_and_paths_of_calls_are_unique_and_searches_come_before_ids() -> None:
    assert len({call.name for call in CALLS}) == len({(call.method, call.path) for call in CALLS}) == len(CALLS)
    for place, call in enumerate(CALLS):
        pattern = re.compile(re.escape(call.path).replace(r"\{id\}", "[^/]+"))
        hidden = [
            later for later in CALLS[place + 1 :] if later.method == call.method and pattern.fullmatch(later.path)
        ]
        assert not hidden
