import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { nodeOf } from '../../../src/graph/document.ts';
import { patchNode, setParam } from '../../../src/graph/edit.ts';
import type { ShotgraphInspector } from '../../../src/ui/inspector/shotgraph-inspector.ts';
import '../../../src/ui/inspector/shotgraph-inspector.ts';
import { sampleAttempt, sampleJob, sampleTime } from '../fake-job-client.ts';
import { chainedShots, sampleDocument, sampleNode } from '../sample-graph.ts';
import { hostile, nameOf, type Stand, standing } from '../stand.ts';

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-inspector': ShotgraphInspector;
  }
}

type Inspector = Stand<HTMLElementTagNameMap['shotgraph-inspector']>;

async function inspect(id: string | readonly string[], document = chainedShots(), set = {}): Promise<Inspector> {
  const stand = await standing('shotgraph-inspector', document, set);
  stand.editor.select(new Set(typeof id === 'string' ? [id] : id));
  await stand.drawn();
  return stand;
}
const paramsOf = ({ editor }: Inspector, id: string) => nodeOf(editor.state.document, id)?.params;

async function typeInto(stand: Inspector, selector: string, text: string): Promise<void> {
  const field = stand.field(selector);
  field.focus();
  field.select();
  await userEvent.keyboard(text);
  await stand.drawn();
}

describe('the form of a node', () => {
  it('writes what is typed as one step of undo', async () => {
    const stand = await inspect('2');
    await typeInto(stand, '#param-text', 'Rain on glass.');
    expect(paramsOf(stand, '2')).toEqual({ text: 'Rain on glass.' });
    expect(stand.editor.steps.map(({ label }) => label)).toEqual(['Change Prompt of SH010 prompt']);
    stand.editor.undo();
    await stand.drawn();
    expect(stand.field('#param-text').value).toBe('@Mara waits under a lantern.');
  });

  it('sets numbers by field and by slider, and choices and switches by keyboard', async () => {
    const stand = await inspect('6');
    await typeInto(stand, '#param-duration', '12');
    stand.find('input[type=range]').focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    stand.find('input[type=radio]:checked').focus();
    await userEvent.keyboard('{ArrowRight}');
    stand.find('#param-generate_audio').focus();
    await userEvent.keyboard(' ');
    await stand.drawn();
    expect(paramsOf(stand, '6')).toEqual({ duration: 10, resolution: '1080p', generate_audio: false });
  });

  it('picks from a list', async () => {
    const stand = await inspect('6');
    await userEvent.selectOptions(stand.find('#param-aspect_ratio'), '21:9');
    expect(paramsOf(stand, '6')).toEqual({ aspect_ratio: '21:9' });
  });

  it('keeps a value that does not fit, marks it, and says what does', async () => {
    const stand = await inspect('6');
    await typeInto(stand, '#param-duration', '99');
    expect(paramsOf(stand, '6')).toEqual({ duration: 99 });
    const field = stand.field('#param-duration');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('99');
    const said = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => stand.find(`#${id}`).textContent);
    expect(said.join(' ')).toContain('It must be from 4 to 15.');
  });

  it('shows what an opened file holds even where no control can', async () => {
    const document = setParam(setParam(chainedShots(), '6', 'generate_audio', 'loud'), '6', 'resolution', '4k');
    const stand = await inspect('6', document);
    expect(stand.text()).toContain('It holds loud, which this field cannot show.');
    expect(stand.text()).toContain('“4k” is none of the choices.');
    expect(paramsOf(stand, '6')).toMatchObject({ generate_audio: 'loud', resolution: '4k' });
  });

  it('goes back to the default, and an emptied number does so when it is left', async () => {
    const stand = await inspect('3');
    stand.button('Back to default: Duration (seconds)').click();
    await stand.drawn();
    expect(paramsOf(stand, '3')).toEqual({});
    await typeInto(stand, '#param-duration', '9');
    await typeInto(stand, '#param-duration', '{Backspace}');
    expect(paramsOf(stand, '3')).toEqual({ duration: 9 });
    stand.find('#param-duration').blur();
    await stand.drawn();
    expect(paramsOf(stand, '3')).toEqual({});
    expect(stand.field('#param-duration').value).toBe('5');
  });

  it('rolls another seed', async () => {
    const stand = await inspect('6', chainedShots(), { random: () => 0.5 });
    stand.button('Another seed').click();
    expect(paramsOf(stand, '6')).toEqual({ seed: 1_073_741_824 });
  });

  it('does not carry what is unfolded, or a value, over to the next node', async () => {
    const stand = await inspect('3');
    (stand.find('details') as HTMLDetailsElement).open = true;
    stand.editor.select(new Set(['6']));
    await stand.drawn();
    expect((stand.find('details') as HTMLDetailsElement).open).toBe(false);
    expect(stand.field('#param-duration').value).toBe('5');
  });

  it('takes a file that is dropped or chosen, shows it, and removes it', async () => {
    const stand = await inspect('1', sampleDocument([sampleNode('1', 'ImageRef')]));
    expect(stand.text()).toContain('No picture is chosen.');
    const data = new DataTransfer();
    data.items.add(new File(['abc'], 'lantern.png', { type: 'image/png' }));
    stand.find('.file').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await stand.drawn();
    expect(stand.editor.calls).toEqual([['pickFile', '1', 'file', 'lantern.png']]);
    expect(stand.text()).toContain('lantern.png');
    expect(stand.text()).toContain('3 B');
    stand.button('Remove picture file').click();
    expect(paramsOf(stand, '1')).toEqual({});
  });

  it('shows the picture behind a hash, and says where its bytes are not there', async () => {
    const canvas = new OffscreenCanvas(4, 4);
    canvas.getContext('2d');
    const stand = await inspect('2');
    stand.editor.jobs.bytes.set('7'.repeat(64), await canvas.convertToBlob({ type: 'image/png' }));
    stand.editor.select(new Set(['1']));
    await stand.drawn();
    expect((stand.find('img') as HTMLImageElement).src).toMatch(/^blob:/);
    const other = await inspect('1');
    expect(other.find('.missing').title).toBe('These bytes are not here');
  });

  it('gives every control a name', async () => {
    for (const id of ['1', '2', '3', '4', '8']) {
      const stand = await inspect(id);
      const nameless = stand
        .all('button, input:not([type=file]), select, textarea')
        .filter((control) => nameOf(control) === '')
        .map(({ localName, id: own }) => `${localName}#${own}`);
      expect(nameless).toEqual([]);
    }
  });
});

