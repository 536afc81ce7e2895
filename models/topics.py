"""Topics: what a post is about, by the example sentences that its vector lies nearest to.

    sentences of config/topics.yaml → vectors, once → nearness of a post to each topic → the nearest, or none

Nothing is trained: an operator adds a topic by writing sentences. The vectors of the sentences that the
project ships are kept beside the model, so that a start need not read them again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

#: What a post is called that lies near no topic.
NONE = "none"
#: Topic by topic the sentences that show it, of all languages.
Examples = Mapping[str, Sequence[str]]
Floats = NDArray[np.float32]
#: So many of a topic's sentences decide how near it is: one alone may be near by chance.
NEAREST = 3


class Topics:
    """Topics with the vectors of their sentences."""

    def __init__(self, sentences: Sequence[tuple[str, str]], vectors: Floats) -> None:
        """Take (topic, sentence) pairs and the unit vectors (sentences, size) that belong to them."""
        self.sentences = list(sentences)
        self.vectors = np.asarray(vectors, np.float32)
        self.names = list(dict.fromkeys(topic for topic, _ in self.sentences))
        places = {name: place for place, name in enumerate(self.names)}
        self._places = np.array([places[topic] for topic, _ in self.sentences], np.int64)

    @classmethod
    def load(cls, file: Path) -> Topics:
        """Read a file that `save` wrote."""
        with safe_open(file, "numpy") as opened:
            pairs = json.loads(opened.metadata()["sentences"])
            return cls([(topic, sentence) for topic, sentence in pairs], opened.get_tensor("vectors"))

    def save(self, file: Path) -> None:
        """Write the sentences and their vectors as safetensors."""
        sentences = json.dumps(self.sentences, ensure_ascii=False)
        save_file({"vectors": self.vectors.astype(np.float16)}, file, {"sentences": sentences})

    def with_examples(self, examples: Examples, embed: Callable[[list[str]], Floats]) -> Topics:
        """Give the topics of `examples`; `embed` is asked for the vectors of sentences not known here."""
        if empty := [topic for topic, sentences in examples.items() if not sentences]:
            raise ValueError(f"topics without sentences: {', '.join(empty)}; allowed is at least one each")
        wanted = [(topic, sentence) for topic, sentences in examples.items() for sentence in sentences]
        known = dict(zip((sentence for _, sentence in self.sentences), self.vectors, strict=True))
        unknown = list(dict.fromkeys(sentence for _, sentence in wanted if sentence not in known))
        if unknown:
            known |= zip(unknown, embed(unknown), strict=True)
        return Topics(wanted, np.stack([known[sentence] for _, sentence in wanted]))

    def nearness(self, vectors: Floats) -> Floats:
        """How near each post lies to each topic, (posts, topics): the mean cosine to its nearest sentences."""
        cosines = vectors @ self.vectors.T
        columns = []
        for place in range(len(self.names)):
            own = cosines[:, self._places == place]
            nearest = min(NEAREST, own.shape[1])
            columns.append(np.partition(own, -nearest, axis=1)[:, -nearest:].mean(axis=1))
        return np.stack(columns, axis=1)

    def of(self, vectors: Floats, floor: float) -> list[str]:
        """Name the topic of each post; `NONE` where the nearest is not as near as `floor`."""
        if not self.names or not len(vectors):
            return [NONE] * len(vectors)
        near = self.nearness(vectors)
        best = near.argmax(axis=1)
        return [
            self.names[place] if row[place] >= floor else NONE for place, row in zip(best, near, strict=True)
        ]


def flat(examples: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Put the languages of a topics file together: topic → language → sentences becomes topic → sentences."""
    return {
        topic: [sentence for sentences in by_language.values() for sentence in sentences]
        for topic, by_language in examples.items()
    }
