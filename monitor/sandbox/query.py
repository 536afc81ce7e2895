"""The search language of X (and, near enough, of Reddit): compiled to a test of one post."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Test = Callable[[T], bool]

# combining marks and zero-width joiners belong to the word; punctuation, symbols and "_" part words
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d])*")
_PIECE = re.compile(
    r"""\s*(?:(?P<close>\))|(?P<not>-)?(?:(?P<open>\()|"(?P<phrase>[^"]*)"
    |(?P<name>[a-z_]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]+))|(?P<word>[^\s()"]+)))\s*""",
    re.VERBOSE,
)


class QueryError(ValueError):
    """The query cannot be read; the message says where."""


def spoken(text: str) -> str:
    """Give the words of `text`, folded in case but not stemmed, between single spaces: " like this "."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return f" {' '.join(words)} " if words else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Generic[T]):
    """What the pieces of a query mean on one platform.

    Args:
        phrase: gives the test for a word or a quoted phrase.
        operators: by name ("lang") or leading sign ("@"), what gives the test for its value.
        strict: whether an unknown operator is an error; otherwise it counts as a word.
    """

    phrase: Callable[[str], Test[T]]
    operators: Mapping[str, Callable[[str], Test[T]]]
    strict: bool = True

    def compile(self, query: str) -> Test[T]:
        """Compile `query`: a space means AND and binds closer than OR; "-" denies; parentheses group.

        Raises:
            QueryError: it cannot be read.
        """
        reader = _Reader(self, query)
        test = reader.any_of()
        if reader.at < len(query):
            raise reader.error()
        return test


class _Reader(Generic[T]):
    def __init__(self, language: Language[T], query: str) -> None:
        self.language = language
        self.query = query.rstrip()
        self.at = 0

    def error(self) -> QueryError:
        found = self.query[self.at : self.at + 1] or "<EOF>"
        return QueryError(f"no viable alternative at character '{found}' (at position {self.at + 1})")

    def peek(self) -> re.Match[str] | None:
        return _PIECE.match(self.query, self.at)

    def any_of(self) -> Test[T]:
        tests = [self.all_of()]
        while (piece := self.peek()) and piece["word"] == "OR" and not piece["not"]:
            self.at = piece.end()
            tests.append(self.all_of())
        return tests[0] if len(tests) == 1 else lambda post: any(test(post) for test in tests)

    def all_of(self) -> Test[T]:
        tests: list[Test[T]] = []
        while (piece := self.peek()) and not piece["close"] and (piece["word"] != "OR" or piece["not"]):
            tests.append(self.one(piece))
        if not tests:
            raise self.error()
        return tests[0] if len(tests) == 1 else lambda post: all(test(post) for test in tests)

    def one(self, piece: re.Match[str]) -> Test[T]:
        start, self.at = self.at, piece.end()
        if piece["open"]:
            test = self.any_of()
            closing = self.peek()
            if closing is None or not closing["close"]:
                raise self.error()
            self.at = closing.end()
        elif piece["phrase"] is not None:
            test = self.language.phrase(piece["phrase"])
        else:
            test = self.operator(piece, start)
        return (lambda post: not test(post)) if piece["not"] else test

    def operator(self, piece: re.Match[str], start: int) -> Test[T]:
        operators = self.language.operators
        word = piece["word"]
        if word is not None:
            made = operators.get(word[0])
            return made(word[1:]) if made else self.language.phrase(word)
        made = operators.get(piece["name"])
        if made:
            return made(piece["quoted"] or piece["value"] or "")
        if self.language.strict:
            self.at = start
            raise QueryError(f"Reference to invalid operator '{piece['name']}' (at position {start + 1})")
        return self.language.phrase(piece.group())
