"""The classifier's part of `make bench`: its speed beside others on real posts, its start and its memory.

The posts are the `dev` rows of ../shared/data (or of the folder that MONITOR_LABELLED names). Everything is
timed turn by turn within one run, so that what else the machine does slows all alike; figures are ratios.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from models.base import BUNDLED, SENTIMENTS, load
from models.evaluate import macro_f1
from models.text import prepare
from models.torch_runtime import load_weights
from models.transformer import TOKENS_A_POST, BundledClassifier
from monitor.classifying import classify_lines

DATA = Path(os.environ.get("MONITOR_LABELLED", Path(__file__).parents[2] / "shared" / "data"))
POSTS, SOME, FEW = 3000, 400, 96
ROUNDS = 3


def say(line: str) -> None:
    print(line, flush=True)


def bench_models() -> None:
    """Posts a second of `monitor classify` beside others, cold start, peak memory."""
    if not DATA.is_dir():
        say(
            f"models                 left out: no labelled posts in {DATA}; name their folder in MONITOR_LABELLED"
        )
        return
    rows = _rows()
    texts = [row["text"] for row in rows[:POSTS]]
    classifier = load()
    assert isinstance(classifier, BundledClassifier)
    _speed(classifier, texts)
    _vader(classifier, rows)
    _start(texts)


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for file in sorted(DATA.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if row["split"] == "dev"]
    random.Random(7).shuffle(rows)
    return rows


def _speed(classifier: BundledClassifier, texts: Sequence[str]) -> None:
    lines = [json.dumps({"id": number, "text": text}).encode() for number, text in enumerate(texts)]
    same, large = _pipeline(_same_weights()), _pipeline(_of_xlmr_size())
    prepared = [prepare(text) for text in texts]

    def pipeline(run: Any, some: Sequence[str], size: int) -> Callable[[], object]:
        return lambda: run(list(some), batch_size=size, truncation=True, max_length=TOKENS_A_POST)

    rates = _side_by_side(
        {
            "monitor classify": (len(lines), lambda: list(classify_lines(lines, classifier))),
            "pipeline, same weights, batch 1": (SOME, pipeline(same, prepared[:SOME], 1)),
            "pipeline, same weights, batch 32": (SOME, pipeline(same, prepared[:SOME], 32)),
            "pipeline, 278M, batch 32": (FEW, pipeline(large, prepared[:FEW], 32)),
        }
    )
    ours = rates.pop("monitor classify")
    say(
        f"monitor classify       {ours:.0f} posts/s, {classifier!r}, {len(lines)} posts of ../shared/data (dev)"
    )
    for name, rate in rates.items():
        say(f"  against {name:34} {ours / rate:5.1f} × faster ({rate:.1f} posts/s, fp32)")

    tokens = sum(len(row.ids) for row in classifier.tokenizer.encode_batch_fast(prepared))
    used = ours * tokens / len(texts) * _operations_a_token()
    for name, able in (("bfloat16", _floats()), ("int8", _bytes())):
        say(f"  of the machine's matrix multiplication  {used / able:.0%} ({able / 1e9:.0f} Gop/s, {name})")


def _side_by_side(runs: dict[str, tuple[int, Callable[[], object]]]) -> dict[str, float]:
    """Time each in turn, `ROUNDS` times over; gives the median rate of each."""
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(ROUNDS + 1):
        for name, (count, run) in runs.items():
            began = time.perf_counter()
            run()
            if number:  # the first round warms up
                rates[name].append(count / (time.perf_counter() - began))
    return {name: statistics.median(each) for name, each in rates.items()}


def _same_weights() -> Any:
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(**{k: v for k, v in _config().items() if k != "monitor"}, num_labels=3)
    network = BertForSequenceClassification(config).eval()
    weights = load_weights(BUNDLED / "model.safetensors", torch.float32)
    missing = network.load_state_dict(weights, strict=False).missing_keys
    assert not [name for name in missing if ".encoder." in name or ".embeddings." in name], missing
    return network


def _of_xlmr_size() -> Any:
    from transformers import XLMRobertaConfig, XLMRobertaForSequenceClassification

    config = XLMRobertaConfig(
        vocab_size=250_002, max_position_embeddings=514, type_vocab_size=1, num_labels=3
    )
    network = XLMRobertaForSequenceClassification(config).eval()
    assert 275e6 < sum(weights.numel() for weights in network.parameters()) < 282e6
    return network


def _pipeline(network: Any) -> Any:
    from transformers import PreTrainedTokenizerFast, pipeline

    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(BUNDLED / "tokenizer.json"),
        pad_token="<pad>",
        unk_token="<unk>",
        model_input_names=["input_ids", "attention_mask"],
    )
    return pipeline("text-classification", model=network, tokenizer=tokenizer, device="cpu")


def _config() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((BUNDLED / "config.json").read_text(encoding="utf-8"))
    return content


def _operations_a_token() -> float:
    """Additions and multiplications of the encoder's matrices for one token; attention is left out."""
    config = _config()
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    return float(2 * config["num_hidden_layers"] * (4 * hidden * hidden + 2 * hidden * inner))


