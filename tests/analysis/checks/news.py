"""Sentences that name years, as news does: plans, numbers and history, with which a check must not cry wolf."""

from random import Random

FORECASTS = (
    "The government wants every school connected by {later}.",
    "The bridge is due to open in {later}, two years behind schedule.",
    "Emissions are to fall by half by {later}, the minister said.",
    "London will host the Games in {later}.",
    "In {later} the comet returns, and astronomers are already waiting.",
    "Those who missed it have one more chance, in June {later}.",
    "The goal for {later} is a network of ten thousand stations.",
    "The team has already sold most tickets for the {later} season.",
    "The treaty signed on Monday runs until {later}.",
    "The lease ends in March {later}.",
    "Parliament passed a law banning the lamps in {later}.",
    "A law that took effect on Sunday phases out coal from {later} on.",
    "The next census is in {later}.",
    "“We need to be ready for {later},” she said.",
    "The company said it would list its shares in {later}.",
    "He was elected to serve until {later}.",
    "Analysts fear a shortage in {later}.",
    "The loan must be repaid in {later}, the bank said.",
    "Since {later} is an election year, nobody expects reform.",
    "The probe was launched on a journey that ends in {later}.",
    "The club signed the striker on a contract through {later}.",
    "Fiscal year {later} begins in October, and the deficit is already known.",
    "The mayor opened the bidding for the World Cup of {later}.",
    "The party met to choose its candidate for {later}.",
    "Voters were told that the reactor closes in {later}.",
    "The novel takes place in {later}, after a war nobody survived.",
    "Scientists predicted that the glacier would be gone in {later}.",
    "It is expected to be built between {before} and {later}.",
    "By March {later} the tunnel should carry its first trains.",
    "The {later} Olympics were awarded to the city on Friday.",
    "Cars sold in {later} must use half the fuel of those sold in {before}.",
    "The ministry moved the deadline from {before} to {later}.",
    "The plan, called Vision {later}, was received with doubts.",
    "The minister has promised elections in May {later}.",
    "The election in {later} may come too early for them.",
    "The clock on the wall counts the days to 1 January {later}.",
    "The agreement was reached after a night of talks; it binds both sides until the end of {later}.",
    "What happens in {later} is anybody's guess.",
    "The museum bought the land for a wing in {later}.",
    "They won a place in the final tournament in {later}.",
    "The court ruled that the ban starts in {later}.",
    "Children born in {later} may live to be a hundred.",
    "The satellite fell behind its rivals in the race to {later}.",
    "The budget rose to pay for the fair in {later}.",
    "This article was amended on 3 March {later} to correct a name.",
    "The story was updated in {later}.",
    "He could be the first president since {before} to lose the capital, in the vote of {later}.",
    "A museum of the war that ended in {before} is to be opened in {later}.",
    "The company, founded in {before}, hopes to make a profit in {later}.",
    "The stadium that was built in {before} for the Games will be torn down in {later}.",
    "It was signed in {before} and takes effect in {later}.",
    "The film, set in the Los Angeles of {later}, opened on Friday.",
    "Officials met on Tuesday over the elections in {later}.",
    "The bank sold bonds that fall due in {later}.",
    "The man who killed his neighbour stands trial in {later}.",
    "The coach who won in {before} runs again in {later}.",
    "She was named ambassador of the {later} Games.",
    "Members elected in Scotland in {later} get a seat for five years.",
    "The vote could come a year earlier, in {later}.",
    "A crisis in {later} looks certain to him.",
    "Once opened in {later}, the line carries twice as many trains.",
    "In {later}, those who were born here get a vote.",
    "The play, in which a plague began in {later}, is a drama of ideas.",
    "Fue elegida sede de los Juegos en {later}.",
    "Das Werk soll {later} eröffnet werden.",
    "Bis {later} will das Land aus der Kohle aussteigen.",
    "Die Wahl im Herbst {later} gilt als offen.",
    "Der Bau wurde auf {later} verschoben.",
    "Ab {later} gilt ein neues Gesetz.",
    "Das Stadion wurde für die Spiele {later} geplant.",
    "Le tunnel doit ouvrir en {later}.",
    "D'ici à {later}, la ville veut planter mille arbres.",
    "Le projet a été annoncé pour {later}.",
    "La France a été choisie pour organiser la Coupe du monde en {later}.",
    "El puente se abrirá en {later}.",
    "El acuerdo fue firmado hasta {later}.",
    "La ciudad espera terminar el metro en {later}.",
    "{later}年に開業する予定だ。",
    "政府は{later}年までに半減させる目標を掲げた。",
    "{later}年の大会は東京で開かれると発表した。",
)

