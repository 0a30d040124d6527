"""Lines that a web page puts between a headline and its text, such as `Share` and `5 min read`: they state nothing."""

import re

_MAX_LINE = 60
_FURNITURE = r"""
    (?: share
      | share[ ]this(?:[ ](?:article|page|story|post))? | save | (?:listen|watch)(?:[ ]to[ ].{2,30})? | print | e?-?mail
    | copy[ ]link | link[ ]copied
      | follow | subscribe | sign[ ]in | log[ ]in | menu | search | advertisement | ad | read[ ]more
      | comment s? | gift[ ]this[ ]article
      | add[ ]to[ ].{2,30} | view[ ]comments | bookmark | facebook | twitter | x | whatsapp | linkedin | reddit
      | telegram | bluesky
      | teilen | merken | drucken | vorlesen | anhören | artikel[ ](?:teilen|anhören|merken) | kommentare?
      | speichern | anzeige | werbung | startseite
      | partager | écouter | enregistrer | imprimer | commenter | lire[ ]plus[ ]tard
      | offrir(?:[ ]l['’]article)? | publicité | s['’]abonner
      | compartir | escuchar | guardar | imprimir | comentar(?:ios)? | publicidad
      | condividi | ascolta(?:[ ].{2,20})? | salva | stampa | commenti? | pubblicità
      | partilhar | compartilhar | ouvir | deel | delen | bewaren | opslaan | luister | reacties
      | dela | spara | lyssna | del | lytt | lyt | gem | udostępnij | sdílet | поделиться | 分享 | 收藏 | シェア
      | 共有 | 공유 | 스크랩 | 글자크기 )
    (?: [ ]? \(?[0-9]{1,5}\)? )?
  | [0-9]{1,5} [ ] (?: comment s? | kommentare? | commentaires? | comentarios? | commenti | reacties | shares?
  | likes? | views? )
  | (?: reading[ ]time | lesezeit | temps[ ]de[ ]lecture | durée[ ]de[ ]lecture | lectura | tempo[ ]di[ ]lettura
  | tiempo[ ]de[ ]lectura
      | tempo[ ]de[ ]leitura | leestijd | lästid | lesetid | læsetid | czas[ ]czytania | lukuaika )
    [ ]? :? [ ]? (?:ca\.[ ])? [0-9]{1,3} [ ]? [^\W\d_]{1,10}\.?
  | (?: ca\.[ ] | lecture[ ] )? [0-9]{1,3} [ -]? min(?:ute[ns]?|uti|utos|uter|utter)?\.? (?: [ ] (?: read
  | lesezeit | de[ ]lecture | de[ ]lectura
      | di[ ]lettura | de[ ]leitura | leestijd | läsning | lesetid ) )?
"""


def is_furniture(line: str) -> bool:
    """Tell whether a line is a button, a counter or a reading time."""
    words = line.strip("*_#[]() •|·")
    return len(words) <= _MAX_LINE and bool(re.fullmatch(_FURNITURE, words, re.IGNORECASE | re.VERBOSE))
