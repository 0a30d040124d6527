"""Whether the words of the quotes that a clip keeps are still in its text."""

from collections.abc import Iterator

from clipper.analysis.checks.finding import Finding, Subject
from clipper.clipfile.body_parts import split_body
from clipper.model.quotes import KEY, quotes_of
from clipper.text import safe, shorten

_MAX_SHOWN = 80


def find_lost_quotes(subject: Subject) -> Iterator[Finding]:
    """Find the quotes of a clip whose words are not in its text; a text that is not read whole is passed over."""
    if not subject.is_whole or not subject.clip.values(KEY):
        return
    from clipper.analysis.quotation.article import Article

    article = Article(split_body(subject.clip.body).text)
    for quote in quotes_of(subject.clip):
        if article.find(quote.words) is None:
            what = f"its text does not have the words “{safe(shorten(quote.words, _MAX_SHOWN))}”"
            yield subject.finding(what, line=subject.line_of(KEY))
