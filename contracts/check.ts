/** One thing that a plugin must hold to. */
export interface Check {
  /** A sentence that says what. */
  readonly name: string;
  /** Why it cannot be looked at here. */
  readonly skipped?: string;
  /** Throws where it does not hold. */
  run(): Promise<void>;
}
