"""Stories that several outlets printed: a wire's with changes, one kept twice, one in another script, one too short."""

from clipper.analysis.duplicates import Member, Story, with_differences
from clipper.model.clip import Clip, StoredClip

WIRE = """\
GENEVA (Reuters) - Negotiators from Russia and Ukraine will meet in Geneva on Monday for talks on a ceasefire, three \
officials familiar with the plans said on Thursday, the first face-to-face negotiations since March 2022.

The talks, brokered by Switzerland and Turkey, are expected to last two days. “We are cautiously optimistic,” said one \
of the officials, who asked not to be named. “Nobody expects a breakthrough, but that both sides come to the table at \
all is news.”

The Kremlin said the process would take time. Kyiv asked for a full and unconditional ceasefire, as it had in spring.

Oil prices fell by two percent after the news, and wheat futures dropped to their lowest since January.
"""
PAPER = (
    WIRE.replace("(Reuters) - ", "")
    .replace("three officials familiar with the plans", "officials")
    .replace("“", '"')
    .replace(
        "\n\nOil prices fell by two percent after the news, and wheat futures dropped", "\n\nWheat futures dropped"
    )
)
CUT = WIRE.rpartition("\n\n")[0]
NOTE = f"Editor’s note: this story was updated on Friday with reactions from Berlin and Warsaw.\n\n{WIRE}"
BANK = "日本銀行は火曜日の会合で政策金利を据え置くことを決めた。総裁は記者会見で春の賃金交渉の結果を見極めると述べた。"


def _member(handle: str, date: str, source: str, title: str, body: str, kind: str, share: int | None) -> Member:
    return Member(StoredClip(f"2025/{handle}.md", handle, Clip(title, date, source, body=body)), kind, share)


_TALKS = "Russia and Ukraine to hold ceasefire talks in Geneva on Monday"
_RATES = "日銀、金利据え置き 賃金交渉を見極めへ"
STORIES = [
    Story(
        1,
        (
            _member("kbtvwxyz", "2025-05-15", "Reuters", _TALKS, WIRE, "first", 100),
            _member("mzqrstvw", "2025-05-15", "The Guardian", "Ceasefire talks to begin", PAPER, "near", 94),
            _member("pqrstvwx", "2025-05-15", "Frankfurter Allgemeine Zeitung", _TALKS, CUT, "near", 100),
            _member("cdfghjkl", "2025-05-16", "Irish Times", "Moscow and Kyiv to meet", CUT, "exact", 100),
            _member("wvtsrqpn", "2025-05-16", "Reuters", _TALKS, NOTE, "near", 100),
            _member("zyxwvtsr", "2025-05", "Le Monde", _TALKS, WIRE, "exact", 100),
        ),
        ("The Guardian", "Frankfurter Allgemeine Zeitung", "Irish Times", "Le Monde"),
    ),
    Story(
        2,
        (
            _member("bcdfghjk", "2025-04-08", "朝日新聞", _RATES, BANK, "first", 100),
            _member("lkjhgfdc", "2025-04-09", "毎日新聞", _RATES, BANK.replace("火曜", "八"), "near", 90),
        ),
        ("毎日新聞",),
    ),
    Story(
        3,
        (
            _member("rstvwxzb", "", "Evening Post", "Talks at noon", "Talks begin at noon.", "first", 100),
            _member("nkqxyzbc", "2025-04-11", "Evening Post", "Talks are over", "Talks are over.", "address", None),
        ),
    ),
]
"""Three stories, the newest first."""

COMPARED = [*with_differences(STORIES, lambda stored: stored.clip.body)]
"""The same stories with their changes."""

UNIQUE_LENGTHS = {member.stored.handle: 3 for story in STORIES for member in story.members}
