"""Make candidates of a mail: one of its text, or one of each article that an alert names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clipper.errors import ClipperError, RefusedError
from clipper.intake import headline, page
from clipper.intake.compose import compose
from clipper.intake.mail import alerts, forwarded, letter
from clipper.intake.mail.content import Content, read_content, require_text
from clipper.intake.mail.headers import Sender
from clipper.intake.mail.mime import MAX_ATTACHED, Part, parse
from clipper.intake.overrides import GIVEN_BY_USER, Overrides
from clipper.intake.text.mail import plain_subject
from clipper.model import urls
from clipper.model.candidate import Candidate
from clipper.model.clip import Clip
from clipper.model.outlet_names import OutletNames
from clipper.model.provenance import Provenance
from clipper.model.tags import TO_FETCH
from clipper.system.extras import install_command

_MAX_COVER = 1_000
"""Characters of a text that only accompanies the mails which are attached to it."""
_MAX_FORWARDS = 5
_FROM = " from "
"""Between the writer and the letter in the name of a sender, as `Jane Doe from The Harbour Letter`."""


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail as its reader sees it: who sent it first, when, its text, and what a person who forwarded it wrote."""

    sender: Sender
    day: str
    subject: str
    content: Content
    note: str = ""
    is_forwarded: bool = False


def read_mail(raw: bytes, overrides: Overrides, *, clipped: str, outlets: OutletNames) -> list[Candidate]:
    """Return the candidates of a mail; raise RefusedError for one that has no text, or is too much to be read."""
    candidates: list[Candidate] = []
    for mail in _mails(parse(raw), "", _MAX_FORWARDS):
        found = alerts.find_articles(mail.content.html, mail.content.text)
        if alerts.is_alert(mail.sender.address, mail.subject, found):
            candidates += _articles(mail, found, overrides, clipped, outlets)
        else:
            candidates.append(_letter(mail, overrides, clipped, outlets))
    return candidates


def _mails(part: Part, note: str, forwards: int) -> Iterator[_Mail]:
    """Yield a mail, or in its place those that are attached to it if its own text only accompanies them."""
    content = read_content(part)
    headers = part.headers
    mail = _Mail(headers.sender(), headers.day(), headers.text("subject"), content, note)
    cover = _plain_text(content).strip() if content.attached else ""
    if (
        content.attached
        and len(cover) <= _MAX_COVER
        and forwards
        and headers.kind("content-type") != "multipart/report"
    ):
        notes = "\n\n".join(filter(None, (note, cover)))
        for attached in content.attached:
            inner = parse(attached.content(MAX_ATTACHED))
            yield from (replace(one, is_forwarded=True) for one in _mails(inner, notes, forwards - 1))
        return
    content.attachments += [f"the mail “{_subject_of(one)}”" for one in content.attached]
    require_text(content)
    yield _without_forwarder(mail)


def _subject_of(attached: Part) -> str:
    return parse(attached.content(MAX_ATTACHED)).headers.text("subject") or "without a subject"


def _plain_text(content: Content) -> str:
    return content.text or (letter.to_markdown(content.html) if content.html else "")


def _without_forwarder(mail: _Mail) -> _Mail:
    """Return the mail that a mail forwards in its text, with the sender and the day of the original."""
    content = mail.content
    written, find = (content.html, forwarded.find_in_html) if content.html else (content.text, forwarded.find_in_text)
    original = find(written, mail.subject)
    if original is None:
        return mail
    rest = written[original.start :] if content.html else forwarded.unquote(written[original.start :])
    content = replace(content, html=rest if content.html else "", text="" if content.html else rest)
    return _Mail(
        Sender(original.sender, original.address),
        original.day,
        original.subject or mail.subject,
        content,
        "\n\n".join(filter(None, (mail.note, original.cover))),
        is_forwarded=True,
    )


def _letter(mail: _Mail, overrides: Overrides, clipped: str, outlets: OutletNames) -> Candidate:
    """Return the candidate of a mail that is one text."""
    content = mail.content
    title = plain_subject(mail.subject)
    body = _read_html(content, title) if content.html else ""
    notices = list(content.notices)
    if not body.strip():
        body = "\n\n".join(letter.trim(content.text.strip().split("\n\n")))
    if not body.strip():
        raise RefusedError("it has no text", hint="It may be only pictures: open it in a mail program.")
    if content.attachments:
        notices.append(f"its attachments are not kept: {'; '.join(content.attachments)}")
    source, author = _names(mail.sender, outlets)
    parts = [body.strip("\n"), *([f"## Note\n\n{mail.note}"] if mail.note else [])]
    clip = Clip(
        title=title or headline.find_title(body),
        source=source,
        author=author,
        date=mail.day,
        extra={"attachments": [*content.attachments]} if content.attachments else {},
        body="\n\n".join(parts) + "\n",
    )
    candidate = compose(overrides.apply(clip), clipped)
    return candidate.replace(provenance=tuple(_provenance(mail, clip, overrides)), notices=tuple(notices))


def _read_html(content: Content, title: str) -> str:
    """Return the HTML of a mail as Markdown; empty if it cannot be read and the mail has its text in plain too."""
    if not page.is_installed():
        if content.text.strip():
            return ""
        hint = f"`{install_command('web')}` installs it."
        raise RefusedError("it is a mail in HTML, and what reads HTML is not installed", hint=hint)
    try:
        return letter.to_markdown(content.html, title)
    except ClipperError as error:
        if not content.text.strip():
            raise
        content.notices.append(f"its HTML was left out, since {error}; its plain text was taken")
        return ""


def _names(sender: Sender, outlets: OutletNames) -> tuple[str, tuple[str, ...]]:
    """Return the outlet and the authors that the name of a sender states; without a name the outlet is its domain."""
    domain = sender.address.rpartition("@")[2].lower()
    writer, _, name = sender.name.rpartition(_FROM)
    return outlets.name(name or domain, domain), (writer.strip(),) if writer.strip() else ()


def _provenance(mail: _Mail, clip: Clip, overrides: Overrides) -> Iterator[Provenance]:
    of = "the mail that was forwarded" if mail.is_forwarded else "the mail"
    origins = {"title": f"the subject of {of}", "date": f"the day of {of}", "source": f"the sender of {of}"}
    origins["author"] = origins["source"]
    for name, origin in origins.items():
        if name not in overrides.replaced and (values := clip.values(name)):
            yield Provenance(name, "; ".join(values), origin)
    for name, given in overrides.replaced.items():
        if given:
            yield Provenance(name, "; ".join(given), GIVEN_BY_USER)


def _articles(
    mail: _Mail, found: list[alerts.NamedArticle], overrides: Overrides, clipped: str, outlets: OutletNames
) -> Iterator[Candidate]:
    """Yield the candidate of each article that an alert names: its address, which `clipper fetch` fills."""
    name = mail.sender.name or mail.sender.address
    for article in found:
        clip = Clip(
            title=article.title,
            source=outlets.name(article.outlet, urls.host(article.url)),
            url=article.url,
            tags=(TO_FETCH,),
            description=article.summary,
        )
        candidate = compose(replace(overrides, url=None).apply(clip), clipped)
        yield candidate.replace(provenance=(Provenance("url", article.url, f"the alert of {name}"),))
