"""A Stripe that only lists money made from a seed, as fast as can be: its own work must not be what is measured.

``python -m tests.bench.made_stripe PORT PAYMENTS`` serves balance transactions and payouts of ``money.Books`` until it is
ended; every other list is empty.
"""

from __future__ import annotations

import asyncio
import functools
import json
import sys
from urllib.parse import parse_qsl, urlsplit

from tests.bench.money import Books, Movement

_END = b"\r\n\r\n"
_ANSWER = (
    "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
    "Request-Id: req_bench\r\nContent-Length: %d\r\n\r\n"
)


class MadeStripe:
    """Answers one request after the other of each connection."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._listed = functools.lru_cache(maxsize=64)(self._list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer until the client leaves."""
        try:
            while head := await reader.readuntil(_END):
                method, target, _ = head.split(b" ", 2)
                length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
                await reader.readexactly(length)
                parts = urlsplit(target.decode())
                status, body = self.answer(method.decode(), parts.path, dict(parse_qsl(parts.query)))
                writer.write((_ANSWER % (status, "OK" if status == 200 else "No", len(body))).encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    def answer(self, method: str, path: str, query: dict[str, str]) -> tuple[int, bytes]:
        """Return status and body of a request."""
        if method != "GET":
            return 400, b'{"error":{"type":"invalid_request_error","message":"This Stripe is only read."}}'
        if path == "/v1/balance":
            sums = '[{"amount":100000,"currency":"eur"}]'
            return 200, f'{{"object":"balance","available":{sums},"pending":{sums}}}'.encode()
        if path == "/v1/balance_transactions":
            return 200, self._page(query)
        return 200, b'{"object":"list","data":[],"has_more":false,"url":"%s"}' % path.encode()

    def _page(self, query: dict[str, str]) -> bytes:
        asked = tuple(query.get(name, "") for name in ("payout", "created[gte]", "created[lt]", "type", "source"))
        rows, place = self._listed(asked)
        start = place[query["starting_after"]] + 1 if "starting_after" in query else 0
        part = rows[start : start + int(query.get("limit", "10"))]
        more = b"true" if start + len(part) < len(rows) else b"false"
        return b'{"object":"list","url":"/v1/balance_transactions","has_more":%s,"data":[%s]}' % (more, b",".join(part))

    def _list(self, asked: tuple[str, ...]) -> tuple[list[bytes], dict[str, int]]:
        payout, since, until, kind, source = asked
        if source:
            return [], {}
        found = self._books.paid_out(int(payout[4:])) if payout else self._books.movements(int(since), int(until))
        found = [moved for moved in found if not kind or moved.category == kind]
        return [_row(moved) for moved in found], {moved.id: place for place, moved in enumerate(found)}


def _row(moved: Movement) -> bytes:
    fees = [{"amount": moved.fee, "application": None, "currency": moved.currency, "description": "Stripe processing fees",
             "type": "stripe_fee"}]  # fmt: skip
    row = {
        "id": moved.id,
        "object": "balance_transaction",
        "amount": moved.amount,
        "available_on": moved.created + 300_000,
        "balance_type": "payments",
        "created": moved.created,
        "currency": moved.currency,
        "description": None,
        "exchange_rate": None,
        "fee": moved.fee,
        "fee_details": fees if moved.fee else [],
        "net": moved.amount - moved.fee,
        "reporting_category": moved.category,
        "source": moved.source,
        "status": "available",
        "type": moved.category,
    }
    return json.dumps(row).encode()


async def main() -> None:
    """Serve until ended."""
    stripe = MadeStripe(Books(int(sys.argv[2])))
    server = await asyncio.start_server(stripe.serve, "127.0.0.1", int(sys.argv[1]))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
