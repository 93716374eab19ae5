"""A bounded load from a process of its own: signed webhooks over keep-alive connections on loopback.

``python -m tests.bench.load URL COUNT CONNECTIONS RATE [FIRST]`` reads the app secret from
``TRESEN_WHATSAPP_APP_SECRET`` and prints one JSON line, a ``Poured``. ``RATE`` 0 is as fast as it goes. Bodies are numbered
from ``FIRST``, so that no two loads on one hub send the same.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import hmac
import json
import os
import sys
from array import array
from collections import Counter
from random import Random
from urllib.parse import urlsplit

import msgspec

from tests.bench.http_client import Connection

MOST = 200_000
MESSAGE_ID = "wamid.HBgNNDkxNTE1MDAwMDAwMBUCABIYFDNB{:022d}"
"""As long as a real one."""


class Poured(msgspec.Struct):
    """What one load saw: seconds taken, answers by status, and for each request when it was sent and how long it took.

    ``sent`` is on the system's monotonic clock, which all processes of a machine share.
    """

    seconds: float
    statuses: dict[str, int]
    sent: list[float]
    ms: list[float]


def webhook(number: int, text: str = "Hallo, wo ist meine Bestellung? Sie sollte gestern kommen.") -> bytes:
    """Return a webhook body with one message, different for each number, of about 0.6 KB, from one of 5,000 customers."""
    customer = Random(number).randrange(5000)
    person = f"49151{customer:08d}"
    message = {
        "from": person,
        "id": MESSAGE_ID.format(number),
        "timestamp": str(1_795_000_000 + number // 50),
        "type": "text",
        "text": {"body": f"{text} #{number}"},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "4930555", "phone_number_id": "1066"},
        "contacts": [
            {
                "profile": {"name": f"Kunde {customer}"},
                "wa_id": person,
                "user_id": f"DE.13491208655{customer:06d}",
            }
        ],
        "messages": [message],
    }
    entry = {"id": "102290129340398", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def request(path: str, host: str, body: bytes, secret: bytes) -> bytes:
    """Return the signed request as it goes over the wire."""
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def pour(url: str, requests: list[bytes], connections: int, rate: float) -> Poured:
    """Send every request once, each connection its next when the last was answered, or when it is due at ``rate``."""
    loop = asyncio.get_running_loop()
    waiting = iter(enumerate(requests))
    sent, took = array("d", bytes(8 * len(requests))), array("d", bytes(8 * len(requests)))
    statuses: Counter[str] = Counter()
    opened = [await Connection.open(url) for _ in range(connections)]
    began = loop.time()

    async def follow(connection: Connection) -> None:
        for number, content in waiting:
            if rate and (early := began + number / rate - loop.time()) > 0:
                await asyncio.sleep(early)
            sent[number] = loop.time()
            answer = await connection.ask(content)
            took[number] = (answer.ended - sent[number]) * 1e3
            statuses[str(answer.status)] += 1
        connection.close()

    await asyncio.gather(*map(follow, opened))
    return Poured(loop.time() - began, dict(statuses), sent.tolist(), took.tolist())


def main() -> int:
    """Run one load and print what it saw."""
    url, count, connections, rate = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    first = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    if urlsplit(url).hostname != "127.0.0.1" or count > MOST:
        raise SystemExit("only this machine, and not for ever")
    secret = os.environ["TRESEN_WHATSAPP_APP_SECRET"].encode()
    host = urlsplit(url).netloc
    requests = [request(urlsplit(url).path, host, webhook(first + number), secret) for number in range(count)]
    gc.disable()  # thousands of prepared requests would be walked again and again
    print(msgspec.json.encode(asyncio.run(pour(url, requests, connections, rate))).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
