"""A language model of one's own choice, asked for a text: any server that speaks OpenAI's chat completions.

    POST {base_url}/chat/completions  {"model", "messages": [{"role", "content"}], "max_tokens", "stream": false}
    → {"choices": [{"message": {"content"}, "finish_reason"}], "usage": {"prompt_tokens", "completion_tokens"}}

Ollama, llama.cpp and vLLM speak it too. OpenAI's own library is not used: it tries again by itself, reads keys and
addresses from the environment and has no time-out for the whole of a call; what is left of it is one request.
Nothing that the server says of an error is repeated: it may repeat the key.

Source: https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, TypeGuard

from alerts.base import DeliveryError
from alerts.http import Answer, Http, Overdue, trouble
from alerts.replies.fencing import Said

#: timeout: no answer in time. error: not reached, or in trouble. busy: asks us to slow down. refused: does not want
#: us, the model or the request. too_long: the text was cut. filtered: the model declined.
#: garbled: not the JSON of an answer. empty: no text.
Why = Literal["timeout", "error", "busy", "refused", "too_long", "filtered", "garbled", "empty"]

#: Enough for one word of a model that does not think first.
_CHECK_TOKENS = 16

_LARGEST_ANSWER = 256 * 1024
#: A count of tokens beyond this is no count.
_MOST_TOKENS = 10_000_000
#: UTF-8 bytes of a token; English has four, Persian about as many, so that an estimate is rather too high.
_BYTES_OF_TOKEN = 3
_TOKENS_OF_MESSAGE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What an answer cost.

    Args:
        estimated: the server did not tell; rather too much than too little.
        cost: in the currency of the prices.
    """

    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the model wrote, as hostile as what it was given."""

    text: str = field(repr=False)
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """Why there is no text.

    Args:
        told: a sentence for logs, without secrets and without anything that the server said.
        after: how long it asks us to wait.
    """

    why: Why
    told: str
    spent: Spent = Spent()
    after: timedelta | None = None


class Writer:
    """Asks one model at one address.

    Args:
        base_url: up to and without `/chat/completions`.
        api_key: None: the server asks for none.
        timeout_seconds: no call lasts longer.
        price_per_million_input_tokens, price_per_million_output_tokens: 0: it costs nothing.
    """

    def __init__(
        self,
        *,
        base_url: str,
        model: str,
        api_key: str | None = None,
        timeout_seconds: float = 8,
        price_per_million_input_tokens: float = 0,
        price_per_million_output_tokens: float = 0,
    ) -> None:
        self.model = model
        self._url = f"{base_url.rstrip('/')}/chat/completions"
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._prices = (price_per_million_input_tokens, price_per_million_output_tokens)
        self._http = Http("the writer", timeout_seconds=timeout_seconds, largest=_LARGEST_ANSWER)
        #: Newer models of OpenAI know the limit by another name only, and older servers only by this one.
        self._limit_name = "max_tokens"

    def write(self, said: Sequence[Said], *, most_tokens: int) -> Written | Unwritten:
        """Ask for one text; whatever happens comes back as a value.

        Args:
            most_tokens: of the answer; one that was cut there is not given.
        """
        try:
            answer = self._ask(said, most_tokens)
            if answer.status == 400 and self._wants_other_name(answer):
                answer = self._ask(said, most_tokens)
        except DeliveryError as error:
            why: Why = "timeout" if isinstance(error, Overdue) else "error"
            # what was not answered may have been written all the same, and be charged for
            spent = self._estimate(said, "") if error.uncertain else Spent()
            return Unwritten(why=why, told=str(error), spent=spent)
        if answer.status != 200:
            return _refusal(answer)
        return self._read(answer, said)

    def check(self) -> str:
        """Have it write a word, which tries address, key and model at once, and say by what name we know it.

        Raises:
            DeliveryError: there is no answer, or none that we know.
        """
        done = self.write([Said("user", "Answer with the word OK.")], most_tokens=_CHECK_TOKENS)
        if isinstance(done, Unwritten) and done.why not in ("empty", "too_long", "filtered"):
            raise DeliveryError(done.told, permanent=done.why == "refused", after=done.after)
        return self.model

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _ask(self, said: Sequence[Said], most_tokens: int) -> Answer:
        asked = {
            "model": self.model,
            "messages": [{"role": each.role, "content": each.content} for each in said],
            self._limit_name: most_tokens,
            "stream": False,
        }
        body = json.dumps(asked).encode()
        return self._http.ask("POST", self._url, body=body, headers=self._headers, writes=True)

    def _wants_other_name(self, answer: Answer) -> bool:
        """Whether the limit was refused by its name, which is the other one from then on."""
        if self._limit_name != "max_tokens" or b"max_completion_tokens" not in answer.body:
            return False
        self._limit_name = "max_completion_tokens"
        return True

    def _read(self, answer: Answer, said: Sequence[Said]) -> Written | Unwritten:
        told = answer.table()
        choice = _first(told)
        message = choice.get("message") if choice else None
        if told is None or choice is None or not isinstance(message, dict):
            spent = self._estimate(said, "")
            return Unwritten(why="garbled", told="the writer's answer is none we know", spent=spent)
        content = message.get("content")
        text = content if isinstance(content, str) else ""
        spent = self._spent(told.get("usage"), said, text)
        if choice.get("finish_reason") == "content_filter" or message.get("refusal"):
            return Unwritten(why="filtered", told="the writer declined", spent=spent)
        if choice.get("finish_reason") == "length":
            return Unwritten(why="too_long", told="the writer's text was cut", spent=spent)
        if content is not None and not isinstance(content, str):
            return Unwritten(why="garbled", told="the writer's answer holds no text", spent=spent)
        if not text.strip():
            return Unwritten(why="empty", told="the writer wrote nothing", spent=spent)
        return Written(text=text, spent=spent)

    def _spent(self, usage: Any, said: Sequence[Said], text: str) -> Spent:
        counts = usage if isinstance(usage, dict) else {}
        given, written = counts.get("prompt_tokens"), counts.get("completion_tokens")
        if _is_count(given) and _is_count(written):
            return self._priced(given, written, estimated=False)
        return self._estimate(said, text)

    def _estimate(self, said: Sequence[Said], text: str) -> Spent:
        given = sum(_tokens(each.content) + _TOKENS_OF_MESSAGE for each in said)
        return self._priced(given, _tokens(text), estimated=True)

    def _priced(self, given: int, written: int, *, estimated: bool) -> Spent:
        cost = (given * self._prices[0] + written * self._prices[1]) / 1_000_000
        return Spent(input_tokens=given, output_tokens=written, estimated=estimated, cost=cost)


def _refusal(answer: Answer) -> Unwritten:
    """Tell an answer that is none by its status alone."""
    if answer.status == 429:
        told, after = "the writer asks us to slow down", answer.retry_after()
        return Unwritten(why="busy", told=told, after=after)
    if known := trouble("the writer", answer, writes=False):
        return Unwritten(why="refused" if known.permanent else "error", told=str(known), after=known.after)
    why = {401: "the key", 403: "the key", 404: "the address or the model"}.get(answer.status, "the request")
    return Unwritten(why="refused", told=f"the writer refused {why} ({answer.status})")


def _first(told: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    choices = told.get("choices") if told else None
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else None


def _is_count(value: Any) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= _MOST_TOKENS


def _tokens(text: str) -> int:
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_OF_TOKEN)
