import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/ui/dialogs/shotgraph-quote-dialog.ts';
import '../../../src/ui/dialogs/shotgraph-run-banner.ts';
import '../../../src/ui/dialogs/shotgraph-uncertain-dialog.ts';
import type { JobClient } from '../../../src/runtime/wire/job-client.ts';
import type { PendingQuote } from '../../../src/ui/editor/editor.ts';
import '../../../src/ui/style/tokens.css';
import { threeShots } from '../../graph/build.ts';
import { fakeEditor, live } from '../strip/fake-editor.ts';
import { inProgress, ordersOf, recordOf, succeeded, uncertainAttempt } from '../strip/records.ts';
import { pendingQuote } from './quotes.ts';

await page.viewport(1280, 900);

let here: Element[] = [];
afterEach(() => {
  for (const element of here) element.remove();
  here = [];
});

function put<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  here.push(element);
  document.body.append(element);
  return element;
}

interface Shadowed extends Element {
  readonly renderRoot: DocumentFragment | HTMLElement;
}
const frameOf = (dialog: Shadowed) => {
  const native = dialog.renderRoot.querySelector('dialog');
  if (!native) throw new Error('there is no dialog');
  return { native };
};
const button = (dialog: Shadowed, name: string): HTMLButtonElement => {
  const found = [...dialog.renderRoot.querySelectorAll('button')].filter((item) => item.textContent?.trim() === name);
  expect(found.map(({ textContent }) => textContent?.trim())).toEqual([name]);
  return found[0] as HTMLButtonElement;
};
const words = (dialog: Shadowed): string => dialog.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '';

async function quoteOf(change: Partial<PendingQuote> = {}) {
  const { document: graph, ...pending } = pendingQuote(change);
  const editor = fakeEditor({ document: graph });
  const dialog = put('shotgraph-quote-dialog');
  dialog.editor = editor;
  await dialog.updateComplete;
  editor.set({ quote: pending });
  await dialog.updateComplete;
  return { dialog, editor, pending, ...frameOf(dialog) };
}

