/** Codes of errors that are told apart, as Abseil numbers them. */
export const CODES = { outOfMemory: 8, aborted: 10, internal: 13, unavailable: 14, dataLoss: 15 };

/** What a function of PJRT has refused. */
export class PjrtError extends Error {
  override readonly name = "PjrtError";

  /** @param code As Abseil numbers them. */
  constructor(readonly does: string, readonly code: number, readonly why: string) {
    super(`${does}: ${why}`);
  }
}
