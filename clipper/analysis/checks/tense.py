"""The past tense: whether the words around a year show beyond doubt that the year was past for the writer.

The lists cover English, and the clearest words of German, French, Spanish and Japanese, folded as by `text.fold`. A
word that they lack means a miss; a word too many means a false alarm, which is worse.
"""

import re
from functools import cache
from typing import NamedTuple

from clipper.model import calendar_names

# After these words, the four digits are a number of something or part of a name.
_NUMBERED = (
    "pages?|p|pp|flight|room|route|highway|no|nr|n|number|version|model|type|iso|windows|agenda|vision|expo|horizon|"
    "goal"
)
_UNITS = (
    "met(?:er|re)s?|km|kilomet(?:er|re)s?|miles?|feet|ft|people|persons|men|women|homes|houses|cases|votes|cities|"
    "villages|dollars|euros?|tons|tonnes|kg|hours|minutes|days|weeks|points|pieces|copies|cars|jobs|deaths|seats|"
    "words|pages|mal|meilen|meter|menschen|personnes|metres|habitants|personas|metros|habitantes"
)
# "since 2030 is …": here "since" means "because".
_VERBS_OF_THE_YEAR = "is|was|will|would|has to|looks|marks|brings|seems|became|seemed"

# A sentence about a plan or a fear has at least one of these.
_AHEAD = (
    r"will|won't|\w+'ll|shall|should|might|could|would|must|may(?! (?:the )?[0-9]|,? ?$)|due|"
    r"plan(?:s|ned|ning)?|expect\w*|once|warn\w*|certain|inevitable|possib\w*|avoid\w*|prevent\w*|dramas?|thriller|"
    r"series|episode|game|schedul\w*|forecast\w*|predict\w*|project(?:s|ed|ions?)|target\w*|goals?|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|"
    r"intend\w*|going to|set to|ahead|upcoming|next|future|propos\w*|pledg\w*|promis\w*|deadline|to be|(?:is|are|was|"
    r"were) to|expir\w*|risk\w*|fear\w*|threat\w*|if|unless|bids?|host(?:s|ed|ing)?|awarded|chosen|prospects?|"
    r"scenarios?|models?|simulat\w*|novels?|films?|fiction|imagin\w*|contracts?|agree\w*|approv\w*|extend\w*|"
    r"postpon\w*|delay\w*|mandate|budget|vow\w*|commit\w*|ambition|estimat\w*|calls? for|want\w*|seek\w*|envisag\w*|"
    r"prepar\w*|likely|soon|coming|allow\w*|effect|tickets|candida\w*|tomorrow|later|can|"
    r"amended|updated|corrected|republished|"
    r"wird|werden|soll\w*|konnte\w*|geplant|erwart\w*|voraussichtlich|bis|ab|ziel\w*|kunftig\w*|nachst\w*|mochte\w*|"
    r"sera|seront|serait|devrai\w*|pourrai\w*|prevu\w*|prevoi\w*|d'ici|objectif\w*|projet\w*|annonc\w*|prom[ei]\w*|"
    r"attendu\w*|horizon|prochain\w*|seran|seria\w*|podria\w*|debera\w*|preve\w*|previst\w*|objetivo\w*|hasta|"
    r"sede|reportee?s?|repousse\w*|chois\w*|proxim\w*|planea\w*|espera\w*"
)
_AHEAD_CJK = "予定|計画|見通し|目標|までに|見込|予想|めざす|目指|だろう|将来|今後"

_AGO = (
    r"last (?:year|month|week|spring|summer|autumn|fall|winter)|the past year|this (?:year|month|week)|ago|"
    r"(?:vergangenen|letzten|diesem) (?:jahr|monat)(?:es)?|vorjahr|l'an(?:nee)? (?:dernier|derniere|passee?)|"
    r"cette annee|(?:el )?ano pasado|este ano"
)
_NOW = "today|yesterday|heute|gestern|aujourd'hui|hier|hoy|ayer"
_BEGINNINGS = (
    "start|beginning|outbreak|founding|foundation|death|fall|end|launch|creation|independence|birth|introduction|"
    "elections?|beginn|ausbruch|ende|tod|grundung|debut|mort|fin|chute|inicio|comienzo|muerte"
)
# Nobody plans these: "the 2011 earthquake" has happened.
_DISASTERS = (
    "invasion|annexation|(?:earth)?quakes?|tsunami|coup|pandemic|massacre|bombings?|shootings?|assassination|crash|"
    "eruption|hurricane|typhoon|floods|wildfires?|landslide|genocide|riots|uprising|outbreak|crisis|"
    "meltdown|collapse|attacks?|siege|scandal|blackout|erdbeben|uberfall|putsch|anschlage?|seisme|attentats?|coup "
    "d'etat|terremoto|golpe|atentados?"
)
_DISASTERS_CJK = "侵攻|地震|震災|津波|事故|事件|クーデター"