describe('the quote', () => {
  it('stays shut until there is one, then shows all that would be bought and where it goes (SEC26)', async () => {
    const shut = put('shotgraph-quote-dialog');
    shut.editor = fakeEditor();
    await shut.updateComplete;
    expect(frameOf(shut).native.open).toBe(false);
    const { dialog, native } = await quoteOf();
    expect(native.open).toBe(true);
    expect(native.matches(':modal')).toBe(true);
    expect(native.querySelector('h2')?.textContent).toBe('Run: 2 shots to buy');
    const text = words(dialog);
    for (const part of [
      '2 generations, 10 s at 480p',
      '1 reused, nothing charged',
      'unknown',
      'The catalogue gives no price',
      '8 s of references: reference seconds may be billed besides.',
      'Attempt 2. The one before failed; it cost $1.08.',
      'Market by its public address at pictures.example.com',
      'SH020 by the address of its own result at the service',
      'inline, inside the request',
      'pictures.example.com is asked by the service for Market',
      'model-api.runcomfy.net receives the prompts and settings',
      '1 earlier attempt: $1.08 charged',
      'Worth a look: sent anyway if you agree',
    ])
      expect(text).toContain(part);
  });

  it('shows hostile names as text, and makes no element of them (SEC24)', async () => {
    const { dialog } = await quoteOf();
    expect(words(dialog)).toContain('<b onclick=alert(1)>Mara</b>');
    expect(dialog.renderRoot.querySelector('[onclick]')).toBeNull();
  });

  it('takes no agreement before the consent to inline media, and passes it on', async () => {
    const { dialog, editor } = await quoteOf();
    const agree = button(dialog, 'Agree and run');
    expect(agree.disabled).toBe(true);
    expect(words(dialog)).toContain('promise to take only public addresses');
    await userEvent.click(dialog.renderRoot.querySelector('input[type=checkbox]') as HTMLElement);
    await dialog.updateComplete;
    expect(agree.disabled).toBe(false);
    await userEvent.click(agree);
    expect(editor.asked).toEqual(['agree: {"inlineMedia":true}']);
    await vi.waitFor(() => expect(frameOf(dialog).native.open).toBe(false));
  });

  it('holds all that it shows in the dialog element itself, where it is looked for', async () => {
    const { native } = await quoteOf();
    expect(native.querySelectorAll('input[type=checkbox]')).toHaveLength(1);
    expect([...native.querySelectorAll('button')].map((one) => one.textContent?.trim())).toContain('Agree and run');
  });

  it('asks for no consent that was given before', async () => {
    const { dialog } = await quoteOf({
      settings: { acceptedModels: { 'bytedance/seedance-v2/pro': 'bytedance/seedance-2.0/pro' }, inlineMedia: true },
    });
    expect(dialog.renderRoot.querySelector('input[type=checkbox]')).toBeNull();
    expect(button(dialog, 'Agree and run').disabled).toBe(false);
    expect(words(dialog)).toContain('sent as bytedance/seedance-2.0/pro in place of bytedance/seedance-v2/pro');
  });

  it('U03 agrees once, however often the button is pressed', async () => {
    const { dialog, editor } = await quoteOf({ settings: { acceptedModels: {}, inlineMedia: true } });
    let done: () => void = () => undefined;
    editor.onAgree = () => new Promise((resolve) => (done = resolve));
    const agree = button(dialog, 'Agree and run');
    for (let click = 0; click < 20; click++) agree.click();
    expect(editor.asked).toEqual(['agree: {"inlineMedia":false}']);
    done();
    await vi.waitFor(() => expect(agree.disabled).toBe(false));
  });

  it('asks anew, consent included, when the plan has changed, and says why', async () => {
    const { dialog, editor, pending } = await quoteOf();
    await userEvent.click(dialog.renderRoot.querySelector('input[type=checkbox]') as HTMLElement);
    editor.set({ quote: { ...pending, fingerprint: 'two', changed: ['SH030 was edited.'] } });
    await dialog.updateComplete;
    expect(words(dialog)).toContain('Please look again: SH030 was edited.');
    expect(button(dialog, 'Agree and run').disabled).toBe(true);
  });

  it('lets the person type a price that nobody names, by keyboard, and refuses what is none', async () => {
    const { dialog, editor } = await quoteOf();
    const rate = dialog.renderRoot.querySelector('shotgraph-rate-field');
    if (!rate) throw new Error('there is no field for a rate');
    const field = rate.renderRoot.querySelector('input') as HTMLInputElement;
    expect(field.getAttribute('aria-label')).toBe('US dollars per second at 480p of bytedance/seedance-v2/pro');
    await userEvent.fill(field, 'cheap');
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(words(rate)).toContain('Write an amount such as 0.15.'));
    expect(editor.asked).toEqual([]);
    await userEvent.fill(field, '0,15');
    await userEvent.keyboard('{Enter}');
    expect(editor.asked).toEqual(['setRate: ["480p",0.15]']);
  });

  it('takes Escape and Not now as no agreement, and gives the focus back', async () => {
    const opener = put('shotgraph-run-banner').appendChild(document.createElement('button'));
    document.body.append(opener);
    here.push(opener);
    opener.focus();
    const { native, editor, dialog } = await quoteOf();
    expect(document.activeElement).toBe(dialog);
    await userEvent.keyboard('{Enter}');
    expect(editor.asked).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(native.open).toBe(false));
    expect(editor.asked).toEqual(['dismissQuote: ']);
    expect(document.activeElement).toBe(opener);
    const second = await quoteOf();
    await userEvent.click(button(second.dialog, 'Not now'));
    expect(second.editor.asked).toEqual(['dismissQuote: ']);
  });

  it('U09 wants the number typed above twenty generations', async () => {
    const { quote, ...rest } = pendingQuote({ settings: { acceptedModels: {}, inlineMedia: true } });
    const [one] = quote.generations;
    if (!one) throw new Error('no generation');
    const many = Array.from({ length: 50 }, (_, index) => ({ ...one, jobKey: `k${index}`, title: `SH${index}` }));
    const { dialog, editor } = await quoteOf({ ...rest, quote: { ...quote, generations: many } });
    expect(button(dialog, 'Agree and run').disabled).toBe(true);
    const field = dialog.renderRoot.querySelector('input[type=number]') as HTMLInputElement;
    await userEvent.fill(field, '49');
    await userEvent.keyboard('{Enter}');
    await dialog.updateComplete;
    expect(button(dialog, 'Agree and run').disabled).toBe(true);
    await userEvent.fill(field, '50');
    // From the field to the button by one key, and agreeing is another one.
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(dialog.shadowRoot?.activeElement?.textContent?.trim()).toBe('Agree and run'));
    expect(editor.asked).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(editor.asked).toEqual(['agree: {"inlineMedia":false,"typed":50}']);
  });
});

