"""A clock driven by hand, ids in a row, and files of a test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from inbox.desk.desk_file import DeskFile
from inbox.desk.files import DeskFiles, open_files
from inbox.domain.actions import AddNote, RefundPayment, RequestPayment, SendProducts, SendText
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret

KEY = Secret("5e" * 32)
OTHER_KEY = Secret("0f" * 32)
START = datetime(2026, 11, 22, 9, tzinfo=UTC)


class HandClock:
    """Time that moves only when told; ``sleep`` moves the wall alone, as a suspended machine does."""

    def __init__(self) -> None:
        self._now = START
        self._steady = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._steady

    def pass_(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._steady += seconds

    def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


def refund(number: int = 1, payment: str = "pi_1", amount: int = 2490) -> RefundPayment:
    return RefundPayment(id=uuid(number), payment=payment, amount=amount, currency="eur", conversation="c_lena")


def text(number: int = 1, words: str = "Hallo Lena", conversation: str = "c_lena") -> SendText:
    return SendText(id=uuid(number), conversation=conversation, text=words)


def note(number: int = 1) -> AddNote:
    return AddNote(id=uuid(number), conversation="c_lena", text="ruft zurück")


def link(number: int = 1) -> RequestPayment:
    return RequestPayment(id=uuid(number), conversation="c_lena", currency="eur", amount=4990)


def products(number: int = 1) -> SendProducts:
    return SendProducts(id=uuid(number), conversation="c_lena", products=("sku-1",))


def files_in(folder: Path, clock: HandClock, key: Secret = KEY, *, rebuild: bool = False) -> DeskFiles:
    return open_files(DataFolder(folder), key, clock, rebuild=rebuild)


def desk_in(folder: Path, clock: HandClock) -> DeskFile:
    files = files_in(folder, clock)
    files.cache.close()
    return files.desk
