"""The objects of one kind in the pretend Stripe's memory, newest first, with what search sees of them.

Used by every subject through ``AccountState``; on the loop's thread only, in memory only.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator

from inbox.sandbox.stripe.copies import copied
from inbox.sandbox.stripe.errors import Obj, missing


class Shelf:
    """Objects by id, kept in the order of creation. ``noun`` is what error messages call the kind."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._objects: dict[str, Obj] = {}
        self._order: list[tuple[int, int, str]] = []
        self._count = 0
        self._indexed: dict[str, Obj] = {}
        self._waiting: list[tuple[int, str]] = []

    def put(self, obj: Obj, *, on_top: bool = False) -> Obj:
        """Keep a new object and return it; ``on_top`` makes it the newest even when the clock went back."""
        self._count += 1
        self._objects[obj["id"]] = obj
        at = obj.get("created", 0)
        if on_top and self._order:
            at = max(at, self._order[-1][0])
        insort(self._order, (at, self._count, obj["id"]))
        return obj

    def mark(self) -> int:
        """Return a mark for ``remove_since``."""
        return self._count

    def remove_since(self, mark: int) -> None:
        """Forget everything put after the mark."""
        for key in [key for _, count, key in self._order if count > mark]:
            self.remove(key)

    def get(self, key: str) -> Obj | None:
        """Return the object, or None."""
        return self._objects.get(key)

    def need(self, key: str, param: str = "id", status: int = 404) -> Obj:
        """Return the object; ``resource_missing`` when there is none."""
        found = self._objects.get(key)
        if found is None:
            raise missing(self.noun, key, param=param, status=status)
        return found

    def remove(self, key: str) -> None:
        """Forget an object."""
        obj = self._objects.pop(key)
        self._order = [entry for entry in self._order if entry[2] != obj["id"]]
        self._indexed.pop(key, None)

    def remove_before(self, created: int) -> None:
        """Forget everything made before ``created`` (unix seconds)."""
        gone = bisect_left(self._order, (created,))
        for _, _, key in self._order[:gone]:
            del self._objects[key]
        del self._order[:gone]

    def newest(self, fits: Callable[[Obj], bool] | None = None) -> Iterator[Obj]:
        """Yield the objects that fit, newest first."""
        for _, _, key in reversed(self._order):
            obj = self._objects[key]
            if fits is None or fits(obj):
                yield obj

    def touched(self, key: str, visible_at: int) -> None:
        """Note a change that search may show from ``visible_at`` on."""
        self._waiting.append((visible_at, key))

    def searchable(self, now: int) -> Iterator[Obj]:
        """Yield what search knows at ``now``, newest first: an object whose last change is too fresh as it was before."""
        due = [key for at, key in self._waiting if at <= now]
        self._waiting = [(at, key) for at, key in self._waiting if at > now]
        for key in due:
            if key in self._objects:
                self._indexed[key] = copied(self._objects[key])
        fresh = {key for _, key in self._waiting}
        for obj in self.newest():
            seen = self._indexed.get(obj["id"]) if obj["id"] in fresh else obj
            if seen is not None:
                yield seen

    def __len__(self) -> int:
        return len(self._objects)