function firstOrder() {
  const [order] = ordersOf(threeShots().document);
  if (!order) throw new Error('no order');
  return order;
}

describe('a job that may have been sent', () => {
  const order = { ...firstOrder(), service: live };

  async function decisionOf(jobs: Partial<JobClient> = { history: async () => ({ seq: 0, jobs: [] }) }) {
    const editor = fakeEditor({}, jobs);
    const dialog = put('shotgraph-uncertain-dialog');
    dialog.editor = editor;
    await dialog.updateComplete;
    expect(frameOf(dialog).native.open).toBe(false);
    dialog.job = recordOf(order, { ...uncertainAttempt, submittedAt: Date.now() - 60_000 }, 'SH020');
    await dialog.updateComplete;
    const choose = async (way: string) => {
      await userEvent.click(dialog.renderRoot.querySelector(`#${way}`) as HTMLElement);
      await dialog.updateComplete;
    };
    return { dialog, editor, choose, ...frameOf(dialog) };
  }

  it('M4 opens only when a person asks, with nothing chosen, and does nothing by itself', async () => {
    const { dialog, editor, native } = await decisionOf();
    expect(native.open).toBe(true);
    expect(dialog.renderRoot.querySelectorAll('input[type=radio]:checked')).toHaveLength(0);
    expect(button(dialog, 'Decide').disabled).toBe(true);
    await userEvent.click(button(dialog, 'Decide later'));
    await vi.waitFor(() => expect(native.open).toBe(false));
    expect(editor.resolutions).toEqual([]);
  });

  it('M4 attaches a request id that is one, and no other', async () => {
    const { dialog, editor, choose } = await decisionOf();
    await choose('attach');
    const field = dialog.renderRoot.querySelector('input[type=text]') as HTMLElement;
    await userEvent.fill(field, '../../v1/requests');
    await dialog.updateComplete;
    expect(button(dialog, 'Attach it').disabled).toBe(true);
    expect(words(dialog)).toContain('only letters, digits');
    await userEvent.fill(field, ' 6f21c6f0-aaaa ');
    await dialog.updateComplete;
    await userEvent.click(button(dialog, 'Attach it'));
    expect(editor.resolutions).toEqual([
      { job: order.jobKey, resolution: { decision: 'attach', requestId: '6f21c6f0-aaaa', attempt: 1 } },
    ]);
  });

  it('M4 takes the word that it was not sent', async () => {
    const { dialog, editor, choose } = await decisionOf();
    await choose('not_sent');
    expect(words(dialog)).toContain('It is sent now, as the same attempt, charged once.');
    await userEvent.click(button(dialog, 'Send it now'));
    expect(editor.resolutions).toEqual([{ job: order.jobKey, resolution: { decision: 'not_sent', attempt: 1 } }]);
  });

  it('M4 sends again only after a second confirmation', async () => {
    const { dialog, editor, choose } = await decisionOf();
    await choose('send_again');
    expect(button(dialog, 'Send again').disabled).toBe(true);
    await userEvent.click(dialog.renderRoot.querySelector('#sure') as HTMLElement);
    await dialog.updateComplete;
    await userEvent.click(button(dialog, 'Send again'));
    expect(editor.resolutions).toEqual([{ job: order.jobKey, resolution: { decision: 'send_again', attempt: 1 } }]);
  });

  it('M4 takes an address or a text that holds one id, and refuses one that another job has', async () => {
    const id = '6f21c6f0-1111-4222-8333-444455556666';
    const other = recordOf({ ...order, jobKey: 'b'.repeat(64) }, { ...inProgress, requestId: id } as never, 'SH010');
    const { dialog, editor, choose } = await decisionOf({
      history: async ({ search }) => ({ seq: 0, jobs: search === id ? [other] : [] }),
    });
    await choose('attach');
    const field = dialog.renderRoot.querySelector('input[type=text]') as HTMLElement;
    await userEvent.fill(field, `https://model-api.runcomfy.net/v1/requests/${id}/status`);
    await vi.waitFor(() => expect(words(dialog)).toContain('That id belongs to SH010, take 1 already.'));
    expect(button(dialog, 'Attach it').disabled).toBe(true);
    await userEvent.fill(field, `it is ${id.replace('6f', '7f')}, I think`);
    await vi.waitFor(() => expect(words(dialog)).toContain('The id in it:'));
    await userEvent.click(button(dialog, 'Attach it'));
    const requestId = id.replace('6f', '7f');
    expect(editor.resolutions).toEqual([
      { job: order.jobKey, resolution: { decision: 'attach', requestId, attempt: 1 } },
    ]);
  });

  it('M4 offers the id that stood in an answer nobody could make sense of', async () => {
    const { dialog, choose } = await decisionOf();
    const failure = { code: 'unclear-answer', message: 'error code 7 (request id req-77): oops', httpStatus: 200 };
    dialog.job = recordOf({ ...order, jobKey: 'c'.repeat(64) }, { ...uncertainAttempt, failure }, 'SH020');
    await dialog.updateComplete;
    await choose('attach');
    expect((dialog.renderRoot.querySelector('input[type=text]') as HTMLInputElement).value).toBe('req-77');
    expect(button(dialog, 'Attach it').disabled).toBe(false);
  });

  it('M4 stays open and says why where the decision is refused', async () => {
    const { dialog, editor, choose, native } = await decisionOf();
    editor.resolve = async () => 'That request id belongs to another job already. Look up the id.';
    await choose('not_sent');
    await userEvent.click(button(dialog, 'Send it now'));
    await vi.waitFor(() => expect(words(dialog)).toContain('belongs to another job already'));
    expect(native.open).toBe(true);
  });

  it('M4 walks through several, one after another', async () => {
    const { document: graph } = threeShots();
    const orders = ordersOf(graph);
    const jobs = orders.slice(0, 2).map((each, n) => recordOf(each, uncertainAttempt, `SH0${n + 1}0`));
    const { dialog, editor, choose } = await decisionOf();
    editor.world({ document: graph, records: jobs });
    const asked: string[] = [];
    dialog.addEventListener('decide', (event) => {
      asked.push((event as CustomEvent<{ jobKey: string }>).detail.jobKey);
      dialog.job = jobs.find(({ jobKey }) => jobKey === asked.at(-1));
    });
    dialog.job = jobs[0];
    await dialog.updateComplete;
    expect(words(dialog)).toContain('1 of 2 to decide.');
    await userEvent.click(button(dialog, 'Next'));
    await dialog.updateComplete;
    expect(words(dialog)).toContain('2 of 2 to decide.');
    expect(dialog.renderRoot.querySelectorAll('input[type=radio]:checked')).toHaveLength(0);
    await choose('not_sent');
    await userEvent.click(button(dialog, 'Send it now'));
    await vi.waitFor(() => expect(asked).toEqual([jobs[1]?.jobKey, jobs[0]?.jobKey]));
    expect(editor.resolutions.map(({ job }) => job)).toEqual([jobs[1]?.jobKey]);
  });

  it('offers no way out of what is decided already', async () => {
    const { dialog } = await decisionOf();
    dialog.job = recordOf(order, succeeded('a'.repeat(64)), 'SH020');
    await dialog.updateComplete;
    expect(dialog.renderRoot.querySelectorAll('input')).toHaveLength(0);
    expect(button(dialog, 'Close')).toBeTruthy();
  });
});

