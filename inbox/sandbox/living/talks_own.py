"""Conversations that only one person of the demo shop has had with it before. Data only; see ``talks.py``.

They bring what shops meet and screens have to bear: writing from right to left, emoji, a very long letter.
"""

from __future__ import annotations

from collections.abc import Mapping

from inbox.sandbox.living.talks_kinds import Talk

_LETTER = (
    "Guten Tag,\nich muss Ihnen einmal ausführlich schreiben, weil mich Ihr Kaffee durch ein ganzes Jahr begleitet "
    "hat. Mein verstorbener Mann hat immer nur Filterkaffee getrunken, schwarz und stark, und ich habe lange "
    "gedacht, entkoffeinierter Kaffee sei etwas für Leute, die eigentlich gar keinen Kaffee mögen. Dann hat mir "
    "meine Nachbarin, Frau Jessen aus dem dritten Stock, eine Tüte von Ihrem Feierabend vor die Tür gestellt.\n\n"
    "Seitdem trinken wir beide jeden Nachmittag um vier eine Tasse, sie mit Milch, ich ohne, und schauen auf den "
    "Kanal. Im Winter sitzen wir drinnen, im Sommer auf dem Balkon. Neulich war meine Enkelin zu Besuch, die in "
    "Kopenhagen selbst in einem Café arbeitet, und sogar sie hat gefragt, woher der Kaffee kommt. Ich habe ihr "
    "gleich eine Tüte mitgegeben.\n\nNun meine eigentliche Frage: Gibt es den Feierabend auch in einer größeren "
    "Packung? Zwei Personen brauchen doch mehr, als man denkt. Und falls nicht, wäre es möglich, dass Sie mir "
    "jeden Monat einfach zwei Tüten schicken, ohne dass ich jedes Mal daran denken muss?"
)
_ANSWER = (
    "Guten Tag Frau Möller, was für eine schöne Nachricht, die hängt jetzt in der Rösterei an der Wand! Größer gibt "
    "es ihn noch nicht, aber zwei Tüten im Monat richten wir gern ein. Ich melde mich dazu."
)

OWN: Mapping[str, tuple[Talk, ...]] = {
    "nour": (
        (
            ("c", "start", "مرحبا، هل ترسلون القهوة إلى برلين؟"),
            ("c", "start+1", "Sorry, wrong keyboard 😄 Do you deliver to Berlin?"),
            ("s", "start+12", "We do, usually in two days."),
            ("c", "start+15", "شكراً جزيلاً ☕"),
        ),
    ),
    "yael": (
        (
            ("c", "start", "תודה רבה, הקפה מצוין!"),
            ("c", "start+2", "Oops, that was meant for my sister. But it's true, the coffee is excellent."),
            ("s", "start+9", "Then thank you both 😊"),
        ),
    ),
    "kathi": (
        (
            ("c", "start", "😍😍😍"),
            ("c", "start+1", "👩‍👩‍👧‍👦☕️🇦🇹👍🏽"),
            ("s", "start+8", "Das nehmen wir als Kompliment 😄"),
        ),
    ),
    "gerda": (
        (
            ("c", "start", _LETTER),
            ("s", "start+38", _ANSWER),
            ("c", "start+61", "Vielen Dank, das wäre wunderbar."),
        ),
    ),
}
"""By the person's id."""
