import { pixelSize } from '../../sandbox/clip/pixel-size.ts';
import { exchangesOf, type Exchange } from './exchange.ts';
import { askedClip, type Findings } from './findings.ts';
import { shapeOf } from './shape-of.ts';
import { statusTimes } from './status-times.ts';
import { tellingHeaders } from './telling-headers.ts';

/** A sentence of facts/runcomfy-api.md that is unknown or remembered, and what the real service showed of it. */
export interface Guess {
  readonly question: string;
  /** Undefined: not observed. */
  readonly seen: (findings: Findings) => readonly string[] | undefined;
}

const rateHeader = /^(retry-after|(x-)?rate-?limit.*)$/;

/** Everything that is guessed, in the order of the facts. */
export const guesses: readonly Guess[] = [
  {
    question: 'Which id the model has',
    seen: ({ models }) => {
      const definite = models.filter(({ reading }) => reading.kind === 'found' || reading.kind === 'missing');
      return some(definite.map(({ model, reading }) => `${model}: ${reading.kind}`));
    },
  },
  {
    question: 'Whether the input schema is still the one at hand',
    seen: ({ differences }) => differences && (differences.length === 0 ? ['It is the same.'] : differences),
  },
  {
    question: 'Rate limits',
    seen: ({ seen }) => {
      const named = headersOf(seen.exchanges, rateHeader);
      const limited = seen.exchanges.filter(({ status }) => status === 429).length;
      return some([...named, ...(limited > 0 ? [`${limited} answers of 429`] : [])]);
    },
  },
  {
    question: 'CORS headers of the API',
    seen: ({ seen }) => some(headersOf(seen.exchanges, /^access-control-/)),
  },
  { question: 'Shape of an answer to a submit', seen: shapes('submit') },
  { question: 'Shape of a status', seen: shapes('status') },
  { question: 'Shape of a result', seen: shapes('result') },
  {
    question: 'Shape of `error` in a result',
    seen: ({ seen }) => {
      const errors = exchangesOf(seen.exchanges, 'result').flatMap(({ json }) => field(json, 'error') ?? []);
      return errors.length === 0 ? undefined : shapeOf(errors.at(-1), 'error');
    },
  },
  {
    question: 'Which statuses are told, and when',
    seen: ({ seen }) => some(statusTimes(seen.exchanges)),
  },
  {
    question: 'Whether `include_cost` answers with a cost',
    seen: ({ seen }) => {
      const results = exchangesOf(seen.exchanges, 'result').filter(({ json }) => field(json, 'output') !== undefined);
      const last = results.at(-1);
      if (last === undefined) return undefined;
      const cost = field(last.json, 'cost');
      return [cost === undefined ? 'A finished result names no cost.' : `cost ${JSON.stringify(cost)}`];
    },
  },
  {
    question: 'The price of this model',
    seen: ({ seen }) => {
      const said = exchangesOf(seen.exchanges, 'model').flatMap(({ json }) => {
        const [usd, unit] = [field(json, 'base_price_usd'), field(json, 'price_unit')];
        return typeof usd === 'number' ? [`base price $${usd} per ${JSON.stringify(unit)}`] : [];
      });
      return some([...new Set(said)]);
    },
  },
  {
    question: 'How an answer to a cancel looks',
    seen: shapes('cancel'),
  },
  {
    question: 'How an error looks: status and body',
    seen: ({ seen }) => {
      const errors = seen.exchanges.filter(
        ({ status, json }) => (status !== undefined && status >= 400) || field(json, 'error_code') !== undefined,
      );
      const kinds = new Map(errors.map((one) => [`${one.method} ${one.path} ${one.status}`, one] as const));
      return some([...kinds].flatMap(([what, { json }]) => [what, ...bodyShape(json).map((line) => `  ${line}`)]));
    },
  },
  {
    question: 'Which host a result lies at, and whether Range works there',
    seen: ({ seen, range }) => {
      const hosts = seen.fetched.map(
        ({ host, mediaType, length }) => `${host}: ${mediaType}, ${length ?? 'no'} bytes named`,
      );
      if (range === undefined) return some(hosts);
      if ('error' in range) return [...hosts, `asked for one byte: ${range.error}`];
      return [
        ...hosts,
        `asked for one byte: ${range.status}${range.status === 206 ? ', Range works' : ''}`,
        ...tellingHeaders(range.headers),
      ];
    },
  },
  {
    question: 'How long a result stays, and CORS headers of its host',
    seen: ({ range }) =>
      range === undefined || 'error' in range
        ? undefined
        : some(
            Object.entries(range.headers).flatMap(([name, value]) =>
              /^(expires|cache-control|x-amz-expiration|access-control-.*)$/.test(name) ? [`${name}: ${value}`] : [],
            ),
          ),
  },
  {
    question: 'Pixel size of 480p at 16:9',
    seen: ({ clip }) => {
      if (clip === undefined) return undefined;
      const { width, height } = pixelSize(askedClip.resolution, askedClip.aspect_ratio);
      const same = clip.facts.width === width && clip.facts.height === height;
      return [`${clip.facts.width}×${clip.facts.height}; remembered ${width}×${height}${same ? ', the same' : ''}`];
    },
  },
  {
    question: 'Length asked for and got',
    seen: ({ clip }) => clip && [`${askedClip.duration} s asked for, ${clip.facts.duration.toFixed(3)} s got`],
  },
  {
    question: 'How a clip is encoded',
    seen: ({ clip }) => {
      if (clip === undefined) return undefined;
      const { codec, frameRate, sound, codedWidth, codedHeight, rotation, pixelAspect, decoderDescription } =
        clip.facts;
      return [
        `video ${codec}, ${frameRate.toFixed(3)} frames a second, coded ${codedWidth}×${codedHeight}, rotation ${rotation}, pixel aspect ${pixelAspect}`,
        `decoder description ${decoderDescription === '' ? 'none' : decoderDescription.slice(0, 400)}`,
        sound
          ? `sound ${sound.codec}, ${sound.sampleRate} Hz, ${sound.channels} channels`
          : 'no sound, though it was asked for',
        `${clip.bytes} bytes, boxes ${clip.boxes.join(' ')}`,
      ];
    },
  },
  { question: 'Whether unknown body fields are refused', seen: () => undefined },
  { question: 'Whether `data:` addresses are taken', seen: () => undefined },
];

