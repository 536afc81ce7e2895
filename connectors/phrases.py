"""Search phrases: a term made harmless between quotes, and terms packed into queries of limited length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from connectors.base import Refused

# every character that some search box takes for a quotation mark, and the escape character
_QUOTES = re.compile('["“”„‟«»＂\\\\]')


def quoted(term: str) -> str | None:
    """Put a term between quotes, where operators are plain words.

    Args:
        term: as the operator wrote it; quotation marks, backslashes and control characters become spaces.

    Returns:
        The phrase with its quotes, or None if nothing is left that could be searched for.
    """
    bare = _QUOTES.sub(" ", term)
    bare = "".join(" " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char for char in bare)
    bare = " ".join(bare.split())
    # letters, digits, emoji: a phrase of punctuation alone has no token to be found by
    return f'"{bare}"' if any(unicodedata.category(char)[0] in "LNS" for char in bare) else None


def phrases(terms: Iterable[str]) -> list[str]:
    """Quote terms in order, leaving out those without content and those said before."""
    return list(dict.fromkeys(phrase for term in terms if (phrase := quoted(term))))


def length(query: str) -> int:
    """Count as the strictest platform might: a character outside the basic plane counts twice."""
    return len(query.encode("utf-16-le", "surrogatepass")) // 2


def packed(terms: Iterable[str], room: int) -> list[str]:
    """Join phrases by OR into as few strings as a simple filling gives, each of at most `room` characters.

    Raises:
        Refused: one phrase alone is longer; the message names it.
    """
    queries: list[str] = []
    for term in terms:
        if length(term) > room:
            raise Refused(f"the term {term[:60]}… has {length(term)} characters; {room} are allowed here")
        if queries and length(f"{queries[-1]} OR {term}") <= room:
            queries[-1] += f" OR {term}"
        else:
            queries.append(term)
    return queries
