"""What came in becomes clips that may be kept, each with what a page said of it and the page itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clipper import clipfile
from clipper.errors import ClipperError, RefusedError, UnreadableError
from clipper.intake.decoding import decode
from clipper.intake.inputs import Input, Missed
from clipper.intake.page import ExtractedPage, to_markdown
from clipper.intake.pages import Pages
from clipper.intake.text.compose import Overrides, compose, read, understood
from clipper.model import tags, urls
from clipper.model.candidate import Candidate, Original
from clipper.model.clip import Clip
from clipper.model.outlet_names import OutletNames
from clipper.model.provenance import Provenance

ASKED = "the command line"
_OPTIONS = ("title", "source", "date", "author")


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How inputs are taken: when, in which encoding, and whether with evidence of what was kept.

    Of a page, whether its keywords are tags, and whether it is kept too.
    """

    clipped: str
    encoding: str | None = None
    keywords: bool = False
    original: bool = False
    evidence: bool = False


def take(
    inputs: Sequence[Input],
    pages: Pages,
    given: Overrides,
    options: AddOptions,
    sources: Mapping[str, Sequence[str]],
    progress: Callable[[int], object] = bool,
) -> tuple[list[Candidate], list[Missed]]:
    """Return the clips in the inputs, in their order, and why there are none in some of the pages.

    A text that cannot be read raises an error. `sources` are the outlets that the owner calls by one name; `progress`
    is told how many inputs are done.
    """
    names = OutletNames(sources)
    taken: list[Candidate] = []
    missed: list[Missed] = []
    for number, one in enumerate(inputs, 1):
        progress(number)
        try:
            if one.kind == "text":
                taken += _of_text(one, given, options)
            elif one.kind == "page":
                taken.append(_of_page(one, pages, given, options, names))
            else:
                taken.append(_of_copied(one, given, options, names))
        except RefusedError as error:
            missed.append(Missed(error.with_prefix(one.called), one.asked))
        except ClipperError as error:
            raise of(error, one.called) from error
    if options.evidence:
        taken = [_attested(one, options.clipped) for one in taken]
    return taken, missed


def of(error: ClipperError, name: str) -> ClipperError:
    """Return an error with the input in which it arose."""
    return error.in_file(name) if isinstance(error, UnreadableError) else error.with_prefix(name)


def _attested(one: Candidate, clipped: str) -> Candidate:
    from clipper.clipfile import fingerprint as evidence

    raw = evidence.attest(one.raw, clipped=clipped, asked=one.requested_url)
    return one.replace(clip=clipfile.read(raw), raw=raw)


def _of_text(one: Input, given: Overrides, options: AddOptions) -> Iterator[Candidate]:
    if one.url and given.url is None:
        given = replace(given, url=one.url)
    candidates, notice = read(one.raw, given, clipped=options.clipped, encoding=options.encoding)
    notices = (f"{one.called} {notice}.",) if notice else ()
    for candidate in candidates:
        yield candidate.replace(input_name=one.called, requested_url=one.asked, notices=notices)
        notices = ()


def _of_copied(one: Input, given: Overrides, options: AddOptions, names: OutletNames) -> Candidate:
    written = decode(one.raw, options.encoding).text
    from clipper.intake.text import copied

    clip = copied.clip(written, lambda html, url: to_markdown(html, url=url))
    if not clip.body.strip():
        raise RefusedError("it holds no text")
    source = names.name(clip.source, urls.host(clip.url))
    candidate = compose(understood(replace(clip, source=source), given), options.clipped)
    return candidate.replace(input_name=one.called)


def _of_page(one: Input, pages: Pages, given: Overrides, options: AddOptions, names: OutletNames) -> Candidate:
    page = pages.next()
    clip = page.clip
    source = names.name(clip.source, urls.host(clip.url))
    suggested = tuple(filter(_is_tag, page.keywords)) if options.keywords else ()
    clip = replace(clip, source=source, tags=tuple(dict.fromkeys((*clip.tags, *suggested))))
    # An address that is given says where the page came from: it was asked for there, and the page knows it better.
    candidate = compose(understood(clip, replace(given, url=None)), options.clipped)
    notices = tuple(f"{one.called}: {notice}." for notice in page.notices)
    return candidate.replace(
        input_name=one.called,
        requested_url=one.asked,
        provenance=tuple(_explained(page, source, given, candidate.clip)),
        original=_original(one.raw) if options.original else None,
        notices=notices,
    )


def _explained(page: ExtractedPage, source: str, given: Overrides, clip: Clip) -> Iterator[Provenance]:
    """Yield what each field was chosen from, in the order of the fields; what the user says comes before all pages."""
    said = {one.field: one for one in page.provenance}
    if (one := said.get("source")) and source != one.value:
        said["source"] = Provenance("source", source, "[sources]", ((one.value, one.origin), *one.passed_over))
    for name in _OPTIONS:
        if given.author if name == "author" else getattr(given, name) is not None:
            before = said.get(name)
            passed = ((before.value, before.origin), *before.passed_over) if before else ()
            value = "; ".join(clip.author) if name == "author" else getattr(clip, name)
            said[name] = Provenance(name, value, ASKED, passed)
    order = ("title", "date", "source", "author", "agency", "url", "description", "section", "language", "keywords")
    yield from (said[name] for name in order if name in said)


def _original(raw: bytes) -> Original:
    import gzip

    from clipper.intake.page.saved import is_mhtml
    from clipper.store.archive import ORIGINAL_SUFFIXES

    return Original(ORIGINAL_SUFFIXES["mhtml" if is_mhtml(raw) else "html"], gzip.compress(raw, mtime=0))


def _is_tag(word: str) -> bool:
    return not tags.flaw(word)
