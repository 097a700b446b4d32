#!/usr/bin/env bash
# One run on a machine with a GPU and without network: unpacks the kit, checks that XLA's plugin
# loads, that ops are right and that digits trains to its accuracy, then times the training step against
# JAX and PyTorch. Prints one table, writes OUTPUT/gpu_check.json. Ends by itself within BUDGET seconds.
# Needs there: python3 with torch, jax and jax-cuda13-pjrt; a checkout of crlc with backends/xla.
#
# Usage: gpu_check.sh CHECKOUT KIT.tar.xz OUTPUT_FOLDER
# Rehearsal on a CPU: CRLC_XLA=plugin.so CASES="resnet18:16:64:float32" PYTHON=... gpu_check.sh ...
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 3 ] || { echo "Usage: gpu_check.sh CHECKOUT KIT.tar.xz OUTPUT_FOLDER" >&2; exit 2; }
checkout=$(cd "$1" && pwd); kit=$(realpath "$2"); mkdir -p "$3"; output=$(cd "$3" && pwd)
BUDGET=${BUDGET:-450}
PYTHON=${PYTHON:-python3}
# architecture:width:views:precision, the most telling first; what the budget does not reach is left out
CASES=${CASES:-"resnet18:64:1024:bfloat16 resnet18:64:1024:tf32 resnet34:64:1024:bfloat16 resnet18:64:1024:float32 resnet18:64:512:bfloat16 resnet34:64:1024:tf32"}
STEPS=${STEPS:-20}
# what PyTorch compiles with; aot_eager needs no compiler of C++
COMPILER=${COMPILER:-inductor}
began=$(date +%s)
# five seconds are for the table; never 0, which timeout would take for no limit
left() { local rest=$((BUDGET - 5 - ($(date +%s) - began))); echo $((rest > 0 ? rest : 1)); }
say() { echo "[$(($(date +%s) - began)) s] $*"; }
lines="$output/lines.jsonl"; : > "$lines"
note() { echo "{\"part\":\"$1\",\"failed\":\"$2\"}" >> "$lines"; say "FAILED: $1 ($2)"; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; rm -rf "$work"' EXIT
"$PYTHON" - "$kit" "$work" <<'PY' || { note unpack "kit"; exit 1; }
import sys, tarfile
with tarfile.open(sys.argv[1]) as kit:
    kit.extractall(sys.argv[2], filter="data")
PY
cmp -s "$work/deno.lock" "$checkout/deno.lock" || {
  note unpack "the kit was packed with another deno.lock: pack it from this checkout"; exit 1;
}
chmod +x "$work/deno"
export DENO_DIR="$work/cache" DENO_NO_UPDATE_CHECK=1 DENO_NO_PROMPT=1 TF_CPP_MIN_LOG_LEVEL=2
# so that several programs can wait with their data on one card
export XLA_PYTHON_CLIENT_PREALLOCATE=false
export XDG_DATA_HOME="$work/data" XDG_CACHE_HOME="$work/xdg"
# Python's packages hold the plugin
export CRLC_XLA=${CRLC_XLA:-$("$PYTHON" -c 'import importlib.util as u, os
print(os.path.dirname(list(u.find_spec("jax_plugins").submodule_search_locations)[0]))')}
deno() { "$work/deno" "$1" -A --no-check --cached-only --no-remote "${@:2}"; }
cd "$checkout"
say "unpacked: $("$work/deno" --version | head -1)"
command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader | tee "$output/gpu.txt"

part() { # name, seconds at most, command...
  local name=$1 most=$2; shift 2
  local rest; rest=$(left); [ "$rest" -lt 20 ] && { note "$name" "no time left"; return 1; }
  [ "$most" -gt "$rest" ] && most=$rest
  if timeout "$most" "$@" > "$work/out" 2> "$output/$name.log"; then
    tail -1 "$work/out" >> "$lines"; say "$name: $(tail -1 "$work/out" | cut -c1-300)"
  else
    note "$name" "status $?, see $name.log"; return 1
  fi
}
tool() { "$work/deno" run -A --no-check --cached-only --no-remote "tools/gpu/check.ts" "$@"; }
export -f tool; export work
run() { local name=$1 most=$2; shift 2; part "$name" "$most" bash -c 'tool "$@"' _ "$@"; }

finish() {
  "$PYTHON" "$here/table.py" "$lines" "$output/gpu_check.json" && say "written: $output/gpu_check.json"
}
run open 60 open || { say "the plugin has not been opened: see open.log"; finish; exit 1; }

# PyTorch compiles beside what follows, and waits for the lock before it times.
start() { echo "$work/start-${1//:/-}.safetensors"; }
for case in $CASES; do
  IFS=: read -r architecture width views precision <<< "$case"
  file=$(start "$architecture:$width:$views")
  [ -f "$file" ] || "$work/deno" run -A --no-check --cached-only --no-remote bench/export_start.ts \
    "$file" "$architecture" "$width" "$views" 32 > /dev/null 2> "$output/start.log" || note start "$case"
done
say "start values written"
run ops 90 ops
run digits-wasm 40 digits wasm 20
run digits-xla 60 digits xla 20
run digits-slow-wasm 40 digits wasm 20 0.00001
run digits-slow-xla 60 digits xla 20 0.00001
run accuracy 90 accuracy xla
part rate 30 "$PYTHON" "$here/matrix_rate.py"

for case in $CASES; do
  [ "$(left)" -lt 60 ] && { note "$case" "no time left"; continue; }
  IFS=: read -r architecture width views precision <<< "$case"
  name=${case//:/-}; file=$(start "$architecture:$width:$views"); lock="$work/lock"
  timeout "$(left)" "$PYTHON" "$here/torch_step_gpu.py" "$checkout" "$file" --precision "$precision" \
    --compile --compiler "$COMPILER" --steps "$STEPS" --lock "$lock" > "$work/torch" 2> "$output/torch-$name.log" &
  torch=$!
  label() { sed "s/^{/{\"case\":\"$case\",/" >> "$lines"; }
  timeout "$(left)" bash -c 'tool "$@"' _ bench "$architecture" "$width" "$views" "$precision" "$STEPS" "$lock" \
    > "$work/out" 2> "$output/xla-$name.log" && tail -1 "$work/out" | label || note "$case xla" "see xla-$name.log"
  timeout "$(left)" "$PYTHON" "$here/jax_step.py" "$checkout" "$file" --precision "$precision" \
    --steps "$STEPS" --lock "$lock" > "$work/out" 2> "$output/jax-$name.log" && tail -1 "$work/out" | label || note "$case jax" "see jax-$name.log"
  wait "$torch" && tail -1 "$work/torch" | label || note "$case torch" "see torch-$name.log"
  say "$case done"
done
finish
