"""The names of months and weekdays, in the languages that dates are read in."""

# Names in the Latin alphabet, folded by `text.fold`, the English name first; `foreign_months` has other scripts.
# German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Czech, Slovak, Finnish, Hungarian,
# Romanian, Indonesian, Turkish, Catalan, Croatian, Slovenian and Lithuanian ones.
# Croatian is left out: its `listopada` is October, which in Polish is November.
_MONTH_ROWS = (
    (
        "january jan januar janner janvier janv enero ene gennaio gen genn janeiro januari stycznia"
        " styczen ledna leden januara tammikuuta ianuarie ocak gener sijecnja sausio januarja yanvar"
    ),
    (
        "february feb febr februar fevrier fevr fev febrero febbraio febb fevereiro februari lutego luty"
        " unora unor februara helmikuuta februarie subat febrer veljace vasario februarja fevral"
    ),
    (
        "march mar marz mrz mars marzo marco maart mrt marts marca marzec brezna brezen maaliskuuta"
        " martie maret mart marcius marc ozujka kovo"
    ),
    (
        "april apr avril avr abril abr aprile kwietnia kwiecien dubna duben aprila huhtikuuta aprilie"
        " nisan aprilis travnja balandzio aprilja"
    ),
    ("may mai mayo maggio magg mag maio mei maj maja kvetna kveten toukokuuta mayis mayıs majus maig svibnja geguzes"),
    (
        "june jun juni juin junio giugno giu junho czerwca czerwiec cervna cerven juna kesakuuta iunie"
        " haziran junius juny lipnja birzelio junija"
    ),
    (
        "july jul juli juillet juil julio luglio lug julho lipca lipiec cervence cervenec jula heinakuuta"
        " iulie temmuz julius juliol srpnja liepos julija"
    ),
    (
        "august aug aout agosto ago augustus augusti sierpnia sierpien srpna srpen augusta elokuuta"
        " agustus agustos augusztus agost kolovoza rugpjucio avgusta avgust"
    ),
    (
        "september sep sept septembre septiembre setiembre settembre sett set setembro wrzesnia wrzesien"
        " zari septembra syyskuuta septembrie eylul szeptember setembre rujna rugsejo septembar"
    ),
    (
        "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik rijna"
        " rijen oktobra lokakuuta octombrie ekim spalio oktobar"
    ),
    (
        "november nov novembre noviembre novembro listopada listopad listopadu novembra marraskuuta"
        " noiembrie kasim kasım studenoga studenog lapkricio novembar"
    ),
    (
        "december dec dezember dez decembre diciembre dicembre dic dezembro desember grudnia grudzien"
        " prosince prosinec decembra joulukuuta decembrie aralik aralık desembre prosinca gruodzio"
        " decembar"
    ),
)
_WEEKDAY_ROWS = (
    "monday mon montag mo lundi lun lunes lunedi segunda seg maandag ma mandag poniedzialek pondeli hetfo",
    "tuesday tue tues dienstag di mardi mar martes martedi terca ter dinsdag tisdag tirsdag wtorek utery kedd",
    "wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi quarta qua woensdag wo onsdag sroda streda szerda",
    (
        "thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio quinta qui donderdag torsdag"
        " czwartek ctvrtek csutortok"
    ),
    "friday fri freitag fr vendredi ven viernes vie venerdi sexta sex vrijdag vr fredag piatek patek pentek",
    "saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za lordag lørdag sobota szombat",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo sondag søndag niedziela nedele vasarnap",
)
# As in `datetime`, January is month 1 and Monday is weekday 0.
MONTHS = {name: number for number, row in enumerate(_MONTH_ROWS, 1) for name in row.split()}
WEEKDAYS = {name: number for number, row in enumerate(_WEEKDAY_ROWS) for name in row.split()}


def month_name(number: int) -> str:
    """Return the English name of a month."""
    return _MONTH_ROWS[number - 1].partition(" ")[0].capitalize()
