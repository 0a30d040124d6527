"""DOCX: a document for Word and its like, to be edited further; it has no macros, no fields and no pictures."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from clipper.output.review import chart
from clipper.output.review.coverage import Row
from clipper.output.review.forms import FormOptions
from clipper.output.review.issue import Issue, IssueClip, IssueSection, Source
from clipper.output.review.word.markdown import MarkdownWriter
from clipper.output.review.word.package import Properties, pack
from clipper.output.review.word.writer import BOLD, Layout, Speech, Writer, paragraph, reference, table

if TYPE_CHECKING:
    from clipper.output.review.labels import Labels


def write(issue: Issue, out: BinaryIO, options: FormOptions) -> str:  # noqa: ARG001 - Word has its own fonts
    """Write the press review."""
    document = _Document(issue)
    body = "".join(document.parts())
    title = ": ".join(filter(None, (issue.title, issue.subtitle)))
    pack(body, document.writer, Properties(title, issue.labels.language), out)
    return ""


class _Document:
    """Writes the parts of one press review."""

    def __init__(self, issue: Issue) -> None:
        self.writer = Writer()
        self._issue = issue
        self._words: Labels = issue.labels
        self._own = Speech(issue.labels.language)

    def parts(self) -> Iterator[str]:
        """Yield the parts of the document in their order."""
        yield from self._cover()
        yield from self._contents()
        for section in self._issue.sections:
            yield from self._section(section)
        yield self.writer.line(self._words.sources, "Heading1", self._own)
        for source in self._issue.sources:
            yield self._source(source)

    def _cover(self) -> Iterator[str]:
        issue, line = self._issue, self.writer.line
        yield line(issue.title, "Title", self._own)
        yield line(issue.subtitle, "Subtitle", self._own)
        yield line(" · ".join(filter(None, (issue.span, *issue.numbers))), "About", self._own)
        yield line(issue.licence, "About", self._own)
        yield self._markdown(issue.summary, self._own, 1)
        yield line(self._words.coverage, "Heading1", self._own)
        counted = issue.coverage
        if chart.is_worth_drawing(counted):
            rows = [row for row in counted.periods if row.clips or row.reprints]
            yield self._figures(self._words.by_period.format(counted.unit), rows)
        yield self._figures(self._words.outlet, counted.busiest)

    def _figures(self, what: str, rows: Sequence[Row]) -> str:
        reprints = any(row.reprints for row in rows)
        head = (what, self._words.stories, *((self._words.picked_up,) if reprints else ()))
        lines = [[self._cell(words, number > 0, (BOLD,)) for number, words in enumerate(head)]]
        for row in rows:
            figures = (row.clips, row.reprints)[: len(head) - 1]
            lines.append([self._cell(row.name), *(self._cell(str(one or "–"), is_at_end=True) for one in figures)])
        return table(lines, is_of_figures=True)

    def _cell(self, words: str, is_at_end: bool = False, properties: Sequence[str] = ()) -> str:
        speech = self._own.of(words)
        return paragraph(self.writer.run(words, speech, properties), Layout("Cell", speech.is_rtl, is_at_end=is_at_end))

    def _contents(self) -> Iterator[str]:
        yield self.writer.line(self._words.contents, "Heading1", self._own)
        for section in self._issue.sections:
            if section.heading:
                speech = self._own.of(section.heading)
                content = reference(f"s{section.number}", self.writer.run(section.heading, speech))
                yield paragraph(content, Layout("TOC1", speech.is_rtl))
            for clip in section.clips:
                speech = Speech(clip.language, clip.direction == "rtl")
                content = reference(f"c{clip.number}", self.writer.run(f"{clip.number}  {clip.headline}", speech))
                where = ", ".join(filter(None, (clip.outlet, clip.date)))
                content += self.writer.run(f" · {where}", self._own.of(where)) if where else ""
                yield paragraph(content, Layout("TOC2", speech.is_rtl))

    def _section(self, section: IssueSection) -> Iterator[str]:
        level = 1 if section.heading else 0
        yield self.writer.line(section.heading, "Heading1", self._own, bookmark=f"s{section.number}")
        yield self._markdown(section.introduction, self._own, 1)
        for clip in section.clips:
            yield from self._clip(clip, level + 1)

    def _clip(self, clip: IssueClip, level: int) -> Iterator[str]:
        speech, line = Speech(clip.language, clip.direction == "rtl"), self.writer.line
        headline = self.writer.run(f"{clip.number}  {clip.headline}", speech)
        heading = Layout(f"Heading{level}", speech.is_rtl)
        yield paragraph(self.writer.marked(f"c{clip.number}", headline), heading)
        yield self._about(clip)
        yield self._markdown(clip.comment, self._own, level, "Comment")
        if clip.remark or clip.note.strip():
            yield self._label(self._words.note)
            yield line(clip.remark, "Comment", self._own)
            yield self._markdown(clip.note, self._own, level, "Comment")
        if clip.highlights.strip():
            yield self._label(self._words.highlights)
            yield self._markdown(clip.highlights, speech, level, "Comment")
        yield line(clip.beginning, "Normal", speech)
        yield self._markdown(clip.text, speech, level)
        yield line(clip.also, "About", self._own)
        links = [self.writer.link(clip.url, clip.url)] if clip.url else []
        links += [self.writer.link(clip.archived, clip.archived_label, self._own)] if clip.archived else []
        yield paragraph(self.writer.run(" · ").join(links), Layout("About")) if links else ""
        yield line(clip.rights, "About", self._own)

    def _about(self, clip: IssueClip) -> str:
        outlet = self.writer.run(clip.outlet, self._own.of(clip.outlet), (BOLD,))
        facts = [self.writer.run(fact, self._own.of(fact)) for fact in clip.facts]
        content = self.writer.run(" · ", self._own).join(filter(None, (outlet, *facts)))
        return paragraph(content, Layout("About", clip.direction == "rtl", keeps_next=True)) if content else ""

    def _label(self, words: str) -> str:
        return paragraph(self.writer.run(words, self._own, (BOLD,)), Layout("Comment", keeps_next=True))

    def _markdown(self, markdown: str, speech: Speech, level: int, style: str = "Normal") -> str:
        return MarkdownWriter(self.writer, speech, level, style).write(markdown)

    def _source(self, source: Source) -> str:
        run, speech = self.writer.run, self._own.of(source.headline)
        number = reference(f"c{source.number}", run(str(source.number), self._own))
        if source.is_reprint:
            before, _, after = self._words.reprint_of.partition("{}")
            number = run(before, self._own) + number + run(after, self._own)
        headline = self.writer.link(source.url, source.headline or source.url, speech)
        content = run(source.outlet, self._own.of(source.outlet), (BOLD,)) + run(f", {source.date}", self._own)
        content += run(": ", self._own) if headline else ""
        return paragraph(f"{content}{headline}{run(' (', self._own)}{number}{run(')', self._own)}", Layout("About"))
