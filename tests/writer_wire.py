"""A language model's server of a few lines on a real socket: OpenAI's chat completions, as its document has them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from place_wire import Wire

WRITER_KEY = "sk-very-secret-key-of-a-writer-0123456789"
MODEL = "quill-1"


class Model(Wire):
    """Answers with what `says` makes of the messages; `faults` come first, as of every `Wire`.

    Args:
        says: is given the messages' texts, system and user, and gives the answer's text.
        changes: of the answer's first choice, and of the whole.
    """

    def __init__(self, says: Callable[[str, str], str] = lambda _system, _user: "OK") -> None:
        super().__init__()
        self.says = says
        self.key: str | None = WRITER_KEY
        self.choice: dict[str, Any] = {}
        self.whole: dict[str, Any] = {}

    @property
    def base_url(self) -> str:
        return f"{self.url}/v1"

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The texts of each request, system and user."""
        return [_texts(body) for _, _, _, body in self.requests]

    def answer(self, verb: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        asked = json.loads(body)
        assert (verb, path, headers["content-type"]) == ("POST", "/v1/chat/completions", "application/json")
        if headers.get("authorization") != (f"Bearer {self.key}" if self.key else None):
            return 401, {"error": {"message": f"Incorrect API key provided: {headers.get('authorization')}"}}
        if asked["model"] != MODEL:
            return 404, {"error": {"message": f"The model {asked['model']} does not exist"}}
        assert asked["stream"] is False
        assert asked.get("max_tokens", asked.get("max_completion_tokens")) > 0
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": self.says(*_texts(asked))},
            "finish_reason": "stop",
        }
        told = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "model": MODEL,
            "choices": [choice | self.choice],
            "usage": {"prompt_tokens": 400, "completion_tokens": 50, "total_tokens": 450},
        }
        return 200, told | self.whole


def _texts(asked: dict[str, Any]) -> tuple[str, str]:
    texts = {each["role"]: each["content"] for each in asked["messages"]}
    return texts.get("system", ""), texts["user"]


def draft_in(user: str) -> str:
    """The composed draft that a model was given."""
    return user.split("\nThe draft:\n")[1]


def post_in(user: str) -> str:
    """The post that a model was given, without its marks."""
    found = re.search(r"<([\w-]+)>\n(.*)\n</\1>", user, re.DOTALL)
    assert found
    return found[2]
