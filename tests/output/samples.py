"""A morning's clippings: several languages, long titles, many tags, no date, a file that cannot be read."""

from clipper.analysis.checks.finding import Finding
from clipper.model.clip import Clip, Pickup, StoredClip, StoryClip

BODY = """\
Donald Trump said after his call on Monday with President Vladimir Putin that Russia and Ukraine will immediately
start negotiations for a ceasefire, but the Kremlin said the process would
[take time](https://example.com/world/kremlin) and the U.S. president indicated he was not ready to join Europe with
*fresh sanctions* to pressure Moscow.

“Russia and Ukraine will immediately start negotiations toward a Ceasefire and, more importantly, an END to the War,”
Trump said, adding later at the White House that he thought “some progress is being made.”

## What the others said

> We have agreed with the president of the United States that Russia will propose and is ready to work with the
> Ukrainian side on a **memorandum** on a possible future peace accord.
>
> — Vladimir Putin, near the Black Sea resort of Sochi

1. Kyiv asked for a full and unconditional ceasefire, as it had in March.
2. Brussels announced a new package of sanctions:
   - the shadow fleet
   - banks in third countries
3. The Vatican offered to host the talks.

| Date | Place | Result |
|:-----|:------|-------:|
| 16 May | Istanbul | 1 000 prisoners |
| 19 May | by telephone | “some progress” |

![Two men at a long table](https://example.com/img/table.jpg)

```
Moscow   19 May   20:00
Kyiv     19 May   20:00
```

* * *

Read more: <https://example.com/live>, or <span class="more">our [live page](https://example.com/live)</span>.
"""

CEASEFIRE = StoredClip(
    "2000/2000-05-19-reuters-trump-says-russia-and-ukraine-will-start-ceasefire-talks.md",
    "kbtvwxyz",
    Clip(
        title="Trump says Russia and Ukraine will start ceasefire talks",
        date="2000-05-19",
        source="Reuters",
        author=("Jeff Mason", "Vladimir Soldatkin", "Tom Balmforth"),
        url="https://example.com/world/europe/trump-says-russia-ukraine-will-start-ceasefire-talks-2025-05-19/",
        tags=("world/ukraine", "world/russia", "ceasefire", "diplomacy"),
        clipped="2026-11-22T10:15:00+00:00",
        description="The Kremlin says the process will take time; Washington is not ready for fresh sanctions.",
        section="World",
        page="A1",
        edition="Late City",
        place="Washington/Moscow",
        extra={"rating": "4", "related": ["[[Minsk II]]", "[[Istanbul 2022]]"], "empty": None},
        body=BODY,
    ),
    words=227,
)
HANDLE = "bcdfghjk"
"""The handle of clips that have nothing but what a test is about."""

BROKEN = StoredClip("2025/broken.md", "nkqxyzbc", Clip(problem="line 3: a value that holds “: ” stands without quotes"))
LEAFLET = StoredClip("undated/leaflet.md", "rstvwxzb", Clip(title="Leaflet found in the market hall"))

