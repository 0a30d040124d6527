"""The verdicts on the quotations of drafts, as TSV and JSON for other programs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from clipper.analysis.quotation.verdict import Verdict, VerdictKind
from clipper.output.plain import encode, hunks
from clipper.text import with_noun

CAVEAT = "Agreement is with what was kept here."
"""What a reader of verdicts has to know."""

_DISAGREEING: tuple[tuple[VerdictKind, str], ...] = (
    ("altered", "altered"),
    ("pieced", "pieced together"),
    ("absent", "absent"),
)


def tsv(verdicts: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    """Yield a line for each quotation: place, verdict, share in percent, handles, the words, the difference."""
    for place, verdict in verdicts:
        handles = ",".join(stored.handle for stored in verdict.clips)
        difference = difference_text(verdict)
        yield encode.tsv_line((place, verdict.kind, verdict.share, handles, verdict.quotation.text, difference))


def json(verdicts: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    """Yield one JSON array with each quotation on a line of its own."""
    return encode.json_array(
        {
            "place": place,
            "verdict": verdict.kind,
            "share": verdict.share,
            "clips": [{"handle": stored.handle, "path": stored.path} for stored in verdict.clips],
            "others": verdict.others,
            "quotation": verdict.quotation.text,
            "changes": hunks.changes(verdict.difference) if verdict.difference else [],
            "cut": verdict.is_cut,
        }
        for place, verdict in verdicts
    )


def difference_text(verdict: Verdict) -> str:
    """Return the altered words in the marks of `wdiff`: `[-quoted-]`, and `{+kept+}`."""
    return " ".join(map(hunks.to_text, hunks.group_changes(verdict.difference))) if verdict.difference else ""


def summary(verdicts: Sequence[Verdict]) -> str:
    """Return how many quotations there are with each verdict."""
    counts = Counter(verdict.kind for verdict in verdicts)
    exact = counts["exact"] + counts["omission"]
    marked = f" ({counts['omission']} with omissions or additions)" if counts["omission"] else ""
    parts = [f"{exact} exact{marked}"] if exact else []
    parts += [f"{counts[kind]} {name}" for kind, name in _DISAGREEING if counts[kind]]
    return f"{with_noun(len(verdicts), 'quotation')}: {', '.join(parts)}"
