"""The language of the window: English in the source, German from the translation; chosen once, before widgets are made.

Every text of the window is ``translate("Context", "English")``, two plain literals, a third as a comment to the translator.
Amounts, names and counts are put in afterwards by ``.format``, so that translators see whole sentences. Where one and many
differ there are two texts: ``lupdate`` finds no other form of plural in Python.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTimeZone, QTranslator

from inbox.ui.resources import folder

LANGUAGES = ("de", "en")


def system_language() -> str:
    """Return the system's language when it is one of ours, else English."""
    code = QLocale.system().name().partition("_")[0]
    return code if code in LANGUAGES else "en"


def system_zone() -> str:
    """Return the IANA name of the system's time zone; empty where the system does not say."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if "/" in name else ""


class Language:
    """The translations of one language, installed in an application until they are removed.

    Widgets made before keep their words; who changes the language makes the window anew. ``place`` is where our own words
    are, by default beside the program.
    """

    def __init__(self, app: QCoreApplication, code: str, place: Path | None = None) -> None:
        self.code = code if code in LANGUAGES else "en"
        self._app = app
        files = (
            (place or folder() / "translations") / f"tresen_{self.code}.qm",
            # The words of Qt's own menus and dialogs. English is what they are written in.
            Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{self.code}.qm",
        )
        # Qt looks words up in these very bytes for as long as the translator lives. Left to load a file by itself it maps
        # that into memory, and an update that writes the file anew takes the running window down with it.
        self._bytes = [file.read_bytes() for file in files if file.is_file()]
        self._translators = [
            translator for read in self._bytes if (translator := QTranslator()).load(read)
        ]
        for translator in self._translators:
            app.installTranslator(translator)
        QLocale.setDefault(QLocale("de_DE" if self.code == "de" else "en_GB"))

    def remove(self) -> None:
        """Take the translations out again, before another language is installed."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
