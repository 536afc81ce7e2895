"""The writer: one request, an answer or why not, tokens and cost, and no secret in anything that is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from place_wire import listening
from slack_wire import cut, drip, drop, hang, status
from writer_wire import MODEL, WRITER_KEY, Model

from alerts.base import DeliveryError
from alerts.replies import Said
from alerts.writer import Spent, Unwritten, Writer, Written

SAID = (Said("system", "Be kind."), Said("user", "Merhaba"))


@pytest.fixture
def model() -> Iterator[Model]:
    with listening(Model()) as running:
        yield running


def writer(server: Model, **changes: Any) -> Writer:
    options: dict[str, Any] = {"base_url": server.base_url, "model": MODEL, "api_key": WRITER_KEY}
    return Writer(**options | {"timeout_seconds": 5} | changes)


def unwritten(server: Model, **changes: Any) -> Unwritten:
    done = writer(server, **changes).write(SAID, most_tokens=100)
    assert isinstance(done, Unwritten)
    assert WRITER_KEY not in f"{done!r} {done.told}"
    return done


def test_a_text_with_its_tokens_and_cost(model: Model) -> None:
    model.says = lambda system, user: f"{system} {user}!"
    ours = writer(model, price_per_million_input_tokens=2.5, price_per_million_output_tokens=10)
    done = ours.write(SAID, most_tokens=100)
    assert done == Written(
        text="Be kind. Merhaba!", spent=Spent(input_tokens=400, output_tokens=50, cost=0.0015)
    )
    ((verb, path, headers, body),) = model.requests
    assert (verb, path) == ("POST", "/v1/chat/completions")
    assert headers["authorization"] == f"Bearer {WRITER_KEY}"
    assert body == {
        "model": MODEL,
        "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Merhaba"}],
        "max_tokens": 100,
        "stream": False,
    }


def test_a_local_server_needs_no_key(model: Model) -> None:
    model.key = None
    assert isinstance(writer(model, api_key=None).write(SAID, most_tokens=9), Written)
    assert "authorization" not in model.requests[0][2]


@pytest.mark.parametrize(
    "usage",
    [None, {}, [], "many", {"prompt_tokens": 400}, {"prompt_tokens": -1, "completion_tokens": 1},
     {"prompt_tokens": True, "completion_tokens": 1}, {"prompt_tokens": 4e2, "completion_tokens": 1},
     {"prompt_tokens": 10**12, "completion_tokens": 1}],
)  # fmt: skip
def test_tokens_are_estimated_where_they_are_not_told(model: Model, usage: Any) -> None:
    model.whole = {"usage": usage}
    done = writer(model, price_per_million_input_tokens=1_000_000).write(SAID, most_tokens=9)
    assert done.spent == Spent(input_tokens=14, output_tokens=1, estimated=True, cost=14)


@pytest.mark.parametrize(
    ("fault", "why", "told", "after"),
    [
        (hang, "timeout", "the writer did not answer in time", None),
        (drip, "timeout", "the writer did not answer in time", None),
        (lambda _: drop, "error", "the answer of the writer was lost (RemoteProtocolError)", None),
        (lambda _: cut, "error", "the answer of the writer was lost (RemoteProtocolError)", None),
        (lambda _: status(500, f"oops {WRITER_KEY}"), "error", "the writer is in trouble (500)", None),
        (lambda _: status(503, "", Retry_After="9"), "error", "the writer is in trouble (503)", 9),
        (lambda _: status(429, "", Retry_After="30"), "busy", "the writer asks us to slow down", 30),
        (lambda _: status(429), "busy", "the writer asks us to slow down", None),
        (lambda _: status(401, WRITER_KEY), "refused", "the writer refused the key (401)", None),
        (lambda _: status(404), "refused", "the writer refused the address or the model (404)", None),
        (lambda _: status(400, WRITER_KEY), "refused", "the writer refused the request (400)", None),
        (lambda _: status(302, "", Location="https://elsewhere.example/"), "refused", "", None),
        (lambda _: status(200, "<html>" + WRITER_KEY), "garbled", "the writer's answer is none we know", None),
        (lambda _: status(200, "[" * 100_000), "garbled", "the writer's answer is none we know", None),
        (lambda _: status(200, "x" * 300_000), "error", "the answer of the writer was lost (ValueError)", None),
    ],
)  # fmt: skip
def test_why_there_is_no_text(
    model: Model, fault: Callable[[Any], Any], why: str, told: str, after: int | None
) -> None:
    model.faults.append(fault(model))
    done = unwritten(model, timeout_seconds=0.4)
    assert done.why == why
    assert done.told == told or (not told and "302" in done.told)
    assert done.after == (None if after is None else timedelta(seconds=after))
    assert len(model.requests) == 1  # nothing is tried twice
    # what may have been written may be charged for
    assert bool(done.spent.input_tokens) is (why in ("timeout", "garbled") or "lost" in done.told)


def test_who_cannot_be_reached_costs_nothing() -> None:
    ours = Writer(base_url="http://127.0.0.1:9/v1", model=MODEL, timeout_seconds=5)
    done = ours.write(SAID, most_tokens=9)
    assert done == Unwritten(why="error", told="the writer cannot be reached (ConnectionRefusedError)")


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        ({"finish_reason": "length"}, "too_long"),
        ({"finish_reason": "content_filter"}, "filtered"),
        ({"message": {"content": None, "refusal": "I can't help with that."}}, "filtered"),
        ({"message": {"content": ""}}, "empty"),
        ({"message": {"content": " \n"}}, "empty"),
        ({"message": {"content": None}}, "empty"),
        ({"message": {}}, "empty"),
        ({"message": {"content": [{"type": "text", "text": "Hi"}]}}, "garbled"),
        ({"message": "Hi"}, "garbled"),
    ],
)
def test_an_answer_without_a_text(model: Model, choice: dict[str, Any], why: str) -> None:
    model.choice = choice
    assert unwritten(model).why == why


@pytest.mark.parametrize("whole", [{"choices": []}, {"choices": None}, {"choices": {}}, {"choices": [1]}])
def test_an_answer_without_a_choice(model: Model, whole: dict[str, Any]) -> None:
    model.whole = whole
    assert unwritten(model).why == "garbled"


def test_a_model_that_knows_the_limit_by_another_name(model: Model) -> None:
    body = '{"error": {"message": "Unsupported parameter: \'max_tokens\'. Use \'max_completion_tokens\'."}}'
    model.faults.append(status(400, body))
    ours = writer(model)
    for _ in range(2):
        assert isinstance(ours.write(SAID, most_tokens=9), Written)
    names = [[name for name in body if name.startswith("max_")] for _, _, _, body in model.requests]
    assert names == [["max_tokens"], ["max_completion_tokens"], ["max_completion_tokens"]]
    model.faults += [status(400, body)] * 2
    assert unwritten(model).why == "refused"


def test_check_writes_a_word(model: Model) -> None:
    assert writer(model).check() == MODEL
    with pytest.raises(DeliveryError, match=r"^the writer refused the key \(401\)$") as caught:
        writer(model, api_key="wrong").check()
    assert caught.value.permanent
    with pytest.raises(DeliveryError, match="the address or the model"):
        writer(model, model="quill-9").check()
    model.choice = {"finish_reason": "length"}  # it thinks first
    assert writer(model).check() == MODEL


def test_nothing_of_a_failure_leads_to_the_key(model: Model, caplog: pytest.LogCaptureFixture) -> None:
    model.faults += [status(401, WRITER_KEY)] * 2
    caplog.set_level(0)
    with pytest.raises(DeliveryError) as caught:
        writer(model).check()
    assert caught.value.__context__ is None
    unwritten(model)
    assert WRITER_KEY not in caplog.text
    assert WRITER_KEY not in repr(writer(model))
    assert "Merhaba" not in repr(SAID)


@pytest.fixture(scope="module")
def any_model() -> Iterator[Model]:
    with listening(Model()) as running:
        yield running


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["choices", "message", "content", "usage", "finish_reason", "x"]), inner, max_size=4
    ),
    max_leaves=9,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=99) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_back_is_a_value(any_model: Model, body: bytes) -> None:
    def raw(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    any_model.faults.append(raw)
    done = writer(any_model).write(SAID, most_tokens=9)
    assert isinstance(done, Unwritten) or done.text.strip()
