import type { Command } from './command.ts';
import { isSingle, matches } from './keys.ts';

/** Where a key was pressed: a text field swallows its keys, and single keys act only over the canvas. */
export type KeyPlace = 'canvas' | 'field' | 'elsewhere';

type Pressed = Parameters<typeof matches>[0];

/** The command of a key, or undefined. Clipboard keys are left to the browser, whose own events carry the text. */
export function commandOfKey(
  commands: readonly Command[],
  event: Pressed,
  place: KeyPlace,
  mac: boolean,
): Command | undefined {
  return commands.find(
    (command) =>
      command.clipboard === undefined &&
      (place !== 'field' || command.inFields === true) &&
      (command.keys ?? []).some(
        (combination) => matches(event, combination, mac) && (place === 'canvas' || !isSingle(combination)),
      ),
  );
}
