"""The sentences for every reason code: bokmål, nynorsk, English. `explanations.explain` fills them.

Klarspråk: one fact, active, the words officials use. {names} are filled with facts in the reader's language.
"""

# code: (bokmål, nynorsk, English). {names} are filled by `_facts`.
SENTENCES: dict[str, tuple[str, str, str]] = {
    "weekend": ("Det er {weekday}.", "Det er {weekday}.", "It is a {weekday}."),
    "public_holiday": (
        "{holiday} er fridag.",
        "{holiday} er fridag.",
        "{holiday} is a public holiday.",
    ),
    "christmas_eve": ("Det er julaften.", "Det er julaftan.", "It is Christmas Eve."),
    "new_years_eve": (
        "Det er nyttårsaften.",
        "Det er nyttårsaftan.",
        "It is New Year's Eve.",
    ),
    "holy_week": (
        "Det er i påskeuka.",
        "Det er i påskeveka.",
        "It is in the week before Easter.",
    ),
    "christmas_week": (
        "Det er i romjula.",
        "Det er i romjula.",
        "It is between Christmas and New Year.",
    ),
    "squeezed_day": (
        "Dagen er inneklemt mellom fridager.",
        "Dagen er innklemd mellom fridagar.",
        "The day lies between days off.",
    ),
    "election_day": (
        "Det er valgdag{expected}.",
        "Det er valdag{expected}.",
        "It is election day{expected}.",
    ),
    "election_week": (
        "Det er valg samme uke, {day}{expected}.",
        "Det er val same veka, {day}{expected}.",
        "There is an election the same week, on {day}{expected}.",
    ),
    "school_holiday": (
        "Skolene har {name} fra {first} til {last}.",
        "Skulane har {name} frå {first} til {last}.",
        "The schools have {name} from {first} to {last}.",
    ),
    "closed_month": (
        "Rådet møtes vanligvis ikke i {month}.",
        "Rådet møtest vanlegvis ikkje i {month}.",
        "The council does not usually meet in {month}.",
    ),
    "clash": (
        "{people} har {title} kl. {starts}–{ends}.",
        "{people} har {title} kl. {starts}–{ends}.",
        "{people}: {title} from {starts} to {ends}.",
    ),
    "duty_on_decided": (
        "{duty} hører til møtet {day}, som er fastsatt fra før.",
        "{duty} høyrer til møtet {day}, som er fastsett frå før.",
        "{duty} belongs to the meeting on {day}, which is decided already.",
    ),
    "same_day": (
        "Rådet har et annet møte samme dag.",
        "Rådet har eit anna møte same dagen.",
        "The council has another meeting that day.",
    ),
    "outside_year": (
        "Dagen er utenfor planåret {year}.",
        "Dagen er utanfor planåret {year}.",
        "The day is outside the plan's year, {year}.",
    ),
    "before_earliest": (
        "Planen begynner {day}.",
        "Planen byrjar {day}.",
        "The plan begins on {day}.",
    ),
    "ends_before_start": (
        "Møtet må slutte etter at det begynner.",
        "Møtet må slutte etter at det byrjar.",
        "The meeting must end after it begins.",
    ),
    "unusual_hour": (
        "Kl. {starts}–{ends} er utenfor vanlig møtetid.",
        "Kl. {starts}–{ends} er utanfor vanleg møtetid.",
        "{starts} to {ends} is outside usual meeting hours.",
    ),
    "outside_months": (
        "{who_says} i {months}.",
        "{who_says} i {months}.",
        "{who_says} in {months}.",
    ),
    "interval_short": (
        "Det er {weeks} mellom møtene {first} og {second}. Avtalen sier minst {shortest}.",
        "Det er {weeks} mellom møta {first} og {second}. Avtalen seier minst {shortest}.",
        "There are {weeks} between {first} and {second}. The agreement says at least {shortest}.",
    ),
    "interval_long": (
        "Det er {weeks} mellom møtene {first} og {second}. Avtalen sier høyst {longest}.",
        "Det er {weeks} mellom møta {first} og {second}. Avtalen seier høgst {longest}.",
        "There are {weeks} between {first} and {second}. The agreement says at most {longest}.",
    ),
    "too_few": (
        "Planen har {meetings}. Avtalen sier {expected}.",
        "Planen har {meetings}. Avtalen seier {expected}.",
        "The plan has {meetings}. The agreement says {expected}.",
    ),
    "too_many": (
        "Planen har {meetings}. Avtalen sier {expected}.",
        "Planen har {meetings}. Avtalen seier {expected}.",
        "The plan has {meetings}. The agreement says {expected}.",
    ),
    "month_empty": (
        "Det er ikke noe møte i {months}.",
        "Det er ikkje noko møte i {months}.",
        "There is no meeting in {months}.",
    ),
    "attendance_month_empty": (
        "{who} skal møte i {month}, men da er det ikke noe møte.",
        "{who} skal møte i {month}, men då er det ikkje noko møte.",
        "{who} attend in {month}, but there is no meeting then.",
    ),
    "duty_without_meeting": (
        "{duty} har ikke fått noe møte.",
        "{duty} har ikkje fått noko møte.",
        "{duty} has not been given a meeting.",
    ),
    "month_named": (
        "Avtalen nevner {month}.",
        "Avtalen nemner {month}.",
        "The agreement names {month}.",
    ),
    "month_preferred": (
        "Rådet vil helst møtes i {month}.",
        "Rådet vil helst møtast i {month}.",
        "The council prefers {month}.",
    ),
    "spread": (
        "Møte {number} av {count}, jevnt fordelt over året.",
        "Møte {number} av {count}, jamt fordelt over året.",
        "Meeting {number} of {count}, spread evenly over the year.",
    ),
    "each_month": (
        "Møte hver måned: {month}.",
        "Møte kvar månad: {month}.",
        "A meeting every month: {month}.",
    ),
    "each_week": (
        "Møte hver uke: uke {week}.",
        "Møte kvar veke: veke {week}.",
        "A meeting every week: week {week}.",
    ),
    "interval": (
        "{weeks} etter forrige møte.",
        "{weeks} etter førre møte.",
        "{weeks} after the previous meeting.",
    ),
    "first_of_year": (
        "Årets første møte.",
        "Det første møtet i året.",
        "The year's first meeting.",
    ),
    "weekday_preferred": (
        "{weekday} er en av rådets faste møtedager.",
        "{weekday} er ein av dei faste møtedagane til rådet.",
        "{weekday} is one of the council's meeting days.",
    ),
    "weekday_other": (
        "{weekday} er ikke en av rådets faste møtedager.",
        "{weekday} er ikkje ein av dei faste møtedagane til rådet.",
        "{weekday} is not one of the council's meeting days.",
    ),
    "avoided": (
        "Ikke {instead_of}: {cause}",
        "Ikkje {instead_of}: {cause}",
        "Not {instead_of}: {cause}",
    ),
    "everybody_free": (
        "Ingen av medlemmene har andre møter da.",
        "Ingen av medlemmene har andre møte då.",
        "No member has another meeting then.",
    ),
    "rules_change": (
        "Rådets regler endres {day}. Hele året er foreslått etter reglene som gjelder fra da.",
        "Reglane til rådet blir endra {day}. Heile året er føreslått etter reglane som gjeld frå då.",
        "The council's rules change on {day}. The whole year is proposed by the rules that hold from then on.",
    ),
    "optional": (
        "Avtalen sier at rådet kan møtes. Forslaget er ingen plikt.",
        "Avtalen seier at rådet kan møtast. Framlegget er inga plikt.",
        "The agreement says that the council may meet. The proposal is no duty.",
    ),
    "lowest_of_range": (
        "Avtalen sier {minimum} til {maximum} møter. Forslaget har {minimum}.",
        "Avtalen seier {minimum} til {maximum} møte. Framlegget har {minimum}.",
        "The agreement says {minimum} to {maximum} meetings. The proposal has {minimum}.",
    ),
    "conflicting_numbers": (
        "Avtalen gir {count} ulike svar på hvor ofte rådet møtes. Forslaget følger det mest bindende.",
        "Avtalen gir {count} ulike svar på kor ofte rådet møtest. Framlegget følgjer det mest bindande.",
        "The agreement gives {count} different answers. The proposal follows the most binding one.",
    ),
    "month_closed": (
        "Ikke noe møte i {months}: rådet møtes vanligvis ikke da.",
        "Ikkje noko møte i {months}: rådet møtest vanlegvis ikkje då.",
        "No meeting in {months}: the council does not usually meet then.",
    ),
    "weeks_left_out": (
        "Ikke noe møte i {weeks}: ferie eller fridager hele uka.",
        "Ikkje noko møte i {weeks}: ferie eller fridagar heile veka.",
        "No meeting in {weeks}: holidays all week.",
    ),
    "no_day_left": (
        "{count} av møtene fikk ingen dag.",
        "{count} av møta fekk ingen dag.",
        "{count} of the meetings got no day.",
    ),
    "copied": (
        "Kopiert fra {earlier_year}: samme ukedag i uke {week}.",
        "Kopiert frå {earlier_year}: same vekedag i veke {week}.",
        "Copied from {earlier_year}: the same weekday in week {week}.",
    ),
    "nothing_to_copy": (
        "Det er ingen møter å kopiere.",
        "Det er ingen møte å kopiere.",
        "There are no meetings to copy.",
    ),
    "earlier_left_out": (
        "{count} av møtene er ikke kopiert, fordi dagen er før planen begynner.",
        "{count} av møta er ikkje kopierte, fordi dagen er før planen byrjar.",
        "{count} of the meetings are not copied, because the plan begins later.",
    ),
}
