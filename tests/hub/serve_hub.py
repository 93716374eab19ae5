"""A hub with a fake engine as a process of its own: ``python -m tests.hub.serve_hub FOLDER [PORT]``."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from inbox.domain.problems import UserError
from inbox.hub.core import HubCore, HubPlace
from inbox.hub.decode import Decoder
from inbox.hub.server import HubServer
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.secrets import Secret
from tests.hub.conftest import KEY, settings_for, tell_plain
from tests.hub.fake_engine import FakeEngine


class StuckEngine(FakeEngine):
    """An engine that waits for a platform for ever when it is told to stop."""

    def stop(self) -> None:
        threading.Event().wait()


def main(folder: Path, port: int, stuck: bool) -> int:
    def make(core: HubCore) -> FakeEngine:
        return StuckEngine(core) if stuck else FakeEngine(core)

    decoders = {name: Decoder(tell_plain) for name in ("whatsapp", "stripe")}
    place = HubPlace(folder, Secret(KEY), port=port)
    try:
        return HubServer(place, settings_for(folder), SystemClock(), SystemIds(), decoders, make).serve()
    except UserError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0, "stuck" in sys.argv))
