"""Which blocks and views Slack would refuse, and in which words.

Source: docs.slack.dev/reference/block-kit, …/reference/views/modal-views, and the errors that users of
`chat.postMessage` and `views.open` quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MAX_BLOCKS, _MAX_VIEW_BLOCKS = 50, 100
_TEXTS = ("plain_text", "mrkdwn")
_ELEMENTS = {"button", "static_select", "overflow"}
_INPUTS = {"plain_text_input", "static_select", "radio_buttons", "users_select"}
_TRIGGERS = {"on_enter_pressed", "on_character_entered"}
_RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
_INLINE = {"text", "link", "emoji", "user", "usergroup", "channel", "broadcast", "date", "color"}


def faults(blocks: object) -> list[str]:
    """Give what Slack would say against `blocks`; empty if it would take them."""
    if not isinstance(blocks, list):
        return ["must be an array [json-pointer:/blocks]"]
    if len(blocks) > _MAX_BLOCKS:
        return [f"no more than {_MAX_BLOCKS} items allowed [json-pointer:/blocks]"]
    found = [fault for number, block in enumerate(blocks) for fault in _block(block, f"/blocks/{number}")]
    found += _repeated(blocks, "message", "/blocks")
    return found


def view_faults(view: dict[str, Any]) -> list[str]:
    """Give what Slack would say against the modal `view`; empty if it would open it."""
    if view.get("type") != "modal":
        return ["must be a modal [json-pointer:/view/type]"]
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return ["missing required field: blocks [json-pointer:/view]"]
    return list(_view(view, blocks))


def _view(view: dict[str, Any], blocks: list[Any]) -> Iterator[str]:
    yield from _text(view.get("title"), 24, "/view/title", ("plain_text",))
    for name in ("submit", "close"):
        if view.get(name) is not None:
            yield from _text(view[name], 24, f"/view/{name}", ("plain_text",))
    for name, most in (("callback_id", 255), ("private_metadata", 3000), ("external_id", 255)):
        yield from _length(view.get(name), most, f"/view/{name}", missing=True, empty=True)
    if len(blocks) > _MAX_VIEW_BLOCKS:
        yield f"no more than {_MAX_VIEW_BLOCKS} items allowed [json-pointer:/view/blocks]"
    for number, block in enumerate(blocks):
        at = f"/view/blocks/{number}"
        if isinstance(block, dict) and block.get("type") == "input":
            yield from _input(block, at)
            if view.get("submit") is None:
                yield "missing required field: submit [json-pointer:/view]"
        else:
            yield from _block(block, at)
    yield from _repeated(blocks, "view", "/view/blocks")


def _input(block: dict[str, Any], at: str) -> Iterator[str]:
    yield from _length(block.get("block_id"), 255, f"{at}/block_id", missing=True)
    yield from _text(block.get("label"), 2000, f"{at}/label", ("plain_text",))
    if "hint" in block:
        yield from _text(block["hint"], 2000, f"{at}/hint", ("plain_text",))
    if not isinstance(block.get("dispatch_action", False), bool):
        yield f"must be a boolean [json-pointer:{at}/dispatch_action]"
    element, here = block.get("element"), f"{at}/element"
    if not isinstance(element, dict) or element.get("type") not in _INPUTS:
        kind = element.get("type") if isinstance(element, dict) else element
        yield f"unsupported type: {kind} [json-pointer:{here}]"
        return
    yield from _length(element.get("action_id"), 255, f"{here}/action_id", missing=True)
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, f"{here}/placeholder", ("plain_text",))
    if element["type"] == "plain_text_input":
        yield from _dispatch(element.get("dispatch_action_config", {}), f"{here}/dispatch_action_config")
        most = element.get("max_length", 3000)
        if not isinstance(most, int) or not 1 <= most <= 3000:
            yield f"must be between 1 and 3000 [json-pointer:{here}/max_length]"
        else:
            yield from _length(element.get("initial_value"), most, f"{here}/initial_value", missing=True)
    elif element["type"] == "users_select":
        yield from _length(element.get("initial_user"), 255, f"{here}/initial_user", missing=True)
    else:
        yield from _options(element, 10 if element["type"] == "radio_buttons" else 100, here)
        if "initial_option" in element and element["initial_option"] not in _list(element.get("options")):
            yield f"must be one of the options [json-pointer:{here}/initial_option]"


def _dispatch(config: object, at: str) -> Iterator[str]:
    triggers = config.get("trigger_actions_on", ["on_enter_pressed"]) if isinstance(config, dict) else None
    if not isinstance(triggers, list) or not triggers or not set(map(str, triggers)) <= _TRIGGERS:
        yield f"must be one or both of {', '.join(sorted(_TRIGGERS))} [json-pointer:{at}/trigger_actions_on]"


def letters(blocks: object) -> int:
    """Count the characters of all texts in `blocks`."""
    if isinstance(blocks, list):
        return sum(letters(part) for part in blocks)
    if isinstance(blocks, dict):
        own = blocks.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(letters(part) for part in blocks.values())
    return 0


def _repeated(blocks: list[Any], where: str, at: str) -> Iterator[str]:
    """Tell block_ids used twice, and action_ids used twice in a block."""
    block_ids = [block["block_id"] for block in blocks if isinstance(block, dict) and "block_id" in block]
    if len(set(block_ids)) < len(block_ids):
        yield f"`block_id` must be unique within a {where} [json-pointer:{at}]"
    for number, block in enumerate(blocks):
        elements = block.get("elements") if isinstance(block, dict) else None
        found = [e["action_id"] for e in _list(elements) if isinstance(e, dict) and "action_id" in e]
        if len(set(found)) < len(found):
            yield f"`action_id` must be unique within a block [json-pointer:{at}/{number}/elements]"


def _block(block: object, at: str) -> Iterator[str]:
    if not isinstance(block, dict):
        yield f"must be an object [json-pointer:{at}]"
        return
    kind = block.get("type")
    yield from _length(block.get("block_id"), 255, f"{at}/block_id", missing=True)
    if kind == "header":
        yield from _text(block.get("text"), 150, f"{at}/text", ("plain_text",))
    elif kind == "section":
        yield from _section(block, at)
    elif kind == "context":
        yield from _several(block.get("elements"), 10, f"{at}/elements")
        for number, element in enumerate(_list(block.get("elements"))):
            yield from _context(element, f"{at}/elements/{number}")
    elif kind == "actions":
        yield from _several(block.get("elements"), 25, f"{at}/elements")
        for number, element in enumerate(_list(block.get("elements"))):
            yield from _element(element, f"{at}/elements/{number}")
    elif kind == "rich_text":
        for number, element in enumerate(_list(block.get("elements"))):
            yield from _rich(element, f"{at}/elements/{number}")
        if not isinstance(block.get("elements"), list):
            yield f"missing required field: elements [json-pointer:{at}]"
    elif kind == "image":
        yield from _image(block, at)
    elif kind != "divider":
        yield f"unsupported type: {kind} [json-pointer:{at}/type]"


def _section(block: dict[str, Any], at: str) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield f"must define either `fields` or `text` [json-pointer:{at}]"
    if "text" in block:
        yield from _text(block["text"], 3000, f"{at}/text", _TEXTS)
    if "fields" in block:
        yield from _several(block["fields"], 10, f"{at}/fields")
        for number, text in enumerate(_list(block["fields"])):
            yield from _text(text, 2000, f"{at}/fields/{number}", _TEXTS)
    if "accessory" in block:
        accessory = block["accessory"]
        image = isinstance(accessory, dict) and accessory.get("type") == "image"
        yield from (_image if image else _element)(accessory, f"{at}/accessory")


def _context(element: object, at: str) -> Iterator[str]:
    if isinstance(element, dict) and element.get("type") == "image":
        yield from _image(element, at)
    else:
        yield from _text(element, 3000, at, _TEXTS)


def _image(element: dict[str, Any], at: str) -> Iterator[str]:
    yield from _length(element.get("image_url"), 3000, f"{at}/image_url")
    yield from _length(element.get("alt_text"), 2000, f"{at}/alt_text")


def _element(element: object, at: str) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in _ELEMENTS:
        kind = element.get("type") if isinstance(element, dict) else element
        yield f"unsupported type: {kind} [json-pointer:{at}]"
        return
    yield from _length(element.get("action_id"), 255, f"{at}/action_id", missing=True)
    if element["type"] == "button":
        yield from _text(element.get("text"), 75, f"{at}/text", ("plain_text",))
        yield from _length(element.get("value"), 2000, f"{at}/value", missing=True, empty=True)
        yield from _length(element.get("url"), 3000, f"{at}/url", missing=True)
        if element.get("style") not in (None, "primary", "danger"):
            yield f"must be one of `primary`, `danger` [json-pointer:{at}/style]"
        return
    yield from _options(element, 5 if element["type"] == "overflow" else 100, at)


def _options(element: dict[str, Any], most: int, at: str) -> Iterator[str]:
    yield from _several(element.get("options"), most, f"{at}/options")
    for number, option in enumerate(_list(element.get("options"))):
        shape = option if isinstance(option, dict) else {}
        yield from _text(shape.get("text"), 75, f"{at}/options/{number}/text", ("plain_text",))
        yield from _length(shape.get("value"), 150, f"{at}/options/{number}/value")


def _rich(element: object, at: str) -> Iterator[str]:
    if not isinstance(element, dict) or element.get("type") not in _RICH:
        yield f"unsupported rich text element [json-pointer:{at}]"
        return
    for number, part in enumerate(_list(element.get("elements"))):
        here = f"{at}/elements/{number}"
        if element["type"] == "rich_text_list":
            yield from _rich(part, here)
        elif not isinstance(part, dict) or part.get("type") not in _INLINE:
            yield f"unsupported rich text element [json-pointer:{here}]"
        elif part["type"] == "text":
            yield from _length(part.get("text"), 3000, f"{here}/text")
        elif part["type"] in ("user", "usergroup"):
            name = f"{part['type']}_id"
            yield from _length(part.get(name), 255, f"{here}/{name}")
        elif part["type"] == "link":
            yield from _length(part.get("url"), 3000, f"{here}/url")


def _text(text: object, most: int, at: str, kinds: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"failed to match all allowed schemas [json-pointer:{at}]"
        return
    yield from _length(text.get("text"), most, f"{at}/text")


def _length(
    value: object, most: int, at: str, *, missing: bool = False, empty: bool = False
) -> Iterator[str]:
    if value is None:
        if not missing:
            yield f"missing required field: {at.rpartition('/')[2]} [json-pointer:{at.rpartition('/')[0]}]"
    elif not isinstance(value, str):
        yield f"must be a string [json-pointer:{at}]"
    elif not value and not empty:
        yield f"must be more than 0 characters [json-pointer:{at}]"
    elif len(value) > most:
        yield f"must be less than {most + 1} characters [json-pointer:{at}]"


def _several(items: object, most: int, at: str) -> Iterator[str]:
    if not isinstance(items, list) or not items:
        yield f"no less than 1 items allowed [json-pointer:{at}]"
    elif len(items) > most:
        yield f"no more than {most} items allowed [json-pointer:{at}]"


def _list(items: object) -> list[Any]:
    return items if isinstance(items, list) else []
