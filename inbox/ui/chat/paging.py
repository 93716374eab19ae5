"""When to ask for the next page at either end of the timeline: once for each end that comes near. Plain values, no Qt."""

from __future__ import annotations

from inbox.ui.models.timeline import Timeline


class Paging:
    """Remembers which end was already asked for."""

    def __init__(self) -> None:
        self._older: tuple[str, ...] = ()
        self._newer: tuple[str, ...] = ()

    def wants_older(self, timeline: Timeline, above: int, screen: int) -> bool:
        """Tell whether to ask for older items now, with so much still ``above`` the screen."""
        # Two ids: the first may be a day's line, which stays the first when more of that day comes before the rest.
        end = (timeline.conversation, *(item.id for item in timeline.items[:2]))
        if not timeline.has_older or above > screen or end == self._older:
            return False
        self._older = end
        return True

    def wants_newer(self, timeline: Timeline, below: int, screen: int) -> bool:
        """Tell whether to ask for newer items now, with so much still ``below`` the screen."""
        end = (timeline.conversation, *(item.id for item in timeline.items[-1:]))
        if not timeline.has_newer or below > screen or end == self._newer:
            return False
        self._newer = end
        return True