# These are past by themselves; those of _DID may be participles, as in "cars sold in 2022".
_HAPPENED = (
    "began|died|ended|happened|occurred|resigned|retired|erupted|collapsed|emerged|broke (?:out|up)|took (?:place|"
    "office|power|over)|came to power|fell|rose|became|fled|grew|arrived|returned|passed away|opened|closed|started|"
    "crashed|burned down|burst|sank|surrendered|abdicated|invaded|overthrew|won|(?:was|were) born|"
    r"(?:a|ont|avait) ete|est (?:mort|ne)e?|fut|furent|mourut|eclata|"
    "murio|nacio|fue|fueron|empezo|comenzo|termino|gano|perdio|invadio|cayo|estallo"
)
_DID = (
    "annexed|elected|killed|founded|launched|signed|published|released|joined|left|passed|seized|arrested|sentenced|"
    "convicted|ousted|toppled|assassinated|discovered|introduced|created|established|met|held|bought|sold|acquired|"
    "merged|destroyed|hit|struck|visited|ratified|appointed|named|dismissed|fired|divorced|married|moved|lost|won|built|"
    "completed|defeated|beat|attacked|bombed|shot|hijacked|accused|charged|fined|banned|lifted|imposed|declared|adopted|"
    r"abolished|legali[sz]ed|divided"
)
_DOER = "was|were|been|had|got|he|she|they|it"
_HAPPENED_DE = (
    "starb|begann|endete|wurde|trat|kam|ging|fiel|gewann|verlor|eroffnete|grundete|brach|erschien|geboren|uberfiel"
)
_HAPPENED_CJK = "に(?:始まっ|起き|起こっ|発生し|死去し|就任し|亡くなっ|終わっ|結ばれ|行われ)た"
# After one of these, the year does not belong to the verb: "signed a deal that ends in 2022".
_NO_LINK = (
    r"to|for|that|which|until|till|through|by|ending|effective|worth|on|about|over|against|towards?|as|when|while|how|"
    r"whether|chance|[0-9]{4}|who|whose|which|what|where|\w+ing|and|or|but|he|she|it|they|we|is|are|has|have|says?|fur|auf|bis|ab|um|zu|pour|"
    r"jusqu'en|sur|para|hasta"
)
_PART_OF_YEAR = (
    "early|late|mid|spring|summer|autumn|fall|winter|the (?:spring|summer|autumn|fall|winter|start|beginning|end|"
    "middle)|anfang|ende|mitte|fruhjahr|sommer|herbst|debut|fin|principios|finales"
)
_WORD = r"[^\s,;:()]+"


def is_past(before: str, after: str) -> bool:
    """Tell whether a year between these two parts of a sentence was past for the writer, beyond doubt."""
    patterns = _patterns()
    if patterns.numbered.search(before) or patterns.counted.match(after):
        return False
    if patterns.surely_before.search(before) or patterns.surely_after.match(after):
        return True
    if patterns.apposed_before.search(before) and patterns.apposed_after.match(after):
        return True
    if patterns.ahead.search(before) or patterns.ahead.search(after):
        return False
    return bool(
        patterns.happened_before.search(before)
        or (patterns.opening.search(before) and patterns.happened_after.match(after))
        or (patterns.named.search(before) and patterns.disaster_after.match(after))
        or patterns.disaster_after_cjk.match(after)
    )


def is_dateline(before: str, after: str) -> bool:
    """Tell whether these words around a year at the beginning of a text are a dateline."""
    patterns = _patterns()
    return bool(patterns.dateline_before.fullmatch(before) and patterns.dateline_after.match(after))


