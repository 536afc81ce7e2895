"""What lies in the folder of a model that `models.training` exported: names and sizes, for whoever writes or reads it.

`model.safetensors` holds the network under the names of transformers' `BertModel`. The word embeddings, and the
matrices of the layers, are whole numbers of 8 bits; a factor for each row, or for each output, stands under the
same name with `SCALE` behind it. The layers' matrices lie turned, (inputs, outputs), as ONNX Runtime multiplies
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FILES = (
    "config.json",
    "encoder.onnx",
    "model.safetensors",
    "ngrams.safetensors",
    "topics.safetensors",
    "tokenizer.json",
)
WORDS = "bert.embeddings.word_embeddings.weight"
SCALE = ".scale"
#: The size of a post's vector.
VECTOR = 192


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderConfig:
    """The sizes of an encoder, as `config.json` states them."""

    vocabulary: int
    hidden: int = 384
    layers: int = 12
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    types: int = 2
    epsilon: float = 1e-12

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> EncoderConfig:
        """Read the sizes from the content of config.json."""
        return cls(
            vocabulary=config["vocab_size"],
            hidden=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            feed_forward=config["intermediate_size"],
            positions=config["max_position_embeddings"],
            types=config["type_vocab_size"],
            epsilon=config["layer_norm_eps"],
        )

    @property
    def tapped(self) -> tuple[int, ...]:
        """The numbers of the layers, from 1 on, that the vector is read off."""
        return tuple(sorted({max(self.layers * third // 3, 1) for third in (1, 2, 3)}))


def is_matrix_of_a_layer(name: str) -> bool:
    """Tell the matrices that are multiplied in 8 bits from everything else in the network."""
    return ".layer." in name and name.endswith(".weight") and "LayerNorm" not in name
