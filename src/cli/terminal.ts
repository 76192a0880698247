/** What a command may touch of the process it runs in; tests hand in their own. */
export interface Terminal {
  /** A line for the person or script that asked. */
  out(line: string): void;
  /** A line about what goes on, or went wrong. */
  err(line: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Where relative paths begin. */
  readonly folder: string;
  readonly input: NodeJS.ReadStream;
  /** Aborted when the person interrupts (Ctrl-C) or the system ends the process. */
  readonly interrupted: AbortSignal;
  /** Ends the process at once, whatever it waits for. */
  endNow(): void;
}
