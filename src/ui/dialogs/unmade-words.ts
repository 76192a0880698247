import { nodeOf } from '../../graph/document.ts';
import { stateWords } from '../../runtime/run/words.ts';
import { titleOf } from '../canvas/title-of.ts';
import type { Editor } from '../editor/editor.ts';
import { shotsFirst } from './shot-names.ts';

/** So many shots are told with how each ended; the rest is counted. */
const mostTold = 3;

/** What the last Runs did not make, and why each shot was not: "2 shots are not made. SH020: refused, not charged. …" */
export function unmadeWords({ registry, state }: Pick<Editor, 'registry' | 'state'>): string {
  const { document, states, unmade } = state;
  const ids = shotsFirst(document, [...unmade.keys()], registry);
  const told = ids.slice(0, mostTold).flatMap((id) => {
    const [node, how] = [nodeOf(document, id), states.get(id)];
    // How an ended job ended does not change with time.
    return node && how ? [`${titleOf(node, registry)}: ${stateWords(how, 0) || 'not begun'}`] : [];
  });
  const more = ids.length - told.length;
  const count =
    ids.length === 1 ? '1 step of the last run is not made' : `${ids.length} steps of the last run are not made`;
  return `${count}. ${[...told, ...(more > 0 ? [`and ${more} more`] : [])].join(' · ')}`;
}
