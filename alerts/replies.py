"""Drafts of replies: the operators' wording, its gaps filled, offered to a person who edits and decides.

    config/replies/<language>.yaml  → load →  Replies  → draft →  ReplyDraft

Pure but for `load`. No text of a post ever enters a draft; of its author only a name that looks like one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

import emoji
import regex
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from alerts.text import clean, one_line, truncate

GREETING_GAPS = frozenset({"name"})
REPLY_GAPS = frozenset({"greeting", "brand", "contact", "signature"})

_FILE_BYTES, _DRAFT, _NAME, _NAME_WORDS = 200_000, 2000, 40, 4
_ID = regex.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = regex.compile(r"[a-z]{2,3}")

# Drafts are plain text: each place escapes them as it escapes everything else.
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


class FaultyReplies(ValueError):
    """The reply files cannot be used; `faults` tells each: file, line, what is wrong, what is allowed."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTemplate:
    """Operators' wording with gaps; `id` is unique within its language."""

    id: str
    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All wording of one language."""

    language: str
    named: Template
    unnamed: Template
    templates: tuple[ReplyTemplate, ...]


#: By language code; never empty.
Replies = Mapping[str, Wording]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """A filled template: which one, in which language, and the text to send."""

    template_id: str
    language: str
    text: str


def draft(
    replies: Replies,
    *,
    language: str,
    author_name: str,
    brand: str,
    contact: str,
    signature: str,
    seed: int,
    avoid: Collection[str] = (),
    fallback: str = "en",
) -> ReplyDraft:
    """Fill a reply for one complaint; the same arguments give the same draft.

    Args:
        replies: as loaded, perhaps with a brand's own wording over it.
        language: of the complaint; where there is no wording for it, `fallback` and then English stand in.
        author_name: the display name as the platform gave it; a name that looks like none is left out.
        brand, contact, signature: how the brand is called, where to write privately, who signs.
        seed: picks the variant.
        avoid: template ids used of late; they are left out as long as others are left.
        fallback: the brand's language.
    """
    chosen = next((each for each in (language, fallback, "en") if each in replies), min(replies))
    wording = replies[chosen]
    fresh = [each for each in wording.templates if each.id not in avoid] or wording.templates
    template = fresh[seed % len(fresh)]
    name = address(author_name, brand)
    greeting = wording.named.render(name=name) if name else wording.unnamed.render()
    text = template.template.render(greeting=greeting, brand=brand, contact=contact, signature=signature)
    lines = "\n".join(
        one_line(line) for line in clean(text).split("\n")
    )  # an empty gap leaves no double space
    return ReplyDraft(template_id=template.id, language=chosen, text=truncate(lines, _DRAFT))


_ADDRESS_LIKE = regex.compile(r"[@#/\\:<>|_*~`=&%\d]|\p{L}\.\p{L}{2,}")
_NOT_OF_NAMES = regex.compile(r"[^\p{L}\p{M}\u200c'’.\- ]")
_PILED_MARKS = regex.compile(r"\p{M}{3,}")
_LETTERS = regex.compile(r"\p{L}")


def address(author_name: str, brand: str = "") -> str:
    """Make of a display name what a greeting can carry, or nothing if it does not look like a person's name.

    Words with digits, handles, links or markup go; so do emoji and ornaments. Over four words are a slogan,
    and a name with the brand's in it is not a customer's.
    """
    plain = one_line(emoji.replace_emoji(normalize("NFKC", one_line(author_name)), " "))
    words = [_NOT_OF_NAMES.sub("", word) for word in plain.split(" ") if not _ADDRESS_LIKE.search(word)]
    words = [word.strip("-'’\u200c").lstrip(".") for word in words if not _PILED_MARKS.search(word)]
    name = " ".join(filter(None, words))
    slogan = len(name.split(" ")) > _NAME_WORDS or len(regex.findall(r"\X", name)) > _NAME
    of_brand = brand and regex.search(rf"\b{regex.escape(brand.casefold())}", name.casefold())
    return "" if slogan or of_brand or len(_LETTERS.findall(name)) < 2 else name


_LINK = regex.compile(r"https?://\S+")
_LIGHT = regex.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


def text_length(platform: str, text: str) -> int:
    """Count a reply's length as its platform does.

    On X a link counts 23, an emoji 2, a character beyond Latin, Greek, Cyrillic, Arabic and their like 2
    (https://docs.x.com/fundamentals/counting-characters); on Mastodon a link counts 23; elsewhere letters.
    """
    if platform not in {"x", "mastodon"}:
        return len(text)
    links = _LINK.findall(text)
    rest = _LINK.sub("", text)
    if platform == "mastodon":
        return 23 * len(links) + len(regex.findall(r"\X", rest))
    symbols = emoji.emoji_count(rest)
    letters = emoji.replace_emoji(rest, "")
    return 23 * len(links) + 2 * symbols + sum(1 if _LIGHT.match(letter) else 2 for letter in letters)


def load(directory: Path) -> dict[str, Wording]:
    """Read every `*.yaml` of `directory`.

    Raises:
        FaultyReplies: all faults of all files at once.
    """
    faults: list[str] = []
    replies: dict[str, Wording] = {}
    for path in sorted(directory.glob("*.yaml")):
        reader = _Reader(path)
        wording = reader.wording()
        if wording and wording.language in replies:
            reader.fault(None, f"language {wording.language!r} stands in another file already")
        elif wording:
            replies[wording.language] = wording
        faults += reader.faults
    if not faults and not replies:
        faults.append(f"{directory}: no reply files; at least one <language>.yaml is needed")
    if faults:
        raise FaultyReplies(faults)
    return replies


class _Reader:
    """Reads one file, collecting its faults with their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []

    def fault(self, line: int | None, what: str) -> None:
        self.faults.append(f"{self.path}{'' if line is None else f':{line}'}: {what}")

    def wording(self) -> Wording | None:
        tree = self._tree()
        top = self._table(tree, 1, "the file", ("language", "greeting", "replies"))
        language = self._string(top, "language")
        if language and not _LANGUAGE.fullmatch(language):
            self.fault(
                _line(top, "language"), f"language {language!r}: two or three small letters, as in 'tr'"
            )
        greeting = self._table(top.get("greeting"), _line(top, "greeting"), "greeting", ("named", "unnamed"))
        named = self._template(greeting, "named", GREETING_GAPS)
        unnamed = self._template(greeting, "unnamed", frozenset())
        templates = self._templates(top)
        if self.faults or named is None or unnamed is None:
            return None
        return Wording(language=language, named=named, unnamed=unnamed, templates=tuple(templates))

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

    def _table(self, value: Any, line: int, name: str, keys: Sequence[str]) -> CommentedMap:
        if not isinstance(value, CommentedMap):
            if not self.faults:
                self.fault(line, f"{name} must hold the keys {', '.join(keys)}")
            return CommentedMap()
        for key in value:
            if key not in keys:
                self.fault(
                    _line(value, key), f"unknown key {str(key)!r} in {name}; allowed: {', '.join(keys)}"
                )
        for key in keys:
            if key not in value:
                self.fault(value.lc.line + 1, f"{name} lacks the key {key!r}")
        return value

    def _string(self, table: CommentedMap, key: str) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return str(value)
        if key in table:
            self.fault(_line(table, key), f"{key} must be text, and not empty")
        return ""

    def _templates(self, top: CommentedMap) -> list[ReplyTemplate]:
        rows, found = top.get("replies"), dict[str, ReplyTemplate]()
        if "replies" in top and not (isinstance(rows, CommentedSeq) and rows):
            self.fault(_line(top, "replies"), "replies must be a list of at least one id and text")
            return []
        for number, row in enumerate(rows or ()):
            line = rows.lc.data[number][0] + 1
            table = self._table(row, line, f"reply {number + 1}", ("id", "text"))
            name, template = self._string(table, "id"), self._template(table, "text", REPLY_GAPS)
            if name and not _ID.fullmatch(name):
                self.fault(line, f"id {name!r}: small letters and digits, joined by '-'")
            elif name in found:
                self.fault(line, f"id {name!r} stands twice in this file")
            elif name and template is not None:
                found[name] = ReplyTemplate(id=name, template=template)
        return list(found.values())

    def _template(self, table: CommentedMap, key: str, gaps: frozenset[str]) -> Template | None:
        text = self._string(table, key)
        if not text:
            return None
        allowed = ", ".join(f"{{{{ {gap} }}}}" for gap in sorted(gaps)) or "none"
        try:
            tree = _ENVIRONMENT.parse(text)
        except TemplateSyntaxError as error:
            self.fault(_line(table, key), f"{key}: {error.message}; gaps allowed: {allowed}")
            return None
        # Only words and plain gaps: the sandbox alone would still let "a" * 10**9 run.
        parts = [part for node in tree.body for part in node.iter_child_nodes()]
        plain = all(isinstance(node, nodes.Output) for node in tree.body) and all(
            isinstance(part, nodes.TemplateData | nodes.Name) for part in parts
        )
        strange = sorted({part.name for part in parts if isinstance(part, nodes.Name)} - gaps)
        if not plain or strange:
            what = f"unknown gap {strange[0]!r}" if plain else "more than plain gaps"
            self.fault(_line(table, key), f"{key}: {what}; gaps allowed: {allowed}")
            return None
        return _ENVIRONMENT.from_string(text)


def _line(table: CommentedMap, key: str) -> int:
    return int(table.lc.data[key][0]) + 1 if key in table else 1
