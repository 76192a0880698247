import { describe, expect, it } from 'vitest';
import { mediumName, faceValue } from '../../../src/ui/faces/face-value.ts';
import { mentionsIn } from '../../../src/ui/faces/mentions.ts';
import { createPlayerPool } from '../../../src/ui/faces/player-pool.ts';
import { safeUrl } from '../../../src/ui/faces/safe-url.ts';
import { node } from '../canvas/fixture-documents.ts';
import { picture, words } from '../canvas/fixture-nodes.ts';

describe('safeUrl', () => {
  it('SEC25 lets https and blob through, and nothing else', () => {
    expect(safeUrl('https://example.com/a.png')).toBe('https://example.com/a.png');
    expect(safeUrl('blob:http://127.0.0.1:4173/1')).toBe('blob:http://127.0.0.1:4173/1');
    for (const bad of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'http://a/b',
      'file:///etc',
      '//a/b',
      '',
      'x',
    ])
      expect(safeUrl(bad), bad).toBeUndefined();
  });
});

describe('mentionsIn', () => {
  it('parts a prompt at its names without losing a character', () => {
    const prompt = 'Extend @SH010. @Mara says: mail me@home or @@x, @Zoë-2!';
    const parts = mentionsIn(prompt);
    expect(parts.map((part) => part.text).join('')).toBe(prompt);
    expect(parts.filter((part) => part.mention).map((part) => part.text)).toEqual(['@SH010', '@Mara', '@Zoë-2']);
  });

  it('leaves very long texts unmarked', () => {
    expect(mentionsIn('@a '.repeat(10_000))).toHaveLength(1);
  });
});

describe('what a face shows', () => {
  it('is the param as written, else its default, never what a prototype has', () => {
    expect(faceValue(words, node({ id: '1', type: words.type }))).toBe('');
    expect(faceValue(words, node({ id: '1', type: words.type, params: { text: 'Rain' } }))).toBe('Rain');
    expect(faceValue({ ...words, faceParam: 'toString' }, node({ id: '1', type: words.type }))).toBeUndefined();
  });

  it('calls a medium by its file, or by the end of its address', () => {
    const named = (params: Record<string, string | { name: string }>) =>
      mediumName(picture, node({ id: '1', type: picture.type, params }));
    expect(named({ file: { name: 'mara.png' } })).toBe('mara.png');
    expect(named({ file: 'https://example.com/cast/mara.png?x=1' })).toBe('mara.png');
    expect(named({ file: 'https://example.com/' })).toBe('example.com');
    expect(named({})).toBeUndefined();
  });
});

describe('the pool of players', () => {
  it('stops the one that started longest ago, and forgets those that left', () => {
    const stopped: string[] = [];
    const pool = createPlayerPool(2);
    const player = (name: string) => ({ stop: () => void stopped.push(name) });
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(player);
    for (const one of [a, b, a, c]) if (one) pool.enter(one);
    expect(stopped).toEqual(['b']);
    if (a) pool.leave(a);
    if (d) pool.enter(d);
    expect(stopped).toEqual(['b']);
  });
});
