import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ProjectChoice, ProjectSource } from '../../../src/project/gather-project.ts';
import '../../../src/ui/dialogs/shotgraph-opening-dialog.ts';
import '../../../src/ui/dialogs/shotgraph-project-dialog.ts';
import '../../../src/ui/style/tokens.css';
import { threeShots } from '../../graph/build.ts';
import { numberedKey, sampleAttempt, sampleJob } from '../fake-job-client.ts';
import { type FakeEditor, fakeEditor } from '../strip/fake-editor.ts';

await page.viewport(1280, 900);

let here: Element[] = [];
afterEach(() => {
  for (const element of here) element.remove();
  here = [];
});

const made = (n: number, take: number, service: string) =>
  sampleJob(
    n,
    sampleAttempt('succeeded', 1, {
      outputs: [{ kind: 'video', n: 0, sha256: numberedKey(100 + n), size: 4_000_000, mediaType: 'video/mp4' }],
    }),
    { take, service },
  );
const source: ProjectSource = {
  references: [{ name: 'mara.jpg', size: 56_000, sha256: numberedKey(7) }],
  records: [made(1, 1, 'https://x.example'), made(2, 2, 'https://x.example'), made(3, 1, 'sandbox')],
  present: new Set([numberedKey(2), numberedKey(3)]),
};

interface Shadowed extends Element {
  readonly renderRoot: DocumentFragment | HTMLElement;
  readonly updateComplete: Promise<boolean>;
}
const words = (dialog: Shadowed): string => dialog.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';
const button = (dialog: Shadowed, name: string): HTMLButtonElement => {
  const found = [...dialog.renderRoot.querySelectorAll('button')].find((item) => item.textContent?.trim() === name);
  if (!found) throw new Error(`there is no button ${name}`);
  return found;
};

/** The dialog over an editor whose project is `source`, with what it was asked to save. */
async function shown(save: (choice: ProjectChoice, stop: AbortSignal) => Promise<boolean> = async () => true) {
  const asked: ProjectChoice[] = [];
  const changes: Pick<FakeEditor, 'projectSource' | 'saveProject'> = {
    projectSource: async () => source,
    saveProject: async (_, choice, { signal, onProgress }) => {
      asked.push(choice);
      onProgress(2_000_000);
      return save(choice, signal);
    },
  };
  const editor = Object.assign(fakeEditor({ document: threeShots().document }), changes);
  const dialog = document.createElement('shotgraph-project-dialog');
  here.push(dialog);
  document.body.append(dialog);
  dialog.editor = editor;
  dialog.addEventListener('dialog-closed', () => (dialog.shown = false));
  dialog.shown = true;
  await vi.waitFor(() => expect(words(dialog)).toContain('All takes'));
  const native = dialog.renderRoot.querySelector('dialog');
  if (!native) throw new Error('there is no dialog');
  return { dialog, editor, asked, native };
}

describe('saving a project', () => {
  it('shows what each choice holds and weighs, and saves what was chosen', async () => {
    const { dialog, native, asked } = await shown();
    expect(native.matches(':modal')).toBe(true);
    expect(words(dialog)).toMatch(/All takes ?3 clips, 12 MB/);
    expect(words(dialog)).toMatch(/takes shown now ?2 clips, 8\.0 MB/);
    expect(words(dialog)).toMatch(/References ?1 file, 56 KB/);
    const [all, , none] = [...dialog.renderRoot.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    await userEvent.click(all as HTMLElement);
    await userEvent.click(dialog.renderRoot.querySelector('input[type=checkbox]') as HTMLElement);
    await dialog.updateComplete;
    expect(words(dialog)).toMatch(/All takes ?2 clips, 8\.0 MB/);
    await userEvent.click(none as HTMLElement);
    await dialog.updateComplete;
    expect(words(dialog)).toMatch(/The file ?about \d+ KB/);
    await userEvent.click(button(dialog, 'Save to a file'));
    await vi.waitFor(() => expect(native.open).toBe(false));
    expect(asked).toEqual([{ clips: 'none', rehearsals: false }]);
  });

  it('is chosen by key alone', async () => {
    const { dialog, native, asked } = await shown();
    await userEvent.keyboard('{Tab}{Tab}{ArrowUp}');
    await dialog.updateComplete;
    expect(dialog.renderRoot.querySelector<HTMLInputElement>('input:checked')?.parentElement?.textContent).toContain(
      'All takes',
    );
    button(dialog, 'Save to a file').focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(native.open).toBe(false));
    expect(asked).toEqual([{ clips: 'all', rehearsals: true }]);
  });

  it('tells how far it is, and stops when it is told to', async () => {
    const { dialog, native } = await shown(
      (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(false))),
    );
    await userEvent.click(button(dialog, 'Save to a file'));
    await dialog.updateComplete;
    expect(words(dialog)).toContain('Saving, 2.0 MB of 8.1 MB');
    expect(dialog.renderRoot.querySelector('progress')?.value).toBe(2_000_000);
    expect(dialog.renderRoot.querySelector('fieldset')?.disabled).toBe(true);
    await userEvent.click(button(dialog, 'Stop'));
    await vi.waitFor(() => expect(button(dialog, 'Save to a file').disabled).toBe(false));
    expect(native.open).toBe(true);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(native.open).toBe(false));
  });

  it('SEC11 says so before it is saved where the graph holds something like a token', async () => {
    const { dialog, editor } = await shown();
    expect(words(dialog)).not.toContain('access token');
    editor.world({ document: { ...threeShots().document, title: 'rc_abcdefghijklmnop1234' } });
    dialog.requestUpdate();
    await dialog.updateComplete;
    expect(words(dialog)).toContain('looks like an access token');
  });
});

it('a project that is opened shows its name as text, how far it is, and a way out', async () => {
  const editor = fakeEditor({ document: threeShots().document });
  const dialog = document.createElement('shotgraph-opening-dialog');
  here.push(dialog);
  document.body.append(dialog);
  dialog.editor = editor;
  await dialog.updateComplete;
  const native = dialog.renderRoot.querySelector('dialog');
  expect(native?.open).toBe(false);
  editor.set({ opening: { name: '<b>night</b>.zip', bytes: 1_000_000, of: 4_000_000 } });
  await dialog.updateComplete;
  expect(native?.open).toBe(true);
  expect(words(dialog)).toContain('<b>night</b>.zip');
  expect(words(dialog)).toContain('Taken in, 1.0 MB of 4.0 MB');
  await userEvent.click(button(dialog, 'Stop'));
  expect(editor.asked.join()).toContain('stopOpening');
  editor.set({ opening: undefined });
  await dialog.updateComplete;
  expect(native?.open).toBe(false);
});
