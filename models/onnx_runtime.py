"""The network on a processor in 8 bits, by ONNX Runtime: twice as fast there as torch in bfloat16, and quick to start.

`models/training/graph.py` tells how it multiplies.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class OnnxRuntime:
    """Runs `encoder.onnx` of a model's folder; safe to use from several threads, each on one processor thread."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # Posts come in a hundred lengths: a plan of memory for each is not worth its keep.
        options.enable_mem_pattern = False
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def __repr__(self) -> str:
        return "cpu, int8"

    def run(self, rows: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """Read token rows of one length; returns logits and vectors, as `Network.read`."""
        found: list[Floats] = self._session.run(["logits", "vector"], {"ids": np.array(rows, np.int64)})
        logits, vectors = found
        return logits, vectors
