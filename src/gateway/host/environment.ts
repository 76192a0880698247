import { join, resolve } from 'node:path';
import { z } from 'zod';
import { defaultServiceOrigin } from '../../graph/service.ts';
import { defaultSpendLimits, parseSpendLimits, type SpendLimit } from '../../runtime/jobs/spend-guard.ts';
import { isLoopbackHost } from './loopback.ts';
import { parseMediaHosts } from './media-hosts.ts';
import { isToken } from './token.ts';

/** What the environment says (design.md, Environment), with every default filled in. */
export interface Environment {
  readonly port: number;
  /** From RUNCOMFY_TOKEN; absent where the token file decides. */
  readonly token?: string;
  readonly tokenFile: string;
  /** Origin of the live service. */
  readonly serviceOrigin: string;
  readonly dataFolder: string;
  /** Live submits at most (SEC12). */
  readonly maxSubmits: readonly SpendLimit[];
  /** How many times faster than real time the sandbox works; undefined is its own default. */
  readonly sandboxSpeed?: number;
  /** A file of faults for the sandbox inside the gateway. */
  readonly sandboxFaults?: string;
  readonly mediaHosts: readonly string[];
}

/** Mistakes in the environment, one clear line each. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

export const defaultPort = 4173;
const defaultMediaHosts = '*.runcomfy.net,*.runcomfy.com';

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port, 0 to 65535')
    .default(defaultPort),
  RUNCOMFY_TOKEN: z.string().refine(isToken, 'must be one word of printable characters').optional(),
  SHOTGRAPH_TOKEN_FILE: z.string().optional(),
  RUNCOMFY_MODEL_API_BASE: z.string().transform(serviceOrigin).default(defaultServiceOrigin),
  SHOTGRAPH_DATA_DIR: z.string().optional(),
  SHOTGRAPH_MAX_SUBMITS: z.string().default(defaultSpendLimits).transform(maxSubmits),
  SHOTGRAPH_SANDBOX_SPEED: z
    .string()
    .transform(Number)
    .refine((speed) => speed > 0 && speed <= 10_000, 'must be a number above 0, such as 1 or 10')
    .optional(),
  SHOTGRAPH_SANDBOX_FAULTS: z.string().optional(),
  SHOTGRAPH_MEDIA_HOSTS: z.string().default(defaultMediaHosts).transform(mediaHosts),
});

/** Reads the environment; an empty value is an absent one. Throws an EnvironmentError that names every mistake. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>, home: string): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
  }
  const values = parsed.data;
  const dataFolder = resolve(expandHome(values.SHOTGRAPH_DATA_DIR ?? '~/.shotgraph', home));
  return {
    port: values.PORT,
    ...(values.RUNCOMFY_TOKEN !== undefined && { token: values.RUNCOMFY_TOKEN }),
    tokenFile: resolve(expandHome(values.SHOTGRAPH_TOKEN_FILE ?? join(dataFolder, 'token'), home)),
    serviceOrigin: values.RUNCOMFY_MODEL_API_BASE,
    dataFolder,
    maxSubmits: values.SHOTGRAPH_MAX_SUBMITS,
    ...(values.SHOTGRAPH_SANDBOX_SPEED !== undefined && { sandboxSpeed: values.SHOTGRAPH_SANDBOX_SPEED }),
    ...(values.SHOTGRAPH_SANDBOX_FAULTS !== undefined && {
      sandboxFaults: resolve(expandHome(values.SHOTGRAPH_SANDBOX_FAULTS, home)),
    }),
    mediaHosts: values.SHOTGRAPH_MEDIA_HOSTS,
  };
}

function expandHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
}

function serviceOrigin(text: string, context: z.RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain =
    url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (url !== undefined && plain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url)))) {
    return url.origin;
  }
  context.addIssue('must be an https origin without a path, or http to this machine');
  return z.NEVER;
}

function maxSubmits(text: string, context: z.RefinementCtx): readonly SpendLimit[] {
  const limits = parseSpendLimits(text);
  if (limits !== undefined) return limits;
  context.addIssue('must look like 30/min,300/day');
  return z.NEVER;
}

function mediaHosts(text: string, context: z.RefinementCtx): readonly string[] {
  const { hosts, mistake } = parseMediaHosts(text);
  if (mistake === undefined) return hosts;
  context.addIssue(mistake);
  return z.NEVER;
}
