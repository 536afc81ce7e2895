"""The only rooms with a session: what the four jobs commit and what they start from.

Every method is one transaction. Times are arguments; the store has no clock. A row is worked on by whoever *claims* it
by a conditional update, until its lease ends; a claim that was lost makes the work of its former owner void.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from monitor.store.alerts import Alerts
from monitor.store.asks import Asks
from monitor.store.cases import Cases
from monitor.store.changes import RAISED_FROM, Place
from monitor.store.database import Database, StoreBusy, StoreError, StoreNewer
from monitor.store.digests import Digests
from monitor.store.drafts import Drafts
from monitor.store.followups import Followups
from monitor.store.grouping import Overtaken
from monitor.store.incidents import Incidents
from monitor.store.matches import Matches
from monitor.store.notices import Notices
from monitor.store.outbox import Outbox
from monitor.store.presses import Presses
from monitor.store.replies import Replies
from monitor.store.reports import Reports
from monitor.store.silences import Silences
from monitor.store.watches import LostClaim, Watches

__all__ = [
    "RAISED_FROM",
    "LostClaim",
    "Overtaken",
    "Place",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreNewer",
]


class Store:
    """The database, opened and brought to this version's tables.

    Args:
        url: `sqlite:///FILE` or `postgresql+psycopg://…`.

    Raises:
        StoreNewer: the database was written by a newer version.
        StoreError: it cannot be opened; the message never holds the password.
    """

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        try:
            self.database.migrate()
        except StoreError:
            self.database.close()
            raise
        self.watches = Watches(self.database)
        self.matches = Matches(self.database)
        self.alerts = Alerts(self.database)
        self.incidents = Incidents(self.database)
        self.digests = Digests(self.database)
        self.drafts = Drafts(self.database)
        self.asks = Asks(self.database)
        self.cases = Cases(self.database)
        self.followups = Followups(self.database)
        self.presses = Presses(self.database)
        self.outbox = Outbox(self.database)
        self.replies = Replies(self.database)
        self.notices = Notices(self.database)
        self.reports = Reports(self.database)
        self.silences = Silences(self.database)

    def close(self) -> None:
        """Let go of connections."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
