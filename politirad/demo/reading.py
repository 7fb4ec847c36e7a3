"""Reading demo files: YAML text in, checked values out, or one sentence about the first mistake."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from politirad.demo.checks import mistakes_in, mistakes_in_people
from politirad.demo.course_checks import Mistake
from politirad.demo.named import mistakes_with_people
from politirad.demo.people import DemoPeople, Person
from politirad.demo.schema import DemoAgreement
from politirad.demo.yaml_tree import BadYaml, Place, Tree, read_tree

DATA = Path(__file__).parent / "data"
PEOPLE_FILE = "folk.yaml"
AGREEMENT_FILES = (
    "nedre_romerike.yaml",
    "lillestrom.yaml",
    "lorenskog.yaml",
    "stange.yaml",
    "sarpsborg.yaml",
)

SINGULAR = {
    "fora": "forum",
    "medlemmer": "medlem",
    "parter": "part",
    "underskrifter": "underskrift",
    "møter": "møte",
    "saker": "sak",
    "evalueringer": "evaluering",
    "kapitler": "kapittel",
    "kilder": "kilde",
    "merknader": "merknad",
    "møtehyppighet": "møtehyppighet",
    "områder": "område",
    "punkter": "punkt",
    "roller": "rolle",
    "målgrupper": "målgruppe",
    "forventninger": "forventning",
    "årsplaner": "årsplan",
    "temaer": "tema",
    "personer": "person",
    "organisasjoner": "organisasjon",
    "innehavere": "innehaver",
    "stedfortredere": "stedfortreder",
    "observatører": "observatør",
    "gjester": "gjest",
    "oppgaver": "oppgave",
    "deltakere": "deltaker",
    "skoleferier": "skoleferie",
    "kommuner": "kommune",
    "aktiviteter": "aktivitet",
    "kommentarer": "kommentar",
    "endringer": "endring",
    "henvendelser": "henvendelse",
}

Model = TypeVar("Model", bound=BaseModel)


class BadDemoFile(Exception):
    """A mistake in a demo file: one sentence in bokmål with file, line, place and reason."""


@dataclass(frozen=True)
class Demo:
    """All files together: the people, and the agreements by file name without ending."""

    people: DemoPeople
    agreements: dict[str, DemoAgreement]

    def person(self, key: str) -> Person:
        """The person with this key. Raises KeyError."""
        return next(person for person in self.people.people if person.key == key)


def read(path: Path) -> DemoAgreement:
    """The agreement file, checked for itself. Raises BadDemoFile."""
    tree, agreement = _read(path, DemoAgreement)
    _refuse(path, tree, mistakes_in(agreement))
    return agreement


def read_people(path: Path) -> DemoPeople:
    """The people file, checked for itself. Raises BadDemoFile."""
    tree, people = _read(path, DemoPeople)
    _refuse(path, tree, mistakes_in_people(people))
    return people


def read_all(folder: Path = DATA) -> Demo:
    """The people and the five agreements of a folder, checked together. Raises BadDemoFile."""
    people = read_people(folder / PEOPLE_FILE)
    agreements = {}
    for name in AGREEMENT_FILES:
        path = folder / name
        tree, agreement = _read(path, DemoAgreement)
        _refuse(path, tree, mistakes_in(agreement))
        _refuse(path, tree, mistakes_with_people(agreement, people))
        agreements[path.stem] = agreement
    return Demo(people, agreements)


def _read(path: Path, model: type[Model]) -> tuple[Tree, Model]:
    try:
        tree = read_tree(path)
    except BadYaml as error:
        raise BadDemoFile(_sentence(path, error.line, (), error.reason)) from None
    try:
        return tree, model.model_validate(tree.value)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(first["loc"])
        raise BadDemoFile(_sentence(path, tree.line_of(place), place, _reason(first, model))) from None


def _refuse(path: Path, tree: Tree, mistakes: Iterable[Mistake]) -> None:
    for place, reason in mistakes:
        raise BadDemoFile(_sentence(path, tree.line_of(place), place, reason))


def _sentence(path: Path, line: int | None, place: Place, reason: str) -> str:
    where = path.name + (f", linje {line}" if line else "")
    shown = shown_place(place)
    return f"{where}, {shown}: {reason}." if shown else f"{where}: {reason}."


def shown_place(place: Place) -> str:
    """``("fora", 1, "medlemmer", 2, "antall")`` as «forum 2 › medlem 3 › antall»."""
    shown: list[str] = []
    for part in place:
        if isinstance(part, int) and shown:
            shown[-1] = f"{SINGULAR.get(shown[-1], shown[-1])} {part + 1}"
        else:
            shown.append(str(part))
    return " › ".join(shown)


def _reason(error: ErrorDetails, model: type[BaseModel]) -> str:
    given, kind, context = error["input"], error["type"], error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "missing":
        return f"feltet «{name}» mangler"
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(name, _field_names(model), n=1)
        return f"feltet «{name}» er ukjent" + (f"; mente du «{close[0]}»?" if close else "").rstrip("?")
    if kind == "value_error":
        return str(context["error"])
    if kind in ("int_parsing", "int_type"):
        return f"«{given}» er ikke et helt tall" if given is not None else "her skal det stå et helt tall"
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        return f"tallet {given} er for {'lite' if 'ge' in context else 'stort'}; grensen er {limit}"
    if kind == "string_pattern_mismatch":
        return f"«{given}» har feil form"
    if kind in ("string_too_short", "string_too_long"):
        return f"teksten «{given}» er for {'kort' if kind == 'string_too_short' else 'lang'}"
    if kind == "too_short":
        return f"her trengs minst {context['min_length']}"
    if kind == "list_type":
        return "her skal det stå en liste"
    if kind in ("model_type", "dict_type"):
        return "her skal det stå felter med navn og innhold"
    if kind == "string_type":
        return "her skal det stå tekst"
    return f"«{given}» kan ikke brukes her"


def _field_names(model: type[BaseModel], seen: frozenset[type[BaseModel]] = frozenset()) -> set[str]:
    """Every field name of the model and of the models in it, as the files write them."""
    names: set[str] = set()
    for info in model.model_fields.values():
        names.add(str(info.alias))
        for inner in _models_in(info.annotation):
            if inner not in seen:
                names |= _field_names(inner, seen | {model})
    return names


def _models_in(annotation: object) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)
