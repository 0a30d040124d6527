"""The names of months and weekdays, in the languages that dates are read in."""

# English, German, French, Spanish, Italian, Portuguese and Dutch names, folded by `text.fold`; the English name first.
_MONTH_ROWS = (
    "january jan januar janner janvier janv enero ene gennaio gen genn janeiro januari",
    "february feb febr februar fevrier fevr fev febrero febbraio febb fevereiro februari",
    "march mar marz maerz mrz mars marzo marco maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio magg mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre setiembre settembre sett set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dicembre dic dezembro",
)
_WEEKDAY_ROWS = (
    "monday mon montag mo lundi lun lunes lunedi segunda seg maandag ma",
    "tuesday tue tues dienstag di mardi mar martes martedi terca ter dinsdag",
    "wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi quarta qua woensdag wo",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio quinta qui donderdag",
    "friday fri freitag fr vendredi ven viernes vie venerdi sexta sex vrijdag vr",
    "saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo",
)
# As in `datetime`, January is month 1 and Monday is weekday 0.
MONTHS = {name: number for number, row in enumerate(_MONTH_ROWS, 1) for name in row.split()}
WEEKDAYS = {name: number for number, row in enumerate(_WEEKDAY_ROWS) for name in row.split()}


def month_name(number: int) -> str:
    """Return the English name of a month."""
    return _MONTH_ROWS[number - 1].partition(" ")[0].capitalize()
