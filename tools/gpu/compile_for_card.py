"""Compiles a program of StableHLO for an NVIDIA card that need not be there, and tells what it became.

Run: python3 compile_for_card.py PACKAGES STEP.mlir [DEVICES]
PACKAGES holds the CUDA plugin and NVIDIA's libraries: the folder of the part xla-cuda, or Python's
packages. Needs jax of the plugin's version. Prints one JSON object; nothing is computed.
"""
import collections
import ctypes
import glob
import json
import os
import re
import sys
import time

packages, file = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1
os.environ["XLA_FLAGS"] = f"--xla_gpu_cuda_data_dir={packages}/nvidia/cu13"
os.environ["JAX_PLATFORMS"] = "cpu"
libraries = glob.glob(f"{packages}/nvidia/*/lib/*.so*")
# one library needs another: those that fail are tried again
for _ in range(3):
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            pass

import numpy as np
from jax._src import xla_bridge
from jax._src.interpreters import mlir
from jax._src.lib.mlir import ir
from jax.experimental import topologies
from jaxlib import xla_client

xla_bridge.register_plugin("cuda", library_path=f"{packages}/jax_plugins/xla_cuda13/xla_cuda_plugin.so")
with open(os.path.join(os.path.dirname(__file__), "card_like_h100.txtpb")) as card:
    topology = topologies.get_topology_desc(
        topology_name="", platform="cuda", target_config=card.read(), topology=f"1x1x{count}"
    )
devices = topology.devices
options = xla_client.CompileOptions()
build = options.executable_build_options
for asked in options, build:
    asked.num_replicas, asked.num_partitions = 1, count
build.use_spmd_partitioning = build.use_shardy_partitioner = count > 1
build.device_assignment = xla_client.DeviceAssignment.create(np.array([[device.id for device in devices]]))
with mlir.make_ir_context(), open(file) as text:
    module = ir.Module.parse(text.read())
    began = time.perf_counter()
    executable = devices[0].client.compile(module, xla_client.DeviceList(tuple(devices)), options)
    seconds = time.perf_counter() - began
hlo = executable.hlo_modules()[0].to_string()
memory = executable.get_compiled_memory_stats()
calls = collections.Counter(re.findall(r'custom_call_target="([^"]+)"', hlo))
print(
    json.dumps(
        {
            "compileSeconds": seconds,
            "calls": calls,
            "fusions": len(re.findall(r" fusion\(", hlo)),
            "allReduces": len(re.findall(r" all-reduce(?:-start)?\(", hlo)),
            "argumentBytes": memory.argument_size_in_bytes,
            "overwrittenBytes": memory.alias_size_in_bytes,
            "temporaryBytes": memory.temp_size_in_bytes,
        }
    )
)
