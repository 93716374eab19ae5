"""What Meta says against a submitted template, by its subcodes: all come under the one code 100 ("invalid parameter").

Used by WhatsApp's client to decide about a repeat, and by screens for the words; pure. developers.facebook.com, Cloud
API > Error codes; Message templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.domain.send_errors import Advice

EXISTS = 2388024
"""The account has a template of this name in this language."""

SUBCODES: Mapping[int, Advice] = {
    2388019: Advice(
        retry="fix",
        en="The account has as many templates as Meta allows; delete some in the WhatsApp Manager first.",
        de="Das Konto hat so viele Vorlagen, wie Meta erlaubt; im WhatsApp Manager erst welche löschen.",
    ),
    2388023: Advice(
        retry="no",
        en="A template of this name was deleted; Meta keeps the name blocked for four weeks, so use another name.",
        de="Eine Vorlage dieses Namens wurde gelöscht; Meta sperrt den Namen vier Wochen lang, also einen anderen nehmen.",
    ),
    EXISTS: Advice(
        retry="no",
        en="The account has a template of this name in this language already; use another name.",
        de="Das Konto hat schon eine Vorlage dieses Namens in dieser Sprache; einen anderen Namen nehmen.",
    ),
    2388039: Advice(
        retry="later",
        en="A template of this name is in review at the moment; wait for its result.",
        de="Eine Vorlage dieses Namens wird gerade geprüft; erst das Ergebnis abwarten.",
    ),
    2388040: Advice(
        retry="fix",
        en="A part of the template is longer than Meta allows: {details}",
        de="Ein Teil der Vorlage ist länger, als Meta erlaubt: {details}",
    ),
    2388047: Advice(
        retry="fix",
        en="Meta does not take the template's heading: {details}",
        de="Meta nimmt die Überschrift der Vorlage nicht an: {details}",
    ),
    2388072: Advice(
        retry="fix",
        en="Meta does not take the template's text: {details}",
        de="Meta nimmt den Text der Vorlage nicht an: {details}",
    ),
    2388073: Advice(
        retry="fix",
        en="Meta does not take the template's footer: {details}",
        de="Meta nimmt die Fußzeile der Vorlage nicht an: {details}",
    ),
    2388293: Advice(
        retry="fix",
        en="The template has too many gaps for so few words; write more around them.",
        de="Die Vorlage hat zu viele Lücken für so wenige Wörter; mehr Text darum schreiben.",
    ),
    2388299: Advice(
        retry="fix",
        en="The template begins or ends with a gap; put words before and after it.",
        de="Die Vorlage beginnt oder endet mit einer Lücke; Wörter davor und dahinter setzen.",
    ),
}
"""What to do, by subcode."""