MORNING = (
    CEASEFIRE,
    StoredClip(
        "2025/2025-05-19-le-monde.md",
        "mzqrstvw",
        Clip(
            title="« L’Europe ne peut plus attendre » : à Bruxelles, vingt-sept pays face à un même calendrier",
            date="2025-05-19T18:30:00+02:00",
            source="Le Monde",
            author=("Élise Vincent",),
            tags=("world/europe", "economy"),
        ),
    ),
    StoredClip(
        "2025/2025-05-18-asahi.md",
        "cdfghjkl",
        Clip(
            title="トランプ氏、ロシアとウクライナが直ちに停戦交渉を開始すると表明　欧州首脳にも説明",
            date="2025-05-18",
            source="朝日新聞",
            tags=("国際/ウクライナ", "停戦"),
        ),
    ),
    StoredClip(
        "2025/2025-05-17-guardian.md",
        "pqrstvwx",
        Clip(
            title="Rivers rise faster than forecast as the Alps lose a tenth of their ice in two summers",
            date="2025-05-17",
            source="The Guardian",
            tags=("science/climate", "science/water", "alps", "long read", "to follow up", "insurance"),
        ),
    ),
    BROKEN,
    StoredClip(
        "2025/2025-05-faz.md",
        "wvtsrqpn",
        Clip(
            title="Der Haushalt hält – vorerst",
            date="2025-05",
            source="Frankfurter Allgemeine Zeitung",
            tags=("economy/budget",),
        ),
    ),
    StoredClip(
        "2025/2025-04-30-vesti.md",
        "lkjhgfdc",
        Clip(title="Что известно о переговорах", date="2025-04-30", source="Вести", tags=("world/russia",)),
    ),
    StoredClip(
        "1968/1968-prague.md",
        "zyxwvtsr",
        Clip(title="Prague: the spring that was", date="1968", source="The Times", tags=("history",)),
    ),
    StoredClip(
        "2025/2025-03-01-maariv.md",
        "bcdfghjk",
        Clip(
            title="שיחות הפסקת האש יתחדשו בקהיר",
            date="2025-03-01",
            source="מעריב",
            tags=("world/middle east", "ceasefire"),
        ),
    ),
    LEAFLET,
    StoredClip(
        "2024/2024-12-31-ap.md",
        "hjklmnpq",
        Clip(
            title="The year in pictures: [b]bold[/b] moves and a :bomb: that was none", date="2024-12-31", source="AP"
        ),
    ),
)
"""Eleven clips as a list shows them."""

UNIQUE_LENGTHS = {stored.handle: 3 for stored in MORNING} | {"mzqrstvw": 5}
"""How many letters of each handle are enough to name its clip."""

OUTLETS = ("AP", "Le Monde", "朝日新聞", "Вести", "The Straits Times", "Kyiv Independent")
STORIES = tuple(
    StoryClip(
        **vars(stored),
        pickups=tuple(Pickup(f"{number:08}", "2025-05-20", source) for number, source in enumerate(elsewhere)),
        outlets=tuple(source for source in elsewhere if source != stored.clip.source),
    )
    for stored, elsewhere in zip(
        MORNING,
        (OUTLETS, ("Le Monde",), ("AP",), (), (), (), (), ("The Times", "The Times"), (), (), ("AP",)),
        strict=True,
    )
)
"""The same clips, each as the first of its story."""

FINDINGS = (
    Finding(BROKEN.path, BROKEN.handle, "a value that holds “: ” stands without quotes", 3, kind="unreadable"),
    Finding(
        "2025/2025-05-faz.md",
        "wvtsrqpn",
        "“headline” says the same as “title”",
        3,
        kind="doubled-key",
    ),
    Finding("2025/2025-05-faz.md", "wvtsrqpn", "“name: Der Haushalt” is not read; “title” is", 4, kind="doubled-key"),
    Finding(
        CEASEFIRE.path,
        CEASEFIRE.handle,
        "dated 2000-05-19, but says “…week for their first face-to-face negotiations since March 2022.”",
        19,
        kind="early-date",
    ),
    *(Finding(f"notes/{n}.md", "rstvwxzb", "no title, no date and no source", kind="no-header") for n in range(5)),
    Finding("undated/day.md", "zyxwvtsr", "“2024-02-30” is not a day: February 2024 has 29 days", 2, kind="no-date"),
    Finding(
        "2025/2025-05-faz.md",
        "wvtsrqpn",
        "“Haushalt” (1) beside “haushalt” (9)",
        6,
        fix="“Haushalt” becomes “haushalt”",
        kind="tag-spelling",
    ),
    Finding("2025/le-monde.md", "wvtsrqpm", "“Paix” (1) beside “paix” (1)", 6, kind="tag-spelling"),
    Finding(
        "2025/2025-05-18-asahi-トランプ氏、ロシアとウクライナが直ちに停戦交渉を開始すると表明.md",
        "cdfghjkl",
        "“停戰” (1) may be a typo for “停戦” (12)",
        7,
        kind="tag-slip",
    ),
    Finding(
        "2025/esc\x1b[2J\u202eevil [b]x[/b].md", "pqrstvwx", "“esc\x1b” holds a control character", kind="bad-name"
    ),
    Finding(".clipper/tmp/0123456789abcdef", "", "unfinished, 4 bytes", kind="leftover"),
)
"""Findings of a check, in the order of a report."""
