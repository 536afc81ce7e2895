"""A `Form` laid out as Slack's modal view.

    rich_text   quotes · sections
    actions     links, each a button
    input       fields; the name of each is its block's id, with "#" and its version where it has one
    rich_text   what stands below

Slack keeps what was typed while a view is updated if block and element keep their ids, and then passes over a new
`initial_value` (https://docs.slack.dev/reference/views/modal-views): a field of another version is another block.

Limits: 24 characters in the title and on the two buttons below, 100 blocks, 3,000 characters in a field, 10 radio
buttons, 100 choices of a list (https://docs.slack.dev/reference/views/modal-views, …/block-kit/block-elements).
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from alerts.base import Field, Form, Link, Press, Section
from alerts.blocks import Block, is_person, label, passage, said
from alerts.text import Direction, clean, truncate, units, web_address

#: Marks a view as ours when it comes back.
CALLBACK = "monitor_form"
#: Of the one element in a field's block.
ANSWER = "answer"

_TITLE, _LABEL, _VALUE, _ADDRESS, _NOTE = 24, 150, 3000, 3000, 400
_FIELDS, _LINKS, _RADIO, _CHOICES, _CHOICE_VALUE = 10, 10, 5, 100, 150
_METADATA, _UNPACKED = 3000, 100_000
#: A dispatched text comes with each character (https://docs.slack.dev/reference/block-kit/composition-objects/
#: dispatch-action-configuration-object).
_AS_TYPED = {"trigger_actions_on": ["on_character_entered"]}


def view(form: Form, press: Press) -> Block:
    """Lay `form` out; what it is about travels along, and comes back when it is sent.

    Text to begin with is handed over as it is and only cut: a person is going to send it on. Fields run in the
    direction of what is typed, as Slack's do. A form without `submit` shows no fields.

    Args:
        form: names of fields, `action`, `value` and the values of choices are ids of ours (together at most some
            2,000 characters; 255 a name, 150 a choice's value).
        press: what is answered by it; its message is the one a `Press` of the form tells.

    Returns:
        a view that Slack accepts, whatever the texts hold.
    """
    addresses = [(link, web_address(link.url, _ADDRESS)) for link in form.links[:_LINKS]]
    dead = tuple(f"{link.label}: {link.url}" for link, address in addresses if address is None)
    sections = (*form.sections, Section(title="", lines=dead)) if dead else form.sections
    blocks = passage(form.quotes, sections, form.direction)
    blocks += _actions([(link, to) for link, to in addresses if to is not None], form.direction)
    if form.submit.strip():
        fields = {field.name: field for field in form.fields}.values()
        blocks += [made for field in list(fields)[:_FIELDS] for made in _input(field, form.direction)]
        blocks += passage((), form.below, form.direction)
    made = {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": _metadata(form, press),
        "title": label(form.title, _TITLE, form.direction),
        "close": label(form.cancel, _TITLE, form.direction),
        "blocks": blocks or said("", form.direction, _NOTE),
    }
    return {**made, "submit": label(form.submit, _TITLE, form.direction)} if form.submit.strip() else made


def again(form: Form, press: Press) -> Block:
    """What a form that was sent is answered with so that `form` takes its place."""
    return {"response_action": "update", "view": view(form, press)}


def unpacked(about: Mapping[str, Any]) -> dict[str, str]:
    """Give what the form kept, of what a view carries along.

    Raises:
        ValueError, TypeError: it was not made here.
    """
    if "kept" not in about:
        return {}
    packed = zlib.decompressobj().decompress(urlsafe_b64decode(about["kept"]), _UNPACKED)
    return {str(name): str(text) for name, text in dict(json.loads(packed)).items()}


def _metadata(form: Form, press: Press) -> str:
    about = {
        "action": form.action,
        "value": form.value,
        "place": press.place,
        "message": press.message_id,
    }
    kept = dict(form.kept)
    while kept:
        packed = zlib.compress(json.dumps(kept, ensure_ascii=False).encode(errors="replace"), 9)
        made = json.dumps({**about, "kept": urlsafe_b64encode(packed).decode()})
        if units(made) <= _METADATA:
            return made
        del kept[max(kept, key=lambda name: len(kept[name]))]
    return json.dumps(about)


def _actions(links: Sequence[tuple[Link, str]], direction: Direction) -> list[Block]:
    buttons = [
        {
            "type": "button",
            "action_id": f"link#{number}",
            "text": label(link.label, direction=direction),
            "url": address,
        }
        for number, (link, address) in enumerate(links, 1)
    ]
    return [{"type": "actions", "block_id": "links", "elements": buttons}] if buttons else []


def _input(field: Field, direction: Direction) -> list[Block]:
    """Make the block of one field; none for a list with nothing to choose from."""
    element = _element(field, direction)
    if element is None:
        return []
    return [
        {
            "type": "input",
            "block_id": f"{field.name}#{field.version}" if field.version else field.name,
            "label": label(field.label, _LABEL, direction),
            "element": {**element, "action_id": ANSWER},
            "optional": field.optional,
            **({"dispatch_action": True} if field.live else {}),
        }
    ]


def _element(field: Field, direction: Direction) -> Block | None:
    if field.kind == "text":
        element: Block = {"type": "plain_text_input", "multiline": True, "max_length": _VALUE}
        if field.live:
            element["dispatch_action_config"] = _AS_TYPED
        begun = truncate(clean(field.value), _VALUE)
        return {**element, "initial_value": begun} if begun else element
    if field.kind == "person":
        chooser: Block = {"type": "users_select"}
        return {**chooser, "initial_user": field.value} if is_person(field.value) else chooser
    options = {
        choice.value: {"text": label(choice.label, direction=direction), "value": choice.value}
        for choice in field.choices
        if choice.value
    }
    options = {value: options[value] for value in list(options)[:_CHOICES] if len(value) <= _CHOICE_VALUE}
    if not options:
        return None
    # Few are all seen at once; but radio buttons, once pressed, cannot be left empty again.
    kind = "radio_buttons" if len(options) <= _RADIO and not field.optional else "static_select"
    begun_with = {"initial_option": options[field.value]} if field.value in options else {}
    return {"type": kind, "options": list(options.values()), **begun_with}
