import { describe, expect, it } from 'vitest';
import { stripKey } from '../../../src/ui/strip/strip-keys.ts';
import { secondsWords } from '../../../src/runtime/run/seconds-words.ts';
import { timecode } from '../../../src/ui/media/timecode.ts';
import { clipFileName, fileName, uniqueNames } from '../../../src/ui/strip/file-names.ts';
import { factsWords } from '../../../src/ui/strip/format-words.ts';
import { nextName } from '../../../src/ui/strip/next-name.ts';
import { placeAt, playableFrom, startOf, totalOf } from '../../../src/ui/strip/timeline.ts';

describe('the time code', () => {
  it('counts hours, minutes, seconds and whole frames', () => {
    expect(timecode(8 + 2 / 24, 24)).toBe('00:00:08:02');
    expect(timecode(22, 24)).toBe('00:00:22:00');
    expect(timecode(3661.999, 24)).toBe('01:01:01:23');
    expect(timecode(0.04, 25)).toBe('00:00:00:01');
  });

  it('shows every frame at its own number, and nothing negative (B12)', () => {
    for (let frame = 0; frame < 240; frame++)
      expect(timecode(frame / 24, 24).slice(-2)).toBe(String(frame % 24).padStart(2, '0'));
    expect(timecode(-3, 24)).toBe('00:00:00:00');
  });
});

describe('seconds', () => {
  it('are whole as asked for, with a tenth as measured', () => {
    expect([secondsWords(8), secondsWords(8, true), secondsWords(15.09)]).toEqual(['8 s', '8.0 s', '15.1 s']);
  });
});

describe('names of shots', () => {
  it('go on in tens where the last one did, and pass over names in use', () => {
    expect(nextName('SH010', [])).toBe('SH020');
    expect(nextName('SH090', [])).toBe('SH100');
    expect(nextName('SH015', [])).toBe('SH016');
    expect(nextName('Shot 3', [])).toBe('Shot 4');
    expect(nextName('Opening', [])).toBe('Opening 2');
    expect(nextName('SH010', ['sh020', 'SH030'])).toBe('SH040');
    expect(nextName('', [''])).toBe(' 2');
  });
});

describe('file names', () => {
  it('carry shot and take, and no path, device or hidden sign', () => {
    expect(clipFileName('SH010', 1, 'video/mp4')).toBe('SH010_t01.mp4');
    expect(clipFileName('../../etc/passwd', 12, 'video/quicktime')).toBe('_.._etc_passwd_t12.mov');
    expect(fileName('con', 'film')).toBe('film');
    expect(fileName('Night\u202Etxt.exe', 'film')).toBe('Night_txt.exe');
    expect(fileName(' .. ', 'film')).toBe('film');
    expect(Array.from(fileName('😀'.repeat(300), 'film'))).toHaveLength(100);
  });

  it('are given once', () => {
    const unique = uniqueNames();
    expect([unique('SH010_t01.mp4'), unique('sh010_t01.mp4'), unique('SH010_t01.mp4')]).toEqual([
      'SH010_t01.mp4',
      'sh010_t01-2.mp4',
      'SH010_t01-3.mp4',
    ]);
  });
});

describe('the time line', () => {
  const parts = [
    { seconds: 2, playable: true },
    { seconds: 3, playable: false },
    { seconds: 1, playable: true },
  ];

  it('finds the part of every time, and the end past the end', () => {
    expect([totalOf(parts), startOf(parts, 2)]).toEqual([6, 5]);
    expect(placeAt(parts, 0)).toEqual({ index: 0, within: 0 });
    expect(placeAt(parts, 2)).toEqual({ index: 1, within: 0 });
    expect(placeAt(parts, 4.5)).toEqual({ index: 1, within: 2.5 });
    expect(placeAt(parts, 60)).toEqual({ index: 2, within: 1 });
    expect(placeAt(parts, -1)).toEqual({ index: 0, within: 0 });
    expect(placeAt([], 1)).toBeUndefined();
  });

  it('passes over what cannot be played', () => {
    expect([playableFrom(parts, 0), playableFrom(parts, 1), playableFrom(parts, 3)]).toEqual([0, 2, undefined]);
  });
});

describe('a format', () => {
  it('is named as people name it', () => {
    const facts = { width: 1280, height: 720, frameRate: 24 } as Parameters<typeof factsWords>[0];
    expect(factsWords(facts)).toBe('720p · 16:9 · 24 fps');
    expect(factsWords({ ...facts, width: 496, height: 864 })).toBe('496p · 9:16 · 24 fps');
    expect(factsWords({ ...facts, width: 1000, height: 900, frameRate: 23.976 })).toBe('900p · 1000×900 · 23.98 fps');
  });
});

describe('keys in the strip', () => {
  const key = (name: string, onShot: boolean, held: object = {}) =>
    stripKey({ key: name, altKey: false, ctrlKey: false, metaKey: false, ...held }, onShot);

  it('go through the shots, and through time where no shot has the focus', () => {
    expect(key('ArrowRight', true)).toEqual({ kind: 'focus', by: 1 });
    expect(key('ArrowLeft', false)).toEqual({ kind: 'seek-by', seconds: -1 });
    expect(key(',', true)).toEqual({ kind: 'step', frames: -1 });
    expect(key('End', false)).toEqual({ kind: 'seek', to: 'end' });
  });

  it('move a shot with Alt only, and leave the editor its own', () => {
    expect(key('ArrowLeft', true, { altKey: true })).toEqual({ kind: 'move', by: -1 });
    expect(key('ArrowLeft', false, { altKey: true })).toBeUndefined();
    expect(key('f', true, { ctrlKey: true })).toBeUndefined();
    expect(key('f', true, { altKey: true })).toBeUndefined();
    expect(key('z', true)).toBeUndefined();
  });
});
