import { z } from 'zod';
import { defineNode, growing, input, output, type RequestMedium } from '../graph/definition.ts';
import { mediaMemberSchema } from '../graph/media-ref.ts';
import { field } from '../graph/param-field.ts';
import type { Finding } from '../graph/problem.ts';
import { comesTo, compileNames, type NamedMedium, writeNames } from '../graph/prompt-names.ts';
import type { Medium } from '../graph/socket.ts';

/** Limits, defaults and texts are those of facts/seedance-v2-pro.input-schema.json; a test holds the two together. */
const params = z.object({
  model: field(
    z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*){1,5}$/, 'not a model id')
      .default('bytedance/seedance-v2/pro'),
    {
      label: 'Model',
      control: 'text',
      help: 'The id at the service. A newer one that you accepted is sent in its place and buys nothing again.',
      advanced: true,
    },
  ),
  resolution: field(z.enum(['480p', '720p', '1080p']).default('720p'), { label: 'Resolution', control: 'segments' }),
  aspect_ratio: field(z.enum(['adaptive', '16:9', '9:16', '4:3', '3:4', '1:1', '21:9']).default('adaptive'), {
    label: 'Aspect Ratio (W:H)',
    control: 'select',
    help: 'Seedance 2.0 Pro default is adaptive (model picks closest ratio; actual ratio is returned on task query).',
  }),
  duration: field(z.int().min(4).max(15).default(5), {
    label: 'Duration (seconds)',
    control: 'slider',
    unit: 's',
    help: 'Integer seconds in [4, 15].',
  }),
  generate_audio: field(z.boolean().default(true), {
    label: 'Generate audio',
    control: 'switch',
    part: 'sound',
    help: 'When true, the model outputs video with synchronized audio (speech, SFX, music).',
  }),
  seed: field(z.int().optional(), { label: 'Seed', control: 'seed', help: 'Random seed for the video generation.' }),
  seed_control: field(z.enum(['fixed', 'increment', 'decrement', 'randomize']).default('fixed'), {
    label: 'After each run',
    control: 'seed-control',
    help: 'What Rehearse and Run do to the seed when this shot is already bought. The same seed need not give the same clip.',
  }),
  tools: field(z.boolean().default(false), {
    label: 'Web Search',
    control: 'switch',
    help: 'When `web_search` is included, the model may run an online search depending on the prompt (e.g. specific products, current weather), which can improve factual freshness but increases latency.',
    advanced: true,
  }),
  take: field(z.int().min(1).max(10_000).default(1), {
    label: 'Take',
    control: 'take',
    help: 'Another take buys the same inputs again.',
  }),
});

const inputs = {
  prompt: input('TEXT', {
    label: 'Prompt',
    help: 'Text prompt for the video (Chinese ~≤500 characters, English ~≤1000 words recommended).',
  }),
  images: growing('IMAGE', {
    max: 9,
    label: 'Images',
    help: 'Reference images for multimodal reference mode (0–9). Support jpeg、png、webp、bmp、tiff、gif.',
  }),
  videos: growing('VIDEO', {
    max: 3,
    label: 'Videos',
    help: 'Reference videos for multimodal reference mode (0–3). Support mp4、mov. Video duration must be between 2 and 15 seconds.',
  }),
  audios: growing('AUDIO', {
    max: 3,
    label: 'Audio URLs',
    help: 'Reference audio for multimodal reference mode (0–3). Support wav、mp3. Audio duration must be between 2 and 15 seconds. Size should be less than 15MB.',
  }),
};

/** The body of a request as this node describes it, nothing besides: what has more was asked for by another one. */
const requestSchema = z.strictObject({
  prompt: z.string(),
  images: z.array(mediaMemberSchema).optional(),
  videos: z.array(mediaMemberSchema).optional(),
  audios: z.array(mediaMemberSchema).optional(),
  aspect_ratio: z.string(),
  duration: z.int(),
  resolution: z.string(),
  generate_audio: z.boolean(),
  seed: z.int().exactOptional(),
  tools: z.boolean().exactOptional(),
});

interface References {
  readonly images?: readonly Medium[];
  readonly videos?: readonly Medium[];
  readonly audios?: readonly Medium[];
}

/** Media in the order in which the model counts them, each kind from 1. */
function referencesOf({ images = [], videos = [], audios = [] }: References): readonly (RequestMedium & NamedMedium)[] {
  const rows = (kind: RequestMedium['kind'], field: string, word: string, media: readonly Medium[]) =>
    media.map((medium, index) => ({
      kind,
      field,
      medium,
      name: medium.name,
      called: `${word} ${index + 1}`,
      input: `${field}_${index + 1}`,
    }));
  return [
    ...rows('image', 'images', 'Image', images),
    ...rows('video', 'videos', 'Video', videos),
    ...rows('audio', 'audios', 'Audio', audios),
  ];
}

/** A clip asked for with 15 s measures 15.09 s (facts/runcomfy-api.md, Outputs). */
const toleranceSeconds = 0.1;

