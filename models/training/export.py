"""Export the folder that `models.load` reads: config.json, model.safetensors, tokenizer.json."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from models.base import SENTIMENTS
from models.encoder import Network
from models.transformer import Calibration

NAME = "bundled/1"
UNCALIBRATED = Calibration(
    temperature={"default": 1.0}, slope={"default": 1.0}, offset={"default": 0.0}, threshold={"default": 0.5}
)


def write_bundle(network: Network, tokenizer: Path, calibration: Calibration, folder: Path) -> None:
    """Write a folder that `models.load` reads: weights as fp16 safetensors under the names of `BertModel`."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: weight.detach().to(torch.float16).contiguous() for name, weight in network.state_dict().items()
    }
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    write_config(network, calibration, folder)


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