describe('title and actions', () => {
  it('renames as one step of undo, and an empty title brings the kind back', async () => {
    const stand = await inspect('2');
    await typeInto(stand, '#title', 'Opening');
    expect(nodeOf(stand.editor.state.document, '2')?.title).toBe('Opening');
    expect(stand.editor.steps).toHaveLength(1);
    await typeInto(stand, '#title', '{Backspace}');
    expect(nodeOf(stand.editor.state.document, '2')).not.toHaveProperty('title');
    expect(stand.field('#title').placeholder).toBe('Prompt');
  });

  it('mutes, and says so', async () => {
    const stand = await inspect('3');
    stand.button('Mute').click();
    await stand.drawn();
    expect(nodeOf(stand.editor.state.document, '3')?.mode).toBe('muted');
    expect(stand.button('Mute').getAttribute('aria-pressed')).toBe('true');
    expect(stand.text()).toContain('muted: it and what follows do not run');
  });

  it('shows a placeholder without a form, and why it is one', async () => {
    const foreign = { why: 'Shotgraph does not know the node type "KSampler".', inputs: [], outputs: [] };
    const stand = await inspect('1', sampleDocument([sampleNode('1', 'KSampler', { foreign })]));
    expect(stand.text()).toContain('Shotgraph does not know the node type "KSampler".');
    expect(stand.all('[data-field]')).toEqual([]);
  });

  it('goes to what an input is linked with', async () => {
    const stand = await inspect('3');
    const gone: string[] = [];
    window.addEventListener('go-to-node', (event) => gone.push((event as CustomEvent).detail.node), { once: true });
    stand.button('Mara').click();
    expect(gone).toEqual(['1']);
    expect(stand.editor.state.selection).toEqual(new Set(['1']));
  });
});

