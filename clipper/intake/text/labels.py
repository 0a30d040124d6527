"""Labels: the words before a colon that name a field in the heading of a pasted clipping, in several languages."""

import re

from clipper.model import clip

MARK = "[*_]{0,2}"
"""Emphasis around a label or a value."""
_LABELS = {
    "title": "title headline titel titre título titolo otsikko tytuł заголовок 标题 標題 タイトル 제목",
    "url": "url link source[_ ]url adresse",
    "tags": "tags? keywords schlagworte stichworte mots-clés etiquetas",
    "author": "authors? byline by autor autorin auteurs? autore autores autora автор 作者 著者",
    "source": "quelle fuente fonte källa kilde bron źródło источник 出典 来源",
    "date": "datum fecha data dato дата 日付 日期 날짜",
    "section": "section rubrik ressort rubrique sección sezione",
    "page": "pages? seite página pagina sida side strona страница",
    "place": "place ort lieu lugar luogo plats",
    "edition": "edition ausgabe édition edición edizione",
    "agency": "agency agentur agence agencia agenzia",
}
NEEDS_OTHERS = frozenset({"section", "page", "place", "edition", "agency"})
"""Fields whose labels are common in prose: such a line belongs to a heading only beside others."""
_ANY_LABEL = "|".join(label for labels in _LABELS.values() for label in labels.split())
LABEL = rf"{MARK}(?P<label>{_ANY_LABEL}){MARK}\s?[:\uff1a]{MARK}\s*(?P<value>\S.*)"
EMPTY_FIELD = rf"{MARK}(?P<label>date|published|source|{_ANY_LABEL}){MARK}\s?[:\uff1a]{MARK}"


def field_of_label(label: str) -> str:
    """Return the field that a label names."""
    for name, labels in _LABELS.items():
        if re.fullmatch("|".join(labels.split()), label, re.IGNORECASE):
            return name
    return clip.field_name(label.replace(" ", "_")) or ""
