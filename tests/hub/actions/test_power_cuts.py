"""Power is lost at every single place of an action's life in turn; the next life of the hub brings it to one end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hub.actions.hub_world import ANNA, Hub, PowerCut, refund, wish

pytestmark = pytest.mark.allow_logs("outcome is unknown|was lost")


def lives(folder: Path, prepare: Callable[[Hub], dict]) -> Iterator[tuple[str, Hub, dict]]:
    """Run one action again and again, each time losing power one place later, until it gets through without.

    In every second life the webhooks of what Stripe did are delivered before the hub goes on by itself.
    """
    for place in range(400):
        hub = Hub(folder / str(place))
        asked = prepare(hub)
        hub.post(ANNA, asked)
        seen: list[str] = []

        def count(name: str, seen: list[str] = seen, place: int = place) -> None:
            seen.append(name)
            if len(seen) == place + 1:
                raise PowerCut(name)

        hub.cut = count
        try:
            hub.rest()
        except PowerCut as cut:
            hub.cut = lambda name: None
            hub.restart()
            if place % 2:
                hub.deliver()
            hub.rest()
            yield str(cut), hub, asked
            hub.close()
            continue
        hub.cut = lambda name: None
        hub.close()
        assert place > 5, "power was lost in too few places for this to show anything"
        return
    raise AssertionError("the action never gets through")


def test_a_refund_is_made_once(tmp_path: Path) -> None:
    def prepare(hub: Hub) -> dict:
        hub.paid = hub.stripe.payment()
        return refund(hub.paid["payment"])

    places = set()
    for place, hub, asked in lives(tmp_path, prepare):
        places.add(place)
        assert hub.record(asked["id"]).state == "succeeded", place
        assert hub.stripe.refunded(hub.paid["charge"]) == 2490, place
        assert hub.do(ANNA, refund(hub.paid["charge"], 100, confirmed=["recent-refund"])).state == "succeeded", place
    assert {"before POST /v1/refunds", "after POST /v1/refunds", "before commit"} <= places


def test_a_refund_whose_answer_was_lost_is_made_once(tmp_path: Path) -> None:
    def prepare(hub: Hub) -> dict:
        hub.paid = hub.stripe.payment()
        hub.stripe.fault("lose_answer_after", method="POST")
        return refund(hub.paid["payment"])

    for place, hub, asked in lives(tmp_path, prepare):
        assert hub.record(asked["id"]).state == "succeeded", place
        assert hub.stripe.refunded(hub.paid["charge"]) == 2490, place


def test_a_text_goes_out_once_or_is_called_unknown(tmp_path: Path) -> None:
    def prepare(hub: Hub) -> dict:
        return wish("send_text", conversation=hub.customer_writes(), text="Guten Tag")

    ends = set()
    for place, hub, asked in lives(tmp_path, prepare):
        done = hub.record(asked["id"])
        ends.add((done.state, len(hub.meta.taken)))
        if hub.meta.taken and done.state == "unknown":
            hub.status(0)
            assert hub.record(asked["id"]).state == "succeeded", place
            assert len(hub.bodies("message.sent")) == 1, place
    assert ends <= {("succeeded", 1), ("unknown", 0), ("unknown", 1)}
    assert ends >= {("succeeded", 1), ("unknown", 1)}


def test_a_payment_request_makes_one_link_and_one_message_at_most(tmp_path: Path) -> None:
    def prepare(hub: Hub) -> dict:
        chat = hub.customer_writes()
        ways = [{"label": "Paket", "amount": 490}, {"label": "Abholung", "amount": 0}]
        return wish("request_payment", conversation=chat, currency="eur", amount=4990, purpose="Kaffee", shipping=ways)

    for place, hub, asked in lives(tmp_path, prepare):
        done = hub.record(asked["id"])
        assert done.state in ("succeeded", "unknown"), place
        assert done.result["url"], place
        assert len(hub.stripe.account.books()["links"]) == 1, place
        assert len(hub.meta.taken) <= 1, place
        if done.state == "succeeded":
            assert len(hub.bodies("message.sent")) == len(hub.meta.taken) == 1, place
