"""The jobs, one function per arrow of the drawing in `monitor`.

Each starts from what the one before committed and ends in a commit; `Stop` is asked between any two commits.
"""

from monitor.pipeline.delivering import deliver, render
from monitor.pipeline.grouping import group
from monitor.pipeline.judging import judge
from monitor.pipeline.minding import close_incidents, look_out, mind
from monitor.pipeline.polling import match, poll
from monitor.pipeline.reporting import read_figures, report
from monitor.pipeline.telling import tell

__all__ = [
    "close_incidents",
    "deliver",
    "group",
    "judge",
    "look_out",
    "match",
    "mind",
    "poll",
    "read_figures",
    "render",
    "report",
    "tell",
]
