import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CommandError, exitCodes } from './exit-codes.ts';

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  dev: { type: 'boolean' },
  out: { type: 'string' },
  sandbox: { type: 'boolean' },
  json: { type: 'boolean' },
  set: { type: 'string', multiple: true },
  yes: { type: 'boolean' },
  'max-jobs': { type: 'string' },
  'max-seconds': { type: 'string' },
  inline: { type: 'boolean' },
  'accept-model': { type: 'boolean' },
  port: { type: 'string' },
  speed: { type: 'string' },
  folder: { type: 'string' },
  faults: { type: 'string' },
  paid: { type: 'boolean' },
  report: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];
type Option = keyof typeof options;

/** Which words each command takes. */
const commands = {
  serve: ['dev', 'faults'],
  login: [],
  plan: ['sandbox', 'json', 'set'],
  run: ['out', 'sandbox', 'json', 'set', 'yes', 'max-jobs', 'max-seconds', 'inline', 'accept-model'],
  doctor: ['paid', 'yes', 'json', 'report'],
  sandbox: ['port', 'speed', 'folder', 'faults'],
} as const satisfies Readonly<Record<string, readonly Option[]>>;

/** `node.param=value` of `--set`, taken apart. */
export interface Setting {
  /** Id or title. */
  readonly node: string;
  readonly param: string;
  readonly value: string;
}

export interface RunArguments {
  readonly command: 'run';
  readonly file: string;
  readonly out: string;
  readonly sandbox: boolean;
  readonly json: boolean;
  readonly set: readonly Setting[];
  /** Agreed to buy within the limits. */
  readonly yes: boolean;
  readonly maxJobs?: number;
  readonly maxSeconds?: number;
  /** Agreed that local media go inline to the service. */
  readonly inline: boolean;
  /** Agreed that a model which the service refused goes under the id that is offered for it. */
  readonly acceptModel: boolean;
}

export interface PlanArguments {
  readonly command: 'plan';
  readonly file: string;
  readonly sandbox: boolean;
  readonly json: boolean;
  readonly set: readonly Setting[];
}

export interface DoctorArguments {
  readonly command: 'doctor';
  /** Make one clip, which costs. */
  readonly paid: boolean;
  /** Agreed to that clip. */
  readonly yes: boolean;
  readonly json: boolean;
  readonly report?: string;
}

export type Arguments =
  | { readonly command: 'help' | 'version' | 'login' }
  | { readonly command: 'serve'; readonly dev: boolean; readonly faults?: string }
  | {
      readonly command: 'sandbox';
      readonly port: number;
      readonly speed?: number;
      readonly folder?: string;
      readonly faults?: string;
    }
  | DoctorArguments
  | PlanArguments
  | RunArguments;

/** Reads the command line. Throws a CommandError (2) that says what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command = 'serve', ...rest] = positionals;
  if (!Object.hasOwn(commands, command)) throw usage(`There is no command "${command}".`);
  const known: readonly string[] = commands[command as keyof typeof commands];
  const stranger = Object.keys(values).find((name) => !known.includes(name));
  if (stranger !== undefined) throw usage(`"${command}" does not take --${stranger}.`);
  if (rest.length > (['run', 'plan'].includes(command) ? 1 : 0)) throw usage(`"${rest.at(-1)}" is one word too many.`);
  switch (command as keyof typeof commands) {
    case 'serve':
      return {
        command: 'serve',
        dev: values.dev ?? false,
        ...(values.faults !== undefined && { faults: values.faults }),
      };
    case 'login':
      return { command: 'login' };
    case 'sandbox':
      return {
        command: 'sandbox',
        port: count('port', values.port ?? '0', 0, 65_535),
        ...(values.speed !== undefined && { speed: positive('speed', values.speed) }),
        ...(values.folder !== undefined && { folder: values.folder }),
        ...(values.faults !== undefined && { faults: values.faults }),
      };
    case 'plan':
      return {
        command: 'plan',
        file: graphFile('plan', rest),
        sandbox: values.sandbox ?? false,
        json: values.json ?? false,
        set: (values.set ?? []).map(setting),
      };
    case 'doctor':
      return {
        command: 'doctor',
        paid: values.paid ?? false,
        yes: values.yes ?? false,
        json: values.json ?? false,
        ...(values.report !== undefined && { report: values.report }),
      };
    case 'run': {
      const file = graphFile('run', rest);
      if (values.out === undefined) throw usage('"run" needs --out DIR for the clips.');
      return {
        command: 'run',
        file,
        out: values.out,
        sandbox: values.sandbox ?? false,
        json: values.json ?? false,
        set: (values.set ?? []).map(setting),
        yes: values.yes ?? false,
        inline: values.inline ?? false,
        acceptModel: values['accept-model'] ?? false,
        ...(values['max-jobs'] !== undefined && { maxJobs: count('max-jobs', values['max-jobs'], 0, 10_000) }),
        ...(values['max-seconds'] !== undefined && { maxSeconds: positive('max-seconds', values['max-seconds']) }),
      };
    }
  }
}

function graphFile(command: string, [file]: readonly string[]): string {
  if (file === undefined) throw usage(`"${command}" needs a graph file.`);
  return file;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function setting(text: string): Setting {
  const match = /^(.+?)\.([A-Za-z_][\w]*)=(.*)$/s.exec(text);
  const [, node, param, value] = match ?? [];
  if (node === undefined || param === undefined || value === undefined) {
    throw usage(`--set takes node.param=value, not "${text}".`);
  }
  return { node, param, value };
}

function count(name: string, text: string, from: number, to: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= from && number <= to)) throw usage(`--${name} takes a whole number from ${from} to ${to}.`);
  return number;
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw usage(`--${name} takes a number above 0.`);
  return number;
}

function usage(message: string): CommandError {
  return new CommandError(exitCodes.usage, `${message} See: shotgraph --help`);
}
