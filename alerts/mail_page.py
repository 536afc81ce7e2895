"""A `Message` as the two bodies of a mail: plain text, and HTML with its style in each element.

Mail programs know no style sheets, so colours are few and stand beside words. Text is only ever text: everything is
escaped, and nothing is loaded from anywhere.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from alerts.base import Message, Severity
from alerts.outline import Part, fitted
from alerts.text import RTL_CLOSE, RTL_OPEN, oriented, shown, truncate, web_address

#: Label, address, and whether it is the main one, of each button.
Links = Sequence[tuple[str, str, bool]]

#: Letters of the HTML; programs of the phone cut mails off at some 100,000.
_ROOM = 80_000
_COLOURS = {
    Severity.critical: "#b3261e",
    Severity.high: "#c25e00",
    Severity.medium: "#3b6f8f",
    Severity.low: "#6b6b6b",
}
_FONT = "font-family:Vazirmatn,Tahoma,Arial,sans-serif;font-size:15px;line-height:1.5;color:#222"


def as_text(message: Message, links: Links) -> str:
    """Draw `message` in plain text, with the addresses of its buttons at the end."""
    page = fitted(message, lambda parts: "\n".join(_plain(part) for part in parts), len, _ROOM)
    return "\n".join([page, *(f"\n{label}: {url}" for label, url, _ in links)]) + "\n"


def as_html(message: Message, links: Links) -> str:
    """Draw `message` in HTML, with its buttons as links."""
    colour = "#6b6b6b" if message.severity is None or message.folded else _COLOURS[message.severity]
    body = fitted(message, lambda parts: "\n".join(_drawn(part) for part in parts), len, _ROOM)
    buttons = "".join(_button(*link) for link in links)
    return (
        f'<!DOCTYPE html><html dir="{message.direction}"><head><meta charset="utf-8"></head>'
        f'<body dir="{message.direction}" style="margin:0;padding:16px;{_FONT}">'
        f'<div style="max-width:640px;border-top:4px solid {colour};padding-top:12px">\n{body}\n'
        f'<p style="margin:20px 0 0">{buttons}</p></div></body></html>\n'
    )


def _plain(part: Part) -> str:
    text = shown(part.text, part.direction, part.limit)
    match part.kind:
        case "fact":
            line = f"{shown(part.label, part.direction, part.limit)}: {text}"
            return f"{RTL_OPEN}{line}{RTL_CLOSE}" if part.direction == "rtl" else line
        case "quote":
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case "source" | "link":
            address = web_address(part.url)
            return f"\n{text}" if address is None else f"\n{text}\n{address}"
        case "title" | "label":
            return f"\n{text}"
        case "line":
            return f"- {text}"
        case _:
            return text


def _drawn(part: Part) -> str:
    text = _text(part.text, part)
    turned = f' dir="{part.direction}"'
    match part.kind:
        case "headline":
            return f'<h1{turned} style="margin:0 0 8px;font-size:19px">{text}</h1>'
        case "state":
            return f'<p{turned} style="margin:0 0 8px"><strong>{text}</strong></p>'
        case "fact":
            told = f'<span style="color:#6b6b6b">{_text(part.label, part)}</span> {text}'
            return f'<p{turned} style="margin:0">{told}</p>'
        case "source" | "link":
            return f'<p{turned} style="margin:12px 0 0">{_link(part, text)}</p>'
        case "quote":
            side = "right" if part.direction == "rtl" else "left"
            style = f"margin:4px 0 12px;padding:4px 12px;border-{side}:3px solid #ccc"
            return f'<blockquote{turned} style="{style}">{text}</blockquote>'
        case "title" | "label":
            return f'<p{turned} style="margin:16px 0 4px"><strong>{text}</strong></p>'
        case "line":
            return f'<p{turned} style="margin:0">• {text}</p>'
        case "draft":
            style = "margin:4px 0 12px;padding:10px 12px;background:#f3f3f0"
            return f'<div{turned} style="{style}">{text}</div>'
        case "more":
            return f'<p style="margin:0;color:#6b6b6b">{text}</p>'


def _text(text: str, part: Part) -> str:
    """Escape a text, with elements in place of the signs that isolate: nobody copies those along with a draft."""
    escaped = html.escape(oriented(truncate(text, part.limit), part.direction))
    turned = (
        escaped.replace(RTL_OPEN, '<bdi dir="rtl">')
        .replace(RTL_OPEN[0], "<bdi>")
        .replace(RTL_CLOSE, "</bdi>")
    )
    return turned.replace("\n", "<br>")


def _link(part: Part, text: str) -> str:
    address = web_address(part.url)
    return text if address is None else f'<a href="{html.escape(address)}" style="color:#1a5fb4">{text}</a>'


def _button(label: str, url: str, primary: bool) -> str:
    colours = "background:#1a5fb4;color:#fff" if primary else "background:#eee;color:#222"
    style = f"display:inline-block;margin:0 8px 8px 0;padding:8px 16px;border-radius:6px;text-decoration:none;{colours}"
    return f'<a href="{html.escape(url)}" style="{style}">{html.escape(label)}</a>'