function checkPrompt(prompt: string, references: readonly NamedMedium[]): readonly Finding[] {
  const findings: Finding[] = [];
  const error = (code: string, reason: string, remedy: string): void =>
    void findings.push({ code, severity: 'error', input: 'prompt', reason, remedy });
  const warning = (code: string, reason: string, remedy: string, input = 'prompt'): void =>
    void findings.push({ code, severity: 'warning', input, reason, remedy });
  if (prompt.trim() === '') error('empty-prompt', 'The prompt is empty.', 'Write what happens in this shot.');
  const compiled = compileNames(prompt, references);
  for (const name of compiled.unknown) {
    error(
      'unknown-name',
      `The prompt names @${name}, but no input has that name.`,
      `Link a reference named ${name}, or write @@${name} for the sign itself.`,
    );
  }
  for (const name of compiled.ambiguous)
    error('ambiguous-name', `Two inputs are named ${name}.`, 'Give one of them another name.');
  for (const { called, name, input } of compiled.unnamed) {
    warning(
      'unnamed-input',
      `${name ?? called} is sent as ${called}, but the prompt never names it.`,
      `Write @${name ?? input} where it matters, or take the link away.`,
      input,
    );
  }
  const chinese = (prompt.match(/\p{Script=Han}/gu) ?? []).length;
  if (chinese > 500)
    warning('long-prompt', `The prompt has ${chinese} Chinese characters.`, 'The model recommends at most 500.');
  else if (prompt.split(/\s+/).length > 1000)
    warning('long-prompt', 'The prompt has more than 1,000 words.', 'The model recommends fewer.');
  return findings;
}

function checkReferences({ images = [], videos = [], audios = [] }: References): readonly Finding[] {
  const findings: Finding[] = [];
  const warning = (code: string, input: string, reason: string, remedy: string): void =>
    void findings.push({ code, severity: 'warning', input, reason, remedy });
  for (const [kind, media] of [
    ['videos', videos],
    ['audios', audios],
  ] as const) {
    media.forEach(({ seconds, name }, index) => {
      if (seconds !== undefined && (seconds < 2 - toleranceSeconds || seconds > 15 + toleranceSeconds)) {
        warning(
          'reference-length',
          `${kind}_${index + 1}`,
          `${name ?? `${kind} ${index + 1}`} is ${seconds} s long.`,
          'References should be 2 to 15 s.',
        );
      }
    });
  }
  const total = videos.reduce((sum, { seconds = 0 }) => sum + seconds, 0);
  if (videos.length > 1 && total > 15 + toleranceSeconds) {
    warning(
      'reference-length',
      'videos_1',
      `The reference clips are ${total} s long together.`,
      'The model takes at most 15 s in all.',
    );
  }
  if (audios.length > 0 && images.length === 0 && videos.length === 0) {
    warning('audio-alone', 'audios_1', 'A sound is the only reference.', 'Link a picture or a clip besides.');
  }
  return findings;
}

export const node = defineNode({
  type: 'SeedanceGenerate',
  version: 1,
  title: 'Seedance 2.0 Pro',
  about: 'Asks for a clip from a prompt and references. This is what costs money when it runs live.',
  category: 'Generate',
  inputs,
  outputs: { job: output('JOB') },
  params,
  face: 'form',
  size: [240, 216],
  work: {
    kind: 'request',
    request: (
      { prompt, ...media },
      { model, take, seed, tools, aspect_ratio, duration, resolution, generate_audio },
    ) => {
      const references = referencesOf(media);
      const members = (field: string) =>
        references.filter((row) => row.field === field).map(({ medium }) => ({ $ref: medium.ref }));
      const lists = Object.fromEntries(
        ['images', 'videos', 'audios']
          .map((field) => [field, members(field)] as const)
          .filter(([, list]) => list.length > 0),
      );
      return {
        model,
        take,
        // Whether the service refuses unknown fields is unknown, and the later catalogue has no `tools`: only when true.
        body: {
          prompt: compileNames(prompt, references).text,
          ...lists,
          aspect_ratio,
          duration,
          resolution,
          generate_audio,
          ...(seed === undefined ? {} : { seed }),
          ...(tools ? { tools } : {}),
        },
        meter: { seconds: duration, resolution, sound: generate_audio },
        media: references.map(({ kind, field, medium }) => ({ kind, field, medium })),
      };
    },
    recall({ model, body, take }, nameOf) {
      const known = requestSchema.safeParse(body);
      if (!known.success) return undefined;
      const { prompt, images = [], videos = [], audios = [], ...settings } = known.data;
      const named = ({ $ref }: (typeof images)[number]): Medium => {
        const name = nameOf($ref);
        return { ref: $ref, ...(name === undefined ? {} : { name }) };
      };
      const references = referencesOf({
        images: images.map(named),
        videos: videos.map(named),
        audios: audios.map(named),
      });
      const says = (other: string): boolean => comesTo(other, references, prompt);
      return {
        params: { model, take, ...settings },
        inputs: {
          prompt: { text: writeNames(prompt, references), says },
          ...Object.fromEntries(references.map(({ input, medium }) => [input, { ref: medium.ref }])),
        },
      };
    },
  },
  check: ({ prompt, ...media }) => [
    ...(prompt === undefined ? [] : checkPrompt(prompt, referencesOf(media))),
    ...checkReferences(media),
  ],
});
