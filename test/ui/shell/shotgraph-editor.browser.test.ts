import { afterEach, beforeEach, expect, test } from 'vitest';
import { setParam, setTitle } from '../../../src/graph/edit.ts';
import { ShotgraphCanvasArea } from '../../../src/ui/shell/shotgraph-canvas-area.ts';
import type { ShotgraphEditor } from '../../../src/ui/shell/shotgraph-editor.ts';
import { oneShot } from '../editor/one-shot.ts';
import { browserAndGateway, buttonNamed, deepAll, eventually, openPage, press } from './editor-page.ts';

const closing: (() => void)[] = [];
const troubles: string[] = [];
const hear = (event: ErrorEvent): void => void troubles.push(event.message);
beforeEach(() => window.addEventListener('error', hear));
afterEach(() => {
  for (const close of closing.splice(0)) close();
  window.removeEventListener('error', hear);
  expect(troubles.splice(0)).toEqual([]);
});

async function opened(token: 'none' | 'valid' = 'none', home = browserAndGateway(token)) {
  const page = await openPage(home, oneShot('Template'));
  closing.push(page.close);
  const { element } = page;
  const editor = element.editor;
  if (!editor) throw new Error('no editor');
  return { ...home, home, element, editor, close: page.close };
}

const canvasOf = (element: ShotgraphEditor): Element => {
  const [canvas] = deepAll(element.renderRoot, 'canvas[aria-label=Graph]');
  if (!canvas) throw new Error('no canvas');
  return canvas;
};
/** All elements are drawn when the next frame begins. */
const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const rows = (element: ShotgraphEditor): readonly Element[] =>
  deepAll(element.renderRoot, '[data-node-id][data-state]');

test('the first start shows the template, each of the promised names once, and a row for every node', async () => {
  const { element, editor } = await opened();
  const root = element.renderRoot;
  for (const name of ['Rehearse', 'Run', 'Cancel run', 'Open graph', 'Save graph'])
    expect(buttonNamed(root, name).isConnected).toBe(true);
  expect(deepAll(root, 'input[type=file][aria-label="Open graph file"]')).toHaveLength(1);
  const shown = new Set(rows(element).map((row) => row.getAttribute('data-node-id')));
  expect(shown).toEqual(new Set(editor.state.document.nodes.map(({ id }) => id)));
  expect(rows(element)).toHaveLength(shown.size);
  expect(deepAll(root, 'dialog[open]')).toEqual([]);
});

test('Run is disabled with its reason while there is no token, and Rehearse is not', async () => {
  const { element } = await opened();
  const root = element.renderRoot;
  const run = buttonNamed(root, 'Run');
  expect(run.disabled).toBe(true);
  const described = run.getAttribute('aria-describedby') ?? '';
  expect((run.getRootNode() as ShadowRoot).getElementById(described)?.textContent).toBe(
    'No token yet: shotgraph login',
  );
  expect(run.title).toBe('No token yet: shotgraph login');
  expect(buttonNamed(root, 'Rehearse').disabled).toBe(false);
});

test('U03 two quick clicks on Rehearse submit each shot once, and the rows end well', async () => {
  const { element, jobs } = await opened();
  const button = buttonNamed(element.renderRoot, 'Rehearse');
  button.click();
  button.click();
  const states = (): readonly (string | null)[] => rows(element).map((row) => row.getAttribute('data-state'));
  await eventually(() => states().filter((state) => state === 'succeeded').length === 3, 'three made nodes', 10_000);
  expect(jobs.created).toHaveLength(1);
});

test('U03 a key that is held on Rehearse, or on its shortcut, submits each shot once', async () => {
  const { element, jobs, editor } = await opened();
  const canvas = canvasOf(element);
  press(canvas, 'Enter', { ctrlKey: true, shiftKey: true });
  for (let n = 0; n < 20; n++) press(canvas, 'Enter', { ctrlKey: true, shiftKey: true, repeat: true });
  // A browser clicks a button anew for every repeat of Enter.
  for (let n = 0; n < 20; n++) buttonNamed(element.renderRoot, 'Rehearse').click();
  await eventually(() => editor.state.run?.state.kind === 'ended', 'the end', 10_000);
  expect(jobs.created).toHaveLength(1);
  expect(jobs.puts).toHaveLength(1);
});

