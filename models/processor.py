"""What there is to compute on, and how to make the most of it."""

from __future__ import annotations

import ctypes
import math
import os
import sys
import time

import torch
from torch.nn import functional

# <malloc.h>
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -2, -4, -8
_KEPT = 64 * 1024 * 1024


def fastest_device() -> str:
    """Name the device to run on: a graphics processor where torch finds one."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def fastest_precision(device: str) -> str:
    """Name the number format a device is fastest at: bfloat16 where it has units for it that are faster."""
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
