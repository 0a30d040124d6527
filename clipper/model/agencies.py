"""News agencies: map the names and abbreviations that bylines use to the name of the agency."""

from clipper import text

_AGENCIES = (
    ("Reuters", "thomson reuters"),
    ("Associated Press", "ap", "the associated press", "associated press", "ap news"),
    ("Agence France-Presse", "afp", "agence france presse", "afp news agency", "agence france-presse afp"),
    ("dpa", "deutsche presse-agentur", "dpa-afx", "dpa-infocom", "dpa-com"),
    ("PA Media", "pa", "press association", "pa news agency"),
    ("ANSA",),
    ("APA", "austria presse agentur"),
    ("EFE", "agencia efe"),
    ("Europa Press",),
    ("Xinhua", "新华社", "新華社"),
    ("Kyodo News", "kyodo", "共同通信", "共同"),
    ("Jiji Press", "時事通信", "時事"),
    ("TASS", "тасс"),
    ("RIA Novosti", "риа новости"),
    ("Interfax", "интерфакс"),
    ("Bloomberg", "bloomberg news"),
    ("United Press International", "upi"),
    ("UNB", "united news of bangladesh"),
    ("PTI", "press trust of india"),
    ("ANI",),
    ("IANS",),
    ("Anadolu Agency", "anadolu", "aa"),
    ("SID", "sport-informations-dienst"),
    ("Keystone-SDA", "sda", "keystone-sda-ats", "ats"),
    ("Belga", "belga news agency"),
    ("ANP",),
    ("NTB",),
    ("Ritzau", "ritzaus bureau"),
    ("TT", "tt nyhetsbyrån"),
    ("Lusa", "agência lusa"),
    ("PAP", "polska agencja prasowa"),
    ("ČTK", "ctk"),
    ("Yonhap", "연합뉴스", "yonhap news agency"),
    ("Agência Brasil",),
    ("Canadian Press", "the canadian press", "la presse canadienne"),
    ("AAP", "australian associated press"),
    ("epd", "evangelischer pressedienst"),
    ("KNA",),
    ("STT", "suomen tietotoimisto"),
    ("MTI", "magyar tavirati iroda"),
    ("Agerpres",),
    ("Tanjug", "танјуг"),
    ("BNS", "baltic news service"),
    ("Ukrinform", "укринформ", "укрінформ"),
    ("PR Newswire", "prnewswire", "pr newswire"),
    ("Business Wire", "businesswire"),
    ("GlobeNewswire", "globe newswire"),
    ("news aktuell", "ots"),
)
_AGENCY_BY_NAME = {text.fold(name): names[0] for names in _AGENCIES for name in names}


def find_agency(name: str) -> str:
    """Return the full name of the agency that a name or an abbreviation means; empty if it means none."""
    return _AGENCY_BY_NAME.get(text.fold(name.strip(" .,()")), "")
