"""What the service's records look like as messages and forms: a card, a digest, a notice, a report in short.

    Alert, Incident, Digest, Notice, Report  ──words──▶  alerts.base.Message, alerts.base.Form

Everything is worded here in the team's language; escaping, layout and length limits are the notifier's.
"""

from monitor.cards.alerts import alert_message, label_of, reply_at
from monitor.cards.buttons import read_value, value_of
from monitor.cards.digests import SHOWN, digest_message, digest_part
from monitor.cards.forms import (
    BY_API,
    EXPLAINED,
    RESOLUTIONS,
    assign_form,
    explain_form,
    merge_form,
    reply_form,
    resolve_form,
    way_told,
)
from monitor.cards.incidents import incident_message, joined_message
from monitor.cards.notices import notice_message
from monitor.cards.outcomes import outcome_message
from monitor.cards.reports import report_message

__all__ = [
    "BY_API",
    "EXPLAINED",
    "RESOLUTIONS",
    "SHOWN",
    "alert_message",
    "assign_form",
    "digest_message",
    "digest_part",
    "explain_form",
    "incident_message",
    "joined_message",
    "label_of",
    "merge_form",
    "notice_message",
    "outcome_message",
    "read_value",
    "reply_at",
    "reply_form",
    "report_message",
    "resolve_form",
    "value_of",
    "way_told",
]
