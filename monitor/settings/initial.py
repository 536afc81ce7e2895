"""The starter configuration of `monitor init`: a copy of the project's own, commented `config/` folder."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries the folder inside the package (`package-dir` in pyproject.toml); a checkout and `pip install
# -e .` have it beside the package. Inside is tried first: what lies beside an installed package may be
# anyone's.
_PLACES = (_PACKAGE / "shipped_config", _PACKAGE.parent / "config")
#: The shipped brand is made up; it is handed out as an example to be renamed.
_RENAMED = {"brands/firuzka.yaml": "brands/example.yaml"}


def shipped(places: tuple[Path, ...] = _PLACES) -> Path:
    """Give the shipped configuration folder.

    Raises:
        FileNotFoundError: the installation is incomplete; the message names the places.
    """
    for place in places:
        if (place / "monitor.yaml").is_file() and (place / "brands").is_dir():
            return place
    raise FileNotFoundError(
        f"the shipped configuration is in none of {', '.join(map(str, places))}: install again"
    )


def starter(directory: Path) -> list[Path]:
    """Write the commented starter configuration.

    Args:
        directory: made if it does not exist.

    Returns:
        The files written: monitor.yaml, topics, a brand, reply templates, README.md.

    Raises:
        FileExistsError: some of the files exist (the message names them all); nothing was written.
        FileNotFoundError: the shipped configuration is missing.
        OSError: a file cannot be written.
    """
    source = shipped()
    patterns = ("README.md", "monitor.yaml", "topics.yaml", "brands/*.yaml", "replies/*.yaml")
    files = [
        path.relative_to(source).as_posix() for pattern in patterns for path in sorted(source.glob(pattern))
    ]
    targets = {file: directory / _RENAMED.get(file, file) for file in files}
    if existing := [str(target) for target in targets.values() if target.exists()]:
        raise FileExistsError(f"would overwrite {', '.join(existing)}; nothing was written")
    for file, target in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        # "x" refuses, too, a file that appeared meanwhile
        with target.open("xb") as stream:
            stream.write((source / file).read_bytes())
    return list(targets.values())
