"""Reading demo files: the five are sound, and each kind of mistake gives one sentence with file, place and reason."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from politirad.demo.reading import DATA, BadDemoFile, read, read_all, read_people, shown_place

Edit = Callable[[str], str]


def swap(old: str, new: str) -> Edit:
    """An edit that must find what it replaces, once at least."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


BAD: list[tuple[str, str, Edit, str, str]] = [
    (
        "number in letters",
        "stange.yaml",
        swap("rolle: SLT-koordinator, side: kommune, antall: 1", "rolle: SLT-koordinator, side: kommune, antall: én"),
        "forum 1 › medlem 3 › antall",
        "«én» er ikke et helt tall",
    ),
    ("unknown field", "lorenskog.yaml", swap("    leder: ordfører", "    ledar: ordfører"), "forum 1", "mente du «leder»"),
    ("missing field", "stange.yaml", swap("  språk: bokmål\n", ""), "avtale › språk", "feltet «språk» mangler"),
    ("word not known", "stange.yaml", swap("nivå: strategisk", "nivå: øverst"), "forum 1 › nivå", "strategisk"),
    ("neither yes nor no", "stange.yaml", swap("offentlig: ja", "offentlig: true"), "offentlig", "ja eller nei"),
    (
        "month thirteen",
        "lorenskog.yaml",
        swap("måneder: [2, 6, 11]", "måneder: [2, 6, 13]"),
        "forum 1 › møtehyppighet 1 › måneder 3",
        "13 er ikke en måned",
    ),
    (
        "cadence without number",
        "sarpsborg.yaml",
        swap("form: antall i året, antall: 4,", "form: antall i året,"),
        "møtehyppighet 1",
        "må si hvor mange",
    ),
    (
        "signatory is no party",
        "nedre_romerike.yaml",
        swap("{part: Nittedal kommune,", "{part: Gjerdrum kommune,"),
        "avtale › underskrift 7 › part",
        "er ikke part i avtalen",
    ),
    (
        "signed but nobody signed",
        "sarpsborg.yaml",
        swap("rolle: stasjonssjef, person: stasjonssjef.sarpsborg, måte: i Politiråd", "rolle: stasjonssjef"),
        "avtale › underskrift 2",
        "hvem som skrev under",
    ),
    (
        "date does not fit its precision",
        "stange.yaml",
        swap('dato: "2025-02"', 'dato: "2025"'),
        "avtale › signert › dato",
        "passer ikke med presisjonen",
    ),
    ("period backwards", "stange.yaml", swap('til: "2027"', 'til: "2024"'), "gyldighet › til", "før den begynner"),
    (
        "parent does not exist",
        "sarpsborg.yaml",
        swap("overordnet: Politirådet", "overordnet: Styringsgruppen"),
        "forum 2 › overordnet",
        "ikke et annet forum",
    ),
    ("reports to nobody", "stange.yaml", swap("til: Politiråd", "til: Ingen"), "rapporterer til", "annet forum"),
    (
        "chair is no member",
        "sarpsborg.yaml",
        swap("leder: ordfører", "leder: rådmann"),
        "forum 1 › leder",
        "ikke blant medlemmene",
    ),
    (
        "too many on the seats",
        "lorenskog.yaml",
        swap("innehavere: [kommunedirektor.lorenskog]", "innehavere: [kommunedirektor.lorenskog, slt.lorenskog]"),
        "forum 1 › medlem 2 › innehavere",
        "2 personer på 1 plasser",
    ),
    (
        "person does not exist",
        "lorenskog.yaml",
        swap("innehavere: [oppvekst.lorenskog]", "innehavere: [oppvekst.lørenskog]"),
        "forum 1 › medlem 3 › innehaver 1",
        "finnes ikke i folk.yaml",
    ),
    (
        "meeting of an unknown forum",
        "stange.yaml",
        swap("    - forum: SLT-møte\n", "    - forum: SLT-møtet\n"),
        "› forum",
        "ikke et forum i filen",
    ),
    (
        "meeting ends before it begins",
        "sarpsborg.yaml",
        swap('til: "11:00"', 'til: "08:00"'),
        "liv › møte 1 › til",
        "slutter 08:00",
    ),
    (
        "date rule",
        "stange.yaml",
        swap("siste torsdag i november i fjor", "siste torsdag i november"),
        "liv › møte 1 › dato",
        "ikke en dato vi forstår",
    ),
    (
        "closed item in an open forum",
        "stange.yaml",
        swap("type: drøfting\n", "type: drøfting\n          del: 2\n"),
        "› del",
        "ikke møter i to deler",
    ),
    (
        "closed item without basis",
        "lillestrom.yaml",
        swap("          samtykke:\n            referanse: Samtykke S-014 i barneverntjenestens fagsystem\n            gitt: 1. oktober i år\n            gjelder til: 31. desember i år\n            deltakere: [slt.lillestrom, barnevern.lillestrom, skolehelse.lillestrom, politikontakt.lillestrom]\n", ""),
        "› sak 3",
        "trenger samtykke eller hjemmel",
    ),
    (
        "a birth number",
        "stange.yaml",
        swap("Hva er åpent i romjulen", "Gjelder 01017012345. Hva er åpent i romjulen"),
        "› sak 1",
        "kan være et fødselsnummer",
    ),
    (
        "answer for a stranger",
        "nedre_romerike.yaml",
        swap("{part: Lørenskog kommune, person: slt.lorenskog, dato", "{part: Lørenskog kommune, person: slt.nittedal, dato"),
        "avtale › høring › svar 1 › person",
        "hører ikke til Lørenskog kommune",
    ),
    (
        "hearing ends before it begins",
        "lillestrom.yaml",
        swap("avsluttet: for 16 uker siden", "avsluttet: for 36 uker siden"),
        "etterfølger › høring › avsluttet",
        "før den ble sendt",
    ),
    (
        "open hearing on a frozen text",
        "lillestrom.yaml",
        swap("    avsluttet: for 16 uker siden\n", ""),
        "etterfølger › høring",
        "bare et utkast kan være på høring",
    ),
    (
        "decision without outcome",
        "lillestrom.yaml",
        swap("      utfall: vedtatt med endringer\n", ""),
        "politisk behandling 1",
        "hører sammen",
    ),
    (
        "remark beside no section",
        "nedre_romerike.yaml",
        swap("- kapittel: Innsatsområder", "- kapittel: Innsatsområde"),
        "avtale › kommentar 2 › kapittel",
        "ikke noe kapittel «Innsatsområde»",
    ),
    (
        "published though nobody signed",
        "nedre_romerike.yaml",
        swap("  påbegynt: for 14 uker siden\n", "  i avtaleregisteret: ja\n"),
        "avtale › i avtaleregisteret",
        "bare en signert avtale",
    ),
    (
        "revision of a section that is not there",
        "sarpsborg.yaml",
        swap("    - kapittel: Gyldighet\n      tekst", "    - kapittel: Varighet\n      tekst"),
        "revisjon under arbeid › endring 2 › kapittel",
        "ikke noe kapittel «Varighet»",
    ),
    (
        "put off without a reason",
        "lorenskog.yaml",
        swap("          begrunnelse: Vi tar saken i februar, når politiet har tallene for hele året.\n", ""),
        "› begrunnelse",
        "trenger en begrunnelse",
    ),
    (
        "the police comment unasked",
        "sarpsborg.yaml",
        swap("      politiets gjennomgang: gjort\n", ""),
        "› sak 2 › politiets merknad",
        "ikke bedt om",
    ),
    (
        "published where minutes are not shown",
        "stange.yaml",
        swap("    referatene vises for alle: ja\n", ""),
        "› referatet er publisert",
        "kan publiseres",
    ),
    (
        "remark on an item that was not there",
        "nedre_romerike.yaml",
        swap("          sak: Orientering til det felles politirådet\n          tekst", "          sak: Orientering til rådet\n          tekst"),
        "› merknader til referatet 2 › sak",
        "ikke saken «Orientering til rådet»",
    ),
    (
        "refused letter to somebody not called",
        "lillestrom.yaml",
        swap("{person: vgs3.akershus, svar fra tjeneren", "{person: ordforer.lillestrom, svar fra tjeneren"),
        "› brev som ikke kom fram 1 › person",
        "blir ikke kalt inn",
    ),
    (
        "declaration of a stranger",
        "lillestrom.yaml",
        swap("mangler taushetserklæring: [politikontakt.lillestrom,", "mangler taushetserklæring: [ordforer.lillestrom,"),
        "› mangler taushetserklæring 1",
        "ikke medlem av forumet",
    ),
    ("key twice", "stange.yaml", swap("  språk: bokmål\n", "  språk: bokmål\n  språk: nynorsk\n"), "linje 9", "to ganger"),
    ("broken indent", "stange.yaml", swap("  språk: bokmål\n", "   språk: bokmål\n"), "linje", "innrykk"),
    ("organisation does not exist", "folk.yaml", swap("organisasjon: Stange kommune", "organisasjon: Stange"), "person", "organisasjonene"),
    ("person twice", "folk.yaml", swap("nøkkel: skole.stange", "nøkkel: slt.stange"), "› nøkkel", "brukt to ganger"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the demo's own files."""
    for path in DATA.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_the_five_are_read_with_their_people() -> None:
    demo = read_all()
    found = {name: len(one.agreement.parties) for name, one in demo.agreements.items()}
    assert found == {"nedre_romerike": 7, "lillestrom": 2, "lorenskog": 2, "stange": 2, "sarpsborg": 2}
    assert demo.person("slt.lorenskog").email == "slt.lorenskog@politirad.example"


def test_slt_meeting_of_lillestrom_seats_31_people() -> None:
    forum = next(one for one in read(DATA / "lillestrom.yaml").forums if one.name == "SLT-møtet")
    seats = sum(member.count or 0 for member in forum.members)
    people = {person for member in forum.members for person in member.holders}
    assert (seats, len(people)) == (31, 31)


@pytest.mark.parametrize(
    ("name", "edit", "place", "reason"), [case[1:] for case in BAD], ids=[c[0] for c in BAD]
)
def test_mistake_gives_one_sentence(folder: Path, name: str, edit: Edit, place: str, reason: str) -> None:
    path = folder / name
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(BadDemoFile) as caught:
        read_all(folder)
    sentence = str(caught.value)
    assert sentence.startswith(f"{name}, linje ")
    assert place in sentence
    assert reason in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_line_is_the_line_of_the_mistake(folder: Path) -> None:
    path = folder / "lorenskog.yaml"
    text = path.read_text(encoding="utf-8")
    line = text[: text.index("nivå: regionalt")].count("\n") + 1
    path.write_text(text.replace("nivå: regionalt", "nivå: nasjonalt"), encoding="utf-8")
    with pytest.raises(BadDemoFile, match=f"linje {line}, forum 2 › nivå: "):
        read(path)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "filen er tom"), (b"\xff\xfe\x00", "UTF-8"), (None, "finnes ikke")]
)
def test_file_that_is_no_demo_file(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "folk.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadDemoFile, match=reason):
        read_people(path)


def test_place_is_shown_with_singular_words_and_numbers_from_one() -> None:
    assert shown_place(("fora", 1, "medlemmer", 2, "antall")) == "forum 2 › medlem 3 › antall"
