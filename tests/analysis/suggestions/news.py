"""An archive with planted topics: each has words of its own, a tag, and a name that its clips often say.

It is not made easy: topics come in families that share half of their words, few words of a text are its topic's at
all, names are said elsewhere too, and of the owner's tags some were forgotten and some are wrong.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from clipper.clipfile import write
from clipper.model.clip import Clip

TOPICS = 60
COMMON_NAMES = 3
"""So many topics are named by a word that half of all texts say."""

_FAMILY, _WORDS = 4, 40
_ONE_WORD_IN = 14
_PASSING = 0.2
_GENERAL_WORDS = 1_500
_FORGOTTEN, _WRONG = 0.15, 0.05
_SYLLABLES = [a + b for a in "b d f g k l m n p r s t v".split() for b in "a e i o u ai ou".split()]  # noqa: SIM905


class Topic(NamedTuple):
    """What some clips are about: the tag, the name by which texts say it, and the words that come with it."""

    tag: str
    name: str
    words: list[str]


class Planted(NamedTuple):
    """A clip as its owner keeps it, with the tags that it should have: some are forgotten, some are wrong."""

    path: str
    clip: Clip
    about: set[str]


class News:
    """A world of topics in one script; the same on every machine."""

    def __init__(self, script: str) -> None:
        self._dice = Random(script)
        self._blank = "" if script == "japanese" else " "
        self._made: set[str] = set()
        self._general = [self._word() for _ in range(_GENERAL_WORDS)]
        self._family: list[str] = []
        self.topics = [self._topic(number) for number in range(TOPICS)]

    def clips(self, count: int) -> Iterator[Planted]:
        """Yield so many clips, each about one topic or two."""
        dice = self._dice
        for number in range(count):
            about = dice.sample(self.topics, dice.choice((1, 1, 2)))
            words = [self._drawn(self._general) for _ in range(dice.randrange(120, 260))]
            for topic in about:
                for place in dice.sample(range(len(words)), len(words) // _ONE_WORD_IN):
                    words[place] = self._drawn(topic.words)
                if dice.random() < 0.6:
                    words[dice.randrange(len(words))] = topic.name
            if dice.random() < _PASSING:
                words[dice.randrange(len(words))] = dice.choice(self.topics).name
            title = [self._drawn(self._general) for _ in range(5)]
            title += [topic.name for topic in about if dice.random() < 0.4]
            tags = [topic.tag for topic in about if dice.random() > _FORGOTTEN]
            tags += [dice.choice(self.topics).tag] if dice.random() < _WRONG else []
            clip = Clip(
                title=self._blank.join(title),
                date=f"20{dice.randrange(10, 26)}",
                tags=tuple(dict.fromkeys(tags)),
                body=self._blank.join(words) + "\n",
            )
            yield Planted(f"{number}.md", clip, {topic.tag for topic in about})

    def _topic(self, number: int) -> Topic:
        name = self._general[number] if number < COMMON_NAMES else self._word()
        if number % 7 == 3:
            name = self._blank.join((name, self._word()))
        tag = name.replace(" ", "-") if number % 2 else f"world/{name}"
        if number % _FAMILY == 0:
            self._family = [self._word() for _ in range(_WORDS // 2)]
        words = [*self._family, *(self._word() for _ in range(_WORDS // 2))]
        self._dice.shuffle(words)
        return Topic(tag, name, words)

    def _word(self) -> str:
        while True:
            word = self._spelled()
            if word not in self._made:
                self._made.add(word)
                return word

    def _spelled(self) -> str:
        if not self._blank:
            return "".join(chr(0x4E00 + self._dice.randrange(1_500)) for _ in range(2))
        return "".join(self._dice.choice(_SYLLABLES) for _ in range(self._dice.randint(2, 4)))

    def _drawn(self, words: list[str]) -> str:
        """Return a word, the first ones more often, as in any text."""
        return words[int(len(words) * self._dice.random() ** 3)]


def keep(root: Path, planted: list[Planted]) -> None:
    """Write clips into an archive."""
    for clip in planted:
        (root / clip.path).write_bytes(write(clip.clip))
