"""A text file becomes candidates: one with front matter is a clip already, any other holds pasted clippings."""

from datetime import date

from clipper import clipfile
from clipper.intake.compose import adopt, compose
from clipper.intake.decoding import decode
from clipper.intake.overrides import GIVEN_BY_USER, ChooseDay, Overrides
from clipper.intake.text.clippings import ParsedText, parse_clippings
from clipper.model.candidate import Candidate
from clipper.model.provenance import Provenance


def read_text(
    raw: bytes,
    overrides: Overrides,
    *,
    clipped: str,
    encoding: str | None = None,
    choose_day: ChooseDay | None = None,
    join_lines: bool = False,
) -> tuple[list[Candidate], str]:
    """Return the candidates in a text, none if it is blank, and the notice of its decoding, which may be empty.

    New clips get the time `clipped`; a text with front matter states its own, and `join_lines` leaves it as it is.
    """
    text, codec, notice = decode(raw, encoding)
    if not text.strip():
        return [], notice
    if has_header(text):
        is_utf_8 = codec in {"utf-8", "utf-8-sig"} and not encoding
        return [adopt(raw if is_utf_8 else text.encode(), overrides)], notice
    today = date.fromisoformat(clipped[:10])
    parsed = parse_clippings(text, today, ignore_dates=overrides.date is not None, choose_day=choose_day)
    candidates = [_with_provenance(compose(overrides.apply(item.clip), clipped), item, overrides) for item in parsed]
    return [with_joined_lines(candidate) for candidate in candidates] if join_lines else candidates, notice


def _with_provenance(candidate: Candidate, parsed: ParsedText, overrides: Overrides) -> Candidate:
    """Add where the values come from, and the likely ones, but for the fields that the user gives."""
    given = overrides.replaced
    kept = [entry for entry in parsed.provenance if entry.field not in given]
    by_user = [Provenance(name, "; ".join(values), GIVEN_BY_USER) for name, values in given.items() if values]
    likely = tuple(entry for entry in parsed.likely if entry.field not in given)
    return candidate.replace(provenance=(*kept, *by_user), likely=likely)


def has_header(text: str) -> bool:
    """Tell whether a text has front matter; raise UnreadableError if that cannot be parsed."""
    return bool(clipfile.read_header(text.encode()))


def with_joined_lines(candidate: Candidate) -> Candidate:
    """Return a candidate with the lines of its body joined; a title that is its first sentence is made whole too."""
    from clipper.intake import headline
    from clipper.intake.text.join_lines import join_lines

    body = join_lines(candidate.clip.body)
    is_first_sentence = candidate.clip.title == headline.find_title(candidate.clip.body)
    title = headline.find_title(body) if is_first_sentence else candidate.clip.title
    clip = candidate.clip.replace(body=body, title=title)
    return candidate.replace(clip=clip, raw=clipfile.write(clip))
