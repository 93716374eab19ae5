"""A small checkout of its own for provisioning tests: our real entry and provisioner, one probe library, no network."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]

# Stands in for the command line: says which interpreter got here and that the library is really there.
_CLI = """
import sys
def main():
    import tresen_probe
    if "test" in sys.argv: import tresen_probe_test
    print(sys.prefix, *sys.argv[1:], "dev" if sys.flags.dev_mode else "")
    return 7
"""


class Checkout:
    """A folder with ``inbox``, ``pyproject.toml`` and lock files, and a shelf of wheels that pip is told to look at."""

    def __init__(self, root: Path) -> None:
        self.root = root / "checkout"
        self.shelf = root / "shelf"
        self.environment = self.root / ".venv"
        self.variables: dict[str, str] = {}
        self.shelf.mkdir()
        (self.root / "inbox" / "system").mkdir(parents=True)
        for name in ("__init__", "__main__", "system/__init__", *(f"system/{n}" for n in _PROVISIONING)):
            shutil.copy(_ROOT / "inbox" / f"{name}.py", self.root / "inbox" / f"{name}.py")
        (self.root / "inbox" / "cli.py").write_text(_CLI)
        (self.root / "pyproject.toml").write_text(
            '[project]\ndependencies = ["tresen-probe~=1.0"]\n'
            '[project.optional-dependencies]\ntest = ["tresen-probe-test>=2,<3"]\n'
        )
        base = f"tresen-probe==1.2 \\\n    --hash=sha256:{self.put_wheel('tresen_probe', '1.2')}\n"
        extra = f"tresen-probe-test==2.0 \\\n    --hash=sha256:{self.put_wheel('tresen_probe_test', '2.0')}\n"
        self.lock.write_text(base)
        self.test_lock.write_text(base + extra)

    @property
    def lock(self) -> Path:
        """The lock file of the base."""
        return self.root / "requirements.lock.txt"

    @property
    def test_lock(self) -> Path:
        """The lock file with the test extra."""
        return self.root / "requirements-test.lock.txt"

    def put_wheel(self, name: str, version: str) -> str:
        """Put a wheel of one empty module on the shelf and return its SHA-256."""
        path = self.shelf / f"{name}-{version}-py3-none-any.whl"
        info = f"{name}-{version}.dist-info"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(f"{name}.py", "")
            wheel.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\n"
            )
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def start(self, *arguments: str, options: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        """Start ``python -m inbox`` here, with pip kept from every index."""
        environment = {
            **os.environ,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.shelf),
            "PIP_USER": "1",
            **self.variables,
        }
        environment.pop("PYTHONPATH", None)
        environment |= {"PYTHONPATH": self.variables["PYTHONPATH"]} if "PYTHONPATH" in self.variables else {}
        return subprocess.Popen(
            [sys.executable, *options, "-m", "inbox", *arguments],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run ``python -m inbox`` here to its end."""
        return finish(self.start(*arguments, options=options))

    def hide_ensurepip(self) -> None:
        """Make every Python started here believe that it has no ensurepip, as Debian's has not."""
        folder = self.root.parent / "site"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
        self.variables["PYTHONPATH"] = str(folder)


_PROVISIONING = ("environment", "filelock", "installer", "provision")


def finish(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    """Wait for the end of ``process``, at most two minutes."""
    try:
        out, err = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
