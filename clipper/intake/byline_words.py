"""Words that stand where pages have the name of an author, and that name nobody: buttons, labels, sections, places."""

from clipper.text import split_words

_PHRASES = """
author | authors | by | text | texte | autor | autorin | autoren | autore | auteur | автор | 作者 | von | vom | par |
por | da | di | verfasst von | veröffentlicht | veröffentlicht von | eingestellt von | erstellt von |
gespeichert von | geschrieben von | publié | publié par | published | updated | posted | posted in | posted on |
written | last updated | topic starter | themenstarter | beitrag | beitrag von | beitragvon | artikel | foto |
fotos | photo | photos | image | bild | 翻訳者 | 投稿者 | 筆者 | red | benutzername | username | author | title | date |
share | edit | email | e mail | mail | bio | follow | following | print | comments | comment | contact | reply |
subscribe | sign up | log in | login | text size | small | medium | large | more | more posts | read more | tweet |
rss | copy link | website | homepage | profile | profil | view profile | message | private nachricht | about |
about the author | all posts | all articles | view all posts | mehr | zur person | alle beiträge | alle artikel |
zum autor | zur autorin | über den autor | über die autorin | kommentare | teilen | drucken | merken | folgen |
weiterlesen | partager | imprimer | commentaires | suivre | compartir | seguir | imprimir | comentarios |
megosztom | megosztás | bagikan | paylaş | udostępnij | jaa | sdílet | сподели | поширити | شارك | 即時報導 | 綜合報導 |
condividi | stampa | segui | commenti | compartilhar | delen | volgen | dela | del | поделиться | 分享 | welcome |
twitter | facebook | linkedin | instagram | whatsapp | pinterest | youtube | reddit | telegram | xing | mastodon |
bluesky | tiktok |
uncategorized | allgemein | archive | archiv | news | новости | politics | politik | opinion | interview |
anzeige | werbung | gesponserte inhalte | advertisement | sponsored | paid content | ad | 転載 | cc by |
getty images | collectif |
ceo | cto | chefredakteur | chefredakteurin | guest | autor gast | wordpressadmin | siteadmin | superadmin |
moderator | user | member | creator | owner | publisher |
new york | los angeles | san francisco | washington dc | hong kong | new delhi | tel aviv | buenos aires |
são paulo | sao paulo | mexico city | rio de janeiro | abu dhabi | kuala lumpur | frankfurt am main | cape town |
القاهرة | دبي | الرياض | أبوظبي | بيروت |
new zealand | south africa | united states | united kingdom | las vegas | new orleans | san diego
"""
"""Labels, buttons, networks, sections, roles and places, between bars."""
_FOLDED = frozenset(" ".join(split_words(phrase)) for phrase in _PHRASES.split("|"))
_BEGINNINGS = (
    *("all posts by", "view all", "more by", "more from", "alle beitrage", "alle artikel", "zeige alle", "mehr von"),
    *("bild ", "photo ", "image ", "read more", "about the", "see all", "show all", "follow ", "tous les", "ver todos"),
)


def names_nobody(name: str) -> bool:
    """Tell whether words are a label, a button, the name of a section or a place."""
    words = " ".join(split_words(name))
    return words in _FOLDED or words.startswith(_BEGINNINGS)
