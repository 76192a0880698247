import type { NodeId, Point } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Editor } from '../editor/editor.ts';
import type { KeyCombination } from './keys.ts';

/** What of the canvas commands use. */
export interface CanvasCalls {
  fit(ids?: Iterable<NodeId>): void;
  zoomBy(factor: number): void;
  rename(node: NodeId): void;
  /** Where in the graph the pointer was last, or the middle of what is shown. */
  pointer(): Point;
}

/** What of the shell commands use. */
export interface ShellCalls {
  pickGraphFile(): void;
  /** Opens the choices for a project file. */
  chooseProject(): void;
  /** Opens the search for a node at the pointer, or in the middle. */
  searchNodes(): void;
  /** Opens the question of a job that may have been sent. */
  decide(job: JobKey): void;
  showShortcuts(): void;
  togglePanel(panel: string): void;
  /** What was copied last in this page. */
  readonly copied: () => string | undefined;
  copy(text: string): void;
}

export interface CommandContext {
  readonly editor: Editor;
  readonly canvas: CanvasCalls;
  readonly shell: ShellCalls;
}

/** One thing a person can do. Menus, keys, buttons and the list of shortcuts are drawn from it. */
export interface Command {
  readonly id: string;
  readonly name: string;
  /** The heading in the list of shortcuts. */
  readonly group: 'Graph' | 'Run' | 'Edit' | 'View';
  readonly keys?: readonly KeyCombination[];
  /** The keys act in text fields too; all others leave them to the field. */
  readonly inFields?: boolean;
  /** Keys come as the browser's own clipboard events, which carry the text. */
  readonly clipboard?: 'copy' | 'cut' | 'paste';
  /** Why it cannot be done now, as a sentence; undefined where it can, empty where there is nothing to say. */
  readonly refusal?: (context: CommandContext) => string | undefined;
  readonly run: (context: CommandContext) => void;
}

/** Runs a command where it applies; says why where it does not. */
export function perform(command: Command, context: CommandContext): void {
  const refusal = command.refusal?.(context);
  if (refusal === undefined) command.run(context);
  else if (refusal !== '') context.editor.notify({ tone: 'info', text: refusal });
}
