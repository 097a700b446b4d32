"""The rate of a large matrix product in bfloat16, which a step's is set against.

Run: python3 matrix_rate.py
Prints one JSON object.
"""
import json
import statistics
import time

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
size = 8192 if device == "cuda" else 1024
a, b = (torch.randn(size, size, device=device, dtype=torch.bfloat16) for _ in range(2))


def wait():
    if device == "cuda":
        torch.cuda.synchronize()


times = []
for i in range(25):
    wait()
    began = time.perf_counter()
    a @ b
    wait()
    times.append(time.perf_counter() - began)
# the first ones find the fastest kernel and the card's clock
rate = 2 * size**3 / statistics.median(times[5:]) / 1e12
print(json.dumps({"part": "rate", "device": device, "size": size, "teraflops": rate}))