test('with a token Run shows the quote, and buys nothing before the agreement', async () => {
  const { element, jobs, editor } = await opened('valid');
  const root = element.renderRoot;
  buttonNamed(root, 'Run').click();
  await eventually(() => editor.state.quote !== undefined, 'the quote');
  await eventually(() => deepAll(root, 'dialog[open]').length === 1, 'the dialog');
  expect(buttonNamed(root, 'Agree and run').isConnected).toBe(true);
  expect(jobs.puts).toEqual([]);
});

test('U07 Cancel run says what it will do before, and the banner says what it did after', async () => {
  const { element, jobs, editor } = await opened('valid');
  const root = element.renderRoot;
  jobs.fates = { SH010: 'stays in progress' };
  await editor.run('live');
  await editor.agree({ inlineMedia: false });
  const button = buttonNamed(root, 'Cancel run');
  const words = (): string =>
    (button.getRootNode() as ShadowRoot).getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent ??
    '';
  await eventually(() => words().includes('1 generating, cannot be stopped, will be charged'), 'the forecast');
  button.click();
  const banner = (): string =>
    deepAll(root, '.banner')
      .map((line) => line.textContent ?? '')
      .join();
  await eventually(
    () => banner().includes('Cancelled: 1 generating, could not be stopped, will be charged'),
    'the end',
  );
  expect(jobs.cancels).toEqual([]);
  expect(buttonNamed(root, 'Cancel run').disabled).toBe(true);
});

test('editing, undo and redo by key; a text field keeps its own undo', async () => {
  const { element, editor } = await opened();
  const first = editor.state.document;
  editor.edit(setTitle(first, 'Renamed'), 'Rename');
  press(canvasOf(element), 'z', { ctrlKey: true });
  expect(editor.state.document).toBe(first);
  press(canvasOf(element), 'z', { ctrlKey: true, shiftKey: true });
  expect(editor.state.document.title).toBe('Renamed');
  const field = document.createElement('input');
  element.renderRoot.append(field);
  press(field, 'z', { ctrlKey: true });
  expect(editor.state.document.title).toBe('Renamed');
});

test('select all, mute, duplicate and delete by key are one step of undo each', async () => {
  const { element, editor } = await opened();
  const canvas = canvasOf(element);
  const { nodes } = editor.state.document;
  press(canvas, 'a', { ctrlKey: true });
  expect(editor.state.selection.size).toBe(nodes.length);
  press(canvas, 'm', { ctrlKey: true });
  expect(editor.state.document.nodes.every(({ mode }) => mode === 'muted')).toBe(true);
  press(canvas, 'd', { ctrlKey: true });
  expect(editor.state.document.nodes).toHaveLength(nodes.length * 2);
  expect(editor.state.selection.size).toBe(nodes.length);
  await frame();
  press(canvas, 'Delete');
  expect(editor.state.document.nodes).toHaveLength(nodes.length);
  for (const label of ['Delete', 'Duplicate', 'Mute']) {
    expect(editor.state.history.undo).toMatch(new RegExp(`^${label}`));
    editor.undo();
  }
  expect(editor.state.document.nodes).toBe(nodes);
});

test('nodes are copied and pasted through the clipboard as text', async () => {
  const { editor } = await opened();
  const { nodes } = editor.state.document;
  editor.select(new Set(nodes.slice(0, 2).map(({ id }) => id)));
  const clipboardData = new DataTransfer();
  const send = (type: string): boolean =>
    document.body.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
  send('copy');
  expect(JSON.parse(clipboardData.getData('text/plain'))).toMatchObject({ version: 0.4 });
  send('paste');
  expect(editor.state.document.nodes).toHaveLength(nodes.length + 2);
  expect(editor.state.history.undo).toBe('Paste 2 nodes');
});

test('G01 a file that is refused is told, and leaves the open graph alone', async () => {
  const { element, editor } = await opened();
  const before = editor.state.document;
  await element.openGraph('no graph');
  await element.updateComplete;
  expect(editor.state.document).toBe(before);
  const notices = deepAll(element.renderRoot, 'section[data-tone=bad]');
  await eventually(() => deepAll(element.renderRoot, 'section[data-tone=bad]').length === 1, 'the notice');
  expect(notices.length).toBeLessThanOrEqual(1);
});

