"""What every test gets without asking: guards, a machine of its own, and a seed that is printed.

A change is judged by the same examples each time (``_SEED``); new ones are looked for at night, and by hand with
``HYPOTHESIS_PROFILE=nightly`` or ``--hypothesis-seed``.

Warnings are errors by ``pyproject.toml``; logs, threads and the network are guarded by ``tests/guards``.
"""

from __future__ import annotations

import gc
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

_ROOT = Path(__file__).resolve().parents[1]

pytest_plugins = ["pytester", "tests.guards.logs", "tests.guards.network", "tests.guards.threads", "tests.sharing"]

_SEED = 7
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci")

hypothesis.settings.register_profile(
    "ci",
    max_examples=50,
    deadline=None,
    derandomize=False,
    print_blob=True,
    database=None,
    # How long examples take says how busy the machine is.
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("nightly", parent=hypothesis.settings.get_profile("ci"), max_examples=2000)
hypothesis.settings.load_profile(_PROFILE)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed of this run, unless one was given: a new one at night, the same for every submission."""
    if config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32) if _PROFILE == "nightly" else _SEED)


def pytest_collection_finish() -> None:
    """Spare the collector what collecting has made, which is there to the end: it took a twelfth of the run to look at."""
    gc.collect()
    gc.freeze()


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to repeat this run."""
    return f"seed: {config.option.hypothesis_seed} (repeat with --hypothesis-seed={config.option.hypothesis_seed})"


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> int:
    """The seed of this run, for tests that draw for themselves."""
    return int(request.config.option.hypothesis_seed)


@pytest.fixture(scope="session", autouse=True)
def _own_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the developer's settings, folders, keyring and proxies out, for us and for the processes we start."""
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith("TRESEN_") or name.lower().endswith("_proxy"):
                patch.delenv(name)
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, str(home))
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(home / name.lower()))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        if sys.dont_write_bytecode or not os.access(_ROOT, os.W_OK):
            # As users have it: half of what a started program takes is compiling it, where it finds nothing compiled.
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            base = tmp_path_factory.getbasetemp()
            of_run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
            patch.setenv("PYTHONPYCACHEPREFIX", str(of_run / "bytecode"))
        yield
