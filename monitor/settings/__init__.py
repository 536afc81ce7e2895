"""The configuration: config/*.yaml and the environment in, frozen `Settings` out, or all faults at once.

    environ ──secrets──────────────────────────┐
    topics.yaml ──document───▶ validation ──▶ topics ───────────┐
    monitor.yaml ──document──▶ validation ──▶ General ─▶ checks ─▶ Settings
    brands/*.yaml ─document──▶ validation ──▶ Brand ──┘      └──▶ SettingsError

Read by `monitor.cli` and `monitor.assembly` only; everything else is handed what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from monitor.settings.checks import Checks, warnings
from monitor.settings.document import Document, read
from monitor.settings.faults import SettingFault, SettingsError
from monitor.settings.initial import starter
from monitor.settings.kinds import Language, Platform
from monitor.settings.secrets import HIDDEN, NAMES, Secrets, gather
from monitor.settings.shape import Brand, General, Settings, Topics
from monitor.settings.validation import validated

__all__ = [
    "NAMES",
    "Brand",
    "Language",
    "Platform",
    "Secrets",
    "SettingFault",
    "Settings",
    "SettingsError",
    "load",
    "load_topics",
    "starter",
]

_FEWEST_SENTENCES = 3
_BRAND_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def load(directory: Path, environ: Mapping[str, str]) -> Settings:
    """Read a configuration folder and the secrets of the environment.

    Args:
        directory: holds monitor.yaml and brands/*.yaml; relative or absolute, as it shall stand in faults.
        environ: the environment's variables.

    Raises:
        SettingsError: with everything that is wrong, in all files.
    """
    faults: list[SettingFault] = []
    if not directory.is_dir():
        raise SettingsError(
            (_no_place(directory, "no such directory", "`monitor init` writes a commented one"),)
        )
    secrets = gather(environ, faults)
    document, general = _general(directory / "monitor.yaml", Checks(secrets, faults))
    brands = _brands(directory / "brands", general, Checks(secrets, faults))
    if document and general:
        keys = [path.stem for path in _brand_files(directory / "brands")]
        Checks(secrets, faults).routes(document, general, keys)
    topics = _topics(directory / "topics.yaml", faults)
    if faults or general is None:
        known = {*secrets.values(), *(environ.get(name, "") for name in HIDDEN)}
        raise SettingsError(_in_order([fault.without(known) for fault in faults]))
    values = {name: getattr(general, name) for name in General.model_fields}
    return Settings(
        **values,
        brands=brands,
        topics=topics,
        secrets=secrets,
        warnings=tuple(warnings(general, brands, secrets, topics)),
    )


def _general(path: Path, checks: Checks) -> tuple[Document | None, General | None]:
    document = read(path, checks.faults)
    general = validated(General, document, checks.faults) if document else None
    if document and general:
        checks.general(document, general)
    return document, general


def _brand_files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.glob("*.y*ml") if not path.name.startswith("."))


def _brands(directory: Path, general: General | None, checks: Checks) -> dict[str, Brand]:
    brands: dict[str, tuple[Document, Brand]] = {}
    paths = _brand_files(directory)
    if not paths:
        checks.faults.append(
            _no_place(directory, "no brand files", "must hold at least one brand, as <key>.yaml")
        )
    for path in paths:
        if path.suffix != ".yaml" or not _BRAND_KEY.fullmatch(path.stem):
            allowed = "must be <key>.yaml, the key of small letters a-z, digits, - and _"
            checks.faults.append(_no_place(path, "the file's name cannot be a brand's key", allowed))
        document = read(path, checks.faults)
        brand = validated(Brand, document, checks.faults) if document else None
        if document and brand:
            checks.brand(document, brand, general)
            brands[path.stem] = document, brand
    checks.brands(brands)
    return {key: brand for key, (_, brand) in brands.items()}


def load_topics(directory: Path) -> dict[str, tuple[str, ...]]:
    """Read the topics of a configuration folder alone: by name the sentences; empty if it has no topics.yaml.

    Raises:
        SettingsError: with everything that is wrong with the file.
    """
    faults: list[SettingFault] = []
    topics = _topics(directory / "topics.yaml", faults)
    if faults:
        raise SettingsError(_in_order(faults))
    return topics


def _topics(path: Path, faults: list[SettingFault]) -> dict[str, tuple[str, ...]]:
    document = read(path, faults) if path.is_file() else None
    topics = validated(Topics, document, faults) if document else None
    if not document or not topics:
        return {}
    for name, by_language in topics.topics.items():
        for language, sentences in by_language.items():
            if len(sentences) < _FEWEST_SENTENCES:
                faults.append(
                    document.fault(
                        ("topics", name, language),
                        f"found {len(sentences)}",
                        f"must hold at least {_FEWEST_SENTENCES} sentences: one alone is near to much by chance",
                    )
                )
    return {
        name: tuple(sentence for sentences in by_language.values() for sentence in sentences)
        for name, by_language in topics.topics.items()
    }


def _no_place(path: Path, found: str, allowed: str) -> SettingFault:
    return SettingFault(str(path), None, None, "", found, allowed)


def _in_order(faults: list[SettingFault]) -> tuple[SettingFault, ...]:
    """By file and line; of two that say the same place is wrong the later knows better."""
    last = {(fault.file, fault.line, fault.key): fault for fault in faults}
    return tuple(sorted(last.values(), key=lambda f: (f.line is None, f.file, f.line or 0, f.column or 0)))
