import type { LosslessValue } from './lossless-json.ts';

/**
 * What a file held of a thing, as it was parsed: what the document does not understand, and what nobody touched, is written
 * back from here. Opaque outside the codec. It holds class instances (numbers by their text), which a structured clone
 * breaks: whoever stores a document stores its text (`writeGraphFile`).
 */
export interface Residue {
  readonly raw: LosslessValue;
  /** What the document shows where the file said nothing: its title, a node's or a group's id. Not written back. */
  readonly assumed?: string;
  /** Documents only: entries of `links` that name nothing the document has (G05). */
  readonly dangling?: readonly LosslessValue[];
}
