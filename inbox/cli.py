"""The command line: what can be asked of ``tresen``, and how its errors are told.

Called on the main thread by ``inbox.__main__`` and by the installed ``tresen``. Reads no file and imports nothing but the
standard library until the command is known, so that ``--help`` needs neither. Secrets are never options: they would be
readable in the process list.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from inbox import __version__

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction["_Parser"]

_ROLES = ("owner", "supervisor", "agent", "viewer")
_USER_ERROR = 2
_OUTSIDE_ERROR = 3
_NOBODY_READS = 1
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``argv`` (the process's own by default) and return its exit code.

    0 is done, 1 failed, 2 refused and 3 prevented from outside, both with one sentence on stderr, 130 interrupted.
    """
    _speak_utf8()
    own, for_pytest = _split(_with_command(sys.argv[1:] if argv is None else argv))
    arguments = parser().parse_args(own)
    # Imported here and not above: the parser must work in an interpreter that has none of the libraries yet.
    from inbox.domain.problems import OutsideError, UserError

    try:
        return _run(arguments, for_pytest)
    except UserError as error:
        print(error.message, file=sys.stderr)
        return _USER_ERROR
    except OutsideError as error:
        print(error.message, file=sys.stderr)
        return _OUTSIDE_ERROR
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (tresen search ... | head); say nothing more, not even on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS


def _with_command(argv: Sequence[str]) -> Sequence[str]:
    """Return the line with the command that is meant when none is named: the desk, alone or with options or a link."""
    first = argv[0] if argv else ""
    is_about_all = first in ("-h", "--help", "--version")
    return argv if is_about_all or (first and not first.startswith(("-", "tresen:"))) else ["desk", *argv]


def _split(argv: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Split into what is ours and what follows ``test``: pytest's, options included, which argparse would refuse."""
    if argv[:1] == ["test"] and argv[1:] not in (["-h"], ["--help"]):
        return argv[:1], argv[1:]
    return argv, ()


def _run(arguments: argparse.Namespace, for_pytest: Sequence[str]) -> int:
    if arguments.entry == "test":
        from inbox.system import suite

        return suite.run(for_pytest)
    from inbox import bootstrap
    from inbox.system import logs

    logs.to_stderr(chatty=arguments.entry in ("hub", "sandbox"))
    code: int = getattr(bootstrap, arguments.entry)(arguments)
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; ``entry`` of what it parses names the function of ``inbox.bootstrap`` to call."""
    top = _Parser(prog="tresen", description="A shop's support counter: WhatsApp beside Stripe in one inbox.")
    top.add_argument("--version", action="version", version=f"tresen {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    _add_demo(commands)
    _add(commands, "test", "test", "run the linters and all tests; what follows goes to pytest, which then runs alone")
    _add_hub(commands)
    _add_sandbox(commands)
    _add_desk(commands)
    _add_customer_data(commands)
    return top


class _Parser(argparse.ArgumentParser):
    """An argument parser whose refusals are one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(_USER_ERROR, f"{self.prog}: {message}; {self.prog} --help shows what it takes.\n")


def _add(commands: _Commands, name: str, entry: str, help: str) -> _Parser:  # noqa: A002
    command = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    command.set_defaults(entry=entry)
    return command


def _add_demo(commands: _Commands) -> None:
    demo = _add(commands, "demo", "demo", "a living demo shop with throwaway data; needs no accounts")
    shown = demo.add_mutually_exclusive_group()
    shown.add_argument("--window", action="store_true", help="insist on the window, which opens by itself on a screen")
    shown.add_argument("--headless", action="store_true", help="do the main job by script, without a window")
    demo.add_argument(
        "--fault", metavar="KIND", help="without a window: a fault of the platforms to switch on; all: each in turn"
    )
    demo.add_argument(
        "--speed", type=float, metavar="N", help="with a window: how many times faster than life the customers are"
    )
    demo.add_argument("--seed", type=int, default=1, help="the demo shop to make (default: 1)")


def _add_hub(commands: _Commands) -> None:
    hub = _add(commands, "hub", "hub", "the hub alone; its settings come from TRESEN_... environment variables")
    _add_data(hub)
    hub.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    hub.add_argument("--port", type=_port, default=8610, help="port to listen on, 0 for any free one (default: 8610)")
    hub.add_argument(
        "--with-parent", action="store_true", help="end when the program that started it has closed its stdin"
    )
    parts = hub.add_subparsers(metavar="PART")
    token = _add(parts, "token", "hub_token", "print a new token for an agent")
    token.add_argument("name", metavar="NAME", help="the agent's name")
    token.add_argument("--role", choices=_ROLES, required=True, help="what the agent may do")
    backup = _add(parts, "backup", "hub_backup", "write a backup of the hub into a file")
    restore = _add(parts, "restore", "hub_restore", "put a backup in the hub's place; nothing is sent again by itself")
    for part in (backup, restore):
        part.add_argument("file", type=Path, metavar="FILE", help="the backup")
    for part in (token, backup, restore):
        _add_data(part, of_parent=True)


def _add_sandbox(commands: _Commands) -> None:
    sandbox = _add(
        commands, "sandbox", "sandbox", "a pretend WhatsApp and a pretend Stripe with customers of their own"
    )
    sandbox.add_argument(
        "--port", type=_port, default=8611, help="port to listen on, 0 for any free one (default: 8611)"
    )
    sandbox.add_argument("--hub", metavar="URL", help="the hub that gets the webhooks")
    sandbox.add_argument("--seed", type=int, default=1, help="the customers to make (default: 1)")


def _add_desk(commands: _Commands) -> None:
    desk = _add(commands, "desk", "desk", "the desk with its window, as without a command; the first start asks what kind")
    _add_data(desk)
    desk.add_argument("--hub", metavar="URL", help="follow this hub, with the token in TRESEN_TOKEN or the keyring")
    desk.add_argument("link", nargs="?", default="", metavar="LINK", help="tresen://chat/..., the chat to open")
    sync = _add(
        commands, "sync", "sync", "a desk without a window: follow the hub until caught up (token: TRESEN_TOKEN)"
    )
    _add_data(sync)
    sync.add_argument("--hub", metavar="URL", required=True, help="the hub to follow")
    search = _add(commands, "search", "search", "search a desk's cache, one JSON line a hit")
    _add_data(search)
    search.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    doctor = _add(
        commands, "doctor", "doctor", "check settings, keys, hub, platforms, clock and disk, and say how to mend each"
    )
    _add_data(doctor)
    doctor.add_argument("--hub", metavar="URL", help="the hub to ask (default: the settings of this machine alone)")


def _add_customer_data(commands: _Commands) -> None:
    export = _add(commands, "export", "export", "one customer's data out, as JSON lines")
    erase = _add(commands, "erase", "erase", "erase one customer; what must stay by law stays without the person")
    for command in (export, erase):
        command.add_argument("person", metavar="PERSON", help="phone number, e-mail or id of the customer")
        _add_data(command)
    audit = _add(commands, "audit", "audit_verify", "check the chains of the log")
    audit.add_argument("part", choices=("verify",), help="what to do with them")
    _add_data(audit)


def _add_data(command: argparse.ArgumentParser, of_parent: bool = False) -> None:
    # A part of a command must not overwrite what was given before its name: tresen hub --data DIR token ...
    default = argparse.SUPPRESS if of_parent else None
    command.add_argument("--data", type=Path, metavar="DIR", default=default, help="the folder that holds everything")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return int(text)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page is; what cannot be written is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
