"""How a file stands that is on its way, and what is told when one cannot be had. Frozen; any thread."""

from __future__ import annotations

import msgspec

from inbox.domain.ids import MediaId
from inbox.domain.problems import Problem, UserError


class FileState(msgspec.Struct, frozen=True):
    """A file on its way, or why it is not here: ``waiting`` (in line, or for the network), ``moving`` or ``failed``.

    ``done`` of ``total`` bytes are here; ``problem`` says why it failed.
    """

    id: MediaId
    state: str
    done: int = 0
    total: int = 0
    problem: Problem | None = None


class FileProblemError(UserError):
    """A file could not be saved or attached; ``problem.code`` lets a screen say it in its own language."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem
