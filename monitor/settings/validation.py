"""From a file's values to a frozen model; what pydantic finds wrong, in an operator's words."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.settings.document import Document, Loc
from monitor.settings.faults import SettingFault, nearest, shown
from monitor.settings.kinds import NOT_ALLOWED
from monitor.settings.secrets import NAMES
from monitor.settings.section import AnySection, Section

_SECRET_NAME = re.compile(
    r"token|secret|passw|credential|bearer|client_id|api_?key|private_?key", re.IGNORECASE
)
_ALLOWED = {
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
}


def validated(model: type[AnySection], document: Document, faults: list[SettingFault]) -> AnySection | None:
    """Make a model of a file.

    Args:
        model: what the file should hold.
        document: the file.
        faults: gets what is wrong with it.

    Returns:
        The model; where there were faults, one without the faulty keys, so that the checks across keys and
        files can still tell theirs; None where a required key is among them.
    """
    made, errors = _attempt(model, document.values)
    if made is None:
        faults.extend(_fault(model, document, error) for error in errors)
        made, _ = _attempt(model, _without(document.values, [_loc(error) for error in errors]))
    return made


def _attempt(
    model: type[AnySection], values: Mapping[str, Any]
) -> tuple[AnySection | None, list[ErrorDetails]]:
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        # a list is also called too short when its only items are at fault by themselves
        return None, [
            e for e in error.errors(include_url=False) if e["type"] != "too_short" or not e["input"]
        ]


def _loc(error: ErrorDetails) -> Loc:
    return error["loc"][:-1] if error["loc"][-1:] == ("[key]",) else error["loc"]


def _fault(model: type[Section], document: Document, error: ErrorDetails) -> SettingFault:
    loc, kind, context = _loc(error), error["type"], error.get("ctx", {})
    found = f"found {shown(error['input'])}"
    if kind == "extra_forbidden":
        return _unknown(model, document, loc)
    if kind == "missing":
        return document.fault(loc, "missing", "must be given")
    if kind == "literal_error":
        names = tuple(re.findall(r"'([^']*)'", context["expected"]))
        if loc != error["loc"]:
            return document.fault(loc, "unknown key", nearest(str(loc[-1]), names))
        return document.fault(loc, found, f"must be one of {', '.join(names)}")
    if kind == "too_short":
        return document.fault(loc, "found an empty list", "must hold at least one")
    if kind == NOT_ALLOWED:
        return document.fault(loc, found, context["allowed"])
    return document.fault(loc, found, _ALLOWED.get(kind, error["msg"]))


def _unknown(model: type[Section], document: Document, loc: Loc) -> SettingFault:
    name = str(loc[-1])
    known = _known(model, loc[:-1])
    if _SECRET_NAME.search(name) and not difflib.get_close_matches(name, known, n=1, cutoff=0.8):
        words = "_".join(str(part) for part in loc if part != "platforms").upper()
        sections = {str(part).upper() for part in loc[:-1]}
        of_the_section = [secret for secret in NAMES if sections & set(secret.split("_"))]
        # "STORE_PASSWORD" is 0.48 like MONITOR_STORE_URL, the least alike of those that are meant
        cutoff = 0.45 if of_the_section else 0.7
        elsewhere = [secret for secret in NAMES if secret.split("_")[0] not in ("X", "REDDIT")]
        close = difflib.get_close_matches(words, of_the_section or elsewhere, n=1, cutoff=cutoff)
        allowed = f"set {close[0]} or {close[0]}_FILE" if close else "secrets come from the environment"
        return document.fault(loc, "a secret does not belong here", allowed)
    return document.fault(loc, "unknown key", nearest(name, known))


def _known(model: type[Section], loc: Loc) -> tuple[str, ...]:
    for part in loc:
        field = model.model_fields.get(str(part))
        below = (field.annotation, *get_args(field.annotation)) if field else ()
        # an index, or a key that an operator chose, leads to the section that its list or mapping holds
        model = next((t for t in below if inspect.isclass(t) and issubclass(t, Section)), model)
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _without(values: Any, locs: list[Loc]) -> Any:
    """Copy the values without what stands at these paths."""

    def kept(items: Iterator[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        for key, value in items:
            below = [loc[1:] for loc in locs if loc[:1] == (key,)]
            if () not in below:
                yield key, _without(value, below)

    if isinstance(values, dict):
        return dict(kept(iter(values.items())))
    if isinstance(values, tuple):
        return tuple(value for _, value in kept(iter(enumerate(values))))
    return values
