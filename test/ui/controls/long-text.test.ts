import { expect, it } from 'vitest';
import { firstLine, longText, messageLimit } from '../../../src/ui/controls/long-text.ts';

it('SEC32 shows at most 2,000 characters of what a service says', () => {
  const shown = longText('😀'.repeat(50_000));
  expect(Array.from(shown)).toHaveLength(messageLimit);
  expect(shown.endsWith('…')).toBe(true);
  expect(longText('x'.repeat(messageLimit))).toBe('x'.repeat(messageLimit));
});

it('G14 keeps line breaks, and drops what turns or hides the text around it', () => {
  expect(longText('one\n\u202Etwo\u0000\u200B\nthree')).toBe('one\n two  \nthree');
  expect(longText('\uD800')).toBe('\uFFFD');
});

it('shows the first line that holds anything', () => {
  expect(firstLine('\n  \n  Golden hour \nand more')).toBe('Golden hour');
  expect(firstLine('')).toBe('');
  expect(Array.from(firstLine('y'.repeat(9000)))).toHaveLength(200);
});
