"""What must hold between the parts of a demo file, beyond what each field says for itself.

Every check yields (place, reason): the place as the path of field names and list numbers (from 0) in the
file, the reason as a clause in bokmål without a full stop. Nothing is raised here.
"""

import re
from collections.abc import Iterator, Sequence

from politirad.demo.course_checks import Mistake, course_mistakes
from politirad.demo.dates import ANY_DAY, resolve
from politirad.demo.enquiry_checks import mistakes_in_enquiries
from politirad.demo.evaluation_checks import evaluation_mistakes
from politirad.demo.forums import Cadence, Forum
from politirad.demo.life import Item, Meeting
from politirad.demo.people import DemoPeople
from politirad.demo.schema import Agreement, DemoAgreement
from politirad.demo.yaml_tree import Place

ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")


def mistakes_in(demo: DemoAgreement) -> Iterator[Mistake]:
    """Every mistake that the agreement file shows by itself, in the file's order."""
    yield from _agreement(demo.agreement, ("avtale",))
    if demo.successor:
        yield from _agreement(demo.successor, ("etterfølger",))
    yield from course_mistakes(demo)
    yield from _forums(demo.forums)
    yield from _life(demo)
    yield from evaluation_mistakes(demo.life.evaluations, demo.forums)


def mistakes_in_people(people: DemoPeople) -> Iterator[Mistake]:
    """Keys and organisations of the people file."""
    organizations = {organization.name for organization in people.organizations}
    seen: set[str] = set()
    for index, organization in enumerate(people.organizations):
        place: Place = ("organisasjoner", index)
        if organization.within and organization.within not in organizations:
            yield (
                (*place, "hører til"),
                f"«{organization.within}» står ikke blant organisasjonene",
            )
        if organization.kind in ("municipality", "county") and not organization.number:
            yield (*place, "nummer"), f"{organization.name} mangler nummer"
    for index, person in enumerate(people.people):
        place = ("personer", index)
        if person.key in seen:
            yield (*place, "nøkkel"), f"«{person.key}» er brukt to ganger"
        seen.add(person.key)
        if person.organization and person.organization not in organizations:
            yield (
                (*place, "organisasjon"),
                f"«{person.organization}» står ikke blant organisasjonene",
            )
        if not person.organization and not person.system_administrator:
            yield place, f"{person.name} mangler organisasjon"
    for index, holiday in enumerate(people.school_holidays):
        for number, name in enumerate(holiday.municipalities):
            if name not in organizations:
                yield (
                    ("skoleferier", index, "kommuner", number),
                    f"«{name}» står ikke blant organisasjonene",
                )


def _agreement(agreement: Agreement, at: Place) -> Iterator[Mistake]:
    parties = {party.name for party in agreement.parties}
    for index, party in enumerate(agreement.parties):
        digits = {"municipality": 4, "county": 2}.get(party.kind)
        if digits and len(party.number or "") != digits:
            yield (
                (*at, "parter", index, "nummer"),
                f"{party.name} trenger et nummer på {digits} sifre",
            )
    for index, line in enumerate(agreement.signatories):
        place = (*at, "underskrifter", index)
        if line.party not in parties:
            yield (*place, "part"), f"«{line.party}» er ikke part i avtalen"
        if agreement.state == "signed" and not (line.person and line.way):
            yield (
                place,
                "en signert avtale må si hvem som skrev under på linjen, og hvordan",
            )
        if agreement.state != "signed" and line.way:
            yield (*place, "måte"), "avtalen er ikke signert ennå"
    if (agreement.state == "signed") != (agreement.signed_on is not None):
        yield (*at, "signert"), "datoen skal stå når avtalen er signert, og bare da"
    if agreement.signed_on:
        wanted = {"day": 10, "month": 7, "year": 4}[agreement.signed_on.precision]
        if len(agreement.signed_on.date) != wanted:
            yield (
                (*at, "signert", "dato"),
                f"«{agreement.signed_on.date}» passer ikke med presisjonen",
            )
    valid = agreement.valid
    if valid and valid.start and valid.end and valid.end[:4] < valid.start[:4]:
        yield (*at, "gyldighet", "til"), "perioden slutter før den begynner"
    if valid and valid.open_ended and valid.end:
        yield (
            (*at, "gyldighet", "til"),
            "en avtale som gjelder til oppsigelse, har ingen sluttdato",
        )
    for index, revision in enumerate(agreement.revisions):
        if revision.kind == "every_n_years" and not revision.years:
            yield (*at, "revisjon", index, "år"), "«hvert n-te år» må si hvor mange år"
    for index, group in enumerate(agreement.target_groups):
        if group.age_from is not None and group.age_to is not None and group.age_to < group.age_from:
            yield (
                (*at, "målgrupper", index, "til alder"),
                "øvre alder er lavere enn nedre alder",
            )
    numbers = {attachment.number for attachment in agreement.attachments}
    for index, section in enumerate(agreement.sections):
        if section.attachment is not None and section.attachment not in numbers:
            yield (
                (*at, "kapitler", index, "vedlegg"),
                f"avtalen har ikke noe vedlegg {section.attachment}",
            )
        if ELEVEN_DIGITS.search(section.text):
            yield (
                (*at, "kapitler", index, "tekst"),
                "elleve sifre på rad kan være et fødselsnummer",
            )


