"""The bundled model: its network is BERT to the digit, its verdicts are right on plain cases, its faults are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from bundled_model import bundled

from models import processor
from models.base import BUNDLED, Post, UnknownModel, load
from models.bundle import EncoderConfig
from models.encoder import Encoder, _bias, mean, pad
from models.processor import fastest_device, fastest_precision, multiplies_bytes
from models.transformer import BundledClassifier, Calibration, _batches

COMPLAINTS = {
    "tr": "@acme üç haftadır kargom gelmedi, kimse cevap vermiyor, paramı geri istiyorum!",
    "az": "@acme üç həftədir sifarişim gəlmir, heç kim cavab vermir, pulumu qaytarın!",
    "fa": "@acme سه هفته‌ست سفارشم نرسیده، هیچکس جواب نمیده، پولمو پس بدید!",
    "en": "@acme three weeks and my order still has not come, nobody answers, I want my money back!",
}
PRAISE = {
    "tr": "@acme siparişim bir günde geldi, paketleme harika, çok teşekkür ederim",
    "az": "@acme sifarişim bir günə gəldi, qablaşdırma əladır, çox sağ olun",
    "fa": "@acme سفارشم یک روزه رسید، بسته‌بندی عالی بود، خیلی ممنون",
    "en": "@acme my order came in a day, lovely packaging, thank you so much",
}


@pytest.mark.parametrize("language", COMPLAINTS)
def test_a_plain_complaint(language: str) -> None:
    (verdict,) = bundled().classify([Post(text=COMPLAINTS[language])])
    assert (verdict.language, verdict.sentiment, verdict.complaint) == (language, "negative", True)


@pytest.mark.parametrize("language", PRAISE)
def test_plain_praise(language: str) -> None:
    (verdict,) = bundled().classify([Post(text=PRAISE[language])])
    assert (verdict.language, verdict.sentiment, verdict.complaint) == (language, "positive", False)


def test_the_encoder_is_bert() -> None:
    from transformers import BertConfig, BertModel

    sizes = EncoderConfig(vocabulary=50, hidden=24, layers=2, heads=3, feed_forward=32, positions=20)
    torch.manual_seed(3)
    theirs = BertModel(
        BertConfig(
            vocab_size=50,
            hidden_size=24,
            num_hidden_layers=2,
            num_attention_heads=3,
            intermediate_size=32,
            max_position_embeddings=20,
            layer_norm_eps=sizes.epsilon,
        ),
        add_pooling_layer=False,
    ).eval()
    ours = Encoder(sizes).eval()
    ours.load_state_dict(theirs.state_dict())
    ids, mask = pad([[2, 5, 7, 9, 3], [2, 8, 3]], 1)
    assert mask is not None
    with torch.inference_mode():
        expected = theirs(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        found = ours(ids, mask)
    assert torch.allclose(found[0], expected[0], atol=1e-5)
    assert torch.allclose(found[1, :3], expected[1, :3], atol=1e-5)


def test_padding_does_not_enter_the_mean() -> None:
    tokens = torch.tensor([[[1.0], [3.0], [100.0]]])
    assert mean(tokens, torch.tensor([[True, True, False]])).item() == 2
    assert mean(tokens[:, :2], None).item() == 2


def test_a_mask_stays_on_its_device() -> None:
    assert _bias(torch.ones(2, 3, dtype=torch.bool, device="meta"), torch.float32).device.type == "meta"


def test_batches_hold_every_post_once_in_one_length_and_are_bounded() -> None:
    lengths = [3, 128, 128, 5, 77] * 40
    batches = list(_batches(lengths))
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    assert all(len({lengths[index] for index in batch}) == 1 for batch in batches)
    assert all(len(batch) * lengths[batch[0]] <= 1024 for batch in batches)


def test_both_runtimes_agree_in_every_number_format() -> None:
    written = (BUNDLED.parent / "training" / "posts" / "blind").glob("*.jsonl")
    posts = [
        Post(text=row["text"], brand=(row["brand"],))
        for file in sorted(written)
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()[:40])
        if row["brand"]
    ]
    exact = BundledClassifier(BUNDLED, threads=1, precision="float32").classify(posts)
    for precision in ("int8", "bfloat16"):
        found = BundledClassifier(BUNDLED, threads=1, device="cpu", precision=precision).classify(posts)
        pairs = list(zip(exact, found, strict=True))
        off = [abs(one.complaint_probability - other.complaint_probability) for one, other in pairs]
        off += [abs(one.negative - other.negative) for one, other in pairs]
        assert max(off) < 0.15, precision
        assert sum(off) / len(off) < 0.01, precision
        assert sum(one.complaint == other.complaint for one, other in pairs) >= 0.97 * len(pairs), precision
        # The vectors too, or one would find other incidents and topics than the other.
        for one, other in pairs:
            assert one.vector is not None
            assert other.vector is not None
            assert one.vector @ other.vector > 0.95


@pytest.mark.skipif(not multiplies_bytes(), reason="this processor has no units for products of bytes")
def test_a_verdict_does_not_depend_on_its_neighbours() -> None:
    text = COMPLAINTS["tr"]
    # Loud neighbours of the same length, which would stretch a scale that the batch shared.
    among = [text, *("!? " * size + text for size in (1, 2, 3)), *(text[::-1], text.swapcase()), text]
    classifier = BundledClassifier(BUNDLED, threads=1, device="cpu", precision="int8")
    (alone,) = classifier.classify([Post(text=text)])
    first, *_, last = classifier.classify([Post(text=each) for each in among])
    for one in (first, last):
        assert one.complaint_probability == pytest.approx(alone.complaint_probability, abs=1e-5)
        assert one.vector == pytest.approx(alone.vector, abs=1e-4)


def test_vectors_are_of_unit_length() -> None:
    found = bundled().classify([Post(text=text) for text in ("", "kargom gelmedi", "😡")])
    assert all(np.linalg.norm(each.vector) == pytest.approx(1, abs=1e-3) for each in found)


def test_the_fast_format_is_chosen_by_what_the_processor_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for device in ("cpu", "mps"):
        assert isinstance(getattr(torch, fastest_precision(device)), torch.dtype)
    # Which it is stands where people look: in the log line and in `make bench`.
    if fastest_device() == "cpu":
        assert ("cpu, int8" in repr(bundled())) == multiplies_bytes()
    monkeypatch.setattr("models.transformer.multiplies_bytes", lambda: False)
    without = BundledClassifier(BUNDLED, threads=1, device="cpu")
    assert f"cpu, {fastest_precision('cpu')}" in repr(without)


@pytest.mark.parametrize(
    ("flags", "able"),
    [
        ("flags : fpu avx2 avx512_vnni", True),
        ("flags : avx_vnni avx2", True),
        ("Features : fp asimd asimddp", True),
        ("flags : fpu avx2 avx512f", False),
        ("flags : avx512_vnnish", False),
    ],
)
def test_units_for_bytes_are_read_off_the_processors_flags(
    flags: str, able: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cpuinfo").write_text(f"processor : 0\n{flags}\n")
    monkeypatch.setattr(processor, "_PROCESSOR", tmp_path / "cpuinfo")
    monkeypatch.setattr(processor.sys, "platform", "linux")
    assert multiplies_bytes() is able


@pytest.mark.skipif(fastest_device() != "cpu" or not multiplies_bytes(), reason="torch runs the model here")
def test_a_quick_start_needs_no_torch() -> None:
    code = (
        "import sys; from models.base import Post, load; load(threads=1).classify([Post(text='kargom gelmedi')]);"
        "print(sorted({'torch', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_calibration_is_by_language() -> None:
    calibration = Calibration(
        sentiment={"default": (1.0, 0.0), "tr": (0.5, 0.0), "fa": (1.0, 1.0)},
        complaint={"default": (1.0, 0.0, 0.0), "tr": (1.0, 0.0, -5.0)},
        threshold={"default": 0.5, "az": 0.9},
    )
    encoder, ngrams = (2.0, 0.0, 0.0, 1.0), (0.0, 0.0, 3.0, 0.0)
    default, turkish, azerbaijani, persian = (
        calibration.verdict(encoder, ngrams, language, "m") for language in ("en", "tr", "az", "fa")
    )
    assert default.negative > turkish.negative > 0.5
    assert persian.sentiment == "positive"
    assert (default.complaint, turkish.complaint, azerbaijani.complaint) == (True, False, False)
    assert calibration.verdict((1e4, -1e4, 0.0, -1e4), ngrams, "en", "m").complaint_probability == 0


def test_the_base_module_is_light() -> None:
    code = "import sys, models.base, models; print(sorted({'torch', 'transformers', 'lingua'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("model", "message"),
    [
        pytest.param("bundeled", "no model 'bundeled'; allowed: bundled, a folder", id="a slip of the pen"),
        pytest.param("no/such/folder", "no model 'no/such/folder'", id="no folder"),
        pytest.param("", "no model ''", id="empty"),
        pytest.param(
            "nobody/nothing", "cannot find 'nobody/nothing' on the hub", id="no such id, or no network"
        ),
    ],
)
def test_an_unknown_model_is_refused_at_once(model: str, message: str) -> None:
    with pytest.raises(UnknownModel, match=message):
        load(model)


def test_a_folder_of_ours_that_lacks_its_weights(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"monitor": {}}')
    with pytest.raises(
        UnknownModel, match=r"lacks encoder\.onnx, model\.safetensors, ngrams\.safetensors, topics"
    ):
        load(str(tmp_path))


def test_the_bundle_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in BUNDLED.iterdir()) < 80e6
    assert {file.suffix for file in BUNDLED.iterdir()} <= {".json", ".onnx", ".safetensors", ".md"}
