"""The words, names and tags of the invented news."""
# ruff: noqa: SIM905 - a text that is split reads as the list of words that it is

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

WORDS = 20_000
AUTHORS = 500
PEOPLE = 3_000

FUNCTION_WORDS = (
    "the of to and a in that is was he for it with as his on be at by i this had not are but from or have an they "
    "which one you were her all she there would their we him been has when who will more no if out so said what up "
    "its about into than them can only other new some could time these two may then do first any my now such like "
    "our over man me even most made after also did many before must through years where much your way well down "
    "should because each just those people how too little state good very make world still own see men work long"
).split()
NEWS_WORDS = (
    "government minister election market police president company court economy inflation ceasefire climate energy "
    "parliament budget hospital school bank trade war peace report percent million billion week month strike talks "
    "border campaign vote river harvest railway patent vaccine drought museum championship satellite pension"
).split()
FIRST_NEWS_RANK, NEWS_STEP = 150, 12

SECTIONS = (
    "world politics business technology science health culture sport climate local opinion media law energy education"
).split()
TOPICS = (
    "ukraine china us eu africa asia elections budget parliament markets banks trade startups chips privacy space "
    "biology physics hospitals drugs film books music football olympics cycling emissions water housing transport "
    "police courts press platforms oil solar nuclear schools universities tax labour migration"
).split()
TOPICS_IN_A_SECTION = 19

OUTLETS = tuple(
    f"{first} {second}"
    for first in "Daily Evening National Morning Global Northern City Free New Weekly".split()
    for second in "Herald Post Courier Tribune Observer Gazette".split()
)
FIRST_NAMES = (
    "Anna Brian Chen Dalia Erik Fatima Georg Hanna Igor Jana Karim Lena Marco Nadia Omar Petra Quentin Rosa Samir Tara "
    "Uma Viktor Wen Ximena Yusuf Clara Daniel Elif Felix Grace Hugo Ines Zoë José Łukasz"
).split()
LAST_NAMES = (
    "Novak Schmidt Okafor Rossi Tanaka Dubois Petrov Kim Singh Haddad Larsen Costa Nowak Ferrari Yilmaz Ivanova Moreau "
    "O'Brien Jensen Kowalski Lindqvist Mbeki Popescu Rahman Adeyemi Park Weber Silva Mendes Baker Müller García Čapek"
).split()
PLACES = (
    "Kyiv Berlin Brussels Nairobi Jakarta Warsaw Geneva Ottawa Lima Seoul Taipei Lagos Madrid Oslo Cairo Ankara "
    "Tbilisi Helsinki Athens Dakar Córdoba Malmö"
).split()

_ONSETS = "b c d f g h l m n p r s t v w st tr pl gr ch sh br cr th".split()
_VOWELS = "a e i o u ai ea ou io".split()
_ENDINGS = ("", "n", "s", "r", "t", "ing", "ed")
_ACCENTED = dict(zip("aeiou", "áéîöü", strict=True))
_ACCENTED_SHARE, _FIRST_ACCENTED_RANK = 0.005, 2_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """Items of which the first are drawn most often, like the words of a language."""

    items: tuple[str, ...]
    reach: tuple[float, ...]

    @classmethod
    def by_zipf(cls, items: Iterable[str], exponent: float) -> "Ranked":
        """Give the item of rank r a share of about 1 / r**exponent."""
        items = tuple(items)
        return cls(items, tuple(itertools.accumulate((rank + 2.7) ** -exponent for rank in range(len(items)))))

    def draw(self, dice: Random, count: int) -> list[str]:
        """Draw items at random by their shares."""
        return dice.choices(self.items, cum_weights=self.reach, k=count)


def words(dice: Random) -> list[str]:
    """Return the vocabulary, the most frequent word first: as in English, then news, the rest invented."""
    known = {*FUNCTION_WORDS, *NEWS_WORDS}
    ranked = list(FUNCTION_WORDS)
    news = iter(NEWS_WORDS)
    while len(ranked) < WORDS:
        turn = len(ranked) - FIRST_NEWS_RANK
        coming = next(news, None) if turn >= 0 and turn % NEWS_STEP == 0 else None
        if coming is None:
            coming = _invented(dice, accents=len(ranked) > _FIRST_ACCENTED_RANK)
            if coming in known:
                continue
            known.add(coming)
        ranked.append(coming)
    return ranked


def tags(dice: Random) -> list[str]:
    """Return 300 tags of two levels in an order of their own, `world/ukraine` among the frequent ones."""
    found = list(SECTIONS)
    for place, section in enumerate(SECTIONS):
        first = 7 * place
        found += [f"{section}/{TOPICS[(first + step) % len(TOPICS)]}" for step in range(TOPICS_IN_A_SECTION)]
    dice.shuffle(found)
    found.remove("world/ukraine")
    found.insert(3, "world/ukraine")
    return found


def authors(dice: Random) -> list[str]:
    """Return the names of those who write the news."""
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    return dice.sample(names, AUTHORS)


def people(dice: Random) -> list[tuple[str, str]]:
    """Return the first and last names of those who are in the news."""
    return [(dice.choice(FIRST_NAMES), dice.choice(LAST_NAMES)) for _ in range(PEOPLE)]


def _invented(dice: Random, *, accents: bool) -> str:
    syllables = [dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(dice.randint(2, 4))]
    word = "".join(syllables) + dice.choice(_ENDINGS)
    if accents and dice.random() < _ACCENTED_SHARE:
        vowel = next(letter for letter in word if letter in _ACCENTED)
        return word.replace(vowel, _ACCENTED[vowel], 1)
    return word