describe('takes', () => {
  it('has one button New take, which sets the next take', async () => {
    const stand = await inspect('6');
    expect(stand.all('button').filter((button) => nameOf(button) === 'New take')).toHaveLength(1);
    stand.button('New take').click();
    await stand.drawn();
    expect(paramsOf(stand, '6')).toEqual({ take: 2 });
    expect(stand.all('[data-take]').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Take 2 not made yet',
      'Take 1 not made yet',
    ]);
  });

  it('shows state and cost of every take that is known, also past the present one, and goes back to one', async () => {
    const keyOf = async (take: number) =>
      (await inspect('6', setParam(chainedShots(), '6', 'take', take))).editor.state.evaluation.nodes.get('6')?.order
        ?.jobKey ?? '';
    const records = [
      sampleJob(1, sampleAttempt('succeeded', 1, { cost: 1.08 }), {
        jobKey: await keyOf(1),
        service: 'https://api.example.com',
      }),
      sampleJob(3, sampleAttempt('in_progress'), { jobKey: await keyOf(3), take: 3 }),
    ];
    const stand = await inspect([], setParam(chainedShots(), '6', 'take', 2));
    stand.editor.setJobs(records);
    stand.editor.select(new Set(['6']));
    await stand.drawn();
    expect(stand.all('[data-take]').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'Take 3 generating 1:12',
      'Take 2 not made yet',
      'Take 1 ready $1.08',
    ]);
    stand.find('[data-take="1"]').click();
    await stand.drawn();
    expect(paramsOf(stand, '6')).toEqual({ take: 1 });
    expect(stand.find('[data-take="1"]').getAttribute('aria-pressed')).toBe('true');
  });
});

