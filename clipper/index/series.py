"""Titles of a series: by its numbers one can tell that a text is the next issue, although most words are the same."""

import re

_STAGES = "alpha|beta|preview|rc|release candidate"
_STAGE = rf"(?:\b|(?<=\d))(?:{_STAGES})[\s.\-]*\d*"
# Versions, years and the numbers of bugs; not “40 dead”, which the next edition of the same story corrects.
_IDENTIFIER = r"\d+(?:[.\-]\d+)+|\d{4,}"
_NUMBER = r"[\w.\-]*\d[\w.\-]*"
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_WEEKDAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_WHEN = rf"(?:{_MONTHS})(?:uary|ruary|ch|il|ust|ember|ober)?|(?:{_WEEKDAYS})day|today|tomorrow|at|on|utc|gmt"
_COUNTED = rf"\b(?:{_STAGES}|part|week|issue|no|nr|vol|{_WHEN})\b\.?|{_NUMBER}"
_MAX_COUNT_DIGITS = 3
_MAX_TITLE = 500
"""Characters of a title that are compared: some of these patterns take the square of their number."""
_DAYS_OF_CORRECTIONS = 3


def are_issues(first: str, second: str, days: int | None) -> bool:
    """Tell whether two titles are those of two issues of a series; `days` are between them, None if that is not known.

    They are if both have a version, a year or another long number but none in common; if they are of different stages,
    such as `rc1`; or if they differ in numbers, months and weekdays only. Within three days a short number may be one
    that was corrected.
    """
    first, second = (title[:_MAX_TITLE].casefold() for title in (first, second))
    if first == second:
        return False
    own, others = set(re.findall(_IDENTIFIER, first)), set(re.findall(_IDENTIFIER, second))
    if own and others and (own.isdisjoint(others) or _stages(first) != _stages(second)):
        return True
    if _without_numbers(first) != _without_numbers(second):
        return False
    numbers, other_numbers = re.findall(_COUNTED, first), re.findall(_COUNTED, second)
    is_correction = days is not None and days <= _DAYS_OF_CORRECTIONS and all(map(_is_count, numbers + other_numbers))
    return bool(numbers and other_numbers) and numbers != other_numbers and not is_correction


def _stages(title: str) -> set[str]:
    return {re.sub(r"\W", "", stage) for stage in re.findall(_STAGE, title)}


def _without_numbers(title: str) -> str:
    return re.sub(r"[#\W]*#[#\W]*", " # ", re.sub(_COUNTED, "#", title)).strip(" #")


def _is_count(number: str) -> bool:
    return number.isdigit() and len(number) <= _MAX_COUNT_DIGITS
