"""Reply drafts: the operators' lines put together for one post, and what is wrong with a reply, whoever wrote it.

    config/replies/<language>.yaml  → load →  Replies  → compose →  ReplyDraft, two or three
                                      any text, a person's too  → lint →  Linted: score, vetoes, notes

Pure but for `load`. No text of a post ever enters a draft: of its author only a name that looks like one, and what
was bought only in the reply file's own words.
"""

from __future__ import annotations

from alerts.replies.composing import Kind, Occasion, Phase, ReplyDraft, Situation, Voice, compose
from alerts.replies.lengths import limit_of, text_length
from alerts.replies.loading import FaultyReplies, load
from alerts.replies.naming import address, item_of
from alerts.replies.policy import PROMISES, Policy, Promise
from alerts.replies.wording import ANY, Replies, Time, Tone, Wording, wording_for

__all__ = [
    "ANY",
    "PROMISES",
    "FaultyReplies",
    "Kind",
    "Occasion",
    "Phase",
    "Policy",
    "Promise",
    "Replies",
    "ReplyDraft",
    "Situation",
    "Time",
    "Tone",
    "Voice",
    "Wording",
    "address",
    "compose",
    "item_of",
    "limit_of",
    "load",
    "text_length",
    "wording_for",
]
