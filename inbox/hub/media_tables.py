"""The tables of media: what the hub knows of each file (in ``hub.db``), and the bytes (in ``media.db``).

``build`` is called by ``inbox.hub.tables``; ``chunks`` by ``inbox.hub.media`` for its own encrypted file.
"""

from __future__ import annotations

from typing import Any

import peewee

WAITING = "state = 'waiting'"
"""The files to be fetched from the platform, as an index over these alone says it."""


def build(base: type[peewee.Model]) -> dict[str, Any]:
    """Return the classes by name, made for the database of ``base``."""

    class MediaFile(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """One file, sent or received. Its bytes are there when ``state`` is ``stored``."""

        id = peewee.TextField(primary_key=True)
        state = peewee.TextField()
        """``waiting`` (to be fetched from the platform), ``stored`` or ``failed``."""
        kind = peewee.TextField(null=True)
        mime = peewee.TextField(null=True)
        size = peewee.BigIntegerField(null=True)
        sha256 = peewee.TextField(null=True)
        """Lower-case hex over the bytes."""
        width = peewee.IntegerField(null=True)
        height = peewee.IntegerField(null=True)
        """Pixels of a picture as it is shown; None for anything else."""
        filename = peewee.TextField(null=True)
        conversation = peewee.TextField(null=True, index=True)
        """None for an upload that was not sent yet."""
        message = peewee.TextField(null=True, index=True)
        platform_id = peewee.TextField(null=True, index=True)
        """The platform's id of the file: of what was received, or of our last upload there."""
        agent = peewee.TextField(null=True)
        """Who uploaded it."""
        at = peewee.TextField()
        attempts = peewee.IntegerField(default=0)
        retry_at = peewee.TextField(null=True, index=True)

        class Meta:
            table_name = "media_file"

    return {"MediaFile": MediaFile}


def chunks(db: peewee.SqliteDatabase) -> Any:  # noqa: ANN401 - born inside a function
    """Return the class of the pieces of files, made for ``db``."""

    class Chunk(peewee.Model):
        """The ``n``-th piece of a file."""

        file = peewee.TextField()
        n = peewee.IntegerField()
        data = peewee.BlobField()

        class Meta:
            database = db
            table_name = "chunk"
            primary_key = peewee.CompositeKey("file", "n")

    return Chunk
