import { CrlcError, messageOf } from "../../core/errors.ts";
import type { Archive } from "../../datasets/dataset.ts";
import type { Hub } from "./hub.ts";

/** What a hub says of a file: which commit it is of, where it lies, and how to know it. */
export interface HubFile {
  /** Absent where the server, such as a plain mirror, tells none. */
  readonly commit?: string;
  readonly archive: Archive;
}

/** Which file of which repository is asked for. */
export interface HubQuestion {
  /** `owner/name`. */
  readonly repository: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
  readonly file: string;
}

/** Redirects within the hub, such as those of a repository that was renamed. */
const MOST_REDIRECTS = 5;

/**
 * Asks a hub for a file without taking it: the first answer knows commit, digest and size, the store
 * of large files that it redirects to does not.
 *
 * @returns Nothing where the repository has no such file.
 * @throws {CrlcError} `ENCODER_GATED`, `UNKNOWN_ENCODER`, `DOWNLOAD_FAILED`; of kind `stopped`.
 */
export async function askHub(
  hub: Hub,
  question: HubQuestion,
  signal?: AbortSignal,
): Promise<HubFile | undefined> {
  const { repository, revision, file } = question;
  let url = new URL(
    `${hub.endpoint}/${repository}/resolve/${encodeURIComponent(revision)}/${file}`,
  );
  let commit: string | undefined;
  for (let i = 0; i <= MOST_REDIRECTS; i++) {
    const answer = await head(url, hub, repository, signal);
    const { status, headers } = answer;
    const target = headers.get("location");
    const place = target === null ? url : new URL(target, url);
    const redirects = status >= 300 && status < 400;
    if (redirects && target === null) break;
    commit ??= commitOf(headers);
    if (redirects && !headers.has("x-linked-etag")) {
      const within = place.origin === url.origin;
      if (within || !await isStore(place, hub, repository, signal)) {
        url = place;
        continue;
      }
    }
    if (status >= 400) {
      if (status === 404 && /Entry/i.test(headers.get("x-error-code") ?? "Entry")) return undefined;
      throw refusal(status, headers.get("x-error-code") ?? "", hub, question);
    }
    return { commit, archive: archiveOf(headers, file, place) };
  }
  throw failure(repository, `${url} redirects without an end`);
}

/**
 * Whether an address on another host is of a store, which answers nothing but what it was signed for;
 * otherwise it is the hub itself by another name, such as its https address.
 */
async function isStore(
  place: URL,
  hub: Hub,
  repository: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { status } = await head(place, hub, repository, signal);
  return [400, 403, 405, 501].includes(status);
}

async function head(
  url: URL,
  { endpoint, token }: Hub,
  repository: string,
  signal?: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (token && url.origin === new URL(endpoint).origin) headers.authorization = `Bearer ${token}`;
  try {
    const response = await fetch(url, { method: "HEAD", headers, redirect: "manual", signal });
    await response.body?.cancel();
    return response;
  } catch (error) {
    if (signal?.aborted) {
      throw new CrlcError(
        "stopped",
        "INTERRUPTED",
        `Cannot fetch "${repository}": it was stopped`,
        {
          hint: "the same command goes on from here",
        },
      );
    }
    throw failure(repository, `${url.origin} cannot be reached: ${messageOf(error)}`);
  }
}

function failure(repository: string, reason: string): CrlcError {
  return new CrlcError(
    "data",
    "DOWNLOAD_FAILED",
    `Cannot fetch encoder "${repository}": the hub must answer, and does not: ${reason}`,
    { hint: "HF_ENDPOINT names a mirror; --encoder FILE takes weights that are already there" },
  );
}

/** A commit becomes the name of a folder. */
function commitOf(headers: Headers): string | undefined {
  const commit = headers.get("x-repo-commit");
  return commit !== null && /^[0-9a-f]{7,64}$/.test(commit) ? commit : undefined;
}

function archiveOf(headers: Headers, file: string, place: URL): Archive {
  const tag = (headers.get("x-linked-etag") ?? headers.get("etag") ?? "").replace(/^W\/|"/g, "");
  const size = headers.get("x-linked-size") ??
    (headers.has("location") ? null : headers.get("content-length"));
  const algorithm = /^[0-9a-f]{64}$/.test(tag)
    ? "sha256" as const
    : /^[0-9a-f]{40}$/.test(tag)
    ? "git" as const
    : undefined;
  return {
    file,
    urls: [place.href],
    ...size !== null && /^\d+$/.test(size) && { bytes: Number(size) },
    ...algorithm && { digest: { algorithm, hex: tag, from: "the hub" } },
  };
}

function refusal(
  status: number,
  code: string,
  { endpoint, token }: Hub,
  { repository, revision }: HubQuestion,
): CrlcError {
  const page = `${endpoint}/${repository}`;
  if (/Gated/i.test(code) || status === 403 || status === 401 && !/Repo/i.test(code)) {
    return new CrlcError(
      "data",
      "ENCODER_GATED",
      `Cannot fetch encoder "${repository}": its owners must have let you in, and ${
        token ? "the account of HF_TOKEN is not" : "nobody is named by HF_TOKEN"
      }`,
      {
        hint: `accept its licence at ${page}${
          token ? "" : ", make a token there, and set HF_TOKEN to it"
        }; an encoder without a gate: dinov2-small`,
      },
    );
  }
  if (status === 404 || status === 401) {
    const what = /Revision/i.test(code)
      ? `must have the revision "${revision}", and has none of that name`
      : `must be on ${endpoint}, and is not${token ? "" : ", or is private and HF_TOKEN not set"}`;
    return new CrlcError(
      "usage",
      "UNKNOWN_ENCODER",
      `Cannot fetch encoder "${repository}": it ${what}`,
      { hint: "crlc encoders lists those that are known by name" },
    );
  }
  return failure(repository, `${endpoint} answers ${status}`);
}
