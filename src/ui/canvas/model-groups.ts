import type { GraphDocument } from '../../graph/document.ts';
import type { ModelGroup } from './model-node.ts';
import { bounded, boundedPoint, mostSide } from './node-layout.ts';

/** The groups of a document as they are drawn. */
export function modelGroups({ groups }: GraphDocument): ModelGroup[] {
  return groups.map((source) => ({
    source,
    bounds: [
      ...boundedPoint([source.bounds[0], source.bounds[1]]),
      groupSide(source.bounds[2]),
      groupSide(source.bounds[3]),
    ],
  }));
}

/** Groups as drawn are never smaller than their title. */
function groupSide(value: number): number {
  return bounded(value, 40, mostSide * 25, 200);
}
