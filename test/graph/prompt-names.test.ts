import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileNames, type NamedMedium, writeNames } from '../../src/graph/prompt-names.ts';

const media: readonly NamedMedium[] = [
  { name: 'Mara', called: 'Image 1', input: 'images_1' },
  { name: 'Mara at night', called: 'Image 2', input: 'images_2' },
  { name: undefined, called: 'Video 1', input: 'videos_1' },
];

describe('compileNames', () => {
  test.each([
    ['@Mara smiles.', 'Image 1 smiles.'],
    ['@mara, @MARA at night!', 'Image 1, Image 2!'],
    ['Extend @videos_1', 'Extend Video 1'],
    ['mail me@mara.example', 'mail me@mara.example'],
    ['twice @@Mara', 'twice @Mara'],
    ['@', '@'],
    ['“@Mara”', '“Image 1”'],
  ])('%s becomes %s', (prompt, text) => {
    expect(compileNames(prompt, media)).toMatchObject({ text, unknown: [] });
  });

  test('the longest fitting name wins, and a longer word is another name', () => {
    expect(compileNames('@Mara at nightfall', media).text).toBe('Image 1 at nightfall');
    expect(compileNames('@Maras hat', media).unknown).toEqual(['Maras']);
  });

  test('an unknown name is told once, as it was written', () => {
    expect(compileNames('@José und @José und @東京', media).unknown).toEqual(['José', '東京']);
  });

  test('a name that two inputs have is ambiguous', () => {
    const twins = media.map((medium) => ({ ...medium, name: 'Twin' }));
    expect(compileNames('@Twin', twins).ambiguous).toEqual(['Twin']);
  });

  test('an input counts as named when the prompt writes what the model understands', () => {
    expect(compileNames('Image 1 and image 12, Video 1', media).unnamed.map(({ called }) => called)).toEqual([
      'Image 2',
    ]);
    expect(compileNames('Image 12', media).unnamed).toHaveLength(3);
  });

  test('text without at signs is never changed, and nothing is ever thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (prompt) => {
        const { text } = compileNames(prompt, media);
        if (!prompt.includes('@')) expect(text).toBe(prompt);
      }),
    );
  });

  test('a name whose letters change their number with their case is found in any case', () => {
    const media = ['İstanbul', 'ΟΔΟΣ'].map((name, n) => ({ name, called: `Image ${n + 1}`, input: `images_${n + 1}` }));
    for (const written of ['İstanbul', 'İSTANBUL', 'İstanBul']) {
      expect(compileNames(`At @${written}, night.`, media)).toMatchObject({ text: 'At Image 1, night.', unknown: [] });
    }
    for (const written of ['ΟΔΟΣ', 'οδος', 'οδοσ']) {
      expect(compileNames(`In @${written}!`, media)).toMatchObject({ text: 'In Image 2!', unknown: [] });
    }
    expect(compileNames('@İstanbuls', media).unknown).toEqual(['İstanbuls']);
  });
});

test('names are written back where compiling them gives the same text again, and nowhere else', () => {
  const media = [
    { name: 'Mara', called: 'Image 1', input: 'images_1' },
    { name: 'Old Tom', called: 'Image 12', input: 'images_12' },
    { name: undefined, called: 'Video 1', input: 'videos_1' },
    { name: 'twin', called: 'Audio 1', input: 'audios_1' },
    { name: 'twin', called: 'Audio 2', input: 'audios_2' },
  ];
  const written = writeNames('Image 1 and Image 12 in Video 1, Image 123; Audio 1, a@b.c', media);
  expect(written).toBe('@Mara and @Old Tom in Video 1, Image 123; Audio 1, a@@b.c');
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('Image 1', 'Image 12', 'Audio 2', '@', ' ', 'Mara', 'x', '2', '.')),
      (parts) => {
        const text = parts.join('');
        expect(compileNames(writeNames(text, media), media).text).toBe(text);
      },
    ),
  );
});
