import type { CommandContext } from './command.ts';

/** The refusal of commands that work on selected nodes. */
export function needsSelection({ editor }: CommandContext): string | undefined {
  return editor.state.selection.size === 0 ? '' : undefined;
}
