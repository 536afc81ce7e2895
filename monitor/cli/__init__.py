"""The commands. Exit 0 done, 1 a fault told in one line, 2 wrong usage or configuration.

Nothing heavy is imported before a command needs it: `monitor --help` and a wrong key answer at once.
"""

from monitor.cli import operating, routing, texts
from monitor.cli.options import app

__all__ = ["app", "main", "operating", "routing", "texts"]


def main() -> None:
    """Run the command line."""
    app()
