"""News as the wires write it, in three languages: words by Zipf; phrases, background and footers that many share."""
# ruff: noqa: SIM905 - a text that is split reads as the list of words that it is

import itertools
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.benchmarks import vocabulary
from tests.benchmarks.vocabulary import Ranked

WORDS = 500
"""So long is a story, or hardly longer."""
CHANGED = 12
"""So many of its words are others in another edition."""
_PARAGRAPHS = (40, 90)
_RANKS = 6_000


class Story(NamedTuple):
    """The paragraphs of a text, each a list of words, or in Japanese of what a reader would call words."""

    paragraphs: list[list[str]]
    blank: str = " "

    @property
    def text(self) -> str:
        """The text as a clip holds it."""
        return "\n\n".join(map(self.blank.join, self.paragraphs))


class Wire:
    """Everything that is written in one language, the same in each run."""

    def __init__(self, language: str) -> None:
        dice = Random(language)
        self._language = language
        self._words = Ranked.by_zipf(_LANGUAGES[language](dice), 1.05)
        # “said in a statement on”, “the conflict began when”, “reporting by … in …”
        self._phrases, self._background, self._footers = (
            [self._words.draw(dice, dice.randint(*length)) for _ in range(number)]
            for number, length in ((300, (5, 14)), (300, (25, 45)), (12, (12, 25)))
        )

    def story(self, number: int) -> Story:
        """Return a story of its own: half of them tell what went before, as others do."""
        dice = Random(f"{self._language} {number}")
        paragraphs: list[list[str]] = []
        while sum(map(len, paragraphs)) < WORDS:
            words = self._words.draw(dice, dice.randint(*_PARAGRAPHS))
            if dice.random() < 0.5:
                place = dice.randrange(len(words))
                words[place:place] = _one_of(dice, self._phrases)
            paragraphs.append(words)
        if dice.random() < 0.5:
            paragraphs.insert(len(paragraphs) // 2, _one_of(dice, self._background))
        paragraphs.append(dice.choice(self._footers))
        return Story(paragraphs, "" if self._language == "japanese" else " ")

    def changed(self, story: Story, dice: Random) -> Story:
        """Return an edition in which 12 of 500 words are others."""
        paragraphs = [[*words] for words in story.paragraphs]
        places = [(words, place) for words in paragraphs for place in range(len(words))]
        for words, place in dice.sample(places, round(len(places) * CHANGED / WORDS)):
            words[place] = dice.choice([word for word in self._words.draw(dice, 9) if word != words[place]] or ["new"])
        return story._replace(paragraphs=paragraphs)

    def cut(self, story: Story, _dice: Random) -> Story:
        """Return an edition without the last paragraph, and without the footer."""
        return story._replace(paragraphs=story.paragraphs[:-2])

    def noted(self, story: Story, dice: Random) -> Story:
        """Return an edition with an editor's note before it."""
        return story._replace(paragraphs=[self._words.draw(dice, 30), *story.paragraphs])


def _one_of(dice: Random, shared: list[list[str]]) -> list[str]:
    """Return one of what many write, the first far oftener than the last."""
    return shared[int(len(shared) * dice.random() ** 3)]


def _english(dice: Random) -> list[str]:
    return vocabulary.words(dice)[:_RANKS]


def _german(dice: Random) -> list[str]:
    small = (
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat "
        "dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis"
    ).split()
    stems = (
        "Regierung Wahl Haus Halt Land Tag Markt Straße Bahn Recht Kraft Werk Grenze Minister Gericht Schule".split()
    )
    verbs = [f"{a}{b}{c}" for a in ("ver", "zer", "ent", "be", "ge", "auf") for b in _STEMS for c in ("en", "t", "ung")]
    nouns = [f"{one}s{other.lower()}" for one in stems for other in stems] + stems
    more = [f"{noun}{verb.removesuffix('en')}" for noun in nouns for verb in verbs[::6]]
    found = [*verbs, *nouns, *more]
    dice.shuffle(found)
    return [*small, *found][:_RANKS]


_STEMS = "stell lös öff fäll führ änder hand teil leg wart spräch bau".split()


def _japanese(dice: Random) -> list[str]:
    small = "の に は を が と で も から まで した する している という これ その こと ため など です ます た".split()
    kanji = [chr(0x4E00 + 11 * number) for number in range(220)]
    found = [f"{one}{other}" for one, other in itertools.product(kanji, kanji[::5])]
    dice.shuffle(found)
    return [word for pair in zip(itertools.cycle(small), found[:_RANKS], strict=False) for word in pair][:_RANKS]


_LANGUAGES: dict[str, Callable[[Random], list[str]]] = {"english": _english, "german": _german, "japanese": _japanese}
LANGUAGES = tuple(_LANGUAGES)
"""The languages that are written."""
