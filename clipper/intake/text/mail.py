"""The head of an e-mail, as mail programs copy or quote it: From, Date and Subject, also in other languages."""

import re
from collections.abc import Sequence

from clipper.intake import bylines
from clipper.intake.text.stated import Line, Stated, quote
from clipper.model import dates
from clipper.model.dates import ParsedDate

_MAX_BEFORE = 3
"""Lines above the head, such as `Begin forwarded message:`."""
_MAX_LINES = 12
_LABELS = {
    "from": (
        "from von de da från fra van od от lähettäjä remitente mittente afzender expéditeur feladó kimden gönderen"
        " absender remetente avsender afsender nadawca odesílatel отправитель від expeditor"
        " 差出人 发件人 發件人 보낸사람 من"
    ),
    "date": (
        "date sent gesendet datum envoyé fecha enviado enviada data inviato skickat sendt verzonden дата отправлено"
        " wysłano odesláno odoslané lähetetty küldve dátum tarih gönderildi gönderilme надіслано trimis"
        " päivämäärä päiväys"
        " dato"
        " 日付 送信日時 日期 发送时间 날짜 التاريخ"
    ),
    "subject": (
        "subject betreff objet asunto oggetto assunto ämne emne onderwerp temat тема předmět predmet aihe tárgy konu"
        " subiect 件名 主题 主題 제목 الموضوع"
    ),
    "other": (
        "to an à para a till til aan do кому komu vastaanottaja címzett kime către kopia kopio másolat"
        " reply-to cc kopie copie importance wichtigkeit 宛先 收件人 받는사람 إلى"
    ),
}
_FIELD_BY_LABEL = {label: field for field, labels in _LABELS.items() for label in labels.split()}
_HEAD_LINE = (
    r"[>\s]*[*_]{0,2}(?P<label>[^\W\d_]{1,20})(?:-to| (?:el|em|le|am|il|på|den"
    r"|tarihi))?[*_]{0,2}\s?[:\uff1a][*_]{0,2}\s+(?P<value>\S.*)"
)
_REPLY = (
    r"(?:(?:re|fwd?|wg|aw|tr|rv|r|rif|i|sv|vs|vb|vl|vá|vr|odp|pd|enc|res|antw?|antwort|ynt|ilt|hа|回复|答复|转发|答覆|轉寄|отв)"
    r"\s?[:\uff1a]\s*)+"
)
_ADDRESS = r"\s*[<\[(]?(?:mailto:)?[^\s<>()\[\]@]+@[^\s<>()\[\]@]+[>\])]?"


def parse_mail(lines: Sequence[Line]) -> list[Stated]:
    """Return the sender, the day and the subject in the head of a mail; nothing if the lines are no such head.

    A head has a sender and a subject, and the day or the address of the sender besides, so that two lines of prose with
    colons are none.
    """
    fields = _read_head(lines)
    if "from" not in fields or "subject" not in fields:
        return []
    sender, line = fields["from"]
    address = re.search(_ADDRESS, sender)
    day = _read_day(fields["date"][0]) if "date" in fields else ""
    if not address and not day:
        return []
    name = re.sub(_ADDRESS, "", sender).strip(" \"'")
    stated = [_read_sender(name, line)] if name else []
    if day:
        stated.append(Stated("date", day, quote(fields["date"][1])))
    subject, line = fields["subject"]
    title = plain_subject(subject)
    return [*stated, Stated("title", title, quote(line))] if title else stated


def plain_subject(subject: str) -> str:
    """Return a subject without `Re:`, `Fwd:` and what other languages write for them."""
    return re.sub(rf"^{_REPLY}", "", subject, flags=re.IGNORECASE).strip()


def sender_address(lines: Sequence[Line]) -> str:
    """Return the address of the sender in the head of a mail; empty if it states none."""
    written = _read_head(lines).get("from", ("", ""))[0]
    match = re.search(_ADDRESS, written)
    return re.sub(r"mailto:|[\s<>()\[\]]", "", match[0]) if match else ""


def head_length(lines: Sequence[Line]) -> int:
    """Return how many lines belong to the head of a mail with which some lines begin."""
    for number, line in enumerate(lines[:_MAX_LINES]):
        match = re.fullmatch(_HEAD_LINE, line.words)
        if not match or match["label"].lower() not in _FIELD_BY_LABEL:
            return number
    return min(len(lines), _MAX_LINES)


def _read_head(lines: Sequence[Line]) -> dict[str, tuple[str, str]]:
    """Return the fields of the head, each with its value and its line; the first of each counts."""
    fields: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(lines[:_MAX_LINES]):
        match = re.fullmatch(_HEAD_LINE, line.words)
        field = _FIELD_BY_LABEL.get(match["label"].lower()) if match else None
        if match and field:
            fields.setdefault(field, (match["value"].strip(), line.words))
        elif fields or number >= _MAX_BEFORE:
            break
    return fields


def _read_sender(name: str, line: str) -> Stated:
    """Return the sender as the author if the name is that of a person, else as the source."""
    is_person = bylines.is_person(name) and not name.startswith("The ")
    return Stated("author" if is_person else "source", name, quote(line))


def _read_day(written: str) -> str:
    parsed = dates.parse(re.sub(r"\([^()]*\)$", "", written).strip())
    return parsed.iso if isinstance(parsed, ParsedDate) and parsed.day and not parsed.flaw else ""
