import { timingSafeEqual } from "node:crypto";

/** Who may ask. */
export interface Access {
  /** The secret in the address. */
  readonly token: string;
  /** The port that is listened on. */
  readonly port: number;
}

/** A secret for an address: 256 random bits. */
export function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(32)).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}

/**
 * What a request asks for, within the address with the token: "" is the page.
 *
 * Another page of the browser must not reach it: neither by a name of its own that leads here (DNS
 * rebinding), nor by sending a form or a script's request. A link that is followed to the page is none
 * of these.
 *
 * @returns The status that refuses it, where it may not ask.
 */
export function askedFor(request: Request, { token, port }: Access): string | number {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = request.headers.get("host") ?? "", origin = request.headers.get("origin");
  if (!own.includes(host)) return 403;
  const [, given, path] = /^\/([^/]*)(?:\/(.*))?$/.exec(new URL(request.url).pathname) ?? [];
  if (!same(given ?? "", token)) return 404;
  if (origin !== null && origin !== `http://${host}`) return 403;
  const site = request.headers.get("sec-fetch-site") ?? "none";
  const followed = request.method === "GET" && request.headers.get("sec-fetch-mode") === "navigate";
  if (!["same-origin", "none"].includes(site) && !followed) return 403;
  // Addresses on the page are relative to the folder.
  return path ?? 308;
}

function same(a: string, b: string): boolean {
  const [given, wanted] = [a, b].map((text) => new TextEncoder().encode(text));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
