#!/usr/bin/env bash
# Packs what a machine without network needs to run crlc: Deno and, of the npm cache, only the files
# that are loaded. Runs the commands of the check under strace to learn which these are.
# Needs: deno, strace, xz, a CPU plugin of PJRT (CRLC_XLA, or the part xla).
# Usage: deno task gpu-kit OUTPUT_FOLDER        (writes OUTPUT_FOLDER/crlc-kit.tar.xz)
set -euo pipefail
checkout=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -eq 1 ] || { echo "Cannot pack: a folder for the kit must be given; deno task gpu-kit FOLDER" >&2; exit 2; }
for tool in deno strace xz; do
  command -v "$tool" > /dev/null || { echo "Cannot pack: $tool must be installed, and is not" >&2; exit 1; }
done
mkdir -p "$1"
output=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DENO_DIR="$work/cache" DENO_NO_UPDATE_CHECK=1
cd "$checkout"

# What the check runs; the first round fills a cache of its own, the second is watched.
commands() {
  "$@" deno run -A --no-check cli/main.ts train crlc/digits --backend wasm --epochs 1 --run "$work/run-$RANDOM" --quiet
  "$@" deno run -A --no-check tools/gpu/check.ts digits wasm 1
  "$@" deno run -A --no-check tools/gpu/check.ts accuracy wasm 1
  "$@" deno run -A --no-check tools/gpu/check.ts open
  "$@" deno run -A --no-check bench/export_start.ts "$work/start" resnet18 4 2 8
  "$@" deno run -A --no-check tools/gpu/check.ts ops
  "$@" deno run -A --no-check tools/gpu/check.ts bench resnet18 4 8 float32 1
}
for round in env "strace -f -qq -e trace=openat,open,statx,readlink -A -o $work/trace"; do
  # a command that fails would leave out of the kit what it has not loaded
  commands $round > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
done
grep -o "$DENO_DIR/npm[^\"]*" "$work/trace" | sort -u | while read -r file; do
  [ -f "$file" ] && echo "${file#"$work/"}"
done > "$work/files"
# Deno wants a folder of every package that the lock file names, loaded or not.
(cd "$work" && find cache/npm -regex '.*/[0-9][^/]*/package\.json' -not -path '*/node_modules/*' |
  awk -F/ 'NF <= 7' ) >> "$work/files"
sort -u -o "$work/files" "$work/files"
mkdir -p "$work/kit"
(cd "$work" && tar cf - -T files) | tar xf - -C "$work/kit"
deno=$(readlink -f "$(command -v deno)")
case "$(head -c 4 "$deno" | tr -d '\0')" in
  *ELF*) ;;
  *) echo "deno is a script here; set DENO_BINARY to the program itself" >&2; deno=${DENO_BINARY:?} ;;
esac
cp "$deno" "$work/kit/deno"
# what it was packed for: another lock file names packages that are not in it
cp deno.lock "$work/kit/deno.lock"
# COMPRESS=cat for a rehearsal: compressing takes a minute, unpacking two seconds
(cd "$work/kit" && tar cf - deno deno.lock cache) | ${COMPRESS:-xz -9e -T1} > "$output/crlc-kit.tar.xz"
echo "files of the npm cache: $(wc -l < "$work/files"), $(du -sh "$work/kit/cache" | cut -f1)"
echo "deno: $(du -h "$work/kit/deno" | cut -f1)"
echo "kit: $(du -h "$output/crlc-kit.tar.xz" | cut -f1)"
