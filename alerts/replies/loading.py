"""Reading `config/replies/<language>.yaml`: every fault at once, with file, line and what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import regex
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from alerts.replies.linting import hear
from alerts.replies.wording import ANY, GAP, SECTIONS, TIMES, TONES, Part, Replies, Section, Wording
from alerts.text import one_line

_FILE_BYTES, _LINE = 200_000, 400
_LISTS = ("items", "owners", "times")
_TOP = ("language", *_LISTS, *SECTIONS)
_LANGUAGE = regex.compile(r"[a-z]{2,3}")
_TOPIC = regex.compile(r"[a-z][a-z0-9_]*")
#: What no line may hold: it would change what stands around it, or cannot be seen.
_UNSEEN = regex.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")


class FaultyReplies(ValueError):
    """The reply files cannot be used; `faults` tells each: file, line, what is wrong, what is allowed."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def load(directory: Path, *, over: Replies | None = None) -> dict[str, Wording]:
    """Read every `*.yaml` of `directory`.

    Args:
        over: what a file need not say again: its sections, and topics of sections, stand in place of these; languages
            without a file are taken as they are.

    Raises:
        FaultyReplies: all faults of all files at once.
    """
    faults: list[str] = []
    replies: dict[str, Wording] = {}
    for path in sorted(directory.glob("*.yaml")):
        reader = _Reader(path)
        wording = reader.wording(over or {})
        if wording and wording.language in replies:
            reader.fault(None, f"language {wording.language!r} stands in another file already")
        elif wording:
            replies[wording.language] = wording
            hear(wording)
        faults += reader.faults
    if not faults and not replies and over is None:
        faults.append(f"{directory}: no reply files; at least one <language>.yaml is needed")
    if faults:
        raise FaultyReplies(faults)
    return {**(over or {}), **replies}


