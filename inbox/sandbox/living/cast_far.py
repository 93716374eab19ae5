"""The people of the demo shop who write English: from Porto to Stockholm. Data only; read by ``residents.py``."""

from __future__ import annotations

from inbox.sandbox.living.cast import Member, member
from inbox.sandbox.living.persona import Persona

P = Persona

FAR: tuple[Member, ...] = (
    member("joao", "João Pereira", "+351912345601", "Rua das Flores 12, 4050 Porto, PT",
           P("joao", "patient", "en", purse="slow"),
           "story", mail="joao.pereira@example.org", likes=("TASTING-4", "KENIA-250")),
    member("rosa", "Rosa Alvarez", "+34612345602", "Calle Mayor 8, 28013 Madrid, ES", P("rosa", "patient", "en"),
           "story",
           mail="rosa.alvarez@example.org", likes=("CLUB-1", "HAFEN-250")),
    member("ines", "Inês Carvalho", "+351912345603", "Rua Augusta 77, 1100 Lisboa, PT", P("ines", "chatty", "en"),
           "closed",
           likes=("DRIPPER-02", "YIRGA-250")),
    member("nour", "نور حداد", "+491713920034", "Sonnenallee 140, 12059 Berlin, DE",
           P("nour", "patient", "en", wants="goods", hello=("مرحبا",)),
           "fresh", "where", mail="nour.haddad@example.org", likes=("SPEICHER-1000", "CUPS-2")),
    member("yael", "יעל לוי", "+491713920035", "Torstraße 201, 10115 Berlin, DE",
           P("yael", "chatty", "en", purse="declined", hello=("שלום",)),
           "answered", mail="yael.levi@example.org", till="other", likes=("KENIA-250", "COLDBREW-6")),
    member("priya", "Priya Nair", "+447700900457", "23 Harbour Road, LS1 4AP Leeds, GB", P("priya", "chatty", "en"),
           "closed",
           likes=("GRINDER-H", "KOLUMBIEN-500")),
    member("callum", "Callum Fraser", "+447700900458", "5 Quayside, EH6 6NN Edinburgh, GB",
           P("callum", "terse", "en", lowercase=True),
           "closed", likes=("HAFEN-1000",)),
    member("siobhan", "Siobhán O’Connor", "+353851234504", "9 Dame Street, D02 Dublin, IE",
           P("siobhan", "chatty", "en", wants="goods"),
           "closing", "broken", mail="siobhan.oconnor@example.org", likes=("CUPS-2", "MUG-300")),
    member("emma", "Emma Lindqvist", "+46701740605", "Götgatan 14, 11646 Stockholm, SE",
           P("emma", "terse", "en", purse="leaves"),
           "answered", likes=("KETTLE-1", "KENIA-250")),
    member("pieter", "Pieter de Vries", "+31612345606", "Prinsengracht 455, 1016 Amsterdam, NL",
           P("pieter", "patient", "en"),
           "closed", till="twice", likes=("GUATEMALA-1000", "FILTER-100")),
    member("giulia", "Giulia Rossi", "+393331234507", "Via Torino 20, 20123 Milano, IT", P("giulia", "angry", "en"),
           "fresh", "wet",
           likes=("SPEICHER-1000", "HAFEN-1000")),
    member("kofi", "Kofi Mensah", "+447700900459", "61 Peckham Rye, SE15 3JR London, GB",
           P("kofi", "forgetful", "en", purse="slow"),
           "closed", likes=("FRENCHPRESS-8", "BRASIL-1000")),
    member("wei", "Chen Wei", None, "Schillerstraße 9, 60313 Frankfurt, DE", P("wei", "terse", "en", first="Wei"),
           "closed", username="wei.brews",
           mail="chen.wei@example.org", likes=("SCALE-2K", "YIRGA-250")),
    member("dario", "Dario Conti", "+41791234508", "Via Nassa 3, 6900 Lugano, CH",
           P("dario", "angry", "en", purse="declined"),
           "closed", till="no phone", likes=("SPEICHER-1000",)),
)  # fmt: skip
