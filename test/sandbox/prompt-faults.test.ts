import { describe, expect, test } from 'vitest';
import { model, testbed } from './testbed.ts';

const path = `/v1/models/${model}`;
const done = 10_000;

describe('words in a prompt', () => {
  test.each([
    ['[refuse: face]', 400, 'InputImageSensitiveContentDetected.PrivacyInformation'],
    ['[Refuse: Prompt]', 400, 'InputTextSensitiveContentDetected'],
    ['[refuse: copyright]', 400, 'copyright'],
    ['[refuse: reference]', 400, 'images[0]'],
    ['[refuse: field]', 422, 'duration'],
  ])('H01 %s refuses the submit, and nothing is charged', async (words, status, said) => {
    const bed = testbed();
    const answer = await bed.post(path, { prompt: `A cat. ${words}` });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(said);
    expect(bed.sandbox.charges()).toEqual([]);
  });

  test('J05 [refuse: sound] fails once it is made, and only while sound is asked for', async () => {
    const bed = testbed();
    const loud = await bed.submit({ prompt: 'A song [refuse: sound]' });
    const quiet = await bed.submit({ prompt: 'A song [refuse: sound]', generate_audio: false });
    expect(await bed.ask(loud, 'result')).toMatchObject({ status: 'in_queue' });
    bed.clock.advance(done);
    expect(await bed.ask(loud, 'status')).toMatchObject({ status: 'completed' });
    const failed = await bed.ask(loud, 'result');
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'OutputAudioSensitiveContentDetected' }, cost: 0 });
    expect(failed).not.toHaveProperty('output');
    expect(await bed.ask(quiet, 'result')).toMatchObject({ status: 'succeeded' });
  });

  test('[lose answer] loses the first answer of equal inputs, and the next one arrives', async () => {
    const bed = testbed();
    await expect(bed.submit({ prompt: '[lose answer]' })).rejects.toThrow('dropped the connection');
    expect(bed.sandbox.charges()).toHaveLength(1);
    await bed.submit({ prompt: '[lose answer]' });
    expect(bed.sandbox.charges()).toHaveLength(2);
  });

  test('[odd answer] is accepted, and its id can be found in an answer that says something else', async () => {
    const bed = testbed();
    const answer = await bed.post(path, { prompt: '[odd answer]' });
    const [charge] = bed.sandbox.charges();
    expect(await answer.json()).toMatchObject({ error_code: 500123, request_id: charge?.requestId });
    expect(await bed.ask(charge?.requestId ?? '', 'status')).toMatchObject({ status: 'in_queue' });
  });

  test('[slow] takes a minute, and can be cancelled while it waits in the queue', async () => {
    const bed = testbed();
    const id = await bed.submit({ prompt: '[slow]' });
    bed.clock.advance(59_999);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'in_progress' });
    bed.clock.advance(1);
    expect(await bed.ask(id, 'status')).toMatchObject({ status: 'completed' });
    const other = await bed.submit({ prompt: '[slow] other' });
    await bed.ask(other, 'cancel');
    expect(await bed.ask(other, 'status')).toMatchObject({ status: 'cancelled' });
  });

  test('J10 J03 [lose file] has no clip, [no output] names none, [fail] says only that it failed', async () => {
    const bed = testbed();
    const ids = [
      await bed.submit({ prompt: '[lose file]' }),
      await bed.submit({ prompt: '[no output]' }),
      await bed.submit({ prompt: '[fail]' }),
    ] as const;
    bed.clock.advance(done);
    expect((await bed.get(`/outputs/${ids[0]}/0.mp4`)).status).toBe(404);
    expect(await bed.ask(ids[1], 'result')).toEqual({ request_id: ids[1], status: 'succeeded', output: {} });
    expect(await bed.ask(ids[2], 'result')).toMatchObject({ status: 'failed', error: 'The generation failed.' });
  });

  test('other brackets are words like others', async () => {
    const bed = testbed();
    await bed.submit({ prompt: 'A [wide] shot. [refuse] [failure]' });
    expect(bed.sandbox.charges()).toHaveLength(1);
  });
});
