import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { lineWriter, plainLine } from '../../src/cli/process-terminal.ts';

test('a pipe that nobody reads any more ends what is said, and not the process', async () => {
  const taken: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (taken.length === 1) return done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      taken.push(chunk.toString());
      done();
    },
  });
  const write = lineWriter(stream);
  write('first');
  write('second');
  // Without a listener the error of the stream would be an uncaught one, and fail this run.
  await new Promise((resolve) => stream.once('close', resolve));
  write('third');
  expect(taken).toEqual(['first\n']);
});

test('G12 a title or a service cannot command the terminal, and ordinary text stays as it is', () => {
  expect(plainLine('error: \u001b]0;owned\u0007\u001b[2J\u009b1A\rSH010: done')).toBe(
    'error: \ufffd]0;owned\ufffd\ufffd[2J\ufffd1A\ufffdSH010: done',
  );
  expect(plainLine('SH\u202e010\u200b')).toBe('SH\ufffd010\ufffd');
  expect(plainLine('Ärger → 夜市 🎬\n\tline two')).toBe('Ärger → 夜市 🎬\n\tline two');
});
