import { describe, expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { CommandError } from '../../src/cli/exit-codes.ts';

describe('the command line', () => {
  test('serves when nothing is said', () => {
    expect(readArguments([])).toEqual({ command: 'serve', dev: false });
    expect(readArguments(['--faults', 'bad.json'])).toEqual({ command: 'serve', dev: false, faults: 'bad.json' });
  });

  test('takes a run apart', () => {
    const given = [
      'run',
      'a.json',
      '--out',
      'out',
      '--sandbox',
      '--set',
      'SH010.duration=8',
      '--set',
      'A prompt.text=a = b.c',
    ];
    expect(readArguments(given)).toMatchObject({
      command: 'run',
      file: 'a.json',
      out: 'out',
      sandbox: true,
      set: [
        { node: 'SH010', param: 'duration', value: '8' },
        { node: 'A prompt', param: 'text', value: 'a = b.c' },
      ],
    });
    expect(
      readArguments(['run', 'a.json', '--out', 'o', '--yes', '--max-jobs', '3', '--max-seconds', '14.5']),
    ).toMatchObject({
      yes: true,
      maxJobs: 3,
      maxSeconds: 14.5,
    });
  });

  test.each([
    [['fly'], 'no command "fly"'],
    [['run', '--out', 'x'], 'needs a graph file'],
    [['run', 'a.json'], 'needs --out'],
    [['run', 'a.json', 'b.json', '--out', 'x'], 'one word too many'],
    [['run', 'a.json', '--out', 'x', '--max-jobs', '-1'], '--max-jobs'],
    [['run', 'a.json', '--out', 'x', '--max-jobs', '1.5'], 'whole number'],
    [['run', 'a.json', '--out', 'x', '--max-seconds', '0'], 'above 0'],
    [['run', 'a.json', '--out', 'x', '--set', 'nonsense'], 'node.param=value'],
    [['sandbox', '--port', '70000'], '65535'],
    [['sandbox', '--out', 'x'], 'does not take --out'],
    [['login', '--faults', 'x'], 'does not take --faults'],
    [['--wat'], '--wat'],
  ])('%j ends with 2 and says why', (given, why) => {
    const error = (() => {
      try {
        return readArguments(given);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ code: 2, message: expect.stringContaining(why) });
  });
});
