"""English words as people type them."""

from __future__ import annotations

import re

from alerts.replies.lexicon import words as exact

#: Left as they are: a look-behind has one length.
_SHORT = re.compile(
    r"\(\?<[!=](?:[^()\\]|\\.)*\)|n't\b|'(?:ve|m)\b|\b(?:you|it|that|they|there|what|who)'(?:ll|re|s|d)\b"
)


def words(*alternatives: str) -> re.Pattern[str]:
    """`lexicon.words`, where "dont", "youre" and "Ive" are as good as their proper spelling."""
    return exact(
        *(
            _SHORT.sub(lambda found: found[0] if found[0][0] == "(" else found[0].replace("'", "'?"), each)
            for each in alternatives
        )
    )
