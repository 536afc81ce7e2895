"""The shipped configuration: README tells every key and variable, samples load, `monitor init` copies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic_core import PydanticUndefined
from ruamel.yaml import YAML

from monitor.settings import NAMES, Brand, load, starter
from monitor.settings.initial import shipped
from monitor.settings.shape import General

SHIPPED = Path(__file__).parent.parent / "config"
README = (SHIPPED / "README.md").read_text(encoding="utf-8")
SECRETS = {name: "xapp-a" for name in NAMES if name.startswith(("X_", "REDDIT_", "SLACK_"))}
SECRETS |= {"MONITOR_STORE_URL": "sqlite:///a.db"}


#: Sections of a brand that hold any keys of the general one.
OWN = ("triage", "incidents", "clocks", "budget", "digest")
#: Sections that are off at first, and lists and mappings of sections.
WHOLE = ("hours", "quiet", "people", "routes")


def keys_of(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key that holds a value, with its default; what a table cannot show key by key counts as one."""
    for name, field in model.model_fields.items():
        if (model is Brand and name in OWN) or (not path and name in WHOLE):
            yield name, {} if name in OWN else field.default
            continue
        below = [t for t in (field.annotation, *get_args(field.annotation)) if isinstance(t, type)]
        section = next((t for t in below if issubclass(t, BaseModel)), None)
        if section:
            yield from keys_of(section, f"{path}{name}.")
        else:
            yield f"{path}{name}", field.default


def rows(heading: str) -> dict[str, tuple[str, ...]]:
    """The table below a heading of README: first cell → the others."""
    part = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\| `([^`]+)` \| (.+) \|$", part, re.MULTILINE)
    return {key: tuple(cell.strip() for cell in rest.split(" | ")) for key, rest in found}


@pytest.mark.parametrize(("heading", "model"), [("monitor.yaml", General), (r"brands/\<key\>.yaml", Brand)])
def test_readme_has_every_key_with_its_default(heading, model):
    expected = dict(keys_of(model))
    table = rows(heading)
    assert list(table) == list(expected)
    for key, (default, allowed, meaning) in table.items():
        assert allowed
        assert meaning
        if expected[key] is PydanticUndefined:
            assert default == "needed", key
        else:
            value = YAML(typ="safe").load(default.strip("`"))
            wanted = expected[key]
            if hasattr(wanted, "get_secret_value"):
                wanted = wanted.get_secret_value()
            assert (tuple(value) if isinstance(value, list) else value) == wanted, key


def test_readme_has_every_variable():
    assert list(rows("Environment")) == [*NAMES, "MONITOR_CONFIG"]


@pytest.mark.parametrize("sample", re.findall(r"```yaml\n(.*?)```", README, re.DOTALL))
def test_a_sample_of_readme_loads(tmp_path, sample):
    starter(tmp_path)
    file = sample.splitlines()[0].removeprefix("# ")
    (tmp_path / file).write_text(sample, encoding="utf-8")
    warnings = load(tmp_path, SECRETS).warnings
    # The sample of topics.yaml stands for the lines that one adds to the shipped ones.
    assert all("urgent_topics" in warning and file == "topics.yaml" for warning in warnings)


@pytest.mark.parametrize(("file", "model"), [("monitor.yaml", General), ("brands/firuzka.yaml", Brand)])
def test_the_shipped_files_show_every_key_in_order(file, model):
    def leaves(values: dict[str, Any], path: str = "") -> Iterator[str]:
        for key, value in values.items():
            if isinstance(value, dict) and f"{path}{key}" not in known:
                yield from leaves(value, f"{path}{key}.")
            else:
                yield f"{path}{key}"

    known = dict(keys_of(model))
    assert list(leaves(YAML(typ="safe").load(SHIPPED / file))) == list(known)


def test_the_starter_is_the_shipped_configuration_and_loads(tmp_path):
    written = starter(tmp_path / "new" / "config")
    names = [path.relative_to(tmp_path / "new/config").as_posix() for path in written]
    assert names[:4] == ["README.md", "monitor.yaml", "topics.yaml", "brands/example.yaml"]
    assert names[4:] == [f"replies/{path.name}" for path in sorted((SHIPPED / "replies").glob("*.yaml"))]
    assert written[1].read_bytes() == (SHIPPED / "monitor.yaml").read_bytes()
    assert list(load(tmp_path / "new" / "config", SECRETS).brands) == ["example"]


def test_the_starter_overwrites_nothing(tmp_path):
    (tmp_path / "brands").mkdir()
    (tmp_path / "monitor.yaml").write_text("mine")
    (tmp_path / "brands" / "example.yaml").write_text("mine")
    with pytest.raises(FileExistsError) as caught:
        starter(tmp_path)
    assert str(caught.value) == (
        f"would overwrite {tmp_path}/monitor.yaml, {tmp_path}/brands/example.yaml; nothing was written"
    )
    assert (tmp_path / "monitor.yaml").read_text() == "mine"
    assert not (tmp_path / "README.md").exists()


def test_where_the_shipped_configuration_is_looked_for(tmp_path):
    with pytest.raises(FileNotFoundError, match="install again"):
        shipped((tmp_path,))
    assert shipped((tmp_path, SHIPPED)) == SHIPPED
    assert shipped() == SHIPPED
