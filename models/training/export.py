"""Export the folder that `models.load` reads: `models.bundle.FILES`."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from models.base import SENTIMENTS
from models.bundle import SCALE, WORDS, is_matrix_of_a_layer
from models.encoder import Network
from models.training import graph
from models.transformer import Calibration

NAME = "bundled/4"
UNCALIBRATED = Calibration(
    sentiment={"default": (1.0, 0.0)}, complaint={"default": (1.0, 0.0, 0.0)}, threshold={"default": 0.5}
)


def write_bundle(network: Network, tokenizer: Path, calibration: Calibration, folder: Path) -> None:
    """Write network and tokenizer into a folder, as `models.bundle` tells."""
    folder.mkdir(parents=True, exist_ok=True)
    weights: dict[str, Tensor] = {}
    for name, weight in network.state_dict().items():
        if name.startswith("topic."):
            continue  # it has had its use
        if name == WORDS:
            weights[name], weights[name + SCALE] = in_8_bits(weight)
        elif is_matrix_of_a_layer(name):
            rows, weights[name + SCALE] = in_8_bits(weight)
            weights[name] = rows.T.contiguous()
        else:
            weights[name] = weight.detach().float().contiguous()
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    graph.write(network.bert.config, folder / "model.safetensors", folder / "encoder.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    write_config(network, calibration, folder)


def in_8_bits(matrix: Tensor) -> tuple[Tensor, Tensor]:
    """Round every row of a matrix to 255 steps; returns them as int8, and the size of a row's step, float32."""
    scale = (matrix.detach().float().abs().amax(dim=1) / 127).clamp(min=1e-8)
    return (matrix.detach().float() / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def write_config(network: Network, calibration: Calibration, folder: Path) -> None:
    """Write config.json: transformers' keys for the encoder, and under `monitor` what is ours."""
    sizes = network.bert.config
    config: dict[str, Any] = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": sizes.vocabulary,
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.feed_forward,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "monitor": {"name": NAME, "sentiments": SENTIMENTS, "calibration": asdict(calibration)},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
