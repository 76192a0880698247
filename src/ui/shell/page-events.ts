import type { Command } from '../commands/command.ts';
import { type KeyPlace, commandOfKey } from '../commands/command-of-key.ts';
import { commands } from '../commands/commands.ts';
import { onMac } from './on-mac.ts';

/** What the page's own events come to. */
export interface PagePorts {
  /** Whether an event belongs to this editor: it happened in it, or nowhere in particular. */
  mine(event: Event): boolean;
  act(command: Command, event: Event): void;
  /** Whether a command could be done now; keys of others are left to the browser. */
  applies(command: Command): boolean;
  /** Text or files came with a paste. */
  pasted(data: DataTransfer): void;
  /** What a copy or cut puts into the clipboard, where it did. */
  copiedText(): string | undefined;
  fileOver(over: boolean): void;
  dropped(files: readonly File[], at: { readonly x: number; readonly y: number }): void;
}

/** Listens to keys, clipboard and dropped files of the whole page until the signal is aborted. */
export function listenToPage(signal: AbortSignal, ports: PagePorts): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || event.isComposing || !ports.mine(event) || dialogIsOpen(event)) return;
      const command = commandOfKey(commands, event, placeOf(event), onMac);
      if (!command || (event.repeat && !repeats.has(command.id))) return;
      // Undo that has nothing left still is the editor's: the browser would undo in some other field.
      event.preventDefault();
      ports.act(command, event);
    },
    { signal },
  );
  for (const name of ['copy', 'cut', 'paste'] as const)
    window.addEventListener(
      name,
      (event) => {
        const command = commands.find(({ clipboard }) => clipboard === name);
        const { clipboardData } = event;
        if (!command || !clipboardData || !ports.mine(event) || dialogIsOpen(event)) return;
        if (placeOf(event) === 'field' || selectsText()) return;
        if (name === 'paste') ports.pasted(clipboardData);
        if (!ports.applies(command)) return;
        event.preventDefault();
        ports.act(command, event);
        const text = name === 'paste' ? undefined : ports.copiedText();
        if (text !== undefined) clipboardData.setData('text/plain', text);
      },
      { signal },
    );
  listenToFiles(signal, ports);
}

/** Keys that may be held. */
const repeats: ReadonlySet<string> = new Set(['undo', 'redo', 'zoom-in', 'zoom-out']);

function listenToFiles(signal: AbortSignal, ports: PagePorts): void {
  let depth = 0;
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (change: number): void => {
    depth = Math.max(0, depth + change);
    ports.fileOver(depth > 0);
  };
  window.addEventListener('dragenter', (event) => carriesFiles(event) && over(1), { signal });
  window.addEventListener('dragleave', (event) => carriesFiles(event) && over(-1), { signal });
  window.addEventListener(
    'dragover',
    (event) => {
      // Else the browser would leave the editor and show the file.
      if (carriesFiles(event)) event.preventDefault();
    },
    { signal },
  );
  window.addEventListener(
    'drop',
    (event) => {
      const mine = carriesFiles(event) && !event.defaultPrevented;
      over(-depth);
      if (!mine) return;
      event.preventDefault();
      ports.dropped([...(event.dataTransfer?.files ?? [])], { x: event.clientX, y: event.clientY });
    },
    { signal },
  );
  // A drop that a node took ends here too, unseen by the window.
  window.addEventListener('drop', () => over(-depth), { signal, capture: true });
}

function placeOf(event: Event): KeyPlace {
  const [target] = event.composedPath();
  if (isField(target)) return 'field';
  const canvas = event.composedPath().some((part) => part instanceof Element && part.localName === 'shotgraph-canvas');
  return canvas || target === document.body ? 'canvas' : 'elsewhere';
}

const keyless: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'radio',
  'range',
  'color',
  'file',
  'submit',
  'reset',
]);

function isField(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return !keyless.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

function selectsText(): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.toString() !== '';
}

function dialogIsOpen(event: Event): boolean {
  return event.composedPath().some((part) => part instanceof HTMLDialogElement && part.open);
}
