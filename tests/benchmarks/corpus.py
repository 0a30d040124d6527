"""An archive of invented news of any size, with the same bytes on every machine."""

import multiprocessing
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from clipper.model.clip import Clip
from clipper.text import slug
from tests.benchmarks import vocabulary
from tests.benchmarks.vocabulary import Ranked

SEED = 7
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)
DAYS = 3653
SHORTEST, LONGEST = 300, 900
NAME_BYTES = 92
TAG_COUNTS = (0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6)

_CURLY, _STRAIGHT = ("“{}”", "’"), ('"{}"', "'")
_DAY_SECONDS = 86_400
_PICKED_UP = 9


class Corpus:
    """A world with its words, outlets and people; clip `number` is the same however many are made."""

    def __init__(self, seed: int = SEED) -> None:
        self.seed = seed
        dice = Random(f"world {seed}")
        self.words = Ranked.by_zipf(vocabulary.words(dice), 1.05)
        self.tags = Ranked.by_zipf(vocabulary.tags(dice), 0.9)
        self.outlets = Ranked.by_zipf(vocabulary.OUTLETS, 0.8)
        self.authors = vocabulary.authors(dice)
        self.people = vocabulary.people(dice)
        # An outlet's house style: two of three set typographic quotes.
        self.style = {outlet: dice.choice((_CURLY, _CURLY, _STRAIGHT)) for outlet in vocabulary.OUTLETS}

    def clip(self, number: int) -> Clip:
        """Return one clip: some have no author, no address or no tags, as in life; every tenth is a pick-up."""
        return self._picked_up(number) if number % 10 == _PICKED_UP else self._own(number)

    def _own(self, number: int) -> Clip:
        dice = Random(f"clip {self.seed} {number}")
        published = FIRST_DAY + timedelta(seconds=dice.randrange(DAYS * _DAY_SECONDS))
        clipped = published + timedelta(seconds=round(dice.expovariate(1 / _DAY_SECONDS)))
        (source,) = self.outlets.draw(dice, 1)
        title = self._title(dice)
        return Clip(
            title=title,
            date=f"{published:%Y-%m-%d}",
            source=source,
            author=tuple(dice.sample(self.authors, dice.choice((0, 1, 1, 1, 1, 1, 1, 1, 2, 3)))),
            url=_address(dice, source, title, published) if dice.random() < 0.9 else "",
            tags=tuple(dict.fromkeys(self.tags.draw(dice, dice.choice(TAG_COUNTS)))),
            clipped=clipped.isoformat(),
            body=self._body(dice, *self.style[source]),
        )

    def _picked_up(self, number: int) -> Clip:
        """Return a story of another outlet, one of the few that many print, with some of its words changed."""
        dice = Random(f"pick-up {self.seed} {number}")
        first = self._own(number - number % 100 + int(_PICKED_UP * dice.random() ** 3))
        published = datetime.fromisoformat(first.date).replace(tzinfo=UTC) + timedelta(days=dice.randrange(3))
        place = vocabulary.OUTLETS.index(first.source) + 1 + number % 100 // 10
        source = vocabulary.OUTLETS[place % len(vocabulary.OUTLETS)]
        title = first.title if dice.random() < 0.5 else self._title(dice)
        words = first.body.split(" ")
        for at in dice.sample(range(len(words)), 12):
            words[at] = dice.choice(words)
        return first.replace(
            title=title,
            date=f"{published:%Y-%m-%d}",
            source=source,
            url=_address(dice, source, title, published) if dice.random() < 0.9 else "",
            clipped=(published + timedelta(days=dice.randrange(3))).isoformat(),
            body=" ".join(words),
        )

    def _title(self, dice: Random) -> str:
        words = self.words.draw(dice, dice.randint(5, 11))
        title = _sentence([word.capitalize() if dice.random() < 0.5 else word for word in words])
        return f"{dice.choice(vocabulary.PLACES)}: {title}" if dice.random() < 0.25 else title

    def _body(self, dice: Random, quotes: str, apostrophe: str) -> str:
        words = self._told(dice, dice.randint(SHORTEST, LONGEST), apostrophe)
        blocks: list[str] = []
        begin = 0
        while begin < len(words):
            end = min(begin + dice.randint(40, 110), len(words))
            blocks.append(_paragraph(dice, words[begin:end], quotes))
            begin = end
        if dice.random() < 0.3:
            blocks.insert(len(blocks) // 2, f"## {_sentence(self.words.draw(dice, 4))}")
        return "\n\n".join(blocks) + "\n"

    def _told(self, dice: Random, count: int, apostrophe: str) -> list[str]:
        """Draw the words of a body and mention a few people and a place in it, again and again."""
        words = self.words.draw(dice, count)
        names = [dice.choice(vocabulary.PLACES)]
        for first, surname in dice.sample(self.people, dice.randint(2, 5)):
            last = surname.replace("'", apostrophe)
            names += [f"{first} {last}", last, f"{last}{apostrophe}s"]
        for place in range(0, count, dice.randint(25, 45)):
            words[place] = dice.choice(names)
        return words


def path_of(clip: Clip) -> str:
    """Return the path of the clip in the archive, named as clipper does, in a folder for each month."""
    stem = slug(f"{clip.date} {clip.source} {clip.title}", NAME_BYTES)
    return f"{clip.date[:4]}/{clip.date[5:7]}/{stem}.md"


def written(clip: Clip) -> str:
    """Return the text of the clip's file, with the fields in clipper's order."""
    lines = ["---", f"title: {_scalar(clip.title)}", f"date: {clip.date}", f"source: {_scalar(clip.source)}"]
    lines += _items("author", clip.author)
    if clip.url:
        lines.append(f"url: {clip.url}")
    lines += _items("tags", clip.tags)
    lines += [f"clipped: {clip.clipped}", "---", "", clip.body]
    return "\n".join(lines)


def make(archive: Path, count: int, *, seed: int = SEED, processes: int = 2) -> None:
    """Write the first `count` clips into a folder; raise FileExistsError for a file that is there already."""
    archive.mkdir(parents=True, exist_ok=True)
    (archive / ".clipper.toml").touch()
    if processes == 1:
        _write(archive, seed, range(count))
        return
    shares = [(archive, seed, range(share, count, processes)) for share in range(processes)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.starmap(_write, shares)


def _write(archive: Path, seed: int, numbers: Iterable[int]) -> None:
    corpus = Corpus(seed)
    folders: set[Path] = set()
    for number in numbers:
        clip = corpus.clip(number)
        file = archive / path_of(clip)
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(written(clip))


def _paragraph(dice: Random, words: list[str], quotes: str) -> str:
    sentences: list[str] = []
    begin = 0
    while begin < len(words):
        end = begin + dice.randint(8, 26)
        sentence = _sentence(words[begin:end]) + "."
        sentences.append(quotes.format(sentence) if dice.random() < 0.15 else sentence)
        begin = end
    return " ".join(sentences)


def _sentence(words: list[str]) -> str:
    sentence = " ".join(words)
    return sentence[:1].upper() + sentence[1:]


def _address(dice: Random, source: str, title: str, published: datetime) -> str:
    page = slug(title, 60).encode("ascii", "ignore").decode()
    return f"https://www.{slug(source, 60)}.example/{published:%Y/%m}/{page}-{dice.getrandbits(32):08x}"


def _scalar(value: str) -> str:
    """Quote a text if YAML would not read it as that text."""
    return "'" + value.replace("'", "''") + "'" if ": " in value or " #" in value or value[0] in "\"'" else value


def _items(key: str, values: tuple[str, ...]) -> list[str]:
    return [f"{key}:", *(f"- {value}" for value in values)] if values else []
