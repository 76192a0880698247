import type { Failure } from '../wire/job-record.ts';

/** What may help against a cause, in the order in which it is offered. */
export type Remedy = 'edit-prompt' | 'replace-reference' | 'without-sound' | 'try-again';

/** A cause that was recognised: a word or two for a row, a sentence, what to do as a sentence, and what may help. */
export interface RefusalCause {
  readonly name: string;
  readonly short: string;
  readonly words: string;
  readonly advice: string;
  readonly remedies: readonly Remedy[];
}

interface Recognised extends RefusalCause {
  /** The codes that the makers of the model publish, and the sentences that stand beside them. No single words: a message may repeat the prompt. */
  readonly pattern: RegExp;
}

const prompt = 'edit-prompt';
const reference = 'replace-reference';
const again = 'try-again';

/** The first that fits decides: what says more stands before what says less. */
const recognised: readonly Recognised[] = [
  {
    name: 'copyright',
    pattern: /SensitiveContentDetected\.PolicyViolation|copyright restriction/i,
    short: 'copyright',
    words: 'It seems to come too close to something under copyright: a known figure, brand or film.',
    advice: 'Describe it in your own words, without names, or take another reference.',
    remedies: [prompt, reference],
  },
  {
    name: 'face',
    pattern:
      /Input(Image|Video)SensitiveContentDetected\.PrivacyInformation|(image|video)s? may contain (a )?real (person|people|human|face)/i,
    short: 'a real face',
    words: 'A reference seems to show a real person.',
    advice: 'The model takes no photographs of people. A drawn or clearly artificial figure passes more often.',
    remedies: [reference, prompt],
  },
  {
    name: 'sound',
    pattern: /OutputAudio(SensitiveContent|Risk)Detect|output audio may contain/i,
    short: 'the sound',
    words: 'The picture was made, but its sound was held back.',
    advice: 'Without sound the same shot may pass. Spoken lines and songs in the prompt decide what is heard.',
    remedies: ['without-sound', prompt],
  },
  {
    name: 'reference-sound',
    pattern: /InputAudio(SensitiveContent|Risk)Detect|input audio may contain/i,
    short: 'a reference sound',
    words: 'A reference sound was held to break the content rules.',
    advice: 'Take another recording, or leave it out.',
    remedies: [reference, prompt],
  },
  {
    name: 'prompt',
    pattern: /InputText(SensitiveContent|Risk)Detect|input text may contain sensitive/i,
    short: 'the prompt',
    words: 'The words of the prompt were held to break the content rules.',
    advice: 'Say the same more plainly; single words are often enough to be refused.',
    remedies: [prompt],
  },
  {
    name: 'reference-content',
    pattern: /Input(Image|Video)(SensitiveContent|Risk)Detect|input (image|video) may contain sensitive/i,
    short: 'a reference',
    words: 'A reference was held to break the content rules.',
    advice: 'Take another picture or clip.',
    remedies: [reference, prompt],
  },
  {
    name: 'result',
    pattern: /Output(Video|Image)(SensitiveContent|Risk)Detect|output (video|image) may contain sensitive/i,
    short: 'what came out',
    words: 'What came out was held to break the content rules.',
    advice: 'Another wording may lead elsewhere; a new attempt may too.',
    remedies: [prompt, again],
  },
  {
    name: 'content',
    pattern:
      /SensitiveContentDetected|ContentRiskBlocked|content[ _]policy[ _]violation|violates? (our|the) content polic/i,
    short: 'content rules',
    words: 'Something in it was held to break the content rules; the service does not say what.',
    advice: 'Begin with the prompt, then the references.',
    remedies: [prompt, reference],
  },
  {
    name: 'reference-unreachable',
    pattern:
      /(failed|unable|could not|cannot) (to )?(download|fetch|access|load)[^.]{0,60}(image|video|audio|url)|InvalidImageURL/i,
    short: 'a reference cannot be fetched',
    words: 'The service could not fetch a reference.',
    advice: 'Its address must answer anybody, without a login. Try it in a private window.',
    remedies: [reference],
  },
  {
    name: 'reference-length',
    pattern: /(video|audio)s?\b[^.]{0,40}duration[^.]{0,60}(must|should|exceed|between|invalid|too (long|short))/i,
    short: 'the length of a reference',
    words: 'A reference is too long or too short.',
    advice: 'Reference clips and sounds last 2 to 15 s each, clips at most 15 s together.',
    remedies: [reference],
  },
  {
    name: 'reference-size',
    pattern:
      /(image|video)s?\b[^.]{0,40}(size|dimension|width|height|pixels?|aspect ratio|resolution)[^.]{0,60}(must|should|exceed|between|invalid|too (large|small))/i,
    short: 'the size of a reference',
    words: 'A reference has a size or shape that the model does not take.',
    advice: 'Pictures: 300 to 6000 px a side, between 2:5 and 5:2; at most 50 MB.',
    remedies: [reference],
  },
  {
    name: 'reference-format',
    pattern: /(unsupported|invalid)[^.]{0,30}(image|video|audio)[^.]{0,20}(format|type|content)/i,
    short: 'the format of a reference',
    words: 'A reference is of a kind that the model does not take, or broken.',
    advice: 'Pictures: jpeg, png, webp, bmp, tiff, gif. Clips: mp4, mov. Sounds: wav, mp3.',
    remedies: [reference],
  },
  {
    name: 'credit',
    pattern: /insufficient (balance|credits?|funds)|AccountOverdue|no balance left/i,
    short: 'credit',
    words: 'The account has not enough credit.',
    advice: 'Add credit at the service, then try again.',
    remedies: [again],
  },
  {
    name: 'service',
    pattern: /internal (server )?error|InternalServiceError|ServerOverloaded|service (is )?(temporarily )?unavailable/i,
    short: 'a fault of the service',
    words: 'The service says that it had a fault of its own.',
    advice: 'Nothing in your shot is blamed. Try again after a while.',
    remedies: [again],
  },
];

