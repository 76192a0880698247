import { homedir } from 'node:os';
import type { Writable } from 'node:stream';
import type { Terminal } from './terminal.ts';

// Control characters but for line breaks and tabs, and those that turn or hide the text around them: a title, a file or a
// service must not move the cursor, clear what was said or rename the window (G12, G14, SEC32).
const unshowable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text as a terminal may show it. */
export function plainLine(text: string): string {
  return text.replace(unshowable, '\ufffd');
}

/**
 * Writes lines to a stream for as long as somebody reads it. A pipe that ended or a terminal that was closed is no reason to
 * die: the process may be holding the answer to a paid request.
 */
export function lineWriter(stream: Writable): (line: string) => void {
  let heard = true;
  stream.on('error', () => {
    heard = false;
  });
  return (line) => {
    if (heard) stream.write(`${line}\n`);
  };
}

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** By the signal itself, unheard: `process.exit` would wait for a disk that does not answer. */
function endBy(signal: NodeJS.Signals): void {
  for (const each of endSignals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const stop = new AbortController();
  for (const signal of endSignals) {
    process.on(signal, () => {
      // Whoever asks twice does not want to wait for a good end: the journal takes that as it takes a power cut.
      if (stop.signal.aborted) endBy(signal);
      else stop.abort();
    });
  }
  const [out, err] = [lineWriter(process.stdout), lineWriter(process.stderr)];
  return {
    out,
    err: (line) => err(plainLine(line)),
    environment: process.env,
    home: homedir(),
    folder: process.cwd(),
    input: process.stdin,
    interrupted: stop.signal,
    endNow: () => endBy('SIGTERM'),
  };
}
