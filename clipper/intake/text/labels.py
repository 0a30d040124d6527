"""Labels: the words before a colon that name a field in the heading of a pasted clipping, in several languages."""

import re

from clipper.model import keys

_OUTLET = "outlet"
MARK = "[*_]{0,2}"
"""Emphasis around a label or a value."""
_LABELS = {
    "title": "title headline titel titre título titolo otsikko tytuł заголовок 标题 標題 タイトル 제목",
    "url": "url link source[_ ]url adresse",
    "tags": "tags? keywords schlagworte stichworte mots-clés etiquetas",
    "author": "authors? byline by autor autorin auteurs? autore autores autora автор 作者 著者",
    "source": "quelle fuente fonte källa kilde bron źródło zdroj lähde kaynak forrás источник 出典 来源 출처",
    "date": "datum fecha data dato tarih dátum дата 日付 日期 날짜 erscheinungsdatum veröffentlicht"
    " publié publication[_ ]date",
    "section": "section rubrik ressort rubrique sección sezione",
    "page": "pages? seite página pagina sida side strona страница",
    "place": "place ort lieu lugar luogo plats",
    "edition": "edition ausgabe édition edición edizione",
    _OUTLET: "publication newspaper outlet publisher zeitung medium journal",
    "agency": "agency agentur agence agencia agenzia",
}
_NEEDS_OTHERS = frozenset({"section", "page", "place", "edition", "agency", _OUTLET})
_ANY_LABEL = "|".join(label for labels in _LABELS.values() for label in labels.split())
LABEL = rf"{MARK}(?P<label>{_ANY_LABEL}){MARK}\s?[:\uff1a]{MARK}\s*(?P<value>\S.*)"
OTHER_LABEL = rf"{MARK}[^\W\d_][\w -]{{1,24}}{MARK}\s?:{MARK}\s+\S(?:.{{0,78}}[^\s.?!;,])?"
"""A line with a label that names no field, and a value that is no sentence."""
EMPTY_FIELD = rf"{MARK}(?P<label>date|published|source|{_ANY_LABEL}){MARK}\s?[:\uff1a]{MARK}"


def field_of_label(label: str) -> str:
    """Return the field that a label names."""
    name = _kind_of_label(label)
    return "source" if name == _OUTLET else name


def needs_others(label: str) -> bool:
    """Tell whether a label is common in prose: such a line belongs to a heading only beside others."""
    return _kind_of_label(label) in _NEEDS_OTHERS


def _kind_of_label(label: str) -> str:
    for name, labels in _LABELS.items():
        if re.fullmatch("|".join(labels.split()), label, re.IGNORECASE):
            return name
    return keys.field_name(label.replace(" ", "_")) or ""
