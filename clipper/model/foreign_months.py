"""Names of months and weekdays, and digits, in scripts other than the Latin one, translated for `dates.parse`."""

import re
import unicodedata
from functools import cache

from clipper import text
from clipper.model.calendar_names import month_name

# Russian, Ukrainian, Bulgarian, Serbian, Greek, Arabic (also of the Levant, the Maghreb and Morocco), Hindi.
_MONTH_ROWS = (
    "января январь янв січня січень януари јануар јануара ιανουαρίου ιανουάριος يناير جانفي كانون_الثاني जनवरी",
    "февраля февраль фев февр лютого лютий февруари фебруар фебруара φεβρουαρίου φεβρουάριος فبراير فيفري شباط फरवरी",
    "марта март мар березня березень март март марта μαρτίου μάρτιος مارس آذار मार्च",
    "апреля апрель апр квітня квітень април априла απριλίου απρίλιος أبريل إبريل أفريل نيسان अप्रैल",
    "мая май травня травень мај маја μαΐου μάιος مايو ماي أيار मई",
    "июня июнь июн червня червень юни јун јуна ιουνίου ιούνιος يونيو جوان حزيران जून",
    "июля июль июл липня липень юли јул јула ιουλίου ιούλιος يوليو يوليوز جويلية تموز जुलाई",
    "августа август авг серпня серпень αυγούστου αύγουστος أغسطس أوت غشت آب अगस्त",
    (
        "сентября сентябрь сен сент вересня вересень септември септембар септембра σεπτεμβρίου σεπτέμβριος"
        " سبتمبر شتنبر أيلول सितंबर सितम्बर"
    ),
    "октября октябрь окт жовтня жовтень октомври октобар октобра οκτωβρίου οκτώβριος أكتوبر تشرين_الأول अक्टूबर अक्तूबर",
    (
        "ноября ноябрь ноя нояб листопада листопад ноември новембар новембра νοεμβρίου νοέμβριος"
        " نوفمبر نونبر تشرين_الثاني नवंबर नवम्बर"
    ),
    (
        "декабря декабрь дек грудня грудень декември децембар децембра δεκεμβρίου δεκέμβριος ديسمبر دجنبر كانون_الأول"
        " दिसंबर दिसम्बर"
    ),
)
_OTHER = (
    "понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер пятниця субота"
    " неділя понеделник сряда четвъртък петък събота неделя δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή"
    " الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार"
    " года год г року р година"
)
"""Weekdays, and the word for year after a date."""
_TWO_WORDS = r"(كانون|تشرين) (?=الاول|الثاني)"


def translate(folded: str) -> str:
    """Return a folded text with English names of months, ASCII digits, and without weekdays."""
    names = _names()
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in folded)
    joined = re.sub(_TWO_WORDS, r"\1_", digits)
    words = re.sub(r"[^\W\d]+\.?", lambda word: names.get(word[0].rstrip("."), word[0]), joined.replace("\u060c", ","))
    return re.sub(r"\s+", " ", words).strip(" ,")


@cache
def _names() -> dict[str, str]:
    """Return the names, folded, each with its English name; a word to leave out has an empty one."""
    months = {name: month_name(number).lower() for number, row in enumerate(_MONTH_ROWS, 1) for name in row.split()}
    return {text.fold(name): english for name, english in {**months, **dict.fromkeys(_OTHER.split(), "")}.items()}
