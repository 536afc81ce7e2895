"""The network in floating point, by torch: on graphics processors, and on processors that lack 8-bit units."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor

from models.bundle import SCALE, WORDS, EncoderConfig
from models.encoder import Network
from models.processor import fastest_precision, keep_memory

Floats = NDArray[np.float32]


class TorchRuntime:
    """Runs the network of a model's folder on a device; safe to use from several threads."""

    def __init__(self, folder: Path, device: str, precision: str | None = None) -> None:
        """Load the weights.

        Arguments: `device`, "cpu", "cuda" or "mps"; `precision`, "float32" or "bfloat16", by default what the
        device is fastest at.
        """
        if device == "cpu":
            keep_memory()
        self._device, self.precision = device, precision or fastest_precision(device)
        sizes = EncoderConfig.read(json.loads((folder / "config.json").read_text(encoding="utf-8")))
        # On the meta device nothing is drawn at random that the weights then replace.
        with torch.device("meta"):
            network = Network(sizes)
        weights = load_weights(folder / "model.safetensors", getattr(torch, self.precision))
        # The head `topic` stays on the meta device: it has had its use in training.
        network.load_state_dict(weights, assign=True, strict=False)
        self._network = network.eval()

    def __repr__(self) -> str:
        return f"{self._device}, {self.precision}"

    def run(self, rows: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """Read token rows of one length; returns logits and vectors, as `Network.read`."""
        torch.set_num_threads(1)
        with torch.inference_mode():
            parts = self._network.read(torch.tensor(rows, dtype=torch.long, device=self._device))
            logits, vectors = (part.float().cpu().numpy() for part in parts)
        return logits, vectors


def load_weights(file: Path, kind: torch.dtype) -> dict[str, Tensor]:
    """Read the network's weights, 8 bits multiplied out, in one number format."""
    stored = load_file(file)
    weights: dict[str, Tensor] = {}
    for name, tensor in stored.items():
        scale = stored.get(name + SCALE)
        if name == WORDS and scale is not None:
            weights[name] = (tensor.float() * scale[:, None]).to(kind)
        elif scale is not None:
            weights[name] = (tensor.float() * scale).T.contiguous().to(kind)
        elif not name.endswith(SCALE):
            weights[name] = tensor.to(kind)
    return weights