test('a chosen file is opened, and what is saved of it is equal', async () => {
  const { element, editor } = await opened();
  const text = oneShot('Chosen');
  const [input] = deepAll(element.renderRoot, 'input[type=file][aria-label="Open graph file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], 'chosen.json', { type: 'application/json' }));
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await eventually(() => editor.state.document.title === 'Chosen', 'the chosen graph');
  expect(element.saveGraph()).toBe(text);
});

test('a dropped picture becomes a node that holds it, and a dropped graph is opened', async () => {
  const { element, editor } = await opened();
  const drop = (file: File): void => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const { x, y, width, height } = element.getBoundingClientRect();
    const at = { clientX: x + width / 2, clientY: y + height / 2 };
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...at }));
  };
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
  drop(new File([png], 'mara.png', { type: 'image/png' }));
  await eventually(() => editor.state.document.nodes.at(-1)?.params['file'] !== undefined, 'the picture');
  expect(editor.state.document.nodes.at(-1)?.params['file']).toMatchObject({ name: 'mara.png' });
  drop(new File([oneShot('Dropped')], 'dropped.json', { type: 'application/json' }));
  await eventually(() => editor.state.document.title === 'Dropped', 'the dropped graph');
});

test('double-clicking the canvas finds a node by typing, and Enter puts it there', async () => {
  const { element, editor } = await opened();
  const count = editor.state.document.nodes.length;
  const detail = { at: [300, 400], screen: { x: 200, y: 200 } };
  canvasOf(element).dispatchEvent(new CustomEvent('node-search', { detail, bubbles: true, composed: true }));
  await frame();
  const [search] = deepAll(element.renderRoot, 'shotgraph-node-search');
  const field = search?.shadowRoot?.querySelector('input');
  await eventually(() => search?.shadowRoot?.activeElement === field, 'the focus in the search');
  if (!field) throw new Error('no field');
  field.value = 'prompt';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  press(field, 'Enter');
  expect(editor.state.document.nodes).toHaveLength(count + 1);
  expect(editor.state.document.nodes.at(-1)).toMatchObject({ type: 'Prompt', pos: [300, 400] });
  await frame();
  expect(deepAll(element.renderRoot, 'shotgraph-node-search')).toEqual([]);
});

test('the page tells its surroundings of edits and runs', async () => {
  const { element, editor } = await opened();
  const heard: string[] = [];
  element.addEventListener('graph-change', () => heard.push('graph'));
  element.addEventListener('run-change', () => heard.push('run'));
  editor.edit(setTitle(editor.state.document, 'X'), 'Rename');
  expect(heard).toEqual(['graph']);
  await element.run({ service: 'sandbox' });
  await eventually(() => heard.includes('run'), 'a run');
});

test('a reload shows the draft and the states again', async () => {
  const { element, editor, home, close } = await opened();
  editor.edit(setTitle(editor.state.document, 'Mine'), 'Rename');
  await element.run({ service: 'sandbox' });
  await eventually(() => editor.state.run?.state.kind === 'ended', 'the end', 10_000);
  window.dispatchEvent(new Event('pagehide'));
  await frame();
  close();
  const again = await opened('none', home);
  expect(again.editor.state.document.title).toBe('Mine');
  await eventually(
    () => rows(again.element).filter((row) => row.getAttribute('data-state') === 'succeeded').length === 3,
    'the states',
  );
});

test('the theme is taken over by the page and remembered', async () => {
  const { editor, preferences } = await opened();
  editor.setTheme('light');
  expect(document.documentElement.dataset['theme']).toBe('light');
  expect(preferences.get('theme')).toBe('light');
  editor.setTheme('dark');
});

test('without a gateway a banner says so, and editing goes on', async () => {
  const home = browserAndGateway();
  const { element, editor } = await opened('none', home);
  home.jobs.reachable = false;
  await eventually(() => editor.state.connection === 'unreachable', 'the loss', 8_000);
  await element.updateComplete;
  expect(buttonNamed(element.renderRoot, 'Rehearse').disabled).toBe(true);
  const [banner] = deepAll(element.renderRoot, 'shotgraph-run-banner');
  await eventually(() => (banner?.shadowRoot?.textContent ?? '').includes('gateway'), 'the banner');
  editor.edit(setTitle(editor.state.document, 'Offline'), 'Rename');
  expect(editor.state.document.title).toBe('Offline');
});

