"""What a demo file may say of a meeting place: members, cadence, deadlines, minutes and the other rules."""

from pydantic import Field

from politirad.demo.part import Part
from politirad.demo.words import Attends, CadenceKind, ForumKind, Level, Side, Strength, YesNo


class EarlierHolder(Part):
    person: str = Field(alias="person")
    start: str = Field(alias="fra", pattern=r"^\d{4}-\d{2}-\d{2}$")
    end: str = Field(alias="til", pattern=r"^\d{4}-\d{2}-\d{2}$")


class Member(Part):
    """A member line: a role, its number of seats (None: the text gives none), and who holds them."""

    role: str = Field(alias="rolle", min_length=2)
    side: Side | None = Field(default=None, alias="side")
    count: int | None = Field(default=None, alias="antall", ge=1, le=99)
    attends: Attends = Field(default="permanent", alias="deltar")
    represents: str | None = Field(default=None, alias="representerer")
    holders: list[str] = Field(default=[], alias="innehavere")
    deputies: list[str] = Field(default=[], alias="stedfortredere")
    earlier: list[EarlierHolder] = Field(default=[], alias="tidligere")


class Cadence(Part):
    """How often the forum meets. `wording` keeps the agreement's own word, such as «jevnlig»."""

    kind: CadenceKind = Field(alias="form")
    count: int | None = Field(default=None, alias="antall", ge=1, le=60)
    low: int | None = Field(default=None, alias="minst", ge=1, le=60)
    high: int | None = Field(default=None, alias="høyst", ge=1, le=60)
    months: list[int] | None = Field(default=None, alias="måneder")
    strength: Strength | None = Field(default=None, alias="styrke")
    from_year: int | None = Field(default=None, alias="fra år", ge=1990, le=2100)
    to_year: int | None = Field(default=None, alias="til år", ge=1990, le=2100)
    wording: str | None = Field(default=None, alias="ordlyd")


class MinutesRule(Part):
    by: str | None = Field(default=None, alias="skrives av")
    public: YesNo | None = Field(default=None, alias="offentlig")
    archived: YesNo | None = Field(default=None, alias="arkiveres")


class AttendanceRule(Part):
    """Some who come only in named months, and the people who do so now."""

    who: str = Field(alias="hvem")
    months: list[int] = Field(alias="måneder", min_length=1)
    holders: list[str] = Field(default=[], alias="innehavere")


class RotatingHost(Part):
    """Hosts in turn. `order_given` False: the agreement leaves the order open, and ours is a proposal."""

    hosts: list[str] = Field(alias="verter", min_length=2)
    order_given: YesNo = Field(alias="rekkefølgen står i avtalen")


class Confidentiality(Part):
    """On what basis named people may be discussed, in order of preference, and who records the reason."""

    bases: list[str] = Field(alias="grunnlag i rekkefølge", min_length=1)
    recorded_by: str | None = Field(default=None, alias="begrunnelsen føres av")
    concerns: str | None = Field(default=None, alias="gjelder")


class Forum(Part):
    """A meeting place. `name` is the agreement's word, `council_name` its full name in the app.

    `only_mentioned` marks one that the agreement names without any rule of its own; `unlisted` are people
    who take part without being in the agreement's list of members. Permanent members have declared confidentiality
    on paper, save those who have done it in the app or not yet.
    """

    name: str = Field(alias="navn", min_length=3)
    council_name: str = Field(alias="rådets navn", min_length=3)
    kind: ForumKind = Field(alias="type")
    owner: str = Field(alias="eier i Politiråd")
    only_mentioned: YesNo = Field(default=False, alias="bare nevnt")
    level: Level | None = Field(default=None, alias="nivå")
    parent: str | None = Field(default=None, alias="overordnet")
    organizations: list[str] = Field(alias="organisasjoner", min_length=1)
    founded: str | None = Field(default=None, alias="opprettet")
    purpose: str | None = Field(default=None, alias="formål")
    chair: str | None = Field(default=None, alias="leder")
    secretary: str | None = Field(default=None, alias="sekretær")
    caller: str | None = Field(default=None, alias="kaller inn")
    agenda_by: str | None = Field(default=None, alias="saksliste lages av")
    members: list[Member] = Field(default=[], alias="medlemmer")
    observers: list[str] = Field(default=[], alias="observatører")
    unlisted: list[str] = Field(default=[], alias="med uten å stå i avtalen")
    unlisted_secretary: str | None = Field(default=None, alias="sekretær uten å stå i medlemslisten")
    deputies_rule: str | None = Field(default=None, alias="om stedfortredere")
    representatives_rule: str | None = Field(default=None, alias="krav til representanter")
    cadence: list[Cadence] = Field(default=[], alias="møtehyppighet")
    notice_wording: str | None = Field(default=None, alias="ordlyd om varsel")
    agenda_deadline_days: int | None = Field(default=None, alias="saksliste sendes dager før", ge=0, le=90)
    item_deadline_days: int | None = Field(default=None, alias="saker meldes dager før", ge=0, le=90)
    items_reported_to: str | None = Field(default=None, alias="saker meldes til")
    minutes: MinutesRule | None = Field(default=None, alias="referat")
    standing_items: list[str] = Field(default=[], alias="faste saker")
    rotating_host: RotatingHost | None = Field(default=None, alias="vertskap på omgang")
    attendance_rules: list[AttendanceRule] = Field(default=[], alias="deltar bare enkelte måneder")
    two_part: YesNo = Field(default=False, alias="møtet har to deler")
    confidentiality: Confidentiality | None = Field(default=None, alias="taushetsplikt")
    decisions_rule: str | None = Field(default=None, alias="om beslutninger")
    reports_to: str | None = Field(default=None, alias="rapporterer til")
    declared_here: list[str] = Field(default=[], alias="taushetserklæring gitt i Politiråd")
    undeclared: list[str] = Field(default=[], alias="mangler taushetserklæring")
    minutes_open: YesNo = Field(default=False, alias="referatene vises for alle")

    @property
    def above(self) -> str | None:
        """The forum above it: the one that the agreement has it report to, else the one it is below."""
        return self.reports_to or self.parent
