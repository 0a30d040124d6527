"""Hold quotations against the texts that an archive keeps."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from clipper import text
from clipper.analysis.quotation.alignment import Alignment, align, occurs
from clipper.analysis.quotation.changes import difference
from clipper.analysis.quotation.pieces import pieces
from clipper.analysis.quotation.quotation import MAX_OMITTED, Quotation
from clipper.analysis.quotation.tokens import plain_article, tokens, without_added_marks
from clipper.analysis.quotation.verdict import Verdict, VerdictKind
from clipper.model.clip import StoredClip

if TYPE_CHECKING:
    from clipper.index.phrases import PhraseSearch

MAX_WORDS = 400
"""Of a longer quotation only so many words are compared."""

_MOST_WITH_ALL = 20
_MOST_READ = 8
"""The most texts that are read since they share much with a quotation; only the nearest of them are aligned with it."""
_MOST_NEAR = 4
_MOST_WORDS_NEAR = 60_000
"""The most words of a text in which changed words are looked for."""
_ALTERED = 60
_SURELY_ALTERED = 80
_KEPT_TEXTS = 200


class _Quoted(NamedTuple):
    """The runs of a quotation as words, each with the gap before it, and all of these words."""

    runs: list[tuple[list[str], int]]
    words: list[str]

    @property
    def gaps(self) -> list[int]:
        """The places in `words` at which words may be left out."""
        places, total = [], 0
        for run, _ in self.runs[:-1]:
            total += len(run)
            places.append(total)
        return places


class _Near(NamedTuple):
    stored: StoredClip
    alignment: Alignment
    share: int


class Verifier:
    """Gives a verdict on quotations; `read_text` returns the text of a clip without its private notes."""

    def __init__(self, phrases: "PhraseSearch", read_text: Callable[[StoredClip], str]) -> None:
        self._phrases = phrases
        self._read_text = read_text
        self._texts: dict[str, list[str]] = {}

    def verify(self, quotations: Iterable[Quotation]) -> Iterator[Verdict]:
        """Yield a verdict on each quotation."""
        return map(self._verdict, quotations)

    def _verdict(self, quotation: Quotation) -> Verdict:
        quoted, is_cut = _quoted(quotation)
        folded = [text.words(" ".join(run)) for run, _ in quoted.runs]
        folded = [run for run in folded if run]
        if not folded:
            return Verdict(quotation, "absent", is_cut=is_cut)
        with_all = self._phrases.with_all(folded, _MOST_WITH_ALL)
        found = self._agreeing(quoted, with_all)
        near: list[StoredClip] = []
        if not found:
            near = self._phrases.with_most(folded, _MOST_READ)
            found = self._agreeing(quoted, near)  # a link in the text parts the words for the index
        if found:
            kind: VerdictKind = "exact" if len(quoted.runs) == 1 else "omission"
            return Verdict(quotation, kind, found[:1], 100, len(found) - 1, is_cut=is_cut)
        clips = list({stored.path: stored for stored in (*with_all[:_MOST_NEAR], *near[:_MOST_NEAR])}.values())
        return self._not_agreeing(quotation, quoted, clips)._replace(is_cut=is_cut)

    def _agreeing(self, quoted: _Quoted, clips: Iterable[StoredClip]) -> tuple[StoredClip, ...]:
        return tuple(
            stored
            for stored in clips
            if occurs(quoted.runs, self._words(stored)) or occurs(quoted.runs, tokens(stored.clip.title))
        )

    def _not_agreeing(self, quotation: Quotation, quoted: _Quoted, clips: Sequence[StoredClip]) -> Verdict:
        best = max(self._alignments(quoted, clips), key=lambda near: near.share, default=None)
        if best and best.share >= _SURELY_ALTERED:
            return self._altered(quotation, quoted, best)
        if places := pieces(quoted.words, {stored.path: self._words(stored) for stored in clips}):
            sources = tuple(stored for stored in clips if stored.path in places)
            return Verdict(quotation, "pieced", sources, 100)
        if best and best.share >= _ALTERED:
            return self._altered(quotation, quoted, best)
        return Verdict(quotation, "absent", (best.stored,) if best else (), best.share if best else 0)

    def _alignments(self, quoted: _Quoted, clips: Iterable[StoredClip]) -> Iterator[_Near]:
        for stored in clips:
            words = self._words(stored)[:_MOST_WORDS_NEAR]
            if found := align(quoted.words, words, quoted.gaps, MAX_OMITTED):
                yield _Near(stored, found, max(0, 100 - round(100 * found.cost / len(quoted.words))))

    def _altered(self, quotation: Quotation, quoted: _Quoted, near: _Near) -> Verdict:
        share = min(near.share, 99)
        words = " ".join(run.text for run in quotation.runs())
        changes = difference(words, self._read_text(near.stored), near.alignment.steps, len(quoted.words))
        return Verdict(quotation, "altered", (near.stored,), share, difference=changes)

    def _words(self, stored: StoredClip) -> list[str]:
        if stored.path not in self._texts:
            if len(self._texts) >= _KEPT_TEXTS:
                self._texts.clear()
            self._texts[stored.path] = tokens(plain_article(self._read_text(stored)))
        return self._texts[stored.path]


def _quoted(quotation: Quotation) -> tuple[_Quoted, bool]:
    """Return the words of a quotation, and whether it has too many, so that some are left out."""
    runs: list[tuple[list[str], int]] = []
    words: list[str] = []
    is_cut = False
    for run in quotation.runs():
        run_words = tokens(without_added_marks(run.text))
        is_cut = is_cut or len(words) + len(run_words) > MAX_WORDS
        run_words = run_words[: MAX_WORDS - len(words)]
        if run_words:
            runs.append((run_words, run.max_gap))
            words += run_words
    return _Quoted(runs, words), is_cut
