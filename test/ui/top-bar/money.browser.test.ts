import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { emptyDocument } from '../../../src/graph/document.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { Settings } from '../../../src/runtime/wire/messages.ts';
import '../../../src/ui/style/page.css';
import '../../../src/ui/top-bar/shotgraph-money.ts';
import type { ShotgraphMoney } from '../../../src/ui/top-bar/shotgraph-money.ts';
import { emptySpend } from '../../runtime/run/empty-spend.ts';
import { fakeEditor } from '../fake-editor.ts';

await page.viewport(1280, 900);
afterEach(() => document.body.replaceChildren());

const spend = (usd: number, unknown = 0, maybe = 0) => ({ usd, paid: 1, unknown, maybe });
const rate = { model: 'bytedance/seedance-v2/pro', resolution: '720p', usdPerSecond: 0.15, at: 0 };

async function moneyOf(settings: Settings = { acceptedModels: {}, inlineMedia: false, rates: [rate] }) {
  const editor = fakeEditor({ document: { ...emptyDocument(), title: 'Night market' }, registry: nodeRegistry });
  editor.jobs.settings = async () => settings;
  const element: ShotgraphMoney = document.createElement('shotgraph-money');
  element.editor = editor;
  document.body.append(element);
  await element.updateComplete;
  const report = {
    ...emptySpend,
    days: [
      { day: '2026-05-14', spend: spend(4.15, 1) },
      { day: '2026-05-13', spend: spend(11.2, 0, 2) },
    ],
    all: spend(40.1),
    graph: spend(12.4),
    running: { count: 2, quotedUsd: 1.5, unquoted: 0 },
    guard: [
      { text: '30/min', submits: 30, used: 12 },
      { text: '300/day', submits: 300, used: 120 },
    ],
    accuracy: { quotes: 12, quotedUsd: 9.6, costUsd: 10 },
  };
  editor.set({ money: { report, unsent: { count: 1, quotedUsd: 0.75, unquoted: 0 } } });
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const words = (): string => root.querySelector('.card')?.textContent?.replace(/\s+/g, ' ') ?? '';
  return { editor, element, root, words };
}

test('money is opened and closed by key, and what is in it is told in words', async () => {
  const { editor, root, words } = await moneyOf();
  const opener = root.querySelector<HTMLElement>('.money');
  expect(opener?.textContent?.trim()).toBe('$4.15 + 1 unknown today');
  opener?.focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(words()).toContain('Type the number to buy more than'));
  for (const part of [
    'Today $4.15 + 1 of unknown cost',
    'This graph $12.40',
    'To be billed 2 generations, quoted $1.50',
    'About to spend 1 generation, quoted $0.75',
    'Wed 13 May $11.20, 2 may have cost something',
    '12 of 30 sent in a minute',
    '120 of 300 sent in a day',
    'The last 12 quotes were 4 % too low',
  ])
    expect(words()).toContain(part);
  expect(root.activeElement?.id).toBe('card');
  expect(opener?.getAttribute('aria-expanded')).toBe('true');
  expect(editor.calls).toContainEqual(['lookAtMoney']);
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(opener?.getAttribute('aria-expanded')).toBe('false'));
  expect(root.activeElement).toBe(opener);
});

test('U09 the limit above which a number is typed can be changed, and no number is no limit', async () => {
  const { editor, root } = await moneyOf();
  root.querySelector<HTMLElement>('.money')?.click();
  const field = await vi.waitFor(() => {
    const found = root.querySelector<HTMLInputElement>('.limit input');
    if (!found) throw new Error('not there yet');
    return found;
  });
  expect(field.value).toBe('20');
  await userEvent.fill(field, '');
  await userEvent.keyboard('{Tab}');
  await vi.waitFor(() => expect(field.value).toBe('20'));
  await userEvent.fill(field, '50');
  await userEvent.keyboard('{Tab}');
  await vi.waitFor(() => expect(editor.calls).toContainEqual(['setTypedAbove', 50]));
  expect(editor.calls.filter(([name]) => name === 'setTypedAbove')).toHaveLength(1);
});

test('a rate is changed and forgotten where all of them stand', async () => {
  const { editor, root } = await moneyOf();
  root.querySelector<HTMLElement>('.money')?.click();
  const field = await vi.waitFor(() => {
    const found = root.querySelector('shotgraph-rate-field');
    if (!found) throw new Error('not there yet');
    return found;
  });
  await field.updateComplete;
  const forget = [...field.renderRoot.querySelectorAll('button')].find((each) => each.textContent === 'Forget');
  await userEvent.click(forget as HTMLElement);
  expect(editor.calls).toContainEqual(['setRate', rate, undefined]);
});
