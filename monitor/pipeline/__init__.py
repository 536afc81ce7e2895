"""The jobs, one function per arrow of the drawing in `monitor`.

Each starts from what the one before committed and ends in a commit; `Stop` is asked between any two commits.
"""

from monitor.pipeline.delivering import deliver, render
from monitor.pipeline.drafting import draft, draft_one
from monitor.pipeline.following import follow
from monitor.pipeline.grouping import group
from monitor.pipeline.judging import judge
from monitor.pipeline.listening import hear, listen
from monitor.pipeline.looking import UNREACHABLE_AFTER, look_out
from monitor.pipeline.minding import close_incidents, mind
from monitor.pipeline.polling import match, poll
from monitor.pipeline.publishing import publish, way_of
from monitor.pipeline.reporting import read_figures, report
from monitor.pipeline.telling import tell
from monitor.pipeline.writing import day_began, write

__all__ = [
    "UNREACHABLE_AFTER",
    "close_incidents",
    "day_began",
    "deliver",
    "draft",
    "draft_one",
    "follow",
    "group",
    "hear",
    "judge",
    "listen",
    "look_out",
    "match",
    "mind",
    "poll",
    "publish",
    "read_figures",
    "render",
    "report",
    "tell",
    "way_of",
    "write",
]
