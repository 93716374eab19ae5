"""A bounded load from a process of its own: signed webhooks over keep-alive connections on loopback.

``python -m tests.bench.load URL COUNT CONNECTIONS RATE`` reads the app secret from ``TRESEN_WHATSAPP_APP_SECRET`` and prints
one JSON line: seconds taken, answers by status, and the sorted latencies in milliseconds. ``RATE`` 0 is as fast as it goes.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import sys
import time
from collections import Counter
from urllib.parse import urlsplit

MOST = 200_000


def webhook(number: int, text: str = "Hallo, wo ist meine Bestellung? Sie sollte gestern kommen.") -> bytes:
    """Return a webhook body with one message, different for each number, of about 1 KB."""
    person = f"49151{number % 5000:08d}"
    message = {
        "from": person,
        "id": f"wamid.LOAD{number:012d}",
        "timestamp": str(1_795_000_000 + number // 50),
        "type": "text",
        "text": {"body": f"{text} #{number}"},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "4930555", "phone_number_id": "1066"},
        "contacts": [
            {"profile": {"name": f"Kunde {number % 5000}"}, "wa_id": person, "user_id": f"DE.{number % 5000}"}
        ],
        "messages": [message],
    }
    entry = {"id": "WABA1", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def request(path: str, host: str, body: bytes, secret: bytes) -> bytes:
    """Return the signed request as it goes over the wire."""
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
    return status


async def pour(
    url: str, requests: list[bytes], connections: int, rate: float
) -> tuple[float, Counter[int], list[float]]:
    """Send every request once and return seconds, answers by status, and latencies in milliseconds."""
    parts = urlsplit(url)
    waiting = iter(enumerate(requests))
    taken: list[float] = []
    statuses: Counter[int] = Counter()
    started = time.perf_counter()

    async def one() -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        for number, content in waiting:
            if rate:
                await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
            begun = time.perf_counter()
            writer.write(content)
            statuses[await _answer(reader)] += 1
            taken.append((time.perf_counter() - begun) * 1e3)
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(one() for _ in range(connections)))
    return time.perf_counter() - started, statuses, sorted(taken)


def main() -> int:
    """Run one load and print what it saw."""
    url, count, connections, rate = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    first = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    if urlsplit(url).hostname != "127.0.0.1" or count > MOST:
        raise SystemExit("only this machine, and not for ever")
    secret = os.environ["TRESEN_WHATSAPP_APP_SECRET"].encode()
    host = urlsplit(url).netloc
    requests = [request(urlsplit(url).path, host, webhook(first + number), secret) for number in range(count)]
    seconds, statuses, taken = asyncio.run(pour(url, requests, connections, rate))
    print(json.dumps({"seconds": seconds, "statuses": dict(statuses), "ms": taken}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
