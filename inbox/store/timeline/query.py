"""What a person typed into the search box, as an expression for the index and as places to mark in a text.

Called by ``finder`` and by whoever shows a hit, on any thread; pure. Whatever is typed is data: no operator of the index
can be reached from it and nothing typed is an error.
"""

from __future__ import annotations

import re

import msgspec

from inbox.store.timeline.folding import WORD, fold, spelt_out

_LONGEST = 400
_MOST_TERMS = 16
_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"'))
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')
_PHONE = re.compile(r"[+(]?\d[\d\s()/.+-]{2,}")
_ORDER = re.compile(
    r"(?<!\w)(?:order|bestell(?:ung|nummer|nr|[\s-]+nr)|auftrags?(?:nummer|nr)?)"
    r"(?:[\s-]*(?:number|nummer|no|nr|id)(?!\w))?\.?[\s:#]*(?=[a-z]{0,4}-?\d{4,}\b)",
    re.IGNORECASE,
)
"""What people put before an order number: a payment knows the number alone."""
# A word of a text as it was written, where a letter may be followed by its marks.
_WRITTEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")


class Term(msgspec.Struct, frozen=True):
    """One thing that must be there: a word, or words in a row, in any of ``forms``; the last one may be just begun."""

    forms: tuple[tuple[str, ...], ...]
    prefix: bool


class Query(msgspec.Struct, frozen=True):
    """What to look for: every term in one text; or a person whose names hold ``fragment``, whose numbers hold ``digits``."""

    terms: tuple[Term, ...]
    fragment: str
    digits: str | None

    @property
    def match(self) -> str:
        """The expression for the word index (sqlite.org/fts5.html, section 3): only quoted words of ours."""
        return " AND ".join(_expression(term) for term in self.terms)


def parse(text: str) -> Query | None:
    """Read what was typed; None when it holds nothing that could be found (empty, only signs).

    Words are looked for whole, but the one being typed (the last, unless a blank follows) and those ending in ``*`` as
    beginnings. ``"..."`` is a phrase. Signs inside a word make it a phrase too (``49,90``, ``re_3Qx``, ``a@b.de``). Before
    an order number the word for it says nothing (``order 10234``, ``Bestellung:10234``), but in a phrase.
    """
    # A terminal can hand over bytes that are no text.
    text = text[:_LONGEST].encode(errors="replace").decode().translate(_QUOTES)
    if '"' not in text:
        text = _ORDER.sub("", text)
    parts = list(_PART.finditer(text))[:_MOST_TERMS]
    terms = []
    for part in parts:
        quoted, bare = part.groups()
        typing = part is parts[-1] and part.end() == len(text)
        term = _term(quoted if bare is None else bare, bare is not None and (typing or bare.endswith("*")))
        if term is not None:
            terms.append(term)
    if not terms:
        return None
    fragment = " ".join(fold(text).split()).replace('"', "")
    return Query(tuple(terms), fragment, _digits(text.strip()))


def highlights(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Return where ``query`` is met in ``text``, as (start, end) in characters, ascending and not overlapping."""
    spots = [(m.start(), m.end(), fold(m.group()), spelt_out(m.group())) for m in _WRITTEN.finditer(text)]
    marked = {n for term in query.terms for form in term.forms for n in _met(spots, form, term.prefix)}
    return tuple((spots[n][0], spots[n][1]) for n in sorted(marked))


def _term(raw: str, prefix: bool) -> Term | None:
    forms = dict.fromkeys(tuple(WORD.findall(form)) for form in (fold(raw), spelt_out(raw)))
    found = tuple(form for form in forms if form)
    return Term(found, prefix) if found else None


def _expression(term: Term) -> str:
    star = "*" if term.prefix else ""
    return "(" + " OR ".join(f'"{" ".join(form)}"{star}' for form in term.forms) + ")"


def _digits(text: str) -> str | None:
    """Return what a typed phone number has in common with every way to write it: no country prefix zeros."""
    if not _PHONE.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text).lstrip("0")
    return digits if len(digits) >= 3 else None


def _met(spots: list[tuple[int, int, str, str]], form: tuple[str, ...], prefix: bool) -> set[int]:
    last = len(form) - 1
    met: set[int] = set()
    for start in range(len(spots) - last):
        row = spots[start : start + last + 1]
        if all(_is(spot, word, prefix and n == last) for n, (spot, word) in enumerate(zip(row, form, strict=True))):
            met.update(range(start, start + last + 1))
    return met


def _is(spot: tuple[int, int, str, str], word: str, prefix: bool) -> bool:
    written = spot[2:]
    return any(form.startswith(word) for form in written) if prefix else word in written
