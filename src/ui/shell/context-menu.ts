import { disconnect } from '../../graph/edit.ts';
import { setGroups } from '../../graph/edit.ts';
import type { CanvasEvents } from '../canvas/canvas-events.ts';
import { bypassNodes } from '../commands/bypass-nodes.ts';
import { cancelShot } from '../commands/cancel-shot.ts';
import { type Command, type CommandContext, perform } from '../commands/command.ts';
import { copyNodes } from '../commands/copy-nodes.ts';
import { decideJob } from '../commands/decide-job.ts';
import { deleteSelection } from '../commands/delete-selection.ts';
import { duplicateNodes } from '../commands/duplicate-nodes.ts';
import { foldNodes } from '../commands/fold-nodes.ts';
import { groupNodes } from '../commands/group-nodes.ts';
import { keyWords } from '../commands/keys.ts';
import { muteNodes } from '../commands/mute-nodes.ts';
import { pasteNodes } from '../commands/paste-nodes.ts';
import { pinNodes } from '../commands/pin-nodes.ts';
import { rehearseSelection } from '../commands/rehearse-selection.ts';
import { renameNode } from '../commands/rename-node.ts';
import { runSelection } from '../commands/run-selection.ts';
import { searchNodes } from '../commands/search-nodes.ts';
import { selectAll } from '../commands/select-all.ts';
import { fitView } from '../commands/view-commands.ts';
import { undecidedOf } from '../editor/undecided-jobs.ts';
import { onMac } from './on-mac.ts';
import type { MenuItem } from './shotgraph-menu.ts';

/** The rows of the menu for what was pressed: a link, a group, a node or the empty canvas. */
export function contextMenu(context: CommandContext, at: CanvasEvents['context-menu']): readonly MenuItem[] {
  const { editor } = context;
  const row = (command: Command, separate = false): MenuItem => ({
    name: command.name,
    ...(command.keys?.[0] === undefined ? {} : { keys: keyWords(command.keys[0], onMac) }),
    disabled: command.refusal?.(context) !== undefined,
    separate,
    act: () => perform(command, context),
  });
  const { link, group, node } = at;
  if (link) {
    const act = (): void => editor.edit(disconnect(editor.state.document, link, editor.registry), 'Delete link');
    return [{ name: 'Delete link', act }];
  }
  if (node !== undefined)
    return [
      ...(undecidedOf(editor.state.states, editor.state.selection) ? [row(decideJob)] : []),
      row(rehearseSelection),
      row(runSelection),
      ...(cancelShot.refusal?.(context) === undefined ? [row(cancelShot)] : []),
      row(renameNode, true),
      row(duplicateNodes),
      row(copyNodes),
      row(muteNodes, true),
      row(bypassNodes),
      row(foldNodes),
      row(pinNodes),
      row(groupNodes, true),
      row(fitView),
      row(deleteSelection, true),
    ];
  const canvas = [row(searchNodes), row(pasteNodes), row(selectAll, true), row(fitView)];
  if (group === undefined) return canvas;
  const { document } = editor.state;
  const without = document.groups.filter(({ id }) => id !== group);
  const remove = {
    name: 'Delete group',
    separate: true,
    act: () => editor.edit(setGroups(document, without), 'Delete group'),
  };
  return [...canvas, remove];
}
