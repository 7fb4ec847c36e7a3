"""What a demo file of an agreement may contain: the agreement's facts, its forums and its demo life.

Field names in the files are bokmål (the aliases below); a field that is left out is silence, a value of
its own that is never filled with a default. Unknown fields are refused. What one field alone cannot tell
(that a signatory's party is a party, that an office holder exists) is checked in ``checks``.
"""

from pydantic import Field

from politirad.demo.course import Hearing, OngoingRevision, TextRemark, Treatment
from politirad.demo.dates import DateRule
from politirad.demo.forums import Forum
from politirad.demo.life import Life
from politirad.demo.part import Part
from politirad.demo.words import (
    AgreementKind,
    AgreementState,
    AreaKind,
    Effect,
    EvaluationKind,
    FindingCode,
    Language,
    PartyKind,
    Precision,
    RevisionKind,
    SigningWay,
    YesNo,
)


class Party(Part):
    """One who agrees. `number`: kommunenummer (4 digits) or fylkesnummer (2) as text; none for police. `own_name`: what
    the agreement calls it, where that is another name than the register's."""

    name: str = Field(alias="navn", min_length=2)
    kind: PartyKind = Field(alias="type")
    number: str | None = Field(default=None, alias="nummer", pattern=r"^(\d{2}|\d{4})$")
    within: str | None = Field(default=None, alias="hører til")
    own_name: str | None = Field(default=None, alias="navn i avtalen")


class Signatory(Part):
    """One line to sign. `person` is a key of the people file; who has not signed has no `signed_on`."""

    party: str = Field(alias="part")
    role: str = Field(alias="rolle")
    person: str | None = Field(default=None, alias="person")
    way: SigningWay | None = Field(default=None, alias="måte")


