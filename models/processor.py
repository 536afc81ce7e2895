"""What there is to compute on, and how to make the most of it."""

from __future__ import annotations

import ctypes
import math
import os
import platform
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

# <malloc.h>
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -2, -4, -8
_KEPT = 64 * 1024 * 1024


# What Linux shows of the drivers of graphics processors: Nvidia's, AMD's, and either from within Windows.
_DRIVERS = ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")
# Units that multiply bytes and add them up in 32 bits: without them ONNX Runtime's products of bytes are slow, or
# overflow.
_PROCESSOR = Path("/proc/cpuinfo")
_BYTES = re.compile(r"\b(?:avx512_vnni|avx_vnni|amx_int8|asimddp)\b")


def fastest_device() -> str:
    """Name the device to run on: a graphics processor where torch finds one.

    Torch, which takes seconds to load, is asked only where there may be one.
    """
    if sys.platform == "linux" and not any(Path(driver).exists() for driver in _DRIVERS):
        return "cpu"
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def multiplies_bytes() -> bool:
    """Tell whether the processor has units for products of bytes."""
    if sys.platform == "linux":
        return bool(_BYTES.search(_PROCESSOR.read_text(encoding="utf-8", errors="replace")))
    # Every Apple processor since 2020 has them; of others nothing is known.
    return sys.platform == "darwin" and platform.machine() == "arm64"


def fastest_precision(device: str) -> str:
    """Name torch's number format that a device is fastest at: bfloat16 where it has units for it that are faster."""
    import torch

    if device == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    if device != "cpu":
        return "float32"
    able: dict[str, bool] = getattr(torch.cpu, "get_capabilities", dict)()
    if not (able.get("amx_bf16") or able.get("avx512_bf16")):
        return "float32"
    return min(("bfloat16", "float32"), key=lambda name: _seconds(getattr(torch, name)))


def _seconds(kind: torch.dtype) -> float:
    """Time a multiplication of an encoder's size; some milliseconds, the best of three."""
    import torch
    from torch.nn import functional

    x, weights = torch.ones(256, 384, dtype=kind), torch.ones(1536, 384, dtype=kind)
    best = math.inf
    for _ in range(3):
        began = time.perf_counter()
        functional.linear(x, weights)
        best = min(best, time.perf_counter() - began)
    return best


def cores() -> int:
    """Count the processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def keep_memory() -> None:
    """Have the C library keep freed memory for the next batch, in the whole process; only glibc can.

    glibc gives a large block back to the system as soon as it is freed, so every tensor of a pass is mapped
    and cleared anew: that takes up to a third of the time of a small encoder on a processor.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return
    # An arena of its own for each thread would hold such blocks as often as there are workers.
    settings = ((_M_ARENA_MAX, 1), (_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, 2**31 - 1), (_M_TOP_PAD, _KEPT))
    for option, value in settings:
        mallopt(option, value)
