import type { GraphDocument } from '../../graph/document.ts';
import { reorderGrowing } from '../../graph/edit.ts';
import type { Film } from './film.ts';

/** Moves the shot at one place of a film to another, both from 0: the same document where nothing moves. */
export function moveShot(document: GraphDocument, film: Film, from: number, to: number): GraphDocument {
  const numbers = film.shots.map(({ number }) => number);
  const target = Math.max(0, Math.min(numbers.length - 1, to));
  const [moved] = numbers.splice(from, 1);
  if (moved === undefined) return document;
  numbers.splice(target, 0, moved);
  return reorderGrowing(document, film.node, film.base, numbers);
}