def _shapes() -> tuple[int, int]:
    config = _config()
    return config["hidden_size"], config["intermediate_size"]


def _floats() -> float:
    """Operations a second that torch's products of the encoder's shapes reach in bfloat16."""
    hidden, inner = _shapes()
    x, wide = torch.randn(2048, hidden).bfloat16(), torch.randn(inner, hidden).bfloat16()

    def multiply() -> object:
        torch.set_num_threads(1)
        return functional.linear(x, wide)

    return _multiplications(multiply)


def _bytes() -> float:
    """Operations a second that ONNX Runtime's products of the encoder's shapes reach in 8 bits."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    hidden, inner = _shapes()
    wide = numpy_helper.from_array(np.ones((hidden, inner), np.int8), "wide")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["x", "wide"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, ["rows", hidden])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, ["rows", inner])],
        [wide],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    x = np.ones((2048, hidden), np.uint8)
    return _multiplications(lambda: session.run(None, {"x": x}))


def _multiplications(multiply: Callable[[], object]) -> float:
    """Operations a second of a product of 2,048 rows, a thread for each core."""
    hidden, inner = _shapes()

    def work(seconds: float) -> float:
        began, done = time.perf_counter(), 0
        while (passed := time.perf_counter() - began) < seconds:
            multiply()
            done += 1
        return done / passed

    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as threads:
        rates = list(threads.map(work, [2.0] * cores))
    return sum(rates) * 2 * 2048 * hidden * inner


def _vader(classifier: BundledClassifier, rows: Sequence[dict[str, Any]]) -> None:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    chosen = [row for row in rows if row["lang"] == "en" and row["label"]][:POSTS]
    texts = [row["text"] for row in chosen]
    labels = np.array([SENTIMENTS.index(row["label"]) for row in chosen])
    lines = [json.dumps({"id": 0, "text": text}).encode() for text in texts]
    scores: list[float] = []

    def vader() -> None:
        scores[:] = [analyzer.polarity_scores(text)["compound"] for text in texts]

    found: list[str] = []

    def ours() -> None:
        found[:] = [json.loads(line)["sentiment"] for line, _ in classify_lines(lines, classifier)]

    rates = _side_by_side({"vader": (len(texts), vader), "ours": (len(texts), ours)})
    # The bounds that VADER's authors advise.
    theirs = np.array([2 if score >= 0.05 else 0 if score <= -0.05 else 1 for score in scores])
    mine = np.array([SENTIMENTS.index(name) for name in found])  # type: ignore[arg-type]
    say(
        f"  against VADER, English only             {rates['ours'] / rates['vader']:.2f} × as fast; macro-F1 "
        f"{macro_f1(labels, mine):.3f} : {macro_f1(labels, theirs):.3f} on {len(texts)} posts"
    )


# A process begins with the memory of the one it was forked from, so a small one stands between.
_MEASURE = """
import resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run([sys.executable, "-m", "monitor", "classify", sys.argv[1]], stdout=subprocess.PIPE, check=True)
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
print(time.perf_counter() - began, memory, len(done.stdout.splitlines()))
"""


def _start(texts: Sequence[str]) -> None:
    """Cold start: a new process, one post, its verdict printed; peak memory: the same with all the posts."""
    for name, count in (("cold start", 1), ("peak memory", len(texts))):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps({"id": 0, "text": text}) + "\n" for text in texts[:count])
            file.flush()
            runs = []
            for _ in range(ROUNDS if count == 1 else 1):
                command = [sys.executable, "-c", _MEASURE, file.name]
                said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
                runs.append([float(figure) for figure in said.split()])
        assert all(lines == count for _, _, lines in runs)
        seconds, memory = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
        say(f"  {name:14} {seconds:6.1f} s, {memory:.0f} MB at most, {count} posts")
