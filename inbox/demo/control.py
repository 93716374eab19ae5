"""The hands of the pretend world: what customers do, what breaks, and what the platforms have in their books.

Used by the demo's script on the main thread; speaks HTTP to the sandbox's control side and to nothing else.
"""

from __future__ import annotations

from typing import Any

import httpx

_PATIENCE = 10.0

Json = dict[str, Any]


class Control:
    """The control side of one sandbox."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=f"{url}/_sandbox", timeout=_PATIENCE)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def books(self) -> Json:
        """Return what the platforms know to have happened."""
        return self._get("/books")

    def customers(self) -> dict[str, Json]:
        """Return the scripted customers by id."""
        return {one["id"]: one for one in self._get("/customers")["customers"]}

    def say(self, customer: str, text: str) -> None:
        """Let a customer write."""
        self._post(f"/customers/{customer}/say", {"text": text})

    def order(self, customer: str, items: dict[str, int]) -> None:
        """Let a customer send a cart: quantities by SKU."""
        self._post(f"/customers/{customer}/order", {"items": [{"sku": s, "quantity": n} for s, n in items.items()]})

    def pay(self, customer: str, link: str, shipping: int = 0, method: str = "") -> None:
        """Let a customer pay a link, with the shipping choice of that place, by a means the pretend Stripe knows by name."""
        means = {"method": method} if method else {}
        self._post(f"/customers/{customer}/pay", {"link": link, "shipping": shipping, **means})

    def subscribe(self, customer: str, what: str, amount: int) -> str:
        """Subscribe a customer to something by the month, for so many euro cents; returns the subscription."""
        body = {"what": what, "amount": amount}
        made = self._http.post(f"/customers/{customer}/subscribe", json=body).raise_for_status().json()
        return str(made["id"])

    def dispute(self, customer: str, charge: str, reason: str, *, inquiry: bool = False) -> None:
        """Let a customer tell the bank about a payment, which takes the money back or only asks first."""
        self._post(f"/customers/{customer}/dispute", {"charge": charge, "reason": reason, "inquiry": inquiry})

    def end_dispute(self, charge: str, outcome: str) -> None:
        """Let the bank decide the dispute of a charge: ``win`` or ``lose``."""
        disputes = self.books()["disputes"].items()
        name = next(name for name, each in disputes if each["charge"] == charge)
        self._post(f"/disputes/{name}/{outcome}", {})

    def pass_time(self, seconds: int) -> None:
        """Let the platforms' clock go on."""
        self._post("/clock", {"shift_seconds": seconds})

    def report_fraud(self, customer: str, charge: str) -> None:
        """Let a customer tell the bank that somebody else paid, which warns the shop."""
        self._post(f"/customers/{customer}/fraud", {"charge": charge})

    def move(self, customer: str, phone: str | None = None, *, shows: bool | None = None) -> None:
        """Give a customer another number or only another user id, which the shop is told."""
        self._post(f"/customers/{customer}/move", {"phone": phone, "shows": shows})

    def echo(self, customer: str, text: str) -> None:
        """Answer a customer on the shop's own phone."""
        self._post(f"/customers/{customer}/echo", {"text": text})

    def break_once(self, target: str, kind: str) -> None:
        """Switch a fault on for the next time it fits."""
        self._post("/faults", {"target": target, "kind": kind, "times": 1})

    def waiting_faults(self) -> int:
        """Return how many faults have not happened yet."""
        return len(self._get("/faults")["faults"])

    def mend(self) -> None:
        """Switch every fault off."""
        self._http.delete("/faults").raise_for_status()

    def live(self, speed: float, *, paused: bool) -> None:
        """Let the people of a living shop live so many times faster than life, or stand still."""
        self._post("/living", {"speed": speed, "paused": paused})

    def _get(self, path: str) -> Json:
        answer: Json = self._http.get(path).raise_for_status().json()
        return answer

    def _post(self, path: str, body: Json) -> None:
        self._http.post(path, json=body).raise_for_status()
