"""One YAML file read strictly: plain values, and the line and column of each.

    bytes → text → events (refuse what configuration never needs) → nodes → plain values with places

The nodes are turned into values here, and not by ruamel's constructors, because only the nodes know where
they stand, and because a dozen lines then say all there is to know about types: YAML 1.2, so `no` and `09:00`
are texts.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor.settings.faults import SettingFault, key_text

MOST_BYTES = 1_000_000
_DEEPEST = 20
_LONGEST_NUMBER = 40
#: How keys begin that are told apart at a glance → the variable that holds them.
_TOKENS = {
    "SLACK_BOT_TOKEN": r"xox[a-z]-|xapp-",
    "X_BEARER_TOKEN": "A{20}",
    "WEBHOOK_SECRET": "whsec_",
    "WRITER_API_KEY": r"\bsk-[A-Za-z0-9_-]{16}",
    "TELEGRAM_BOT_TOKEN": r"\b[0-9]{6,20}:[A-Za-z0-9_-]{30}",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TOKENS.items()))
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Loc = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one file, and where they stand.

    Args:
        file: the path as it was given.
        values: texts, numbers, booleans, None, tuples and dicts.
        places: for each path, line and column (from 1) of its key, or of the item in a list.
    """

    file: str
    values: dict[str, Any]
    places: dict[Loc, Place]

    def fault(self, loc: Loc, found: str, allowed: str) -> SettingFault:
        """Make a fault that points at `loc`, or, where the file does not hold it, at its nearest parent."""
        held = loc
        while held and held not in self.places:
            held = held[:-1]
        line, column = self.places.get(held, (1, 1))
        return SettingFault(self.file, line, column, key_text(loc), found, allowed)


class _Unreadable(Exception):
    """The file cannot be understood at all; `place` is where reading ended, if inside it."""

    def __init__(self, place: Place | None, found: str, allowed: str) -> None:
        super().__init__(found)
        self.place, self.found, self.allowed = place, found, allowed


def read(path: Path, faults: list[SettingFault]) -> Document | None:
    """Read one YAML file.

    Args:
        path: of the file.
        faults: gets what is wrong with the file.

    Returns:
        The document; None where the file cannot be understood. Of a duplicate key the first one counts.
    """
    file = str(path)
    try:
        text = _text(path)
        with _told(text):
            unwanted = list(_unwanted(file, text))
            node = None if unwanted else _yaml().compose(text)
        if unwanted:
            faults.extend(unwanted)
            return None
        root = _root(node)
    except _Unreadable as error:
        line, column = error.place or (None, None)
        faults.append(SettingFault(file, line, column, "", error.found, error.allowed))
        return None
    document = Document(file, {}, {})
    document.values.update(_Builder(document, faults).mapping(root, ()))
    return document


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _Unreadable(None, "no such file", "`monitor init` writes a commented one") from None
    except OSError as error:
        raise _Unreadable(None, f"cannot be read: {error.strerror}", "must be a readable file") from None
    if len(data) > MOST_BYTES:
        raise _Unreadable(None, "too large", f"at most {MOST_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_of(data[: error.start].decode("utf-8", "ignore"), error.start)
        raise _Unreadable(place, "not UTF-8", "save the file as UTF-8") from None
    if tab := re.search(r"^ *\t", text, re.MULTILINE):
        raise _Unreadable(_place_of(text, tab.end() - 1), "a tab in the indentation", "indent with spaces")
    if bad := _UNREADABLE.search(text):
        raise _Unreadable(_place_of(text, bad.start()), "an unprintable character", "delete it")
    return text


def _root(node: Node | None) -> MappingNode:
    if isinstance(node, MappingNode):
        return node
    kind = "a list" if isinstance(node, SequenceNode) else "a single value"
    found = f"{kind} at the top" if node is not None and node.value else "an empty file"
    raise _Unreadable((1, 1), found, "must be a mapping of keys to values")


@contextlib.contextmanager
def _told(text: str) -> Iterator[None]:
    """Turn what the parser raises into a place and a sentence."""
    try:
        yield
    except MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark)
        raise _Unreadable(place, f"not YAML: {error.problem}", _cure(text, place[0])) from None
    except (YAMLError, ValueError, OverflowError):
        # a few malformed escapes and directives surface without a place, some as Python's own errors
        raise _Unreadable((1, 1), "not YAML", "check escapes and directives") from None


def _unwanted(file: str, text: str) -> Iterator[SettingFault]:
    """Find what YAML has and configuration does not need: each could make a file mean more than it shows."""
    depth = 0
    for event in _yaml().parse(text):
        found = ""
        if isinstance(event, DocumentStartEvent) and (event.version or event.tags):
            found = "a YAML directive"
        elif isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            found = "an anchor or alias"
        elif getattr(event, "tag", None):
            found = "a tag"
        if found:
            yield SettingFault(file, *_place(event.start_mark), "", found, "write the value out plainly")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            yield SettingFault(
                file, *_place(event.start_mark), "", "nested too deeply", f"at most {_DEEPEST} levels"
            )
            return


@dataclass(frozen=True, slots=True)
class _Builder:
    document: Document
    faults: list[SettingFault]

    def mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _place(key_node.start_mark)
            plain = isinstance(key_node, ScalarNode) and not str(key_node.tag).endswith(":merge")
            if not plain or not key_node.value:
                self._refuse(loc, place, "a key that is not a plain text", "must be the name of a setting")
                continue
            key = self.text(key_node, (*loc, key_node.value))
            here = (*loc, key)
            if key in values:
                first, _ = self.document.places[here]
                self._refuse(here, place, "duplicate key", f"stands already on line {first}; keep one")
                continue
            self.document.places[here] = place
            values[key] = self.value(value_node, here)
        return values

    def value(self, node: Node, loc: Loc) -> Any:
        if isinstance(node, MappingNode):
            return self.mapping(node, loc)
        if isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                self.document.places[(*loc, index)] = _place(item.start_mark)
            return tuple(self.value(item, (*loc, index)) for index, item in enumerate(node.value))
        assert isinstance(node, ScalarNode)
        return _plain(str(node.tag).rpartition(":")[2], self.text(node, loc))

    def text(self, node: ScalarNode, loc: Loc) -> str:
        text = str(node.value)
        place = _place(node.start_mark)
        if _UNREADABLE.search(text):
            self._refuse(loc, place, "an unprintable character", "must be readable text")
        if token := _TOKEN.search(text):
            variable = token.lastgroup
            self._refuse(
                loc, place, "looks like a secret", f"set {variable} or {variable}_FILE in the environment"
            )
        return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)

    def _refuse(self, loc: Loc, place: Place, found: str, allowed: str) -> None:
        self.faults.append(SettingFault(self.document.file, *place, key_text(loc), found, allowed))


def _plain(kind: str, text: str) -> bool | int | float | str | None:
    """Give a scalar the value that YAML 1.2 sees in it; `1_000` and numbers of absurd length stay texts."""
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind not in ("int", "float") or "_" in text or len(text) > _LONGEST_NUMBER:
        return text
    lower = text.lower()
    if kind == "int":
        return int(lower, 0 if lower.lstrip("+-")[:2] in ("0x", "0o", "0b") else 10)
    return float(lower.replace(".inf", "inf").replace(".nan", "nan"))


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _place_of(text: str, position: int) -> Place:
    before = text[:position]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _cure(text: str, line: int) -> str:
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in here:
        return "use spaces, not tabs"
    if re.search(r":\s+[@`%]|-\s+[@`%]", here):
        return "put a value that begins with a sign in quotes"
    return "check indentation, quotes and brackets on and above this line"