class SignedOn(Part):
    """The date by the signatures, cut to its precision: ``2025-02`` has precision month."""

    date: str = Field(alias="dato", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    precision: Precision = Field(alias="presisjon")
    place: str | None = Field(default=None, alias="sted")


class Validity(Part):
    """The period as the text has it; ends are years or days. `source` says where in the text it stands."""

    start: str | None = Field(default=None, alias="fra", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    end: str | None = Field(default=None, alias="til", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    open_ended: YesNo = Field(default=False, alias="til oppsigelse")
    source: str | None = Field(default=None, alias="hvor det står")


class Predecessor(Part):
    title: str = Field(alias="tittel")
    date: str | None = Field(default=None, alias="dato", pattern=r"^\d{4}-\d{2}-\d{2}$")


class Termination(Part):
    """Who may end the agreement; `notice_days` None means that no notice period is agreed."""

    by: str = Field(alias="av")
    notice_days: int | None = Field(default=None, alias="frist i dager", ge=0)


class Areas(Part):
    """A list of areas under the agreement's own word for them."""

    kind: AreaKind = Field(alias="type")
    own_word: str = Field(alias="avtalens ord")
    texts: list[str] = Field(alias="punkter", min_length=1)


class TargetGroup(Part):
    text: str = Field(alias="tekst")
    concerns: str | None = Field(default=None, alias="gjelder")
    age_from: int | None = Field(default=None, alias="fra alder", ge=0, le=120)
    age_to: int | None = Field(default=None, alias="til alder", ge=0, le=120)


class RoleTasks(Part):
    """What the agreement asks of a role: tasks in order, position size, further duties."""

    role: str = Field(alias="rolle")
    position: str | None = Field(default=None, alias="stilling")
    tasks: list[str] = Field(default=[], alias="oppgaver")
    duties: list[str] = Field(default=[], alias="andre ansvar")


class Expectation(Part):
    who: str = Field(alias="hvem")
    text: str = Field(alias="tekst")


class Evaluation(Part):
    kind: EvaluationKind = Field(alias="når")
    what: str | None = Field(default=None, alias="hva")
    written: YesNo | None = Field(default=None, alias="skriftlig")
    by: list[str] = Field(default=[], alias="av")
    concerns: str | None = Field(default=None, alias="gjelder forum")


class Revision(Part):
    kind: RevisionKind = Field(alias="når")
    years: int | None = Field(default=None, alias="år", ge=1, le=20)
    wording: str | None = Field(default=None, alias="ordlyd")


class Reference(Part):
    """A source. `url` is exact, also where the agreement's own address is misspelt."""

    title: str = Field(alias="tittel")
    url: str | None = Field(default=None, alias="adresse", pattern=r"^https?://\S+$")
    read_on: str | None = Field(default=None, alias="lest", pattern=r"^\d{4}-\d{2}-\d{2}$")


class Attachment(Part):
    number: int = Field(alias="nummer", ge=1)
    title: str = Field(alias="tittel")
    changed_without_signing: YesNo | None = Field(default=None, alias="kan endres uten ny signering")
    mirrors_forums: YesNo = Field(default=False, alias="viser møteplassene")


class Section(Part):
    """A heading with its text in the light form of ``prose``; `attachment` is the one it belongs to."""

    level: int = Field(alias="nivå", ge=1, le=4)
    heading: str = Field(alias="overskrift", min_length=2)
    attachment: int | None = Field(default=None, alias="vedlegg")
    text: str = Field(default="", alias="tekst")


class Finding(Part):
    code: FindingCode = Field(alias="kode")
    message: str = Field(alias="melding")


class Agreement(Part):
    """One agreement text with all its facts. `owner` is the organisation that keeps it in the app."""

    title: str = Field(alias="tittel", min_length=4)
    short_title: str = Field(alias="kort tittel", min_length=4, max_length=80)
    kind: AgreementKind = Field(alias="type")
    language: Language = Field(alias="språk")
    state: AgreementState = Field(alias="tilstand")
    owner: str = Field(alias="eier i Politiråd")
    parties: list[Party] = Field(alias="parter", min_length=2)
    signatories: list[Signatory] = Field(alias="underskrifter", min_length=1)
    signed_on: SignedOn | None = Field(default=None, alias="signert")
    valid: Validity | None = Field(default=None, alias="gyldighet")
    predecessor: Predecessor | None = Field(default=None, alias="erstatter")
    termination: Termination | None = Field(default=None, alias="oppsigelse")
    formal_owner: str | None = Field(default=None, alias="formell eier av politirådet")
    delegation: str | None = Field(default=None, alias="politirådet kan bestemme selv", max_length=500)
    supports: str | None = Field(default=None, alias="støtter")
    areas: list[Areas] = Field(default=[], alias="områder")
    target_groups: list[TargetGroup] = Field(default=[], alias="målgrupper")
    role_tasks: list[RoleTasks] = Field(default=[], alias="roller")
    expectations: list[Expectation] = Field(default=[], alias="forventninger")
    evaluations: list[Evaluation] = Field(default=[], alias="evaluering")
    revisions: list[Revision] = Field(default=[], alias="revisjon")
    references: list[Reference] = Field(default=[], alias="kilder")
    attachments: list[Attachment] = Field(default=[], alias="vedlegg")
    sections: list[Section] = Field(alias="kapitler", min_length=1)
    findings: list[Finding] = Field(default=[], alias="merknader")
    begun: DateRule | None = Field(default=None, alias="påbegynt")
    remarks: list[TextRemark] = Field(default=[], alias="kommentarer")
    hearing: Hearing | None = Field(default=None, alias="høring")
    treatments: list[Treatment] = Field(default=[], alias="politisk behandling")
    published: YesNo = Field(default=False, alias="i avtaleregisteret")


class Change(Part):
    """One section of an addendum. `section` is the chapter that it changes, or that a new one follows."""

    effect: Effect = Field(alias="virkning")
    section: str | None = Field(default=None, alias="kapittel")
    heading: str | None = Field(default=None, alias="overskrift")
    level: int = Field(default=1, alias="nivå", ge=1, le=4)
    text: str = Field(default="", alias="tekst")


class Addendum(Part):
    """One addendum to the file's agreement, signed by those who signed that."""

    signed_on: SignedOn = Field(alias="signert")
    changes: list[Change] = Field(alias="endringer", min_length=1)


class DemoAgreement(Part):
    """A whole file: the agreement, a successor or a revision if one is under way, the forums, and the demo life in them."""

    agreement: Agreement = Field(alias="avtale")
    successor: Agreement | None = Field(default=None, alias="etterfølger")
    revision: OngoingRevision | None = Field(default=None, alias="revisjon under arbeid")
    addenda: list[Addendum] = Field(default=[], alias="tillegg")
    forums: list[Forum] = Field(alias="fora", min_length=1)
    life: Life = Field(alias="liv")
