"""The composition root: makes the pieces of each command and hands them to each other; ``cli`` calls one function each.

Runs on the main thread. The environment, the clock and chance enter the program here and nowhere else; heavy imports stay
inside the functions, so that a command loads only what it needs.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from inbox.domain.problems import UserError
from inbox.system.clock import SystemClock, SystemIds, SystemRandom, SystemSleep
from inbox.system.paths import data_folder
from inbox.system.secrets import Secret, machine_secrets
from inbox.system.settings import HubSettings, agent_token, cache_key, hub_key, hub_settings

if TYPE_CHECKING:
    from inbox.demo.counter import World
    from inbox.hub.core import HubCore, HubPlace, MakeEngine
    from inbox.hub.decode import Decoder
    from inbox.hub.engine import HubEngine
    from inbox.ui.app.one_window import Doorbell

CLOCK = SystemClock()
IDS = SystemIds()


def desk(arguments: argparse.Namespace) -> int:
    """Open the desk's window; the first start asks whose desk it is."""
    from inbox.system.loading import loading
    from inbox.system.screen import no_window_because

    with loading():
        from inbox.desk.place import World as DeskWorld
    reason = no_window_because(os.environ)
    if reason is not None:
        raise UserError(f"The desk has no window here: {reason}. Without one there are tresen sync and tresen search.")
    try:
        with loading():
            from inbox.start.desk import Opening, open_desk
    except ImportError as error:
        raise UserError(f"The desk has no window here: Qt does not load ({error}).") from error

    def show_demo(doorbell: Doorbell) -> int:
        from inbox.demo import window
        from inbox.demo.counter import World as DemoWorld
        from inbox.sandbox.living.pulse import DEFAULT_SPEED

        world = DemoWorld(CLOCK, IDS, SystemSleep())
        return window.show(world, SystemRandom(), 1, _zone(), DEFAULT_SPEED, doorbell)

    opening = Opening(
        folder=data_folder(arguments.data),
        environ=os.environ,
        world=DeskWorld(CLOCK, IDS, SystemRandom()),
        zone=_zone(),
        demo=show_demo,
        link=arguments.link,
        hub=arguments.hub or "",
    )
    return open_desk(opening)


def _zone() -> tzinfo:
    return CLOCK.now().astimezone().tzinfo or UTC


def demo(arguments: argparse.Namespace) -> int:
    """Open the demo shop on throwaway data: its window where there is a screen, else the main job by script."""
    from inbox.demo import script
    from inbox.demo.counter import World

    world = World(CLOCK, IDS, SystemSleep())
    if arguments.window and arguments.fault is not None:
        raise UserError("Faults are for the demo without a window: leave --window or --fault away.")
    if not arguments.headless and arguments.fault is None:
        reason = _show_demo(world, arguments.seed, _demo_speed(arguments.speed))
        if reason is None:
            return 0
        if arguments.window:
            raise UserError(f"The window cannot be opened: {reason}.")
        print(f"The demo runs without a window: {reason}.", file=sys.stderr)
    return script.run(world, SystemRandom(), arguments.seed, arguments.fault)


def _show_demo(world: World, seed: int, speed: float) -> str | None:
    """Show the demo's window until it is closed; return why there can be none."""
    from inbox.system.screen import no_window_because

    reason = no_window_because(os.environ)
    if reason is not None:
        return reason
    try:
        from inbox.demo import window
    except ImportError as error:
        return f"Qt does not load here ({error})"
    window.show(world, SystemRandom(), seed, _zone(), speed)
    return None


def _demo_speed(chosen: float | None) -> float:
    from inbox.sandbox.living.pulse import DEFAULT_SPEED, checked

    try:
        return DEFAULT_SPEED if chosen is None else checked(chosen)
    except ValueError as error:
        raise UserError(f"The demo shop cannot live like that: {error}.") from error


def hub(arguments: argparse.Namespace) -> int:
    """Run the hub until it is told to end."""
    from inbox.hub.server import HubServer

    place, settings = _place(arguments)
    server = HubServer(place, settings, CLOCK, IDS, decoders(settings), engine_for(os.environ))
    if arguments.with_parent:
        threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    return server.serve()


