"""Prints packs one after the other on a thread of its own, so that no page keeps the window waiting."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from inbox.domain.evidence_pack import Printed, PrintedPack


class Printing:
    """The thread is begun with the first pack; ``close`` ends it."""

    def __init__(self) -> None:
        self._worker: ThreadPoolExecutor | None = None

    def __call__(self, pack: PrintedPack) -> Future[Printed]:
        """Print a pack as PDF."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "printing")
        return self._worker.submit(_print, pack)

    def close(self) -> None:
        """Begin nothing more."""
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None


def _print(pack: PrintedPack) -> Printed:
    # Loaded with the first pack: it takes a moment, and most days nothing is printed.
    from inbox.ui.documents.pack_pdf import render

    return render(pack)
