/** What the command's end means to a script (design.md, Command line). */
export const exitCodes = {
  done: 0,
  /** Some step failed, or the program could not start. */
  failed: 1,
  /** Wrong words on the command line, or no token. */
  usage: 2,
  /** The graph cannot be read, or parts of it cannot run. */
  refused: 3,
  /** An uncertain job needs a person's decision. */
  undecided: 4,
  /** More would be bought than the limits given allow; nothing was sent. */
  overLimit: 5,
  /** Stopped for token or credit; the same command goes on. */
  stopped: 6,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The same in a word, for `--json`. */
export const outcomes: Readonly<Record<ExitCode, string>> = {
  0: 'succeeded',
  1: 'failed',
  2: 'usage',
  3: 'refused',
  4: 'undecided',
  5: 'over-limit',
  6: 'stopped',
};

/** Ends a command with one clear message. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    readonly code: ExitCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