def _forums(forums: list[Forum]) -> Iterator[Mistake]:
    names = [forum.name for forum in forums]
    for index, forum in enumerate(forums):
        at: Place = ("fora", index)
        if forum.name in names[:index]:
            yield (*at, "navn"), f"«{forum.name}» er brukt to ganger"
        for key, other in (("overordnet", forum.parent), ("rapporterer til", forum.reports_to)):
            if other is not None and (other not in names or other == forum.name):
                yield (*at, key), f"«{other}» er ikke et annet forum i filen"
        if forum.owner not in forum.organizations:
            yield (
                (*at, "eier i Politiråd"),
                f"{forum.owner} står ikke blant forumets organisasjoner",
            )
        roles = {member.role.casefold() for member in forum.members}
        if forum.chair and roles and forum.chair.casefold() not in roles:
            yield (*at, "leder"), f"rollen «{forum.chair}» er ikke blant medlemmene"
        for number, member in enumerate(forum.members):
            place = (*at, "medlemmer", number)
            if member.count is not None and len(member.holders) > member.count:
                yield (
                    (*place, "innehavere"),
                    f"{len(member.holders)} personer på {member.count} plasser",
                )
            if len(set(member.holders)) != len(member.holders):
                yield (*place, "innehavere"), "samme person står to ganger"
            for turn, earlier in enumerate(member.earlier):
                if earlier.end < earlier.start:
                    yield (*place, "tidligere", turn, "til"), "slutter før det begynner"
        seated = {key for member in forum.members for key in member.holders}
        for field, people in (
            ("taushetserklæring gitt i Politiråd", forum.declared_here),
            ("mangler taushetserklæring", forum.undeclared),
        ):
            for number, key in enumerate(people):
                if key not in seated:
                    yield (*at, field, number), f"«{key}» er ikke medlem av forumet"
        for number, cadence in enumerate(forum.cadence):
            yield from _cadence(cadence, (*at, "møtehyppighet", number))
        for number, rule in enumerate(forum.attendance_rules):
            yield from _months(rule.months, (*at, "deltar bare enkelte måneder", number, "måneder"))
        if forum.rotating_host:
            for number, host in enumerate(forum.rotating_host.hosts):
                if host not in forum.organizations:
                    yield (
                        (*at, "vertskap på omgang", "verter", number),
                        f"{host} er ikke med i forumet",
                    )


def _cadence(cadence: Cadence, at: Place) -> Iterator[Mistake]:
    if cadence.kind == "per_year" and not (cadence.count or cadence.low or cadence.high):
        yield at, "«antall i året» må si hvor mange"
    if cadence.kind == "every_weeks" and not (cadence.low and cadence.high):
        yield at, "«med ukers mellomrom» må si minst og høyst antall uker"
    if cadence.low and cadence.high and cadence.high < cadence.low:
        yield (*at, "høyst"), "høyst er mindre enn minst"
    if cadence.from_year and cadence.to_year and cadence.to_year < cadence.from_year:
        yield (*at, "til år"), "perioden slutter før den begynner"
    yield from _months(cadence.months or [], (*at, "måneder"))


def _months(months: list[int], at: Place) -> Iterator[Mistake]:
    for index, month in enumerate(months):
        if not 1 <= month <= 12:
            yield (*at, index), f"{month} er ikke en måned (1 til 12)"