describe('the job of a node', () => {
  async function withJob(id: string, job: ReturnType<typeof sampleJob>): Promise<Inspector> {
    const stand = await inspect([]);
    const jobKey = stand.editor.state.evaluation.nodes.get('6')?.order?.jobKey ?? '';
    stand.editor.setJobs([{ ...job, jobKey }]);
    stand.editor.select(new Set([id]));
    await stand.drawn();
    return stand;
  }

  it('stands at the generation and at the node that waits for it, with its request id as text', async () => {
    for (const id of ['6', '7']) {
      const stand = await withJob(id, sampleJob(1, sampleAttempt('in_queue', 1, { queuePosition: 4 })));
      expect(stand.find('[data-request-id]').textContent).toBe('req-1-6f21c6f0');
      expect(stand.text()).toContain('in queue, place 4 · 1:12');
    }
  });

  it('can be cancelled while there is something to cancel', async () => {
    const stand = await withJob('6', sampleJob(1, sampleAttempt('in_queue')));
    stand.button('Cancel shot').click();
    expect(stand.editor.calls).toEqual([['cancelJob', stand.editor.jobs.records[0]?.jobKey]]);
    const made = await withJob('6', sampleJob(1, sampleAttempt('succeeded')));
    expect(() => made.button('Cancel shot')).toThrow();
  });

  it('J03 J10 J15 what it lacks can be looked for again, before it is bought again, and what came of it is told', async () => {
    const missing = [{ kind: 'video', n: 1, reason: 'HTTP 403' }];
    for (const attempt of [
      sampleAttempt('lost'),
      sampleAttempt('failed', 1, { failure: { code: 'no-output', message: 'Charged, no output.' } }),
      sampleAttempt('succeeded', 1, { missing }),
    ]) {
      const stand = await withJob('6', sampleJob(1, attempt));
      stand.button('Look again').click();
      await stand.drawn();
      expect(stand.editor.calls).toEqual([
        ['lookAgain', stand.editor.jobs.records[0]?.jobKey],
        ['notify', { tone: 'info', text: 'The service still names no output.' }],
      ]);
    }
    for (const attempt of [sampleAttempt('failed'), sampleAttempt('succeeded')]) {
      const stand = await withJob('6', sampleJob(1, attempt));
      expect(() => stand.button('Look again')).toThrow();
    }
  });

  it('J06 can be left unwatched where it does not go as it should, and watched again', async () => {
    const trouble = 'RunComfy calls the state "archived", which is not known here.';
    for (const set of [{ trouble }, { slow: true }]) {
      const stand = await withJob('6', sampleJob(1, sampleAttempt('in_queue', 1, set)));
      stand.button('Stop watching').click();
      expect(stand.editor.calls).toEqual([['setWatched', stand.editor.jobs.records[0]?.jobKey, false]]);
    }
    const unwatched = sampleAttempt('in_queue', 1, { trouble, unwatched: sampleTime });
    const stand = await withJob('7', sampleJob(1, unwatched));
    expect(stand.text()).toContain('not watched, may still be made');
    expect(stand.text()).toContain('Nobody asks about it since');
    expect(stand.find('[data-request-id]').textContent).toBe('req-1-6f21c6f0');
    stand.button('Watch again').click();
    expect(stand.editor.calls).toEqual([['setWatched', stand.editor.jobs.records[0]?.jobKey, true]]);
    const healthy = await withJob('6', sampleJob(1, sampleAttempt('in_queue')));
    expect(() => healthy.button('Stop watching')).toThrow();
  });

  it('asks for a decision where nobody can tell whether it was sent', async () => {
    const stand = await withJob('7', sampleJob(1, sampleAttempt('uncertain')));
    const asked: string[] = [];
    window.addEventListener('decide', (event) => asked.push((event as CustomEvent).detail.jobKey), { once: true });
    stand.button('Check…').click();
    expect(asked).toEqual([stand.editor.jobs.records[0]?.jobKey]);
  });

  it('H09 says at each field and each input what the service said of it, and leads there', async () => {
    const fields = [
      { field: 'duration', message: 'not offered today' },
      { field: 'images.0', message: 'too small' },
    ];
    const failure = { code: 'validation', message: '[…]', fields };
    const stand = await withJob('6', sampleJob(1, sampleAttempt('rejected', 1, { failure })));
    expect(stand.find('[data-field=param-duration] .bad').textContent).toBe('not offered today');
    expect(stand.field('#param-duration').getAttribute('aria-invalid')).toBe('true');
    const input = stand.all('.links li').find((row) => row.textContent?.includes('too small'));
    expect(input?.textContent).toContain('Images 1');
    expect(stand.find('.refusal').textContent?.replace(/\s+/g, ' ')).toContain('images.0 too small');
    expect(stand.all('.problems li').filter((row) => row.textContent?.includes('too small'))).toEqual([]);
    const asked: unknown[] = [];
    const note = (event: Event) => void asked.push((event as CustomEvent).detail);
    window.addEventListener('edit-param', note);
    stand.button('Change Duration').click();
    stand.button('Replace Mara…').click();
    window.removeEventListener('edit-param', note);
    expect(asked).toEqual([
      { node: '6', param: 'duration' },
      { node: '1', param: 'file' },
    ]);
  });

  it('M4 a decision stands above all settings: what happened, when, what it may have cost, and each of it once', async () => {
    const stand = await withJob('6', {
      ...sampleJob(1, sampleAttempt('uncertain', 1, { failure: { code: 'no-answer', message: 'socket hang up' } })),
      service: 'https://model-api.runcomfy.net',
    });
    const sections = stand.all('.section').map((section) => section.getAttribute('aria-label'));
    expect(sections.slice(0, 2)).toEqual(['Decision', 'Settings']);
    const said = stand.find('.decision').textContent?.replace(/\s+/g, ' ') ?? '';
    expect(said).toContain('The connection ended before the answer was here');
    expect(said).toContain('It left 1:12 ago');
    expect(said).toContain('If it arrived, one generation');
    expect(said).toContain('billed or not: unknown');
    expect(stand.text().match(/socket hang up/g)).toHaveLength(1);
    expect(stand.all('button').filter((button) => nameOf(button) === 'Check…')).toHaveLength(1);
  });

  it('M4 U04 what the last run asked for before an edit is decided at the top as well', async () => {
    const stand = await withJob('6', sampleJob(1, sampleAttempt('uncertain')));
    const [runJob] = stand.editor.jobs.records;
    stand.editor.setJobs([]);
    stand.editor.setStates({ '6': { editedSince: true, ...(runJob && { runJob }) } });
    await stand.drawn();
    expect(stand.find('.decision h3').textContent).toBe('Before it was edited: was it sent?');
  });

  it('offers the newer id after a definite no such model, and sends nothing by itself', async () => {
    const failure = { code: 'model-not-found', message: 'Model not found' };
    const stand = await withJob('6', sampleJob(1, sampleAttempt('rejected', 1, { failure })));
    expect(stand.editor.calls).toEqual([]);
    stand.button('Send the newer id from now on').click();
    expect(stand.editor.calls).toEqual([['acceptModel', 'bytedance/seedance-v2/pro', 'bytedance/seedance-2.0/pro']]);
    const other = await withJob('6', sampleJob(1, sampleAttempt('rejected')));
    expect(() => other.button('Send the newer id from now on')).toThrow();
  });

  it('SEC32 shows what the service said as text, at most 2,000 characters', async () => {
    const message = `${hostile[0]}${'x'.repeat(9000)}`;
    const stand = await withJob('6', sampleJob(1, sampleAttempt('failed', 1, { failure: { code: 'x', message } })));
    const said = stand.find('.refusal blockquote').textContent?.trim() ?? '';
    expect(said.startsWith(hostile[0])).toBe(true);
    expect(Array.from(said).length).toBe(2000);
    expect(stand.all('img')).toEqual([]);
  });
});

