"""Lines below a headline: who wrote the text, and when it appeared."""

import re
from collections.abc import Iterator
from datetime import date

from clipper.intake import people
from clipper.intake.text.stated import MAX_LINE, Stated, quote
from clipper.model import dates
from clipper.model.agencies import find_agency
from clipper.model.dates import AmbiguousDate

_MAX_LINE = 120
_MAX_ROLE = 60
_MAX_INITIALS = 2
_BYLINE = r"""
    (?: (?:written|reported|words|story|text|report|compiled)[ ]by | by | von | text[ ]von | par | por | di | av | af
      | door | bởi | przez | بقلم | كتب ) [ ] (?P<names>\S.*)
  | (?: by | author s? | autor(?:in|en)? | autore | auteur s? | text[eo]? | tekst | reporter | haber | автор | текст
      | 文 | 取材 | 撰文 | 作者 | 記者 | 记者 | 글 | بقلم ) \s* [:=\uff1a\uff1d] \s* (?P<labelled>\S.*)
  | (?: 記者 | 记者 | 文 ) [ /／] (?P<east_asian>\S.{1,19})
  | (?P<korean>\S{2,5}) [ ] (?: 기자 | 특파원 )
"""
_SIGN_OFF = r"[(\[]?(?:additional )?reporting(?: and writing)? by (?P<names>[^;.()\[\]]+)(?:[;.].*)?"
_SIGNATURE = r"(?:[-\u2013\u2014]{1,2}|~) ?(?P<names>[^-\u2013\u2014]{3,60})"
_ROLE = (
    r"\s*,\s+[^,]*?(?:editor|correspondent|reporter|writer|korrespondent|redakteur|correspondante?|journaliste?)[^,]*$"
)
# A line such as `Publié le 25 novembre 2026 à 10h14`. What was updated then may have appeared earlier.
_PUBLISHED = r"""
    (?: published(?:[ ]on)? | posted(?:[ ]on)? | first[ ]published | publié[es]?(?:[ ]le)? | veröffentlicht(?:[ ]am)?
      | erschienen(?:[ ]am)? | pubblicato(?:[ ]il)? | publicado(?:[ ](?:el|em))? | publicerad | publisert | publiceret
      | gepubliceerd(?:[ ]op)? | opublikowano | data[ ]publikacji | zveřejněno | publikováno | közzétéve | megjelent
      | julkaistu | yayınlan(?:ma[ ]tarihi|dı) | publicat(?:[ ](?:la|pe))? | diterbitkan
      | дата[ ]публикации | δημοσιεύ(?:τηκε|θηκε) | 公開(?:日時?)? | 掲載 | 发布(?:时间|于)? | 發布(?:時間)?
      | 입력 | نشر )
    \s* [:\uff1a]? \s* (?P<day>.*[0-9].*)
"""
_UPDATED = r"""
    (?: (?:last[ ])? (?:updated|modified) | stand | aktualisiert | mis[ ]à[ ]jour | modifié | actualizado | aggiornato
      | atualizado | bijgewerkt | uppdaterad | oppdatert | opdateret | zaktualizowano | aktualizováno | frissítve
      | päivitetty | güncelle(?:me|ndi) | actualizat | обновлено | 更新 | 수정 | تحديث )
    \b \s* (?:on|le|am|il|el|em)? \s* [:\uff1a]? \s* (?P<day>.*[0-9].*)
"""
_LATER = r"""
    \s*[,;|·(\u2013-]\s* (?: (?:last|zuletzt|dernière|última|ultimo) [ ] )?
    (?: updated | modified | aktualisiert | mis[ ]à[ ]jour | modifié | actualizado | actualización | aggiornato
    | aggiornamento
      | atualizado | bijgewerkt | uppdaterad | oppdatert | opdateret | обновлено | 更新 ) .*
"""
_ROLE_LINE = (
    r"(?:[^\W\d_][\w'’&-]* ){0,4}(?:editor|correspondent|reporter|writer|columnist|contributor|critic|bureau chief"
    r"|korrespondent(?:in)?|redakteur(?:in)?|reporterin|correspondante?|journaliste|envoyée? spéciale?"
    r"|corresponsal|redactora?"
    r"|corrispondente|inviat[oa]|correspondent[ea]|redacteur|verslaggever|reporter|korespondent(?:ka)?)"
    r"(?: (?:in|at|for|à|en|a|aus) \S[\w' -]{1,30})?"
)
_IN_PLACE = r" (?:in|aus|à|en|from) [^\W\d_a-z][\w' -]{1,30}$"
_MAX_NAME_WORDS = 4
_PARTICLES = frozenset({"af", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "la", "le", "van", "von", "zu"})


