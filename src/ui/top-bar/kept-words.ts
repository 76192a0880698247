import type { Kept } from '../editor/editor.ts';

const words: Readonly<Record<Kept, { readonly text: string; readonly detail: string }>> = {
  file: { text: 'saved', detail: 'The file holds the graph as it is here.' },
  browser: {
    text: 'draft kept in this browser',
    detail: 'Closing the page loses nothing. Save graph writes it to a file.',
  },
  nowhere: {
    text: 'not kept',
    detail: 'This browser keeps no drafts. Save graph writes it to a file.',
  },
};

/** Where the open graph stands, in a few words and in a sentence. */
export function keptWords({ kept }: { readonly kept: Kept }): { readonly text: string; readonly detail: string } {
  return words[kept];
}