class _Reader:
    """Reads one file, collecting its faults with their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []
        self._whole = True

    def fault(self, line: int | None, what: str) -> None:
        self.faults.append(f"{self.path}{'' if line is None else f':{line}'}: {what}")

    def wording(self, over: Replies) -> Wording | None:
        tree = self._tree()
        under = over.get(str(tree.get("language"))) if isinstance(tree, CommentedMap) else None
        self._whole = under is None
        top = self._table(tree, 1, "the file", _TOP)
        language = top.get("language")
        if "language" in top and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
            self.fault(
                _line(top, "language"), f"language {language!r}: two or three small letters, as in 'tr'"
            )
        sections = {
            name: parts
            for section, shape in SECTIONS.items()
            if section in top
            for name, parts in self._section(top, section, shape)
        }
        items = self._words(top, "items")
        owners = self._words(top, "owners", needed=(ANY,), topics=True)
        times = self._words(top, "times", needed=TIMES)
        if self.faults:
            return None
        own = Wording(language=str(language), sections=sections, items=items, owners=owners, times=times)
        return own if under is None else own.over(under)

    def _tree(self) -> Any:
        try:
            data = self.path.read_bytes()
            if len(data) > _FILE_BYTES:
                self.fault(None, f"{len(data)} bytes; at most {_FILE_BYTES} are allowed")
                return None
            text = data.decode()
            yaml = YAML(typ="rt", pure=True)
            if any(getattr(event, "anchor", None) for event in yaml.parse(text)):
                self.fault(None, "anchors and aliases are not allowed; write the text out")
                return None
            return YAML(typ="rt", pure=True).load(text)
        except (OSError, UnicodeDecodeError) as error:
            self.fault(None, f"cannot be read: {error}")
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = one_line(str(getattr(error, "problem", None) or type(error).__name__))
            self.fault(mark.line + 1 if mark else None, f"is not valid YAML: {problem}")
        return None

    def _table(
        self, value: Any, line: int, name: str, needed: Sequence[str], *, topics: bool = False
    ) -> CommentedMap:
        """Give `value` if it is a table with the keys that are needed, and no other unless it may name topics.

        Over the wording of another file any may be left out.
        """
        allowed = ", ".join(needed) + (" and topics" if topics else "")
        if not isinstance(value, CommentedMap):
            if value is not None or not self.faults:
                self.fault(line, f"{name} must hold the keys {allowed}")
            return CommentedMap()
        for key in value:
            if key not in needed and not (topics and _TOPIC.fullmatch(str(key))):
                self.fault(_line(value, key), f"unknown key {str(key)!r} in {name}; allowed: {allowed}")
        for key in needed:
            if self._whole and key not in value:
                self.fault(value.lc.line + 1, f"{name} lacks the key {key!r}")
        return value

    def _section(self, top: CommentedMap, name: str, shape: Section) -> Iterator[tuple[str, list[Part]]]:
        if not shape.keys:
            yield name, self._parts(top, name, name, shape)
            return
        table = self._table(top[name], _line(top, name), name, shape.keys, topics=ANY in shape.keys)
        for key in table:
            yield f"{name}.{key}", self._parts(table, key, f"{name}.{key}", shape)

    def _parts(self, table: CommentedMap, key: str, name: str, shape: Section) -> list[Part]:
        gaps, needs = shape.gaps, shape.needs
        if name.startswith("greeting."):
            gaps, needs = (gaps, "name") if key == "named" else (frozenset(), "")
        parts: dict[str, Part] = {}
        for line, value in self._rows(table, key, name):
            tone = None
            if isinstance(value, CommentedMap) and len(value) == 1 and next(iter(value)) in TONES:
                ((tone, value),) = value.items()
            if not isinstance(value, str) or not value.strip():
                self.fault(
                    line, f"{name}: a line must be text, or {' or '.join(f'{t}: text' for t in TONES)}"
                )
                continue
            part = Part(name, value.strip(), tone, f"{self.path}:{line}")
            if self._sound(part, line, gaps, needs):
                if part.id in parts:
                    self.fault(line, f"{name}: this line stands twice")
                parts[part.id] = part
        return list(parts.values())

    def _sound(self, part: Part, line: int, gaps: frozenset[str], needs: str) -> bool:
        allowed = ", ".join(f"{{{gap}}}" for gap in sorted(gaps)) or "none"
        before = len(self.faults)
        if len(part.text) > _LINE:
            self.fault(line, f"{part.section}: {len(part.text)} characters; at most {_LINE} are allowed")
        if unseen := _UNSEEN.search(part.text):
            self.fault(line, f"{part.section}: the character U+{ord(unseen.group()):04X} is not allowed")
        for gap in sorted(part.gaps - gaps):
            self.fault(line, f"{part.section}: unknown gap {{{gap}}}; gaps allowed: {allowed}")
        if any(brace in GAP.sub("", part.text) for brace in "{}"):
            self.fault(line, f"{part.section}: a brace that is no gap; gaps allowed: {allowed}")
        if needs and needs not in part.gaps:
            self.fault(line, f"{part.section}: the gap {{{needs}}} is missing")
        return len(self.faults) == before

    def _words(
        self, top: CommentedMap, name: str, *, needed: Sequence[str] = (), topics: bool = False
    ) -> dict[Any, tuple[str, ...]]:
        """A table of plain lists of words."""
        if name not in top:
            return {}
        table = top[name]
        if needed or not isinstance(table, CommentedMap):
            table = self._table(table, _line(top, name), name, needed or ("phrase",), topics=topics)
        found: dict[str, tuple[str, ...]] = {}
        for key in table:
            rows = list(self._rows(table, key, f"{name}.{key}"))
            words = [str(word).strip() for _, word in rows if isinstance(word, str) and word.strip()]
            for text in (str(key), *words):
                if "{" in text or "}" in text or _UNSEEN.search(text) or len(text) > _LINE // 4:
                    self.fault(
                        _line(table, key), f"{name}.{key}: plain words without gaps, at most {_LINE // 4}"
                    )
            if len(words) < len(rows):
                self.fault(_line(table, key), f"{name}.{key}: each must be text, and not empty")
            found[str(key)] = tuple(words)
        return found

    def _rows(self, table: CommentedMap, key: str, name: str) -> Iterator[tuple[int, Any]]:
        rows = table[key]
        if not (isinstance(rows, CommentedSeq) and rows):
            self.fault(_line(table, key), f"{name} must be a list of at least one line")
            return
        for number, row in enumerate(rows):
            yield rows.lc.data[number][0] + 1, row


def _line(table: CommentedMap, key: str) -> int:
    """The line of a key; the first where it stands nowhere, as one that was merged in."""
    places = table.lc.data or {}
    return int(places[key][0]) + 1 if key in places else 1
