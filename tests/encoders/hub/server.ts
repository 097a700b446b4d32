import { createHash } from "node:crypto";
import { type Answer, serve, type Server, whole } from "../../datasets/download/server.ts";

/** A hub on the loopback interface, with one repository, that answers as the official one does. */
export interface TestHub extends AsyncDisposable {
  readonly endpoint: string;
  /** Every request to the hub so far. */
  readonly asked: readonly Asked[];
  /** The store of large files, on another port. */
  readonly storage: Server;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
}

export interface TestHubOptions {
  /** Weights are sent by the store, all else by the hub itself. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly commit?: string;
  /** "owner/name" where absent. */
  readonly repository?: string;
  /** The token that is let in; anybody where absent. */
  readonly gate?: string;
  /** What the store answers, in turn; as it should by default. */
  readonly store?: readonly Answer[];
  /** Whether the hub tells neither commit nor digest, as a plain mirror. */
  readonly plain?: true;
}

const LARGE = /\.(safetensors|bin)$/;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const gitName = (bytes: Uint8Array) =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");

/** The commit of a test hub that is given none. */
export const COMMIT = "0123456789abcdef0123456789abcdef01234567";

/** Serves a repository at "main" and at its commit. */
export function serveHub(options: TestHubOptions): TestHub {
  const { files, commit = COMMIT, gate, store = [], plain, repository = "owner/name" } = options;
  const asked: Asked[] = [];
  const storage = serve(...store.length > 0 ? store : [whole(files["model.safetensors"])]);
  const hub = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { pathname: path } = new URL(request.url);
    const token = request.headers.get("authorization");
    asked.push({ method: request.method, path, token });
    const [, owner, name, , revision, file] = path.split("/");
    const refuse = (status: number, code: string) =>
      new Response(null, { status, headers: { "x-error-code": code } });
    if (`${owner}/${name}` !== repository) return refuse(401, "RepoNotFound");
    if (gate !== undefined && request.headers.get("authorization") !== `Bearer ${gate}`) {
      return refuse(request.headers.has("authorization") ? 403 : 401, "GatedRepo");
    }
    if (![commit, "main"].includes(revision)) return refuse(404, "RevisionNotFound");
    const bytes = files[file];
    if (!bytes) return refuse(404, "EntryNotFound");
    if (plain) {
      return new Response(request.method === "HEAD" ? null : bytes.slice(), {
        headers: { "content-length": `${bytes.length}` },
      });
    }
    const told = { "x-repo-commit": commit };
    if (!LARGE.test(file)) {
      return new Response(request.method === "HEAD" ? null : bytes.slice(), {
        headers: { ...told, etag: `"${gitName(bytes)}"`, "content-length": `${bytes.length}` },
      });
    }
    return new Response(null, {
      status: 302,
      headers: {
        ...told,
        location: storage.url,
        "x-linked-etag": `"${sha256(bytes)}"`,
        "x-linked-size": `${bytes.length}`,
      },
    });
  });
  return {
    endpoint: `http://127.0.0.1:${hub.addr.port}`,
    asked,
    storage,
    async [Symbol.asyncDispose]() {
      await hub.shutdown();
      await storage[Symbol.asyncDispose]();
    },
  };
}
