"""Reply drafts: the operators' lines put together for one post, and what is wrong with a reply, whoever wrote it.

    config/replies/<language>.yaml  → load →  Replies  → compose →  ReplyDraft, two or three
                                      any text, a person's too  → lint →  Linted: score, vetoes, notes

A model may say a draft better (`rewriting`) and tell what a post in another language says (`gist`): there, too, it is
decided here what of its answer is taken. Pure but for `load`. No text of a post ever enters a composed draft: of its
author only a name that looks like one, and what was bought only in the reply file's own words.
"""

from __future__ import annotations

from alerts.replies.composing import Occasion, Phase, ReplyDraft, Situation, Voice, compose
from alerts.replies.fencing import LANGUAGE_NAMES, Said
from alerts.replies.lengths import limit_of, text_length
from alerts.replies.linting import (
    CRITERIA,
    NOTES,
    POINTS,
    VETOES,
    Criterion,
    Linted,
    Names,
    Note,
    faulty_lines,
    lint,
)
from alerts.replies.loading import FaultyReplies, load
from alerts.replies.naming import address, item_of, topic_of
from alerts.replies.policy import PROMISES, Policy, Promise
from alerts.replies.rewriting import Kept, Rewrite, Rewritten
from alerts.replies.tongues import tongue_of
from alerts.replies.wording import ANY, Kind, Replies, Time, Tone, Wording, wording_for

__all__ = [
    "ANY",
    "CRITERIA",
    "LANGUAGE_NAMES",
    "NOTES",
    "POINTS",
    "PROMISES",
    "VETOES",
    "Criterion",
    "FaultyReplies",
    "Kept",
    "Kind",
    "Linted",
    "Names",
    "Note",
    "Occasion",
    "Phase",
    "Policy",
    "Promise",
    "Replies",
    "ReplyDraft",
    "Rewrite",
    "Rewritten",
    "Said",
    "Situation",
    "Time",
    "Tone",
    "Voice",
    "Wording",
    "address",
    "compose",
    "faulty_lines",
    "item_of",
    "limit_of",
    "lint",
    "load",
    "text_length",
    "tongue_of",
    "topic_of",
    "wording_for",
]
