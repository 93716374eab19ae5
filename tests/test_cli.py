"""The command line: what it understands, what it refuses, how errors end."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from inbox import __version__, cli
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.roles import ROLES

_ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("line", "entry", "expected"),
    [
        ("demo", "demo", {"headless": False, "window": False, "speed": None}),
        ("demo --headless", "demo", {"headless": True, "fault": None, "seed": 1}),
        ("demo --window --speed 60", "demo", {"window": True, "speed": 60.0}),
        ("demo --headless --fault all", "demo", {"fault": "all"}),
        ("test", "test", {}),
        ("desk", "desk", {"data": None, "hub": None, "link": ""}),
        ("desk --data D --hub https://h.example", "desk", {"data": Path("D"), "hub": "https://h.example"}),
        ("hub", "hub", {"data": None, "host": "127.0.0.1", "port": 8610}),
        ("hub --data D --host ::1 --port 0", "hub", {"data": Path("D"), "host": "::1", "port": 0}),
        ("hub token Ann --role agent --data D", "hub_token", {"name": "Ann", "role": "agent", "data": Path("D")}),
        ("hub --data D token Ann --role owner", "hub_token", {"data": Path("D")}),
        ("hub backup F --data D", "hub_backup", {"file": Path("F"), "data": Path("D")}),
        ("hub restore F --data D", "hub_restore", {"file": Path("F"), "data": Path("D")}),
        (
            "sandbox --port 0 --hub http://127.0.0.1:1 --seed 7",
            "sandbox",
            {"port": 0, "hub": "http://127.0.0.1:1", "seed": 7},
        ),
        ("sync --data D --hub http://127.0.0.1:1", "sync", {"data": Path("D"), "hub": "http://127.0.0.1:1"}),
        ("search --data D blue mug", "search", {"data": Path("D"), "words": ["blue", "mug"]}),
        ("doctor", "doctor", {"hub": None}),
        ("export +4915112345678 --data D", "export", {"person": "+4915112345678"}),
        ("erase cus_1 --data D", "erase", {"person": "cus_1"}),
        ("audit verify --data D", "audit_verify", {"part": "verify"}),
    ],
)
def test_understood(line: str, entry: str, expected: dict[str, object]) -> None:
    arguments = vars(cli.parser().parse_args(line.split()))
    assert arguments["entry"] == entry
    assert {name: arguments[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("hubb", "invalid choice: 'hubb'"),
        ("demo --window --headless", "not allowed with argument --window"),
        ("demo --speed fast", "'fast'"),
        ("hub --port 65536", "'65536' is not a port (0 to 65535)"),
        ("hub --port -1", "--port"),
        ("hub token Ann", "--role"),
        ("hub token Ann --role king", "invalid choice: 'king'"),
        ("sync --data D", "--hub"),
        ("audit mend", "invalid choice: 'mend'"),
        ("search --data D", "WORDS"),
    ],
)
def test_refused_in_one_line(line: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(line.split())
    out, err = capsys.readouterr()
    assert (end.value.code, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert "--help shows what it takes" in err


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("", "desk"),
        ("--data D", "desk --data D"),
        ("tresen://chat/c_1", "desk tresen://chat/c_1"),
        ("--data D tresen://chat/c_1", "desk --data D tresen://chat/c_1"),
        ("demo", "demo"),
        ("--help", "--help"),
        ("--version", "--version"),
    ],
)
def test_without_a_command_the_desk_is_meant(line: str, meant: str) -> None:
    assert list(cli._with_command(line.split())) == meant.split()


def test_roles_are_the_domains() -> None:
    with pytest.raises(SystemExit):
        cli.parser().parse_args(["hub", "token", "A", "--role", "nobody"])
    for role in ROLES:
        assert cli.parser().parse_args(["hub", "token", "A", "--role", role]).role == role


def test_every_command_has_its_function() -> None:
    from inbox import bootstrap

    entries = {
        "demo",
        "desk",
        "hub",
        "hub_token",
        "hub_backup",
        "hub_restore",
        "sandbox",
        "sync",
        "search",
        "doctor",
        "export",
        "erase",
    }
    assert [
        entry for entry in sorted(entries | {"audit_verify"}) if not callable(getattr(bootstrap, entry, None))
    ] == []


@pytest.mark.parametrize("line", ["audit verify", "export +4915112345678", "erase +4915112345678"])
def test_a_wrong_folder_is_no_empty_hub(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRESEN_HUB_KEY", "ab" * 32)
    assert cli.main([*line.split(), "--data", str(tmp_path)]) == 2
    assert "There is no hub in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def _end(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def run(arguments: argparse.Namespace, for_pytest: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_run", run)
    return cli.main(["doctor"])


def test_errors_end_in_one_sentence_and_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _end(monkeypatch, UserError("The port is taken: name another one.")) == 2
    assert capsys.readouterr().err == "The port is taken: name another one.\n"
    assert _end(monkeypatch, OutsideError("The hub is away.")) == 3
    assert capsys.readouterr().err == "The hub is away.\n"
    assert _end(monkeypatch, KeyboardInterrupt()) == 130
    with pytest.raises(ZeroDivisionError):
        _end(monkeypatch, ZeroDivisionError())


def test_help_and_version_need_no_library() -> None:
    """In an isolated interpreter without site-packages, as on a fresh machine."""
    for arguments, words in (["--version"], f"tresen {__version__}"), (["hub", "--help"], "--data DIR"):
        shown = subprocess.run(
            [sys.executable, "-S", "-m", "inbox", *arguments], cwd=_ROOT, capture_output=True, text=True, check=False
        )
        assert shown.returncode == 0, shown.stderr
        assert words in shown.stdout


def test_a_reader_that_leaves_is_no_error() -> None:
    script = (
        "import sys; from inbox import cli\n"
        "def run(a, b):\n    while True: print('x' * 1000)\n"
        "cli._run = run\nsys.exit(cli.main(['doctor']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(30) == 1
        assert process.stderr.read() == b""


def test_umlauts_reach_a_console_of_any_code_page() -> None:
    script = "import sys; from inbox import cli; cli._speak_utf8(); print('24,90 €', 'Käthe'); print('\\ud83d')"
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=_ROOT, capture_output=True, env={"PYTHONIOENCODING": "cp437"}, check=True
    )
    assert shown.stdout.decode().split() == ["24,90", "€", "Käthe", "\\ud83d"]
