import { isExpected, type Tab } from '../browser/tab.ts';
import type { World } from '../world.ts';

/** What a person does with an error: reads it. One that code should not know is told to the invariants. */
export function unheard(world: World, tab: Tab): (error: unknown) => void {
  return (error) => {
    world.trace.say(`${tab.life.name} shows: ${String(error)}`);
    if (isExpected(error)) return;
    world.tell({ kind: 'failed oddly', where: tab.life.name, error: String(error) });
  };
}

/** The graphs of every world. */
export const graphNames = ['one', 'two'] as const;
