"""The bundled model's network: a BERT encoder and two heads, in plain torch.

It reads weights under the names of transformers' `BertModel`, whose import alone takes four seconds, and
gives the same numbers (`tests/test_models_transformer.py`). One pass over a post gives sentiment, complaint
and a vector of what it is about.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from models.bundle import VECTOR, EncoderConfig

_TOPIC = 64


class _SelfAttention(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.query = nn.Linear(config.hidden, config.hidden)
        self.key = nn.Linear(config.hidden, config.hidden)
        self.value = nn.Linear(config.hidden, config.hidden)


class _Output(nn.Module):
    def __init__(self, inner: int, config: EncoderConfig) -> None:
        super().__init__()
        self.dense = nn.Linear(inner, config.hidden)
        self.LayerNorm = nn.LayerNorm(config.hidden, eps=config.epsilon)

    def forward(self, inner: Tensor, residual: Tensor) -> Tensor:
        normed: Tensor = self.LayerNorm(self.dense(inner) + residual)
        return normed


class _Attention(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.self = _SelfAttention(config)
        self.output = _Output(config.hidden, config)


class _Intermediate(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.dense = nn.Linear(config.hidden, config.feed_forward)


class _Layer(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.attention = _Attention(config)
        self.intermediate = _Intermediate(config)
        self.output = _Output(config.feed_forward, config)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        own = self.attention.self
        split = (batch, length, self.heads, hidden // self.heads)
        query, key, value = (part(x).view(split).transpose(1, 2) for part in (own.query, own.key, own.value))
        attended = (_attention if self.training else functional.scaled_dot_product_attention)(
            query, key, value, mask
        )
        x = self.attention.output(attended.transpose(1, 2).reshape(batch, length, hidden), x)
        result: Tensor = self.output(functional.gelu(self.intermediate.dense(x)), x)
        return result


def _attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Attend in plain steps: the fused kernel's backward pass takes half of a training step on a processor."""
    scores = query @ key.transpose(-1, -2) * query.shape[-1] ** -0.5
    return torch.softmax(scores if bias is None else scores + bias, dim=-1) @ value


def _bias(mask: Tensor, kind: torch.dtype) -> Tensor:
    return torch.zeros(mask.shape, dtype=kind, device=mask.device).masked_fill_(~mask, -1e4)


class _Layers(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.layer = nn.ModuleList(_Layer(config) for _ in range(config.layers))


class _Embeddings(nn.Module):
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.word_embeddings = _unset_embedding(config.vocabulary, config.hidden)
        self.position_embeddings = _unset_embedding(config.positions, config.hidden)
        self.token_type_embeddings = _unset_embedding(config.types, config.hidden)
        self.LayerNorm = nn.LayerNorm(config.hidden, eps=config.epsilon)

    def forward(self, ids: Tensor) -> Tensor:
        positions = self.position_embeddings.weight[: ids.shape[1]]
        normed: Tensor = self.LayerNorm(
            self.word_embeddings(ids) + positions + self.token_type_embeddings.weight[0]
        )
        return normed


def _unset_embedding(rows: int, hidden: int) -> nn.Embedding:
    # Embeddings are always read, never drawn; and drawing them on the meta device costs the import of torch's
    # compiler, three seconds.
    return nn.Embedding(rows, hidden, _weight=torch.empty(rows, hidden))


class Encoder(nn.Module):
    """A BERT encoder without pooler; its embeddings hold nothing until weights are loaded."""

    # The nesting below has no use but to give the weights their names.
    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.config = config
        self.embeddings = _Embeddings(config)
        self.encoder = _Layers(config)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Encode tokens.

        Arguments: `ids`, int64 (batch, length); `mask`, bool (batch, length), true where a token stands, or None
        when no row is padded. Returns (batch, length, hidden).
        """
        *_, last = self.after_each(ids, mask)
        return last

    def after_each(self, ids: Tensor, mask: Tensor | None = None) -> Iterator[Tensor]:
        """Encode tokens, and give what stands after each layer, (batch, length, hidden)."""
        x: Tensor = self.embeddings(ids)
        attention = None if mask is None else _bias(mask[:, None, None, :], x.dtype)
        for layer in self.encoder.layer:
            x = layer(x, attention)
            yield x


class Network(nn.Module):
    """The encoder, the mean of its tokens, and heads for sentiment, complaint and the vector of what a post is about.

    `topic` has a use in training only: it keeps the encoder from forgetting what posts are about while it learns
    moods. The vector is fitted afterwards, on what three of the layers hold.
    """

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.bert = Encoder(config)
        self.sentiment = nn.Linear(config.hidden, 3)
        self.complaint = nn.Linear(config.hidden, 1)
        self.topic = nn.Linear(config.hidden, _TOPIC)
        self.vector = nn.Linear(len(config.tapped) * config.hidden, VECTOR)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Give the logits of the sentiments (batch, 3), of complaint (batch,), and unit vectors by `topic`."""
        pooled = functional.dropout(mean(self.bert(ids, mask), mask), 0.1, self.training)
        return (
            self.sentiment(pooled).float(),
            self.complaint(pooled).float().squeeze(-1),
            functional.normalize(self.topic(pooled).float(), dim=1),
        )

    def read(self, ids: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Give the four logits (batch, 4) and the vector (batch, `VECTOR`), which is not of unit length."""
        tapped = self.tap(ids, mask)
        pooled = tapped[:, -self.bert.config.hidden :]
        return torch.cat((self.sentiment(pooled), self.complaint(pooled)), dim=1), self.vector(tapped)

    def tap(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Give the means over tokens after the `tapped` layers, side by side; the last one's stands last."""
        layers = enumerate(self.bert.after_each(ids, mask), start=1)
        return torch.cat([mean(x, mask) for number, x in layers if number in self.bert.config.tapped], dim=1)


def mean(tokens: Tensor, mask: Tensor | None) -> Tensor:
    """Average (batch, length, hidden) over the tokens of a row that `mask` marks; returns (batch, hidden)."""
    if mask is None:
        return tokens.mean(dim=1)
    weights = mask.to(tokens.dtype)[:, :, None]
    return (tokens * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1)


def padding_of(tokenizer: Tokenizer) -> int:
    """The id that `pad` fills with; raises ValueError when the tokenizer has no <pad>."""
    padding: int | None = tokenizer.token_to_id("<pad>")
    if padding is None:
        raise ValueError("the tokenizer has no <pad> piece")
    return padding


def pad(rows: list[list[int]], padding: int) -> tuple[Tensor, Tensor | None]:
    """Put token lists into one tensor; returns ids (batch, length) and their mask, None without padding."""
    width = max(map(len, rows))
    ids = torch.tensor([row + [padding] * (width - len(row)) for row in rows], dtype=torch.long)
    if all(len(row) == width for row in rows):
        return ids, None
    lengths = torch.tensor([len(row) for row in rows])
    return ids, torch.arange(width)[None, :] < lengths[:, None]