def _life(demo: DemoAgreement) -> Iterator[Mistake]:
    forums = {forum.name: forum for forum in demo.forums}
    for index, plan in enumerate(demo.life.year_plans):
        if plan.forum not in forums:
            yield (
                ("liv", "årsplaner", index, "forum"),
                f"«{plan.forum}» er ikke et forum i filen",
            )
    agreements = [demo.agreement] + ([demo.successor] if demo.successor else [])
    areas = {text for agreement in agreements for area in agreement.areas for text in area.texts}
    for index, meeting in enumerate(demo.life.meetings):
        at: Place = ("liv", "møter", index)
        forum = forums.get(meeting.forum)
        if forum is None:
            yield (*at, "forum"), f"«{meeting.forum}» er ikke et forum i filen"
            continue
        if meeting.end <= meeting.start:
            yield (
                (*at, "til"),
                f"møtet slutter {meeting.end}, men begynner {meeting.start}",
            )
        for name in meeting.standing_minuted:
            if name not in forum.standing_items:
                yield (
                    (*at, "referat til faste saker"),
                    f"«{name}» er ikke en fast sak i forumet",
                )
        for number, item in enumerate(meeting.items):
            yield from _item(item, meeting, forum, areas, (*at, "saker", number))
            if item.under and not _has_above(item, meeting.items[:number]):
                yield (
                    (*at, "saker", number, "undersak av"),
                    f"møtet har ingen sak før denne som heter «{item.under}» og kan ha undersaker",
                )
        yield from _minutes(meeting, forum, at)
    parties = {party.name for party in demo.agreement.parties}
    expectations = {one.text for one in demo.agreement.expectations}
    yield from mistakes_in_enquiries(demo.life.enquiries, expectations=expectations, parties=parties)
    for index, measure in enumerate(demo.life.measures):
        at = ("liv", "tiltak", index)
        if measure.area not in {text for area in demo.agreement.areas for text in area.texts}:
            yield (*at, "område"), f"«{measure.area}» er ikke et område i avtalen"
        if measure.party and measure.party not in parties:
            yield (*at, "part"), f"«{measure.party}» er ikke part i avtalen"


def _minutes(meeting: Meeting, forum: Forum, at: Place) -> Iterator[Mistake]:
    titles = {item.title for item in meeting.items}
    for number, remark in enumerate(meeting.minutes_remarks):
        if remark.item not in titles:
            yield (*at, "merknader til referatet", number, "sak"), f"møtet har ikke saken «{remark.item}»"
    if meeting.minutes_remarks and meeting.minutes_approved:
        yield (*at, "merknader til referatet"), "referatet er godkjent, så ingen kan ha merknader til det"
    if meeting.minutes_published and not (forum.minutes_open and meeting.minutes_approved):
        yield (
            (*at, "referatet er publisert"),
            "bare godkjente referater i et forum som viser referatene for alle, kan publiseres",
        )
    if meeting.undelivered and not meeting.replies:
        yield (*at, "brev som ikke kom fram"), "ingen er kalt inn til møtet ennå"
    called = {key for member in forum.members for key in member.holders} | {*forum.unlisted, *meeting.guests}
    for number, letter in enumerate(meeting.undelivered):
        if letter.person not in called:
            yield (
                (*at, "brev som ikke kom fram", number, "person"),
                f"«{letter.person}» blir ikke kalt inn til møtet",
            )


def _has_above(item: Item, before: Sequence[Item]) -> bool:
    """Whether one of the items before it is the one it lies under: on the agenda, in the same part, and no sub-item."""
    taken = [one for one in before if one.state == "accepted" and one.part == item.part and not one.under]
    return item.state == "accepted" and any(one.title == item.under for one in taken)


def _item(item: Item, meeting: Meeting, forum: Forum, areas: set[str], at: Place) -> Iterator[Mistake]:
    if item.part == 2:
        if not forum.two_part:
            yield (*at, "del"), f"{forum.name} har ikke møter i to deler"
        if not (item.consent or item.basis):
            yield at, "en sak i del 2 trenger samtykke eller hjemmel"
    if item.state in ("declined", "deferred") and not item.reason:
        yield (
            (*at, "begrunnelse"),
            "en sak som er utsatt eller ikke tatt inn, trenger en begrunnelse",
        )
    if item.police_comment and meeting.review == "none":
        yield (*at, "politiets merknad"), "politiet er ikke bedt om å gå gjennom sakslisten"
    if item.state != "accepted" and not item.proposed_by:
        yield (*at, "meldt av"), "et forslag må si hvem som har meldt saken"
    for area in item.areas:
        if area not in areas:
            yield (*at, "områder"), f"«{area}» er ikke et område i avtalen"
    if item.consent:
        given = resolve(item.consent.given, today=ANY_DAY)
        if resolve(item.consent.until, today=ANY_DAY) < given:
            yield (*at, "samtykke", "gjelder til"), "samtykket slutter før det er gitt"
    for text in (item.title, item.text, item.minuted):
        if ELEVEN_DIGITS.search(text):
            yield at, "elleve sifre på rad kan være et fødselsnummer"
