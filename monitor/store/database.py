"""Engine, transactions, migrations, and errors named by what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import NullPool

#: How long a transaction waits for another's lock before it gives up, in milliseconds.
BUSY_MILLISECONDS = 5_000
#: … and when it is opened, while another process may be bringing the tables to this version.
_MIGRATING_MILLISECONDS = 60_000

#: Any number that means "migrating" to all processes of this service on one PostgreSQL.
_MIGRATION_LOCK = 7_240_113


class StoreError(Exception):
    """The database did not do what it was asked; nothing of the transaction stands."""


class StoreBusy(StoreError):
    """The database is locked, full or away: the same call may work later."""


class StoreNewer(StoreError):
    """The database was written by a newer version of this service."""


class Database:
    """One SQLite file or one PostgreSQL database.

    Args:
        url: SQLAlchemy's; the password is never shown in an error.
    """

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
        except SQLAlchemyError:
            raise StoreError(
                "store.url cannot be read; write sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE"
            ) from None
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreError(f"store.url names {parsed.drivername!r}; allowed are sqlite and postgresql")
        self.place = parsed.render_as_string(hide_password=True)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.engine = _sqlite(parsed.database, url) if self.is_sqlite else _postgresql(parsed)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may change rows; on SQLite it takes the write lock at once.

        Raises:
            StoreBusy, StoreError: the database failed; nothing stands.
        """
        with self._told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that only reads and, on SQLite, waits for nobody.

        Raises:
            StoreBusy, StoreError: the database failed.
        """
        with self._told(), self.engine.connect().execution_options(reads_only=True) as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OperationalError, InterfaceError) as error:
            raise StoreBusy(f"{self.place}: {_line(error)}") from None
        except SQLAlchemyError as error:
            raise StoreError(f"{self.place}: {_line(error)}") from None

    def insert(self, table: Table) -> postgresql.Insert:
        """An INSERT of the dialect at hand, for `on_conflict_do_nothing` and `on_conflict_do_update`."""
        if self.is_sqlite:  # its Insert has the same methods; typed as one for the sake of the callers
            return cast(postgresql.Insert, sqlite.insert(table))
        return postgresql.insert(table)

    def migrate(self) -> None:
        """Bring the tables to this version; harmless when they are, and safe when two processes start at once.

        Raises:
            StoreNewer: the database knows revisions that this version does not.
            StoreBusy, StoreError: it cannot be opened or changed.
        """
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent.parent / "migrations"))
        try:
            patient = self.engine.execution_options(patient=True)
            with self._told(), patient.begin() as connection:
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = {_MIGRATING_MILLISECONDS}"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except CommandError as error:
            if "Can't locate revision" not in str(error):
                raise StoreError(f"{self.place}: {error}") from None
            raise StoreNewer(
                f"{self.place} was written by a newer version of monitor ({error}); "
                "upgrade monitor or use another store"
            ) from None


def _postgresql(url: URL) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        # As on SQLite: who waits behind somebody's lock for long had better try again than hang.
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}")
        connection.commit()

    return engine


def _sqlite(path: str | None, url: str) -> Engine:
    if path and path != ":memory:" and not Path(path).parent.is_dir():
        raise StoreError(f"the folder of the SQLite file does not exist: {Path(path).parent}")
    if not path or path == ":memory:":
        raise StoreError("store.url must name a file: several threads share the store (sqlite:///monitor.db)")
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, below
        cursor = connection.cursor()
        # Only the first connection ever changes the journal, perhaps while another brings the tables to this version.
        cursor.execute(f"PRAGMA busy_timeout = {_MIGRATING_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred BEGIN that turns into a write fails at once when another writer came between; IMMEDIATE waits.
        options = connection.get_execution_options()
        reads_only = options.get("reads_only", False)
        if options.get("patient", False):
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {_MIGRATING_MILLISECONDS}")
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def _line(error: SQLAlchemyError) -> str:
    """The driver's own words on one line, without the statement and its parameters (post text, keys)."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return " ".join(str(cause).split())[:300]