def parse_byline(line: str, *, is_beside_others: bool) -> list[Stated]:
    """Return the authors that a line names; only likely if nothing but their names and the place says so.

    `is_beside_others` tells whether the line is in a block with a date or below a line of print; a bare name counts
    only there.
    """
    if len(line) > _MAX_LINE or line.endswith((".", "!", "?", ":", ";")):
        return []
    plain = line.strip("*_ ")
    match = re.fullmatch(_BYLINE, plain, re.IGNORECASE | re.VERBOSE)
    if match:
        named = next(filter(None, match.groups()))
        by_word = bool(match["names"])
        return [*_authors(named, line, is_name_like=by_word)]
    if not is_beside_others:
        return []
    return [stated._replace(is_likely=True) for stated in _authors(plain, line)]


def is_role(line: str) -> bool:
    """Tell whether a line says what a writer is, as `Transport Correspondent` does below a name."""
    return len(line) <= _MAX_ROLE and bool(re.fullmatch(_ROLE_LINE, line.strip("*_ "), re.IGNORECASE))


def parse_sign_off(line: str) -> list[Stated]:
    """Return the authors in the last line of wire copy: `(Reporting by Jane Doe; Editing by John Roe)`."""
    match = re.fullmatch(_SIGN_OFF, line, re.IGNORECASE) if len(line) <= MAX_LINE else None
    return [*_authors(match["names"], line)] if match else []


def parse_signature(line: str) -> list[Stated]:
    """Return the writer who signs below a text, as in `-- Hal Briggs`; only likely: a quotation has such a line too."""
    match = re.fullmatch(_SIGNATURE, line)
    return [stated._replace(is_likely=True) for stated in _authors(match["names"], line)] if match else []


def parse_published(line: str, today: date) -> Stated | AmbiguousDate | None:
    """Return the day that a line states as that of publication; the day of an update is only likely to be it."""
    if len(line) > _MAX_LINE:
        return None
    plain = line.strip("*_ ")
    published = re.fullmatch(_PUBLISHED, plain, re.IGNORECASE | re.VERBOSE)
    updated = None if published else re.fullmatch(_UPDATED, plain, re.IGNORECASE | re.VERBOSE)
    match = published or updated
    day = re.sub(_LATER, "", match["day"], flags=re.IGNORECASE | re.VERBOSE).strip(" ,|") if match else plain
    parsed = dates.parse(day)
    if isinstance(parsed, AmbiguousDate):
        return parsed if match else None
    if not parsed or not parsed.day or parsed.flaw or parsed.iso[:10] > str(today.replace(year=today.year + 1)):
        return None
    return Stated("date", parsed.iso, quote(line), is_likely=bool(updated))


def _authors(named: str, line: str, *, is_name_like: bool = True) -> Iterator[Stated]:
    """Yield the people and the agency in a byline; nothing if it holds a word that is not part of a name."""
    named = re.sub(r"\s*\([^()]*\)", "", named)
    named = re.sub(_ROLE, "", named, flags=re.IGNORECASE)
    named = re.sub(_IN_PLACE, "", named)
    named = _with_comma_before_agency(named)
    byline = people.parse_bylines([named])
    if is_name_like and not all(_is_name(name) for name in byline.people):
        return
    for name in byline.people:
        yield Stated("author", _in_title_case(name), quote(line))
    for agency in byline.agencies:
        yield Stated("agency", agency, quote(line))


def _is_name(name: str) -> bool:
    """Tell whether a name has two to four words with capital letters, particles aside, or is in a script without."""
    words = name.split()
    if name.lower() == name.upper():
        return True
    capitals = [word for word in words if word[0].isupper()]
    return 1 < len(words) <= _MAX_NAME_WORDS and len(capitals) > 1 and words[0][0].isupper() and words[-1][0].isupper()


def _with_comma_before_agency(named: str) -> str:
    """Return a byline such as `ELI STROUD Associated Press` with a comma behind the name of the person."""
    words = named.split()
    for start in range(2, len(words)):
        if words[start - 1][-1:] != "," and find_agency(" ".join(words[start:])):
            return f"{' '.join(words[:start])}, {' '.join(words[start:])}"
    return named


def _in_title_case(name: str) -> str:
    """Return a name in capital letters as `Mara Quill`; initials stay, as does a name that is written otherwise."""
    if name != name.upper() or name == name.lower():
        return name
    parts = re.split(r"([^\W\d_]+)", name)
    return "".join(
        part.lower() if part.lower() in _PARTICLES else part.capitalize() if len(part) > _MAX_INITIALS else part
        for part in parts
    )
