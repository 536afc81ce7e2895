"""Graph: the network as ONNX Runtime runs it on a processor, its matrices multiplied in 8 bits.

The graph holds no weights. It names the bytes of `model.safetensors` where they stand, so both runtimes read the
same file. Weights are whole numbers with a factor for each column, as `export` wrote them. What they are
multiplied with is rounded to 8 bits row by row, each row by its own largest value (Dettmers et al. 2022,
"vector-wise"): one factor for a whole batch, as ONNX Runtime's own dynamic quantization has it, costs ten times
as much exactness, and would let a post's verdict depend on its neighbours. A batch holds posts of one length,
so there is no mask.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.bundle import SCALE, VECTOR, WORDS, EncoderConfig

_OPSET, _CONTRIB, _IR = 23, "com.microsoft", 11
# No value of GELU lies further below zero.
_GELU = 0.17
_KINDS = {"F32": TensorProto.FLOAT, "I8": TensorProto.INT8}


def write(sizes: EncoderConfig, weights: Path, file: Path) -> None:
    """Write the graph beside the weights it names.

    Arguments: `weights`, a safetensors file of `export.write_bundle`; `file`, in the same folder. The graph takes
    `ids`, int64 (batch, length), and gives `logits` (batch, 4) and `vector` (batch, `VECTOR`), as
    `models.encoder.Network.read` does.
    """
    graph = _Graph(weights)
    shape = graph.add("Concat", graph.add("Shape", "ids"), graph.constant(np.array([sizes.hidden])), axis=0)
    x = _embeddings(graph, sizes)
    means = []
    for layer in range(sizes.layers):
        x = _layer(graph, x, shape, f"bert.encoder.layer.{layer}.", sizes)
        if layer + 1 in sizes.tapped:
            posts = graph.add("Reshape", x, shape)
            means.append(graph.add("ReduceMean", posts, graph.constant(np.array([1])), keepdims=0))
    moods = graph.add("Concat", *(graph.head(name, means[-1]) for name in ("sentiment", "complaint")), axis=1)
    graph.add("Identity", moods, output="logits")
    graph.add("Identity", graph.head("vector", graph.add("Concat", *means, axis=1)), output="vector")
    given = {"logits": 4, "vector": VECTOR}
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", size])
                for name, size in given.items()
            ],
            list(graph.tensors.values()),
        ),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)],
        ir_version=_IR,
    )
    file.write_bytes(model.SerializeToString())


def _embeddings(graph: _Graph, sizes: EncoderConfig) -> str:
    pieces = graph.add("Cast", graph.add("Gather", graph.weight(WORDS), "ids"), to=TensorProto.FLOAT)
    scale = graph.add("Gather", graph.weight(WORDS + SCALE), "ids")
    words = graph.add("Mul", pieces, graph.add("Unsqueeze", scale, graph.constant(np.array([2]))))
    length = graph.add("Shape", "ids", start=1, end=2)
    positions = graph.add(
        "Slice",
        graph.weight("bert.embeddings.position_embeddings.weight"),
        graph.constant(np.array([0])),
        length,
    )
    first = graph.add(
        "Gather", graph.weight("bert.embeddings.token_type_embeddings.weight"), graph.constant(np.array(0))
    )
    x = graph.add("Add", words, graph.add("Add", positions, first))
    return graph.norm(graph.rows(x, sizes.hidden), "bert.embeddings.LayerNorm", sizes)


def _layer(graph: _Graph, x: str, shape: str, name: str, sizes: EncoderConfig) -> str:
    """Add a layer; `x` is (batch * length, hidden), and `shape` parts it into posts."""
    own, dense = f"{name}attention.self.", f"{name}attention.output.dense"
    rounded = graph.rounded(x, graph.largest(x))
    parts = (
        graph.add("Reshape", graph.linear(rounded, own + part), shape) for part in ("query", "key", "value")
    )
    posts = graph.add("Attention", *parts, q_num_heads=sizes.heads, kv_num_heads=sizes.heads)
    attended = graph.rows(posts, sizes.hidden)
    attended = graph.linear(graph.rounded(attended, graph.largest(attended)), dense)
    x = graph.norm(graph.add("Add", attended, x), f"{name}attention.output.LayerNorm", sizes)
    wide = graph.linear(graph.rounded(x, graph.largest(x)), f"{name}intermediate.dense")
    # By tanh: the difference is smaller than a step of 8 bits, and it is faster.
    bent = graph.add("Gelu", wide, approximate="tanh")
    inner = graph.linear(graph.rounded(bent, graph.largest(bent, least=_GELU)), f"{name}output.dense")
    return graph.norm(graph.add("Add", inner, x), f"{name}output.LayerNorm", sizes)


class _Graph:
    """Nodes and the tensors they name; every method that adds a node returns the name of what it gives."""

    def __init__(self, weights: Path) -> None:
        with weights.open("rb") as opened:
            (length,) = struct.unpack("<Q", opened.read(8))
            self._places: dict[str, Any] = json.loads(opened.read(length))
        self._file, self._begin = weights.name, 8 + length
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}

    def add(self, kind: str, *inputs: str, output: str = "", domain: str = "", **attributes: Any) -> str:
        name = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, value: NDArray[Any] | np.generic) -> str:
        array = np.asarray(value)
        name = f"{array.dtype}_{array.shape}_{array.tolist()}"
        self.tensors.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def weight(self, name: str) -> str:
        """Name a tensor of the safetensors file, by where its bytes lie."""
        place = self._places[name]
        begin, end = place["data_offsets"]
        tensor = TensorProto(
            name=name,
            data_type=_KINDS[place["dtype"]],
            dims=place["shape"],
            data_location=TensorProto.EXTERNAL,
        )
        for key, value in (
            ("location", self._file),
            ("offset", self._begin + begin),
            ("length", end - begin),
        ):
            tensor.external_data.add(key=key, value=str(value))
        self.tensors.setdefault(name, tensor)
        return name

    def rows(self, x: str, width: int) -> str:
        """Put posts, (batch, length, width), under each other."""
        return self.add("Reshape", x, self.constant(np.array([-1, width])))

    def largest(self, x: str, least: float | None = None) -> str:
        """Give each row's largest magnitude; where no value is below -`least`, the largest value serves as well."""
        magnitudes = self.add("Abs", x) if least is None else x
        largest = self.add("ReduceMax", magnitudes, self.constant(np.array([-1])), keepdims=0)
        return self.add("Max", largest, self.constant(np.float32(least or 1e-9)))

    def rounded(self, x: str, largest: str) -> tuple[str, str]:
        """Round each row to 8 bits; gives the whole numbers, 128 for zero, and the rows' factors."""
        factors = self.add("Div", largest, self.constant(np.float32(127)))
        zeros = self.add("Expand", self.constant(np.array([128], np.uint8)), self.add("Shape", factors))
        whole = self.add("QuantizeLinear", x, factors, zeros, axis=0)
        return whole, self.add("Unsqueeze", factors, self.constant(np.array([1])))

    def linear(self, x: tuple[str, str], name: str) -> str:
        """Multiply rows that `rounded` gave with a matrix, and add its bias."""
        whole, factors = x
        product = self.add(
            "MatMulIntegerToFloat",
            whole,
            self.weight(f"{name}.weight"),
            self.constant(np.float32(1)),
            self.weight(f"{name}.weight{SCALE}"),
            self.constant(np.uint8(128)),
            domain=_CONTRIB,
        )
        return self.add("Add", self.add("Mul", product, factors), self.weight(f"{name}.bias"))

    def norm(self, x: str, name: str, sizes: EncoderConfig) -> str:
        # SkipLayerNormalization, which would take the addition along, is ten times as slow on a processor.
        return self.add(
            "LayerNormalization",
            x,
            self.weight(f"{name}.weight"),
            self.weight(f"{name}.bias"),
            epsilon=sizes.epsilon,
        )

    def head(self, name: str, x: str) -> str:
        return self.add("Gemm", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), transB=1)
