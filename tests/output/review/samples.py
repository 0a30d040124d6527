"""A press review to write: its clips, and what a form makes of them."""

from collections.abc import Sequence
from io import BytesIO

from clipper.library.digest import Digest, DigestClip, DigestSection, Reprint
from clipper.model.clip import Clip
from clipper.output.review import forms
from clipper.output.review.issue import Issue, make_issue
from tests.output.exporters.reading import readable_mail

BODY = """\
The strike ended at *dawn*. See [the page](https://e.example/more?a=1&b=2).

### What came of it

| port | ships |
| --- | ---: |
| Rotterdam | 12 |

> “We won”, they said.

1. first
2. second

- one
- two

```
code
```
"""


def digest_clip(number: int = 0, **fields: object) -> DigestClip:
    """Return a clip of a press review; the fields are those of DigestClip, or of its clip."""
    own = {name: value for name, value in fields.items() if name in DigestClip._fields}
    others = {name: value for name, value in fields.items() if name not in DigestClip._fields}
    given = {
        "title": f"Headline {number}",
        "date": f"2026-11-{20 + number % 8}",
        "source": "Daily Example",
        "author": ("Jane Doe",),
        "url": f"https://e.example/{number}",
        **others,
    }
    kept = {"handle": "bcdfghjk", "name": f"2026/clip-{number}", "extent": "excerpt", "beginning": "It began so…"}
    return DigestClip(**{**kept, "clip": Clip(**given), **own})  # type: ignore[arg-type]


CLIPS = (
    digest_clip(
        1,
        title="Harbour strike ends after nine days",
        extent="full",
        beginning="",
        text=BODY,
        comment="Leads on **our** statement.",
        page="A5",
        language="en",
        reprints=(Reprint("Example Post", "2026-11-22", "Strike over", "https://p.example/1"), Reprint("Radio Nine")),
        outlets=("Example Post", "Radio Nine"),
        rights="© Daily Example",
    ),
    digest_clip(2, title="انتهاء إضراب الميناء", source="المثال اليومية", language="ar", beginning="انتهى الإضراب."),
    digest_clip(3, title="港のストライキ終わる", source="例日新聞", language="ja", date="2026-11", author=()),
    digest_clip(4, extent="line", beginning="", title="Only a line", source="", url="", date="", author=()),
)


def sample_digest(clips: Sequence[DigestClip] = CLIPS, **fields: object) -> Digest:
    """Return a press review of some clips, in two sections."""
    half = (len(clips) + 1) // 2
    sections = (
        DigestSection("World", "", tuple(clips[:half])),
        DigestSection("In brief", "Short.", tuple(clips[half:])),
    )
    given = {
        "title": "Press review, 27 November 2026",
        "subtitle": "Harbour strike",
        "summary": "It is *over*.",
        "sections": sections,
    }
    return Digest(**{**given, **fields})  # type: ignore[arg-type]


def sample_issue(clips: Sequence[DigestClip] = CLIPS, *, language: str = "en", **fields: object) -> Issue:
    """Return the values of such a press review."""
    return make_issue(sample_digest(clips, **fields), language=language, licence="For internal use.")


def written(form: str, issue: Issue) -> bytes:
    """Return the bytes that a form makes of a press review."""
    out = BytesIO()
    forms.load(form).write(issue, out, forms.FormOptions())
    return out.getvalue()


def text_of(form: str, issue: Issue) -> str:
    """Return what a form that is a text says."""
    raw = written(form, issue)
    return readable_mail(raw) if form == "mail" else raw.decode("utf-8")