def _end_with_parent() -> None:
    """Wait until nobody holds the other end of stdin, which the operating system closes however the parent ends."""
    # Not through sys.stdin: at exit the interpreter wants its lock, which this thread would still hold.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    signal.raise_signal(signal.SIGTERM)


def hub_token(arguments: argparse.Namespace) -> int:
    """Print a new token as the last word on stdout; the hub may be running or not have been started yet."""
    from inbox.hub.offline import make_token

    place, settings = _place(arguments)
    token = make_token(place.folder, settings.database, place.key, CLOCK, IDS, name=arguments.name, role=arguments.role)
    print(token)
    return 0


def hub_backup(arguments: argparse.Namespace) -> int:
    """Write a backup of the hub, running or not."""
    from inbox.hub.backup import backup

    place, settings = _place(arguments)
    report = backup(_file(settings), place.folder, place.key, CLOCK, arguments.file)
    print(f"{arguments.file} holds the hub up to event {report.seq}, as of {report.made}, in {report.size} bytes")
    return 0


def hub_restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the hub's place."""
    from inbox.hub.actions import after_restore
    from inbox.hub.backup import restore
    from inbox.hub.transaction import Transaction

    def settle(tx: Transaction) -> None:
        after_restore(tx)

    place, settings = _place(arguments)
    report = restore(_file(settings), place.folder, place.key, CLOCK, IDS, arguments.file, settle)
    print(f"the hub is as it was at {report.made} (event {report.seq}); its new epoch is {report.epoch}")
    if report.replaced is not None:
        print(f"what was there before is kept as {report.replaced}")
    if report.erased_again is None:
        print("who was erased and which tokens were revoked since the backup is not known: do that again by hand")
    return 0


def sandbox(arguments: argparse.Namespace) -> int:
    """Run the pretend platforms until interrupted."""
    from inbox.sandbox import server

    server.run(arguments.port, hub_url=arguments.hub, seed=arguments.seed)
    return 0


def sync(arguments: argparse.Namespace) -> int:
    """Follow a hub until caught up and print what the cache then holds."""
    from inbox.desk import commands

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    folder = data_folder(arguments.data)
    secrets = machine_secrets(mark=folder.mark)
    counts = commands.sync(folder, cache_key(secrets), agent_token(secrets), arguments.hub, CLOCK, say)
    print(", ".join(f"{name} {value}" for name, value in msgspec.structs.asdict(counts).items()))
    return 0


def search(arguments: argparse.Namespace) -> int:
    """Search a desk's cache and print a JSON line a hit: people, then lines of chats, newest first."""
    from inbox.desk import commands

    folder = data_folder(arguments.data)
    for line in commands.search(folder, cache_key(machine_secrets(mark=folder.mark)), arguments.words):
        print(line.decode())
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """Look at everything and say how to mend it; 1 when something keeps the counter from working."""
    from inbox.doctor.examination import examine
    from inbox.doctor.findings import Verdict, lines
    from inbox.start.own import environment_of
    from inbox.system.start_file import OwnStart, read_start

    failed = False
    folder = data_folder(arguments.data)
    secrets, start = machine_secrets(mark=folder.mark), read_start(folder)
    environ = environment_of(start, secrets, os.environ) if isinstance(start, OwnStart) else os.environ
    for finding in examine(environ, secrets, folder, arguments.hub, CLOCK, IDS):
        failed = failed or finding.verdict is Verdict.FAIL
        print("\n".join(lines([finding])), flush=True)
    return 1 if failed else 0


def export(arguments: argparse.Namespace) -> int:
    """Write everything kept about a person to stdout, a JSON line each."""
    from inbox.hub import privacy
    from inbox.hub.offline import database_text
    from inbox.hub.store import HubStore

    place, settings = _there(arguments)
    store = HubStore.open(place.folder, database_text(settings.database), place.key.reveal(), CLOCK, IDS)
    try:
        with store.reader() as reader:
            for line in privacy.export_lines(reader, privacy.find(reader.state, arguments.person)):
                print(line.decode())
    finally:
        store.close()
    return 0


