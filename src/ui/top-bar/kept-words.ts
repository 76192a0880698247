import type { Kept } from '../editor/editor.ts';

/** `more` goes where there is no room for it. */
export interface KeptWords {
  readonly text: string;
  readonly more: string;
  readonly detail: string;
}

const words: Readonly<Record<Kept, KeptWords>> = {
  file: { text: 'saved', more: '', detail: 'The file holds the graph as it is here.' },
  browser: {
    text: 'draft kept',
    more: ' in this browser',
    detail: 'Closing the page loses nothing. Save graph writes it to a file.',
  },
  nowhere: {
    text: 'not kept',
    more: '',
    detail: 'This browser keeps no drafts. Save graph writes it to a file.',
  },
};

/** Where the open graph stands, in a few words and in a sentence. */
export function keptWords({ kept }: { readonly kept: Kept }): KeptWords {
  return words[kept];
}
