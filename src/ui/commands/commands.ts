import { bypassNodes } from './bypass-nodes.ts';
import { cancelRun } from './cancel-run.ts';
import { cancelShot } from './cancel-shot.ts';
import type { Command } from './command.ts';
import { copyNodes } from './copy-nodes.ts';
import { cutNodes } from './cut-nodes.ts';
import { decideJob } from './decide-job.ts';
import { deleteSelection } from './delete-selection.ts';
import { duplicateNodes } from './duplicate-nodes.ts';
import { foldNodes } from './fold-nodes.ts';
import { groupNodes } from './group-nodes.ts';
import { muteNodes } from './mute-nodes.ts';
import { newGraph } from './new-graph.ts';
import { openFile } from './open-file.ts';
import { pasteLinked, pasteNodes } from './paste-nodes.ts';
import { pinNodes } from './pin-nodes.ts';
import { redoEdit } from './redo-edit.ts';
import { rehearse } from './rehearse.ts';
import { rehearseSelection } from './rehearse-selection.ts';
import { renameNode } from './rename-node.ts';
import { runAgain } from './run-again.ts';
import { runLive } from './run-live.ts';
import { runSelection } from './run-selection.ts';
import { saveFile } from './save-file.ts';
import { saveProject } from './save-project.ts';
import { searchNodes } from './search-nodes.ts';
import { selectAll } from './select-all.ts';
import { showShortcuts } from './show-shortcuts.ts';
import { switchTheme } from './switch-theme.ts';
import { panelCommands } from './toggle-panel.ts';
import { undoEdit } from './undo-edit.ts';
import { fitView, zoomIn, zoomOut } from './view-commands.ts';

/** Everything a person can do by key, in the order of the list of shortcuts. */
export const commands: readonly Command[] = [
  newGraph,
  openFile,
  saveFile,
  saveProject,
  rehearse,
  runLive,
  rehearseSelection,
  runSelection,
  runAgain,
  cancelRun,
  cancelShot,
  decideJob,
  undoEdit,
  redoEdit,
  searchNodes,
  selectAll,
  copyNodes,
  cutNodes,
  pasteNodes,
  pasteLinked,
  duplicateNodes,
  deleteSelection,
  renameNode,
  muteNodes,
  bypassNodes,
  foldNodes,
  pinNodes,
  groupNodes,
  fitView,
  zoomIn,
  zoomOut,
  ...panelCommands,
  switchTheme,
  showShortcuts,
];