test('a kind of node that is dragged from the panel stands where it is dropped, selected, in one step of undo', async () => {
  const { element, editor } = await opened();
  const canvas = canvasOf(element);
  const { left, top } = canvas.getBoundingClientRect();
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('application/x-shotgraph-node', 'Prompt');
  const send = (type: string): DragEvent => {
    const at = { clientX: left + 90, clientY: top + 60 };
    const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true, ...at });
    canvas.dispatchEvent(event);
    return event;
  };
  expect(send('dragover').defaultPrevented).toBe(true);
  expect(send('drop').defaultPrevented).toBe(true);
  const added = editor.state.document.nodes.at(-1);
  expect(added?.type).toBe('Prompt');
  expect([...editor.state.selection]).toEqual([added?.id]);
  const [area] = deepAll(element.renderRoot, 'shotgraph-canvas-area');
  if (!(area instanceof ShotgraphCanvasArea)) throw new Error('no canvas area');
  expect(added?.pos).toEqual(area.pointOf({ x: left + 90, y: top + 60 }).map(Math.round));
  expect(editor.state.history.undo).toBe('Add Prompt');
  editor.undo();
  expect(editor.state.document.nodes.some(({ id }) => id === added?.id)).toBe(false);
});

test('Cancel run says its name, and can be pressed only while a run is under way', async () => {
  const { element, editor, jobs } = await opened();
  jobs.fates = { SH010: 'stays in queue' };
  const cancel = buttonNamed(element.renderRoot, 'Cancel run');
  expect(cancel.textContent.trim()).toBe('Cancel run');
  expect(cancel.disabled).toBe(true);
  buttonNamed(element.renderRoot, 'Rehearse').click();
  await eventually(() => !cancel.disabled, 'a run to cancel');
  cancel.click();
  await eventually(() => editor.state.run?.state.kind === 'ended', 'the end');
  await element.updateComplete;
  await eventually(() => cancel.disabled, 'nothing left to cancel');
});

test('a question gives the focus back to where it was', async () => {
  const { element, editor } = await opened();
  const canvas = canvasOf(element);
  if (!(canvas instanceof HTMLElement)) throw new Error('no canvas');
  canvas.focus();
  const { nodes } = editor.state.document;
  const prompt = nodes.find(({ type }) => type === 'Prompt')?.id ?? '';
  editor.edit(setParam(editor.state.document, prompt, 'text', `Bearer ${'a1b2'.repeat(10)}`), 'Type');
  buttonNamed(element.renderRoot, 'Save graph').focus();
  buttonNamed(element.renderRoot, 'Save graph').click();
  await eventually(() => deepAll(element.renderRoot, 'dialog[open]').length === 1, 'the question');
  const [dialog] = deepAll(element.renderRoot, 'dialog[open]');
  dialog?.dispatchEvent(new Event('cancel', { cancelable: true }));
  await eventually(() => deepAll(element.renderRoot, 'dialog').every((each) => !each.hasAttribute('open')), 'the end');
  const bar = buttonNamed(element.renderRoot, 'Save graph').getRootNode() as ShadowRoot;
  expect(bar.activeElement).toBe(buttonNamed(element.renderRoot, 'Save graph'));
});

test('the outline of a closed panel is in the page for whoever reads it, and out of sight and of the tab order', async () => {
  const { element } = await opened();
  const [row] = rows(element);
  if (!(row instanceof HTMLElement)) throw new Error('no row');
  expect(row.checkVisibility({ visibilityProperty: true })).toBe(false);
  row.focus();
  expect(row.matches(':focus')).toBe(false);
  buttonNamed(element.renderRoot, 'Outline').click();
  await element.updateComplete;
  expect(row.checkVisibility({ visibilityProperty: true })).toBe(true);
});

test('who opens a panel by key goes on in it by key', async () => {
  const { element } = await opened();
  press(canvasOf(element), 'n');
  await eventually(() => deepAll(element.renderRoot, 'shotgraph-node-panel').length === 1, 'the panel');
  const [panel] = deepAll(element.renderRoot, 'shotgraph-node-panel');
  await eventually(() => panel?.shadowRoot?.activeElement?.matches('input[type=search]') === true, 'the focus');
});
