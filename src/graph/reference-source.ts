import { z } from 'zod';
import { type LocalFile, localFileSchema } from './local-file.ts';
import type { MediaRef } from './media-ref.ts';
import { field } from './param-field.ts';
import type { Finding } from './problem.ts';
import { urlRefusal } from './public-url.ts';

/** What the three reference nodes share: where the medium comes from, and its name. */
export interface ReferenceSource {
  readonly url: string;
  readonly file?: LocalFile | undefined;
  readonly name: string;
}

/** The params of a reference node. `noun` is what the person calls the medium; `accept` as in a file input. */
export function referenceParams(noun: string, accept: string) {
  return {
    file: field(localFileSchema.optional(), { label: `${noun} file`, control: 'file', accept }),
    url: field(z.string().default(''), {
      label: 'Or its address',
      control: 'text',
      part: 'address',
      placeholder: 'https://…',
    }),
    name: field(z.string().max(100).default(''), {
      label: 'Name',
      control: 'text',
      help: 'Prompts call it by @name; empty means the node’s title.',
    }),
  };
}

/** The medium's provenance. A picked file goes before a typed address. Call it only on what `checkReference` let through. */
export function referenceOf({ url, file }: ReferenceSource): MediaRef {
  return file ? { sha256: file.sha256 } : { url: url.trim() };
}

/** The name, where one was given. */
export function referenceName({ name }: ReferenceSource): { readonly name?: string } {
  return name.trim() === '' ? {} : { name: name.trim() };
}

/** What is wrong with a reference before anybody fetched it. */
export function checkReference(noun: string, { url, file }: ReferenceSource): readonly Finding[] {
  if (file) return [];
  if (url.trim() === '') {
    return [
      {
        code: 'missing-file',
        severity: 'error',
        param: 'file',
        reason: `No ${noun} is chosen.`,
        remedy: `Choose a file, drop one on the node, or type an https address.`,
      },
    ];
  }
  const refusal = urlRefusal(url.trim());
  return refusal === undefined
    ? []
    : [
        {
          code: 'refused-url',
          severity: 'error',
          param: 'url',
          reason: refusal,
          remedy: 'Type an https address of a public host.',
        },
      ];
}