def erase(arguments: argparse.Namespace) -> int:
    """Erase a person from the hub; every desk follows at its next contact."""
    from inbox.hub import privacy
    from inbox.hub.erase import Erased, erase_person
    from inbox.hub.media import FILE, MediaStore
    from inbox.hub.offline import in_folder
    from inbox.hub.transaction import Transaction

    place, settings = _there(arguments)

    def job(tx: Transaction) -> Erased:
        return erase_person(tx, privacy.find(tx.state, arguments.person))

    erased = in_folder(place.folder, settings.database, place.key, CLOCK, IDS, job)
    media = MediaStore.open(place.folder / FILE, place.key.reveal(), IDS)
    try:
        media.remove(list(erased.media))
    finally:
        media.close()
    print(
        f"erased {', '.join(erased.conversations)}: {erased.rows} events, {erased.deliveries} raw deliveries and"
        f" {len(erased.media)} files; desks follow when they next hear from the hub"
    )
    return 0


def audit_verify(arguments: argparse.Namespace) -> int:
    """Check the log's chain from its first row; 1 when it does not hold."""
    from inbox.hub.log import verify_chain
    from inbox.hub.offline import database_text
    from inbox.hub.store import HubStore

    place, settings = _there(arguments)
    store = HubStore.open(place.folder, database_text(settings.database), place.key.reveal(), CLOCK, IDS)
    try:
        with store.reader() as reader:
            report = verify_chain(reader.hub)
    finally:
        store.close()
    if report.reason is not None:
        print(f"the chain is broken at row {report.broken_at}: {report.reason}", file=sys.stderr)
        return 1
    print(f"{report.rows} rows, {report.erased} of them erased, one unbroken chain; its end is {report.chain}")
    return 0


def decoders(settings: HubSettings) -> dict[str, Decoder]:
    """Return what turns each platform's deliveries into events."""
    from inbox.hub import ingest
    from inbox.hub.decode import Decoder
    from inbox.platforms.stripe import decode as stripe
    from inbox.platforms.whatsapp import decode as whatsapp

    channel = None if settings.whatsapp is None else settings.whatsapp.phone_number_id
    order_keys = () if settings.stripe is None else settings.stripe.order_keys
    return {
        ingest.WHATSAPP: Decoder(whatsapp.tell, channel),
        ingest.STRIPE: Decoder(partial(stripe.tell, order_keys=order_keys)),
    }


def engine_for(environ: Mapping[str, str]) -> MakeEngine:
    """Return what makes the engine of a hub for the shop that ``environ`` describes."""
    from inbox.hub.engine import make_engine
    from inbox.hub.shop import Shop
    from inbox.platforms.stripe.bodies import Page
    from inbox.system.shop_settings import shop_settings

    said = shop_settings(environ)
    page = Page(countries=said.countries, language=said.language, legal=said.legal)
    shop = Shop(
        said.policy,
        page,
        said.name,
        said.zone,
        said.currency,
        said.shipping,
        said.link_days,
        card=said.card,
        hours=said.hours,
        returns=said.returns,
    )

    def make(core: HubCore) -> HubEngine:
        return make_engine(core, SystemRandom(), shop)

    return make


def _place(arguments: argparse.Namespace) -> tuple[HubPlace, HubSettings]:
    from inbox.hub.core import HubPlace

    folder = data_folder(arguments.data)
    settings = hub_settings(os.environ, folder.hub_database)
    key = hub_key(machine_secrets(mark=folder.mark))
    host, port = getattr(arguments, "host", "127.0.0.1"), getattr(arguments, "port", 0)
    return HubPlace(folder.root, key, host, port), settings


def _there(arguments: argparse.Namespace) -> tuple[HubPlace, HubSettings]:
    """Return the place of a hub that is to be looked into, so that a wrong folder is no empty hub."""
    place, settings = _place(arguments)
    if isinstance(settings.database, Path) and not settings.database.exists():
        raise UserError(f"There is no hub in {place.folder}: name its folder with --data.")
    return place, settings


def _file(settings: HubSettings) -> Path:
    if isinstance(settings.database, Secret):
        raise UserError("A PostgreSQL hub is backed up with pg_dump; this command is for a hub in a SQLite file.")
    return settings.database
