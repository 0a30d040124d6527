"""Three years of clips, with a summer in which nothing was kept."""

from datetime import date, timedelta

from clipper.analysis.timeline_groups import DateCount

SOURCES = ("Reuters", "BBC News", "朝日新聞", "Le Monde", "AP", "Вести", "")
DATED = [
    DateCount(
        day.toordinal(),
        day.toordinal() + 1,
        SOURCES[(index * index // 3) % len(SOURCES)],
        unreadable=False,
        clip_count=1 + index * 7 % 5 + (index % 9 == 0) * 6,
    )
    for index in range(110)
    for day in [date(2022, 1, 3) + timedelta(days=index * 9)]
    if (day.year, day.month) not in {(2023, 7), (2023, 8)}
]
VAGUE = DateCount(date(2023, 1, 1).toordinal(), date(2024, 1, 1).toordinal(), "AP", unreadable=False, clip_count=3)
UNDATED = DateCount(None, None, "", unreadable=False, clip_count=2)
DAYS = [*DATED, VAGUE, UNDATED]
