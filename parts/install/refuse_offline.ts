import { CrlcError } from "../../core/errors.ts";

/** @throws {CrlcError} `OFFLINE` where the network must not be used. */
export function refuseOffline(file: string, offline: boolean | undefined): void {
  if (!offline) return;
  throw new CrlcError(
    "backend",
    "OFFLINE",
    `Cannot fetch ${file}: the network must be allowed, and --offline or CRLC_OFFLINE forbids it`,
    { hint: "--from DIR takes files that are already there" },
  );
}
