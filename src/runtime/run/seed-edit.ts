import type { GraphDocument } from '../../graph/document.ts';
import { ownParam } from '../../graph/document.ts';
import { setParam } from '../../graph/edit.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { Known } from '../../graph/known.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import { parseParams } from '../../graph/parse-params.ts';
import type { RunPart } from './run-part.ts';

/** The highest seed that a control gives: what every service takes as a number. */
const highestSeed = 2_147_483_647;

/**
 * The one edit that a seed control other than `fixed` makes when Rehearse or Run is pressed: only where the clip of the
 * present key is made on that service, so that pressing twice while it is on its way buys nothing twice (U03). Of a selection
 * only the chosen nodes: what they need is used again as it is. What is run again changes no seed at all. `random` gives
 * 0 ≤ x < 1. Returns the same document when nothing changes.
 */
export function seedEdit(
  document: GraphDocument,
  evaluation: Evaluation,
  known: Known,
  random: () => number,
  part?: RunPart,
): GraphDocument {
  let edited = document;
  const chosen = part && new Set(part.kind === 'again' ? [] : part.nodes);
  for (const { node, definition, order } of evaluation.nodes.values()) {
    if (!definition || !order || chosen?.has(node.id) === false || known.jobs.get(order.jobKey)?.phase !== 'done')
      continue;
    const control = paramPlaying(definition, 'seed-control');
    const seed = paramPlaying(definition, 'seed');
    const params = parseParams(definition, node);
    if (control === undefined || seed === undefined || !params.ok) continue;
    const present = ownParam(params.params, seed);
    const next = nextSeed(ownParam(params.params, control), typeof present === 'number' ? present : 0, random);
    if (next !== undefined) edited = setParam(edited, node.id, seed, next);
  }
  return edited;
}

function nextSeed(control: unknown, seed: number, random: () => number): number | undefined {
  switch (control) {
    case 'increment':
      return Math.min(highestSeed, seed + 1);
    case 'decrement':
      return Math.max(0, seed - 1);
    case 'randomize':
      return Math.floor(random() * (highestSeed + 1));
    default:
      return undefined;
  }
}
