"""YAML as plain text values with the line each value stands on.

Scalars stay text (``2025-02`` is no number, ``nei`` no truth value); an empty scalar is None. The schema
turns text into numbers where numbers are meant. Keys given twice, and keys that are not text, are refused.
"""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

Place = tuple[str | int, ...]
# The C loader reads ten times as fast and is in the package on all usual machines.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadYaml(Exception):
    """What is wrong (one clause in bokmål), and on which line, if known."""

    def __init__(self, reason: str, line: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass
class Tree:
    """A read file: its value, and the line of every place in it (counted from 1)."""

    value: object
    lines: dict[Place, int] = field(default_factory=dict)

    def line_of(self, place: Place) -> int | None:
        """The line of the place, or of the nearest place around it that exists."""
        for length in range(len(place), -1, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return None


def read_tree(path: Path) -> Tree:
    """The file as a tree. Raises BadYaml."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadYaml("filen finnes ikke", None) from None
    except UnicodeDecodeError:
        raise BadYaml("filen er ikke lagret som UTF-8", None) from None
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadYaml(
            "innrykk, kolon eller anførselstegn står feil",
            mark.line + 1 if mark else None,
        ) from None
    except yaml.YAMLError:
        raise BadYaml("filen har tegn som ikke er tillatt", None) from None
    if root is None:
        raise BadYaml("filen er tom", None)
    tree = Tree(None)
    tree.value = _value(root, (), tree.lines)
    return tree


def _value(node: yaml.Node, place: Place, lines: dict[Place, int]) -> object:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        empty = node.style is None and node.value in ("", "~", "null")
        return None if empty else node.value.strip()
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*place, index), lines) for index, child in enumerate(node.value)]
    assert isinstance(node, yaml.MappingNode)
    found: dict[str, object] = {}
    for key, child in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise BadYaml("et feltnavn må være ren tekst", line)
        if key.value in found:
            raise BadYaml(f"feltet «{key.value}» står to ganger", line)
        lines[(*place, key.value)] = line
        found[key.value] = _value(child, (*place, key.value), lines)
    return found
