# crlc in a container: not root, everything it needs baked in, no network and no writable root needed.
#
#   docker build -t crlc .
#   docker run --rm --read-only --network none --tmpfs /tmp -v "$PWD/runs:/runs" \
#     -v "$PWD/photos:/photos:ro" --user "$(id -u)" crlc train /photos -k 12
#
# No Docker is at hand where this was written: the image has not been built. The commands in it, and
# crlc with a cache and a source that it may not write, without network, were run by .ci/read-only.
# Neither image is pinned by a digest, since none was seen.
FROM node:24-bookworm-slim AS deno
RUN npm install --prefix /deno deno@2.9.6 \
  && cp /deno/node_modules/@deno/linux-*-glibc/deno /usr/local/bin/deno

FROM debian:bookworm-slim
COPY --from=deno /usr/local/bin/deno /usr/local/bin/deno
ENV DENO_DIR=/opt/deno DENO_NO_UPDATE_CHECK=1
COPY . /opt/crlc
# What may be fetched later is not needed: the optional parts stay out, and backend wasm computes.
RUN deno cache --frozen --config /opt/crlc/deno.json /opt/crlc/cli/main.ts \
  && useradd --system --no-create-home crlc \
  && mkdir /runs /data && chown crlc /runs /data
USER crlc
WORKDIR /
ENV CRLC_PROGRAM="docker run crlc" CRLC_OFFLINE=1 \
  CRLC_RUNS_DIR=/runs CRLC_DATA_DIR=/data CRLC_CACHE_DIR=/tmp/crlc
VOLUME ["/runs", "/data"]
ENTRYPOINT ["deno", "run", "--allow-all", "--cached-only", "--frozen", "--config", "/opt/crlc/deno.json", "/opt/crlc/cli/main.ts"]
CMD ["--help"]
