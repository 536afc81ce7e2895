"""A `Query` in X's search language.

Operators after docs.x.com, "Build a query": a space is AND and binds closer than OR; "-" denies; what stands
between double quotes is an exact phrase; 512 characters at most. A handle is 1 to 15 letters, digits or
underscores.
"""

from __future__ import annotations

import re

from connectors.base import Query, Refused
from connectors.phrases import length, packed, phrases

LONGEST_QUERY = 512
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,15}")


def handle(name: str) -> str:
    """Give a handle without "@".

    Raises:
        Refused: it cannot be one; taken into a query as it is, it could be an operator.
    """
    bare = name.strip().removeprefix("@")
    if not _HANDLE.fullmatch(bare):
        raise Refused(f"{name[:60]!r} is no X handle: 1 to 15 of A–Z, a–z, 0–9, _ are allowed")
    return bare


def compile_query(query: Query) -> list[str]:
    """Write a query in X's language, as several strings where one would be too long.

    No term is cut. What is to be left out may take up half of a string at most, accounts before phrases; what
    does not fit is left to the matcher, which excludes again and for free.

    Raises:
        Refused: there is nothing to look for, a handle is none, or a term is too long.
    """
    terms = phrases(query.terms)
    if not terms:
        raise Refused(f"brand {query.brand} has no term to search X for")
    handles = [handle(name) for name in query.handles]
    left_out = [f"-from:{name}" for name in handles]
    if query.skip_addressed:
        left_out += [piece for name in handles for piece in (f"-@{name}", f"-to:{name}")]
    left_out += [f"-{phrase}" for phrase in phrases(query.exclude)]
    tail = " -is:retweet"
    for piece in left_out:
        if length(f"{tail} {piece}") <= LONGEST_QUERY // 2:
            tail += f" {piece}"
    return [f"({some}){tail}" for some in packed(terms, LONGEST_QUERY - length(tail) - 2)]
