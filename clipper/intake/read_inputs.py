"""Inputs become candidates: texts, pages, and parts of pages that were copied."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clipper import clipfile
from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.intake import export_refusal, no_text
from clipper.intake.compose import compose
from clipper.intake.decoding import decode
from clipper.intake.inputs import FailedInput, Input, with_input_name
from clipper.intake.overrides import GIVEN_BY_USER, ChooseDay, Overrides
from clipper.intake.page import ExtractedPage, to_markdown
from clipper.intake.page_queue import PageQueue
from clipper.intake.text.read import read_text
from clipper.model import tags, urls
from clipper.model.candidate import Candidate, Original
from clipper.model.clip import Clip
from clipper.model.outlet_names import OutletNames
from clipper.model.provenance import Provenance

_SETTINGS = "[sources]"
_FIELDS = (
    *("title", "date", "source", "author", "agency", "url", "description", "section", "page", "edition", "place"),
    *("language", "keywords"),
)
"""The fields in the order in which their provenance is shown."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How inputs become candidates.

    `clipped` is the time for new clips. With `evidence` a clip gets the fingerprint of its text, with `keywords` those
    of a page become tags, and with `original` the page is kept too. `choose_day` decides what a date in a text means
    that can be read in two ways. With `any_form` a text may have a form that is made for programs, such as JSON.
    With `join_lines` the lines of a wrapped text are joined.
    """

    clipped: str
    encoding: str | None = None
    keywords: bool = False
    original: bool = False
    evidence: bool = False
    choose_day: ChooseDay | None = None
    any_form: bool = False
    join_lines: bool = False


def read_inputs(
    inputs: Sequence[Input],
    pages: PageQueue,
    overrides: Overrides,
    options: AddOptions,
    aliases: Mapping[str, Sequence[str]],
    advance: Callable[[int], object] = bool,
) -> tuple[list[Candidate], list[FailedInput]]:
    """Return the candidates in the inputs, in their order, and the inputs that were refused, such as a login page.

    A text that cannot be read raises an error. `aliases` are the names of outlets in the settings; `advance` is called
    with the number of each input.
    """
    outlets = OutletNames(aliases)
    candidates: list[Candidate] = []
    failed: list[FailedInput] = []
    for number, item in enumerate(inputs, 1):
        advance(number)
        try:
            if item.kind == "text":
                candidates += _read_text(item, overrides, options)
            elif item.kind == "page":
                candidates.append(_read_page(item, pages.next(), overrides, options, outlets))
            elif item.kind == "mail":
                candidates += _read_mail(item, overrides, options, outlets)
            elif item.kind == "document":
                candidates.append(_read_document(item, overrides, options))
            else:
                candidates.append(_read_copied_html(item, overrides, options, outlets))
        except RefusedError as error:
            failed.append(FailedInput(error.with_prefix(item.name), item.requested_url))
        except ClipperError as error:
            raise with_input_name(error, item.name) from error
    if options.evidence:
        candidates = [_with_evidence(candidate, options.clipped) for candidate in candidates]
    return candidates, failed


def _read_text(item: Input, overrides: Overrides, options: AddOptions) -> Iterator[Candidate]:
    if not options.any_form:
        _refuse_no_text(item)
    if item.url and overrides.url is None:
        overrides = replace(overrides, url=item.url)
    candidates, notice = read_text(
        item.raw,
        overrides,
        clipped=options.clipped,
        encoding=options.encoding,
        choose_day=options.choose_day,
        join_lines=options.join_lines,
    )
    notices = (f"{item.name} {notice}.",) if notice else ()
    for candidate in candidates:
        yield candidate.replace(input_name=item.name, requested_url=item.requested_url, notices=notices)
        notices = ()


def _refuse_no_text(item: Input) -> None:
    """Raise an error for a text that is made for programs: as a clip it would be of no use."""
    if item.is_pasted:
        export_refusal.refuse_pasted(item.raw)
    if found := no_text.find_form(item.raw):
        error = RefusedError if item.requested_url else UnreadableError
        raise error(f"it is {found.content}, not a text", hint=f"{found.advice} --force keeps it as it is.")


def _read_copied_html(item: Input, overrides: Overrides, options: AddOptions, outlets: OutletNames) -> Candidate:
    from clipper.intake.text.copied_html import read_copied_html

    html = decode(item.raw, options.encoding).text
    clip = read_copied_html(html, lambda part, url: to_markdown(part, url=url))
    if not clip.body.strip():
        raise RefusedError("it holds no text")
    clip = clip.replace(source=outlets.name(clip.source, urls.host(clip.url)))
    return compose(overrides.apply(clip), options.clipped).replace(input_name=item.name)


def _read_mail(item: Input, overrides: Overrides, options: AddOptions, outlets: OutletNames) -> Iterator[Candidate]:
    from clipper.intake.mail.reading import read_mail

    for candidate in read_mail(item.raw, overrides, clipped=options.clipped, outlets=outlets):
        notices = tuple(f"{item.name}: {notice}." for notice in candidate.notices)
        yield candidate.replace(input_name=item.name, requested_url=item.requested_url, notices=notices)


def _read_document(item: Input, overrides: Overrides, options: AddOptions) -> Candidate:
    from clipper.intake.document_reading import read_document

    if item.url and overrides.url is None:
        overrides = replace(overrides, url=item.url)
    candidate = read_document(item.raw, overrides, clipped=options.clipped, choose_day=options.choose_day)
    notices = tuple(f"{item.name}: {notice}." for notice in candidate.notices)
    return candidate.replace(input_name=item.name, requested_url=item.requested_url, notices=notices)


def _read_page(
    item: Input, page: ExtractedPage, overrides: Overrides, options: AddOptions, outlets: OutletNames
) -> Candidate:
    source = outlets.name(page.clip.source, urls.host(page.clip.url))
    keywords = [word for word in page.keywords if not tags.flaw(word)] if options.keywords else []
    clip = page.clip.replace(source=source, tags=tuple(dict.fromkeys((*page.clip.tags, *keywords))))
    # The user's address says where the page was fetched or saved from; the page may state a better address.
    candidate = compose(replace(overrides, url=None).apply(clip), options.clipped)
    return candidate.replace(
        input_name=item.name,
        requested_url=item.requested_url,
        provenance=tuple(_provenance(page, source, overrides, candidate.clip)),
        original=_original(item.raw) if options.original else None,
        notices=tuple(f"{item.name}: {notice}." for notice in page.notices),
    )


def _provenance(page: ExtractedPage, source: str, overrides: Overrides, clip: Clip) -> Iterator[Provenance]:
    """Yield the provenance of each field of a page: the user's value comes first, then the settings, then the page."""
    by_field = {entry.field: entry for entry in page.provenance}
    if (stated := by_field.get("source")) and source != stated.value:
        by_field["source"] = _replaced("source", source, _SETTINGS, stated)
    for field in overrides.replaced.keys() - {"url"}:
        by_field[field] = _replaced(field, "; ".join(clip.values(field)), GIVEN_BY_USER, by_field.get(field))
    yield from (by_field[field] for field in _FIELDS if field in by_field)


def _replaced(field: str, value: str, origin: str, stated: Provenance | None) -> Provenance:
    """Return the provenance of a value that was chosen over the one that the page states."""
    passed_over = ((stated.value, stated.origin), *stated.passed_over) if stated else ()
    return Provenance(field, value, origin, passed_over)


def _original(raw: bytes) -> Original:
    import gzip

    from clipper.intake.page.saved import is_mhtml
    from clipper.store.archive import ORIGINAL_SUFFIXES

    return Original(ORIGINAL_SUFFIXES["mhtml" if is_mhtml(raw) else "html"], gzip.compress(raw, mtime=0))


def _with_evidence(candidate: Candidate, clipped: str) -> Candidate:
    from clipper.clipfile import fingerprint

    raw = fingerprint.add_evidence(candidate.raw, clipped=clipped, requested_url=candidate.requested_url)
    return candidate.replace(clip=clipfile.read(raw), raw=raw)
