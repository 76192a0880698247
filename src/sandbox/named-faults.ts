import type { JsonObject } from '../graph/json.ts';
import { rehearsalWords } from '../graph/rehearsal-words.ts';
import type { Fault, SandboxCall } from './faults.ts';
import type { Operation } from './routes.ts';

/** A fault that a file or a prompt asks for by its name. */
export interface NamedFault {
  /** The calls that it can happen to. */
  readonly on: readonly Operation[];
  /** What happens, in a few words: for the documentation. */
  readonly about: string;
  /** The words in a prompt that ask for it, where there are any. */
  readonly words?: string;
  /** Undefined where it does not happen to this call. */
  readonly fault: (call: SandboxCall) => Fault | undefined;
}

type Answer = Extract<NonNullable<Fault['instead']>, { kind: 'answer' }>;

const answer = (status: number, body: JsonObject, headers: Answer['headers'] = {}): Fault => ({
  instead: {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  },
});
const text = (status: number, body: string, type = 'text/html'): Fault => ({
  instead: { kind: 'answer', status, headers: { 'content-type': type }, body },
});
const always =
  (fault: Fault): NamedFault['fault'] =>
  () =>
    fault;
const said = (status: number, message: string): NamedFault['fault'] =>
  always(answer(status, { error_message: message }));
const dropped = (how: 'reset' | 'end', takesEffect: boolean): NamedFault['fault'] =>
  always({ takesEffect, instead: { kind: 'drop', how } });

const submit = { on: ['submit'] } as const;
const status = { on: ['status'] } as const;
const result = { on: ['result'] } as const;
const cancel = { on: ['cancel'] } as const;
const output = { on: ['output'] } as const;

/** The codes and sentences are those that the model's makers publish; in which shape RunComfy hands them on is unknown. */
const sensitive = (code: string, what: string): string =>
  `${code}: The request failed because the ${what}. (The sandbox says so because it was asked to.)`;

/** A result that failed, once the request is over. */
const failed =
  (error: string | JsonObject, more: JsonObject = {}): NamedFault['fault'] =>
  ({ shot }) =>
    shot?.state === 'completed'
      ? answer(200, { request_id: '{request_id}', status: 'failed', error, ...more })
      : undefined;

/** As long as an accepted request is younger, it is said to be in a state. */
const kept =
  (state: 'in_queue' | 'in_progress', forMs: number): NamedFault['fault'] =>
  ({ shot }) =>
    shot?.state === 'cancelled' || (shot?.ageMs ?? forMs) >= forMs
      ? undefined
      : answer(200, { request_id: '{request_id}', status: state });

const html = '<html><script>window.__xss = 1</script><body>Bad gateway</body></html>';