/** Causes that need no reading: what the answer itself said. */
const byCode: Readonly<Record<string, Omit<RefusalCause, 'name'>>> = {
  'model-not-found': cause(
    'the model',
    'The service does not know the model under this id.',
    'Its id may have moved.',
    [],
  ),
  'too-large': cause(
    'too large',
    'The request is too large.',
    'Files that go inline count; give large ones a public address.',
    [reference],
  ),
  validation: cause('a setting', 'The service does not accept a setting.', 'It is marked where it stands.', []),
  forbidden: cause(
    'no permission',
    'The token is good, but it may not use this model.',
    'Ask the owner of the account for access; a new login does not help.',
    [again],
  ),
  conflict: cause(
    'a conflict',
    'The service says that this conflicts with something else.',
    'Read its message; nothing was made of this request.',
    [again],
  ),
  redirect: cause(
    'a redirect',
    'The service pointed elsewhere, which is never followed: the token must not travel.',
    'Check the address of the service.',
    [],
  ),
  insecure: cause(
    'not secure',
    'The connection to the service is not secure; nothing was sent.',
    'Check the address of the service, and who stands between.',
    [],
  ),
  'no-output': cause(
    'no output',
    'The service says that it is done, and names no clip.',
    'It may be billed all the same. Look again: it may name one later.',
    [again],
  ),
  'file-gone': cause(
    'its file is gone',
    'It was made, but its file was gone before it could be fetched.',
    'Look again: it may be named anew. Its request id stays in the history, and its support may find it.',
    [again],
  ),
  'wrong-type': cause(
    'no clip',
    'What the service handed over is no clip.',
    'Look again: it may be named anew. Its request id stays in the history, and its support may find it.',
    [again],
  ),
  'address-refused': cause(
    'its address',
    'The clip stands at an address from which nothing is fetched.',
    'SHOTGRAPH_MEDIA_HOSTS names the hosts that are allowed.',
    [],
  ),
  'needs-public-url': cause('a reference', 'A reference could not travel to the service.', 'Nothing was sent.', [
    reference,
  ]),
  'missing-file': cause('a reference', 'The file of a reference is not here.', 'Nothing was sent.', [reference]),
};

/** The likely cause of a refusal, where its code or the service's own phrases tell it; undefined otherwise: never a guess. */
export function refusalCause({ code, message, fields = [] }: Failure): RefusalCause | undefined {
  const text = [message, ...fields.map((field) => field.message)].join('\n');
  const read = readable.has(code) ? recognised.find(({ pattern }) => pattern.test(text)) : undefined;
  if (read) return read;
  const told = Object.hasOwn(byCode, code) ? byCode[code] : undefined;
  return told && { ...told, name: code };
}

/** Codes under which the service may say anything. */
const readable: ReadonlySet<string> = new Set(['refused', 'failed', 'validation', 'forbidden']);

function cause(short: string, words: string, advice: string, remedies: readonly Remedy[]): Omit<RefusalCause, 'name'> {
  return { short, words, advice, remedies };
}