NUMBERS = (
    "Some {later} people had to leave their homes.",
    "The summit is {later} metres high.",
    "The library lent {later} books in a day, and {later} the day after.",
    "He paid ${later} for it, and sold it for €{later}.",
    "The crowd was put at 1,{part} by the police and at 2 {part} by the organisers.",
    "Flight {later} was diverted.",
    "See page {later} of the report.",
    "Call 0800 {later} 114, or write to P.O. Box {later}.",
    "More at https://example.com/{later}/05/since-{later}/a-story-that-began-in-{later}.html",
    "The tag #{later} was used often, as was @team{later}.",
    "Version {later}.4 of the program mends it.",
    "It was found on Highway {later}, near house no. {later}.",
    "The asteroid {later} AB passed at a safe distance.",
    "The trial heard of {later} cases, of which {later} were dropped.",
    "The index fell to {later}.5 points, then rose to {later}.",
    "They counted {later} votes in {before}.",
    "The strike began at {later} depots.",
    "The storm destroyed homes in {later} villages.",
    "He died at {later} metres, on the way down.",
    "The temperature rose in {later} cities.",
    "The regulation ISO {later} was named in the ruling.",
    "The train hit {later} km/h; the record stands since {before}.",
    "Around 2.{part} workers were dismissed.",
    "Last year {later} tickets were sold.",
    "Today, {later} families are still waiting.",
    "Last year, {later} families moved away.",
    "Im Park wurden {later} Bäume gepflanzt.",
    "The file {later}-113 was closed.",
)

HISTORY = (
    "It was the first such vote since {before}.",
    "The war that began in {before} is not forgotten.",
    "She was born in {before} and came to the city in {before}.",
    "In {before} the river had flooded the same streets.",
    "The {before} earthquake killed hundreds.",
    "Seit {before} steht das Haus leer.",
    "Depuis {before}, rien n'a changé.",
    "Desde {before} no se había visto nada igual.",
    "{before}年以来の高さだ。",
)

PAST = (
    "It was the first meeting since March {later}.",
    "Prices have doubled since {later}.",
    "The war began in February {later}.",
    "She became mayor in {later}, after a long campaign.",
    "Russia invaded Ukraine in {later}.",
    "In {later}, the old bridge collapsed.",
    "He was elected president in November {later}.",
    "The {later} earthquake destroyed the old town.",
    "Two years ago, in {later}, the factory closed.",
    "Last year, {later}, was the warmest on record.",
    "The founder died in {later}.",
    "The bank collapsed in the crisis of {later}.",
    "The law was passed in {later}.",
    "They met again in Geneva in May {later}.",
    "Seit März {later} herrscht Krieg.",
    "Er wurde {later} zum Präsidenten gewählt.",
    "Depuis février {later}, la guerre dure.",
    "Il est mort en {later}.",
    "Murió en {later}, a los noventa años.",
    "Desde {later} gobierna la oposición.",
    "{later}年2月以来、戦闘が続いている。",
    "{later}年に始まった戦争は続いている。",
)
"""What only a text can say that is younger than the year."""


def harmless(dice: Random, dated: int, until: int) -> str:
    """Return a text of that year: its later years, up to the last one, are plans or numbers."""
    sentences = dice.sample((*FORECASTS, *NUMBERS), 10) + dice.sample(HISTORY, 3)
    dice.shuffle(sentences)
    return _told(dice, sentences, dated, until)


def misdated(dice: Random, dated: int, until: int) -> str:
    """Return a text that speaks of one later year as past, among plans and numbers."""
    sentences = dice.sample((*FORECASTS, *NUMBERS, *HISTORY), 8)
    return _told(dice, [*sentences, dice.choice(PAST)], dated, until)


def _told(dice: Random, sentences: list[str], dated: int, until: int) -> str:
    paragraphs = []
    while sentences:
        several, sentences = sentences[:3], sentences[3:]
        paragraphs.append(
            " ".join(
                sentence.format(
                    later=dice.randint(dated + 1, until),
                    before=dice.randint(dated - 60, dated),
                    part=dice.randint(100, 999),
                )
                for sentence in several
            )
        )
    return "\n\n".join(paragraphs) + "\n"