describe('the face of a refusal', () => {
  const live = 'https://model-api.runcomfy.net';
  type Refused = { code: string; message: string; fields?: readonly { field: string; message: string }[] };

  async function refused(failure: Refused, status: 'rejected' | 'failed' | 'lost' = 'rejected', set = {}, id = '6') {
    const stand = await inspect([]);
    const jobKey = stand.editor.state.evaluation.nodes.get('6')?.order?.jobKey ?? '';
    stand.editor.setJobs([
      sampleJob(1, sampleAttempt(status, 1, { failure, ...set }), {
        jobKey,
        service: live,
        origin: { graph: 'g', node: '6', title: 'SH020' },
      }),
    ]);
    stand.editor.select(new Set([id]));
    await stand.drawn();
    return stand;
  }
  const chip = (stand: Inspector): string => stand.find('.refusal .tag').textContent ?? '';
  const cause = (stand: Inspector): string | undefined => stand.find('.refusal').dataset['cause'];
  const face = {
    code: 'refused',
    message: 'InputImageSensitiveContentDetected.PrivacyInformation: may contain real person',
  };
  const sound = {
    code: 'failed',
    message: '{"code":"OutputAudioSensitiveContentDetected","message":"The output audio"}',
  };

  it('H01 shows the refusal with the service’s text, not billed, at the shot and at the node that waits for it', async () => {
    for (const id of ['6', '7']) {
      const stand = await refused({ code: 'refused', message: 'No cats <b>today</b>.' }, 'rejected', {}, id);
      expect(stand.find('.refusal h3').textContent).toBe('Refused');
      expect(chip(stand)).toBe('not billed');
      expect(stand.find('.refusal blockquote').textContent?.trim()).toBe('No cats <b>today</b>.');
      expect(cause(stand)).toBe('unknown');
      expect(stand.text()).toContain('The cause is not known here.');
      expect(stand.text().match(/No cats/g)).toHaveLength(1);
    }
  });

  it('H04 H07 H08 tells no permission, a conflict and a request that is too large apart, with the text and the bytes', async () => {
    const forbidden = await refused({ code: 'forbidden', message: 'Not for this key' });
    expect(forbidden.text()).toContain('The token is good, but it may not use this model.');
    const conflict = await refused({ code: 'conflict', message: 'Already there' });
    expect(conflict.text()).toContain('conflicts with something else');
    expect(conflict.text()).toContain('Already there');
    const large = await refused({ code: 'too-large', message: 'The request of 70000123 bytes is too large.' });
    expect(large.text()).toContain('70000123 bytes');
  });

  it('H09 marks each named field on the node, with its message', async () => {
    const fields = [
      { field: 'duration', message: 'not offered today' },
      { field: 'images.0', message: 'too small' },
      { field: 'mood', message: 'unknown field' },
    ];
    const stand = await refused({ code: 'validation', message: 'invalid', fields });
    expect(stand.find('#param-duration-trouble').textContent).toContain('not offered today');
    expect(stand.find('#param-duration').getAttribute('aria-invalid')).toBe('true');
    const problems = stand.editor.state.states.get('6')?.problems ?? [];
    expect(problems.map(({ place, reason }) => [place.param ?? place.input, reason])).toEqual([
      ['duration', 'not offered today'],
      ['images_1', 'too small'],
      [undefined, 'mood: unknown field'],
    ]);
    expect(stand.editor.state.states.get('7')?.problems).toEqual([]);
    expect(stand.button('Change Duration')).toBeTruthy();
  });

  it('J05 J03 J10 says billed, not billed or unknown by what the service named', async () => {
    expect(chip(await refused(sound, 'failed', { cost: 0.42 }))).toBe('billed $0.42');
    expect(chip(await refused(sound, 'failed', { cost: 0 }))).toBe('not billed');
    expect(chip(await refused({ code: 'no-output', message: 'Charged, no output.' }, 'failed'))).toBe(
      'billed or not: unknown',
    );
    const lost = await refused({ code: 'file-gone', message: 'The file is gone: 404' }, 'lost', { cost: 0.75 });
    expect(lost.find('.refusal h3').textContent).toBe('Made, and its file is gone');
    expect(chip(lost)).toBe('billed $0.75');
    expect(lost.find('[data-request-id]').textContent).toBe('req-1-6f21c6f0');
  });

  it('leads to the prompt and to the references that may be the cause', async () => {
    const stand = await refused(face);
    expect(cause(stand)).toBe('face');
    const asked: unknown[] = [];
    const hear = (event: Event): void => void asked.push((event as CustomEvent).detail);
    window.addEventListener('edit-param', hear);
    stand.button('Replace Mara…').click();
    stand.button('Edit prompt').click();
    window.removeEventListener('edit-param', hear);
    expect(asked).toEqual([
      { node: '1', param: 'file' },
      { node: '5', param: 'text' },
    ]);
    expect(() => stand.button('Try without sound')).toThrow();
    stand.editor.select(new Set(['5']));
    await stand.drawn();
    await stand.view.enter('text');
    const field = stand.find('#param-text') as HTMLTextAreaElement;
    expect(stand.view.shadowRoot?.activeElement).toBe(field);
    expect(field.selectionStart).toBe(field.value.length);
  });

  it('tries without sound as one step of undo, and tries again, each through the run that shows its quote', async () => {
    const stand = await refused(sound, 'failed');
    stand.button('Try again').click();
    stand.button('Try without sound').click();
    await stand.drawn();
    const again = ['run', 'sandbox', { kind: 'again', nodes: ['6', '7'] }];
    expect(stand.editor.calls).toEqual([again, again]);
    expect(paramsOf(stand, '6')).toMatchObject({ generate_audio: false });
    expect(stand.editor.steps.map(({ label }) => label)).toEqual(['SH020 without sound']);
    stand.editor.undo();
    expect(paramsOf(stand, '6')).not.toHaveProperty('generate_audio');
  });
});

