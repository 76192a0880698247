import type { NodeId, Link } from './document.ts';
import type { Evaluation } from './evaluate.ts';
import type { JobKey } from './keys.ts';
import { mediumName } from './request-media.ts';

/** What the nodes of a document give already, each at the first place where it comes from. */
export interface PresentValues {
  /** The node that asks for a job. */
  readonly asking: Map<JobKey, NodeId>;
  /** By socket and `mediumName`: "IMAGE {…}". */
  readonly media: ReadonlyMap<string, { readonly from: Link['from']; readonly name: string | undefined }>;
  readonly texts: readonly { readonly text: string; readonly from: Link['from'] }[];
}

export function presentValues({ nodes }: Pick<Evaluation, 'nodes'>): PresentValues {
  const asking = new Map<JobKey, NodeId>();
  const media = new Map<string, { from: Link['from']; name: string | undefined }>();
  const texts: { text: string; from: Link['from'] }[] = [];
  for (const [node, { order, outputs, outputTypes }] of nodes) {
    if (order) asking.set(order.jobKey, node);
    for (const [output, value] of Object.entries(outputs)) {
      const from = { node, output };
      if (typeof value === 'string') texts.push({ text: value, from });
      if (typeof value !== 'object' || !('ref' in value)) continue;
      const name = `${outputTypes[output]} ${mediumName(value.ref)}`;
      if (!media.has(name)) media.set(name, { from, name: value.name });
    }
  }
  return { asking, media, texts };
}