describe('the banner of a run', () => {
  it('says nothing while all goes well, and tells of an unreachable gateway', async () => {
    const banner = put('shotgraph-run-banner');
    const editor = fakeEditor();
    banner.editor = editor;
    await banner.updateComplete;
    expect(words(banner)).not.toContain('gateway');
    editor.set({ connection: 'unreachable' });
    await banner.updateComplete;
    expect(words(banner)).toContain('The gateway does not answer.');
  });

  it('M4 leads from a run that waits for a person to the shot that has to be decided', async () => {
    const banner = put('shotgraph-run-banner');
    const { document: graph } = threeShots();
    const [first] = ordersOf(graph);
    if (!first) throw new Error('no order');
    const editor = fakeEditor({
      document: graph,
      records: [recordOf(first, uncertainAttempt, 'SH010')],
      run: {
        document: graph,
        service: 'sandbox',
        agreed: [],
        steps: {},
        keys: {},
        state: { kind: 'paused', why: 'person', since: 0, goingOn: 0 },
      } as never,
    });
    banner.editor = editor;
    await banner.updateComplete;
    const asked: string[] = [];
    document.addEventListener(
      'decide',
      (event) => asked.push((event as CustomEvent<{ jobKey: string }>).detail.jobKey),
      {
        once: true,
      },
    );
    await userEvent.click(button(banner, 'Check…'));
    expect(asked).toEqual([first.jobKey]);
    expect(editor.asked).toEqual([]);
  });

  it('tells what was not made until it is put away, and leads to running that again', async () => {
    const banner = put('shotgraph-run-banner');
    const { document: graph, shots } = threeShots();
    const [order] = ordersOf(graph);
    if (!order) throw new Error('no order');
    const run = (id: string) =>
      ({
        id,
        document: graph,
        service: 'sandbox',
        agreed: [],
        steps: { [shots[0].generate]: { status: 'failed', at: 0, problem: {} } },
        keys: { [shots[0].generate]: order.jobKey },
        state: { kind: 'ended', outcome: 'failed', at: 0, goingOn: [] },
      }) as never;
    const editor = fakeEditor({ document: graph, run: run('first') });
    banner.editor = editor;
    await banner.updateComplete;
    expect(words(banner)).toContain('1 step of the last run is not made. SH010:');
    const commands: string[] = [];
    banner.addEventListener('command', (event) => commands.push((event as CustomEvent<{ id: string }>).detail.id));
    await userEvent.click(button(banner, 'Run again what failed'));
    expect(commands).toEqual(['run-again']);
    banner.renderRoot.querySelector<HTMLButtonElement>('[aria-label="Put away"]')?.click();
    await banner.updateComplete;
    expect(words(banner).trim()).toBe('');
    editor.world({ run: run('second') });
    await banner.updateComplete;
    expect(words(banner)).toContain('is not made');
  });

  it('M11 asks before it goes on after an hour, with what is left', async () => {
    const banner = put('shotgraph-run-banner');
    const { document: graph } = threeShots();
    const agreed = ordersOf(graph).map(({ jobKey }) => ({ jobKey, attempt: 1 }));
    const state = { kind: 'paused', why: 'hour', since: 0, goingOn: 0 };
    const editor = fakeEditor({
      document: graph,
      run: { document: graph, service: 'sandbox', agreed, steps: {}, keys: {}, state } as never,
    });
    banner.editor = editor;
    await banner.updateComplete;
    await userEvent.click(button(banner, 'Continue: 3 shots left, 12 s'));
    expect(editor.asked).toEqual(['continueRun: ']);
  });
});