describe('several nodes, and none', () => {
  it('acts on all selected nodes as one step', async () => {
    const stand = await inspect(['2', '5']);
    expect(stand.text()).toContain('2 nodes');
    stand.button('Bypass').click();
    expect(['2', '5'].map((id) => nodeOf(stand.editor.state.document, id)?.mode)).toEqual(['bypassed', 'bypassed']);
    stand.button('Delete').click();
    await stand.drawn();
    expect(stand.editor.state.document.nodes.map(({ id }) => id)).toEqual(['1', '3', '4', '6', '7', '8']);
    expect(stand.editor.steps).toHaveLength(2);
    expect(stand.editor.state.selection.size).toBe(0);
  });

  it('aligns them', async () => {
    const stand = await inspect(['2', '5'], patchNode(chainedShots(), '5', { pos: [70, 90] }));
    stand.button('Align left edges').click();
    expect(nodeOf(stand.editor.state.document, '5')?.pos).toEqual([0, 90]);
  });

  it('shows what is wrong with the graph, and goes there', async () => {
    const stand = await inspect([], setParam(chainedShots(), '2', 'text', ''));
    expect(stand.text()).toContain('The prompt is empty.');
    expect(stand.text()).toContain('Problems · 3');
    stand.button('SH010').click();
    await stand.drawn();
    expect(stand.editor.state.selection).toEqual(new Set(['3']));
    expect(stand.field('#title').value).toBe('SH010');
  });

  it('says how to begin while there is nothing', async () => {
    const stand = await inspect([], sampleDocument([]));
    expect(stand.text()).toContain('An empty graph');
  });
});

describe('hostile graphs', () => {
  it('G12 shows texts of a file as text, whatever they look like', async () => {
    for (const text of hostile) {
      const foreign = {
        why: text,
        inputs: [{ name: text, label: text, type: text }],
        outputs: [{ name: text, label: text, type: text }],
      };
      const document = sampleDocument([
        sampleNode('1', 'ImageRef', { title: text, params: { url: text, name: text } }),
        sampleNode('2', text, { title: text, foreign }),
        sampleNode('3', 'SeedanceGenerate', { title: text, params: { resolution: text, model: text, seed: text } }),
      ]);
      for (const selected of [['1'], ['2'], ['3'], ['1', '2'], []]) {
        const stand = await inspect(selected, { ...document, title: text });
        expect(stand.all('img, script, svg:not(.icon), iframe')).toEqual([]);
        expect(stand.text() + stand.all('input').map((field) => (field as HTMLInputElement).value)).toContain(text);
      }
    }
    expect(globalThis).not.toHaveProperty('hacked');
  });
});