/** Everything that a file of faults can call by name. */
export const namedFaults = {
  'refuse-face': {
    ...submit,
    ...rehearsalWords['refuse-face'],
    fault: said(
      400,
      sensitive('InputImageSensitiveContentDetected.PrivacyInformation', 'input image may contain real person'),
    ),
  },
  'refuse-prompt': {
    ...submit,
    ...rehearsalWords['refuse-prompt'],
    fault: said(400, sensitive('InputTextSensitiveContentDetected', 'input text may contain sensitive information')),
  },
  'refuse-copyright': {
    ...submit,
    ...rehearsalWords['refuse-copyright'],
    fault: said(
      400,
      sensitive(
        'InputTextSensitiveContentDetected.PolicyViolation',
        'input text may be related to copyright restrictions',
      ),
    ),
  },
  'refuse-reference': {
    ...submit,
    ...rehearsalWords['refuse-reference'],
    fault: said(400, 'InvalidParameter: failed to download the image from images[0]: the URL is not reachable.'),
  },
  'refuse-field': {
    ...submit,
    ...rehearsalWords['refuse-field'],
    fault: always(answer(422, { detail: [{ loc: ['body', 'duration'], msg: 'this duration is not offered today' }] })),
  },
  'refuse-sound': {
    ...result,
    ...rehearsalWords['refuse-sound'],
    fault: (call) =>
      call.shot?.sound === true
        ? failed(
            {
              code: 'OutputAudioSensitiveContentDetected',
              message: 'The request failed because the output audio may contain sensitive information.',
            },
            { cost: 0 },
          )(call)
        : undefined,
  },
  fail: {
    ...result,
    ...rehearsalWords.fail,
    fault: failed('The generation failed.'),
  },
  'fail-billed': {
    ...result,
    about: 'fails, and says that it cost $0.42',
    fault: failed('An internal error occurred.', { cost: 0.42 }),
  },
  'no-output': {
    ...result,
    ...rehearsalWords['no-output'],
    fault: ({ shot }) =>
      shot?.state === 'completed'
        ? answer(200, { request_id: '{request_id}', status: 'succeeded', output: {} })
        : undefined,
  },
  'lost-answer': {
    ...submit,
    ...rehearsalWords['lost-answer'],
    fault: ({ shot }) =>
      (shot?.ordinal ?? 1) === 1 ? { takesEffect: true, instead: { kind: 'drop', how: 'reset' } } : undefined,
  },
  'odd-answer': {
    ...submit,
    ...rehearsalWords['odd-answer'],
    fault: always({
      ...answer(200, { error_code: 500123, error_message: 'Something went wrong.', request_id: '{request_id}' }),
      takesEffect: true,
    }),
  },
  'lost-request': { ...submit, about: 'the connection ends before anything is accepted', fault: dropped('end', false) },
  hang: {
    ...submit,
    about: 'no answer before the gateway gives up; accepted after that',
    fault: always({ delayMs: 65_000 }),
  },
  truncated: { ...submit, about: 'accepted, and the answer breaks off', fault: cut('{"request_id": "6f2') },
  'empty-answer': { ...submit, about: 'accepted, and answered with {}', fault: cut('{}') },
  'strange-id': {
    ...submit,
    about: 'accepted, under an id that no request can have',
    fault: cut('{"request_id":"../../x"}'),
  },
  '400': { ...submit, about: 'refused', fault: said(400, 'The request is not valid.') },
  '401': {
    ...submit,
    about: 'the token is refused',
    fault: always(answer(401, { error_code: 400004, error_message: 'The token is invalid' })),
  },
  '402': {
    ...submit,
    about: 'no balance left',
    fault: always(answer(402, { error_code: 400002, error_message: 'No balance left' })),
  },
  '403': {
    ...submit,
    about: 'no permission',
    fault: always(answer(403, { error_code: 403001, error_message: 'No permission for this model' })),
  },
  '404': {
    ...submit,
    about: 'no such model',
    fault: always(answer(404, { error_code: 404001, error_message: 'Model not found' })),
  },
  '408': { ...submit, about: 'nobody knows whether it was accepted', fault: said(408, 'Request timeout') },
  '409': { ...submit, about: 'refused: a conflict', fault: said(409, 'The request conflicts with another one.') },
  '413': { ...submit, about: 'refused: too large', fault: said(413, 'Payload too large') },
  '429': {
    ...submit,
    about: 'too many requests: again in 5 s',
    fault: always(answer(429, { error_message: 'Too many requests' }, { 'retry-after': '5' })),
  },
  '500': { ...submit, about: 'nobody knows whether it was accepted', fault: said(500, 'Internal server error') },
  '502-html': {
    ...submit,
    about: 'accepted, and answered with a page that holds a script',
    fault: always({ ...text(502, html), takesEffect: true }),
  },
  '503': { ...submit, about: 'not accepted, which nobody can tell', fault: said(503, 'Service unavailable') },
  redirect: {
    ...submit,
    about: 'a redirect to another host',
    fault: always(answer(307, {}, { location: 'https://elsewhere.invalid/' })),
  },
  slow: {
    on: ['status', 'result'],
    ...rehearsalWords.slow,
    fault: kept('in_progress', 60_000),
  },
  stuck: {
    on: ['status', 'result'],
    ...rehearsalWords.stuck,
    fault: kept('in_queue', 3 * 3_600_000),
  },
  'status-500': { ...status, about: 'an error instead of the state', fault: said(500, 'Internal server error') },
  'status-html': { ...status, about: 'a page instead of the state', fault: always(text(504, html)) },
  'status-unknown': {
    ...status,
    about: 'a state that nobody knows',
    fault: always(answer(200, { request_id: '{request_id}', status: 'archived' })),
  },
  'not-found': {
    ...status,
    about: 'the request is not known',
    fault: always(answer(404, { error_code: 404001, error_message: 'Request not found' })),
  },
  'result-500': { ...result, about: 'an error instead of the result', fault: said(500, 'Internal server error') },
  'cancel-409': { ...cancel, about: 'cancelling is refused', fault: said(409, 'It cannot be cancelled.') },
  'cancel-404': { ...cancel, about: 'cancelling finds no request', fault: said(404, 'Request not found') },
  'cancel-500': {
    ...cancel,
    about: 'an error instead of the answer to cancelling',
    fault: said(500, 'Internal server error'),
  },
  'cancel-lost': { ...cancel, about: 'cancelled, and the answer is lost', fault: dropped('reset', true) },
  'file-gone': { ...output, ...rehearsalWords['file-gone'], fault: said(404, 'Not found') },
  'file-html': { ...output, about: 'a page in place of the clip', fault: always(text(200, html)) },
  'file-empty': { ...output, about: 'a clip of 0 bytes', fault: always(text(200, '', 'video/mp4')) },
} as const satisfies Readonly<Record<string, NamedFault>>;
export type FaultName = keyof typeof namedFaults;

/** Accepted, and answered with a text of which no request id can be read. */
function cut(body: string): NamedFault['fault'] {
  return always({ ...text(200, body, 'application/json'), takesEffect: true });
}