function some(lines: readonly string[]): readonly string[] | undefined {
  return lines.length === 0 ? undefined : lines;
}

function field(json: unknown, name: string): unknown {
  if (typeof json !== 'object' || json === null || !Object.hasOwn(json, name)) return undefined;
  return (json as Readonly<Record<string, unknown>>)[name] ?? undefined;
}

function headersOf(exchanges: readonly Exchange[], pattern: RegExp): readonly string[] {
  const lines = exchanges.flatMap(({ headers }) =>
    Object.entries(headers).flatMap(([name, value]) => (pattern.test(name) ? [`${name}: ${value.slice(0, 120)}`] : [])),
  );
  return [...new Set(lines)].slice(0, 20);
}

function bodyShape(json: unknown): readonly string[] {
  return json === undefined ? ['no JSON'] : shapeOf(json);
}

/** The shapes that came, each once: a field that comes and goes shows in them. */
function shapes(call: Parameters<typeof exchangesOf>[1]): Guess['seen'] {
  return ({ seen }) => {
    const all = exchangesOf(seen.exchanges, call).filter(({ json }) => json !== undefined);
    const texts = new Map(all.map(({ json, status }) => [shapeOf(json).join('\n'), status] as const));
    return some([...texts].slice(0, 6).flatMap(([text, status]) => [`status ${status}`, ...text.split('\n')]));
  };
}
