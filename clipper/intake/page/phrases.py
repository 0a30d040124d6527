"""Phrases of pages in the languages of most news: of consent dialogs, challenges, paywalls and boilerplate.

Each line is a regex; case is ignored. They are strings, since they are slow to compile and few pages need them all:
`re` compiles and caches them at the first search.
"""

import re

CONSENT_GROUPS = (
    """
we (?:value|care about|respect) your privacy
your privacy (?:choices|matters|is important)
before you continue
""",
    """
(?:we and )?our (?:\\d+ )?(?:trusted )?(?:advertising )?partners
unsere[nr]? (?:bis zu )?(?:\\d+ )?partner
nos (?:\\d+ )?partenaires
nuestros (?:\\d+ )?socios
nostri (?:\\d+ )?partner
onze (?:\\d+ )?partners
""",
    """
(?:accept|reject) (?:all|and continue|& continue|cookies)
alle akzeptieren|akzeptieren und|zustimmen|einwilligen|cookies akzeptieren
tout accepter|accepter et (?:continuer|fermer)
aceptar (?:todo|y continuar)
accetta (?:tutto|e continua)
alles accepteren|godta alle|acceptera alla|принять все|同意する
""",
    """
manage (?:my |your )?(?:cookie|privacy|preferences|choices|options|consent|settings)
cookie (?:settings|preferences|policy)
datenschutzeinstellungen|cookie-einstellungen
paramétrer|personnaliser mes choix
gestionar (?:opciones|cookies)
""",
    """
cookies?,? (?:and|or|und|et|y|e|en) (?:similar|other|ähnliche|autres|similares|altre|vergelijkbare|tracking)
store (?:and/or|and|or) access information on a device
legitimate interest|berechtigte[ns]? interesse
""",
    """
personali[sz]ed (?:ads|advertising|content)
personalisierte (?:werbung|anzeigen)|werbefrei|pur-abo
mit werbung (?:und tracking )?(?:kostenlos )?(?:weiter)?(?:lesen|nutzen)
publicités personnalisées
""",
)
"""Phrases of consent dialogs, in groups; a page with phrases of two or three groups shows little else."""

CHALLENGE = """
verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|complete the (?:security check|captcha)
checking your browser|unusual traffic|just a moment\\.\\.\\.|pardon our interruption
enable javascript and cookies to continue
access to this page has been denied|you don't have permission to access
"""

ERRORS = """
(?:was |could |does |cannot |can't )?(?:not |be |been )+(?:found|exist|removed|moved)|no longer (?:exists|available)
\\b(?:40[0-9]|50[0-4])\\b|forbidden|bad gateway|internal server error|(?:temporarily |service )unavailable|access denied
seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|pagina niet gevonden
страница не найдена|ページが見つかりません|找不到
loading|please wait|coming soon|under construction|maintenance|redirect
"""
"""Messages of a server, and of pages that are only waited on."""

SCRIPTS = """
(?:enable|turn on|activate|requires?|need) javascript
javascript (?:is|must be|to be) (?:disabled|enabled|required)
javascript (?:aktivieren|activer|habilita)|activez javascript|(?:aktivieren|schalten) sie javascript
"""

PAYWALL = """
subscribe (?:now |today )?(?:to|for) (?:continue|keep reading|read|unlimited|full)
(?:to|and) continue reading|(?:to )?read the (?:full|rest of the) (?:article|story)
already a (?:subscriber|member)|(?:subscribers?|members?)[- ]only|unlock (?:this|the full) (?:article|story)
(?:article|story|content) is (?:only |exclusive |reserved |available )*(?:for|to) (?:\\w+ )?(?:subscribers|members)
you(?:'ve| have) (?:reached|read) your (?:limit|last)|start your (?:free )?trial|log ?in to (?:read|continue)
(?:jetzt |um )?weiterlesen (?:mit|und)|weiterzulesen|artikel (?:freischalten|weiterlesen)|jetzt abonnieren
(?:exklusiv|nur) für (?:\\w+ )?abonnent|bereits (?:abonnent|ein (?:digital-?)?abo|registriert)
réservé (?:aux|à nos) abonnés|il vous reste \\d+ ?%|la suite est réservée|pour lire la suite|déjà abonné
(?:exclusivo|solo) para suscriptores|contenido exclusivo|suscríbete para|¿ya eres suscriptor
riservato agli abbonati|sei già abbonato|per continuare a leggere
alleen voor abonnees|lees verder met|exclusivo para assinantes|for abonnenter|för prenumeranter
(?:tylko )?dla (?:abonentów|subskrybentów)|доступ(?:ен|но) (?:только )?(?:по подписке|подписчикам)|оформите подписку
会員限定|有料会員|会員登録|残り\\s*\\d+\\s*文字|구독자 전용|للمشتركين
"""

BOILERPLATE = """
(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|реклама|広告)[.:]?$
(?:story|article) continues (?:below|after).*
share (?:this|the) (?:article|story|post|page)?.{0,40}$
(?:sign up|register|subscribe) (?:for|to|here).{0,80}(?:newsletters?|updates|alerts|inbox|podcast|channel).*
get .{0,80} (?:in|to) your inbox.*
follow (?:us|.{2,30}) on (?:twitter|x|facebook|instagram|whatsapp|telegram|youtube).*
(?:read|see) (?:more|also|next)(?:\\*\\*)?(?::|.*\\]\\().*
(?:more|related)(?: (?:articles|stories|news|reading|on this story))?(?:\\*\\*)? ?:.*\\]\\(.*
(?:related|recommended|popular|trending|latest) (?:articles|stories|news|reading|posts|topics)$
(?:lesen sie|lies|mehr)(?: auch| dazu| hier| zum thema| mehr)(?:\\*\\*)?(?::|.*\\]\\().*
mehr zum thema$|auch interessant.*
(?:à )?lire aussi.*|(?:lee|lea|leia|leer) (?:también|mais|também|más)(?::|.*\\]\\().*|te puede interesar.*|leggi anche.*
(?:lees|les|læs|läs) (?:ook|også|också|mer)(?:\\*\\*)?(?::|.*\\]\\().*|читайте также.*
関連記事.*|あわせて読みたい.*|続きを読む|相关阅读.*|延伸阅读.*
(?:©|\\(c\\)|copyright )\\D{0,3}\\d{4}.*|.{0,60}all rights reserved\\.?$
(?:site )?webmaster: .*
riproduzione riservata.*|modifica consenso cookie$|copyrights? ?[ⓒ©].*|.{0,20}무단 ?전재.*|無断転載.{0,20}$
lue (?:seuraavaksi|myös|lisää):?.*|baca juga.*|halaman selanjutnya$|(?:s’abonner|voir les contributions)$
(?:comments|kommentare|kommentarer|commentaires|comentarios|comentários|commenti|reacties|komentarze)$
(?:tags|topics|schlagwörter|themen|mots-clés|filed under)(?:\\*\\*)?:.*
"""
"""Boilerplate in the column of the article; each pattern matches a whole paragraph."""


def is_boilerplate(paragraph: str) -> bool:
    """Tell whether a paragraph of Markdown is boilerplate, not part of the article."""
    return re.match(_pattern(BOILERPLATE), paragraph.lstrip("#*_>- ").rstrip("*_ "), re.IGNORECASE) is not None


def contains(phrases: str, value: str) -> bool:
    """Tell whether a text contains one of the phrases."""
    return re.search(_pattern(phrases), value, re.IGNORECASE) is not None


def _pattern(phrases: str) -> str:
    return "|".join(phrases.split("\n")[1:-1])