class _Patterns(NamedTuple):
    numbered: re.Pattern[str]
    counted: re.Pattern[str]
    surely_before: re.Pattern[str]
    surely_after: re.Pattern[str]
    apposed_before: re.Pattern[str]
    apposed_after: re.Pattern[str]
    ahead: re.Pattern[str]
    happened_before: re.Pattern[str]
    happened_after: re.Pattern[str]
    opening: re.Pattern[str]
    named: re.Pattern[str]
    disaster_after: re.Pattern[str]
    disaster_after_cjk: re.Pattern[str]
    dateline_before: re.Pattern[str]
    dateline_after: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compile the patterns when the first year needs them: most archives never do."""
    month = rf"(?:{'|'.join(sorted(calendar_names.MONTHS, key=len, reverse=True))})\b\.?"
    number = r"[0-9]{1,2}(?:st|nd|rd|th|er|\.)?"
    day = rf"(?:(?:{number} )?(?:of |de )?{month}(?: {number})?(?: of| de| del)?,? )"
    when = rf"(?:(?:{_PART_OF_YEAR})[ -](?:of |de |del |des )?)?{day}?(?:(?:the year|jahre?s?|annee|l'annee|ano) )?$"
    on_date = rf"(?:in|on|im|am|en|el|le|vom) {when}"
    of_date = rf"(?:of|von|de|du|del|des|d')(?: the)? ?{when}"
    gap = rf"(?: (?!(?:{_NO_LINK})\b){_WORD})"
    thing = (
        rf"(?: (?!(?:in|at|with|from|under|into|near|after|before|between|within|across)\b)(?!(?:{_NO_LINK})\b){_WORD})"
    )
    alone = r"\b(?<!that )(?<!who )(?<!which )"  # a verb after a relative pronoun is not that of the sentence
    since = r"(?<![\w-])(?:since|seit|depuis|desde)"
    return _Patterns(
        numbered=re.compile(rf"\b(?:{_NUMBERED})[ .:]*$"),
        counted=re.compile(rf"[ -](?:{_UNITS})\b| (?:{_VERBS_OF_THE_YEAR})\b"),
        surely_before=re.compile(
            rf"{since}(?: (?:at least|the|dem|der|le|la|el|about|around))* {when}"
            rf"|{since}{gap}{{0,3}} (?:{_BEGINNINGS}|{_DISASTERS}){gap}{{0,3}} (?:{on_date}|{of_date})"
            rf"|\b(?:{_AGO})(?: |, | ?\()(?:back )?(?:in|on|im|am|en|el|le) {when}"
            rf"|\b(?:{_AGO}|{_NOW})(?: |, | ?\()(?:on |am |le |el )?{day}$"
            r"|(?:昨年|去年|今年)の?[、(\uff08]?$"
        ),
        apposed_before=re.compile(rf"\b(?:{_AGO})(?:, | ?\()$"),
        apposed_after=re.compile(r"[,.;:)]|$"),
        surely_after=re.compile(rf"年(?:[0-9]{{1,2}}月)?(?:[0-9]{{1,2}}日)?(?:以来|{_HAPPENED_CJK})"),
        ahead=re.compile(rf"\b(?:{_AHEAD})\b|{_AHEAD_CJK}"),
        happened_before=re.compile(
            rf"{alone}(?:{_HAPPENED}){gap}{{0,4}} {on_date}"
            rf"|\b(?:{_HAPPENED}){gap}? {on_date}"
            rf"|{alone}(?:{_DID}){thing}{gap}{{0,3}} {on_date}"
            rf"|\b(?:{_DOER})(?: {_WORD})? (?:{_DID}){gap}{{0,4}} {on_date}"
            rf"|\b(?:{_HAPPENED_DE}){gap}{{0,2}} (?:(?:im|am) )?{when}"
            rf"|\b(?:{_DISASTERS}) {of_date}"
        ),
        happened_after=re.compile(rf",?{gap}{{0,5}} (?:{_HAPPENED}|(?:{_DOER}) (?:{_DID}))\b"),
        opening=re.compile(
            rf"(?:^|[.,;:(\u2013\u2014] ?|\b(?:but|and|und|et|y) )(?:in|on|im|am|en|el|le) (?:the )?{when}"
        ),
        named=re.compile(r"(?:\b(?:the|a|its|his|her|their|our|this|that)|'s|s') $"),
        disaster_after=re.compile(rf"(?:{gap}{{0,2}}) (?:{_DISASTERS})\b"),
        disaster_after_cjk=re.compile(rf"年の[^、。]{{0,8}}(?:{_DISASTERS_CJK})"),
        dateline_before=re.compile(rf"(?!updated|corrected|amended|modified)(?:[^,]{{1,40}}, )?{day}"),
        dateline_after=re.compile(r" ?(?:\(|[\u2013\u2014|-]|$)"),
    )
