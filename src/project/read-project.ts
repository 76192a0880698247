import { boundedText } from '../graph/file/bounded-text.ts';
import { fileText } from '../graph/file/file-text.ts';
import { type Opened, refuse } from '../graph/file/refusal.ts';
import { scanJson } from '../graph/file/scan-json.ts';
import type { JsonObject, JsonValue } from '../graph/json.ts';
import { jobKeyOf } from '../graph/keys.ts';
import type { ImportedJob } from '../runtime/wire/job-import.ts';
import { hashOf } from './hash-of.ts';
import {
  infoEntry,
  jobsEntry,
  type ProjectInfo,
  projectInfoSchema,
  projectJobsSchema,
  projectSchemaVersion,
} from './project-format.ts';
import { type NamedEntry, sortEntries } from './sort-entries.ts';
import { ZipDamage, type ZipEntry, zipEntries } from './zip-entries.ts';

/** A project that was opened as a file: nothing of it was taken in anywhere yet. */
export interface Project {
  readonly info: ProjectInfo;
  /** The graph file's bytes: its own reader judges them. */
  readonly graph: Uint8Array<ArrayBuffer>;
  readonly jobs: readonly ImportedJob[];
  readonly media: ReadonlyMap<string, ProjectMedium>;
  /** Names of files in it that no project has. */
  readonly extras: readonly string[];
}

export interface ProjectMedium {
  readonly size: number;
  readonly mediaType: string;
  /** The bytes, which have the hash that the project names them by; else why not. Rejects only when aborted. */
  read(signal?: AbortSignal): Promise<Opened<Blob>>;
}

/** Whether a file is a ZIP, by its first bytes. */
export async function isZip(file: Blob): Promise<boolean> {
  const [p, k, three, four] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/**
 * Reads a project file without taking anything in. A file that is not what it says comes back as a Problem: sizes and names
 * are judged before anything is unpacked, texts before they are parsed, and the key of every record is computed anew (SEC13).
 */
export async function readProject(file: Blob): Promise<Opened<Project>> {
  const entries = await zipEntries(file);
  if (!entries.ok) return entries;
  const sorted = sortEntries(entries.value, file.size);
  if (!sorted.ok) return sorted;
  const { graph, info, jobs, media, extras } = sorted.value;
  const told = await readInfo(info);
  if (!told.ok) return told;
  const records = jobs ? await readJobs(jobs) : ({ ok: true, value: [] } as const);
  if (!records.ok) return records;
  const bytes = await readEntry(graph);
  if (!bytes.ok) return bytes;
  const opened = new Map([...media].map(([sha256, entry]) => [sha256, mediumOf(sha256, entry)] as const));
  return { ok: true, value: { info: told.value, graph: bytes.value, jobs: records.value, media: opened, extras } };
}

async function readInfo(entry: ZipEntry): Promise<Opened<ProjectInfo>> {
  const json = await readJson(entry);
  if (!json.ok) return json;
  const { schema, madeBy } = json.value as { readonly schema?: unknown; readonly madeBy?: unknown };
  if (typeof schema === 'number' && schema > projectSchemaVersion)
    return refuse(
      'project-newer',
      `This project was made by ${typeof madeBy === 'string' ? boundedText(madeBy) : 'a newer version'}, in a form that is not known here yet.`,
      'Open it with that version.',
    );
  const parsed = projectInfoSchema.safeParse(json.value);
  return parsed.success ? { ok: true, value: parsed.data } : notFitting(infoEntry, parsed.error.issues[0]?.path);
}

async function readJobs(entry: ZipEntry): Promise<Opened<readonly ImportedJob[]>> {
  const json = await readJson(entry);
  if (!json.ok) return json;
  const parsed = projectJobsSchema.safeParse(json.value);
  if (!parsed.success) return notFitting(jobsEntry, parsed.error.issues[0]?.path);
  const { jobs } = parsed.data;
  for (const [at, { jobKey, service, model, request, take }] of jobs.entries()) {
    if (jobKeyOf({ service, model, request: request as JsonObject, take }) === jobKey) continue;
    return refuse(
      'project-key-mismatch',
      'A job in this project is not the one that its key names: what it says was changed.',
      'Open the project as it was saved.',
      { path: `${jobsEntry} jobs[${at}]` },
    );
  }
  return { ok: true, value: jobs };
}

async function readJson(entry: ZipEntry): Promise<Opened<JsonObject>> {
  const bytes = await readEntry(entry);
  if (!bytes.ok) return bytes;
  const text = fileText(bytes.value);
  const scanned = text.ok ? scanJson(text.value) : text;
  if (!scanned.ok)
    return { ok: false, problem: { ...scanned.problem, place: { ...scanned.problem.place, path: entry.name } } };
  try {
    const value = JSON.parse(scanned.value) as JsonValue;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ok: true, value: value as JsonObject };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return notFitting(entry.name, undefined);
}

async function readEntry(entry: ZipEntry, signal?: AbortSignal): Promise<Opened<Uint8Array<ArrayBuffer>>> {
  try {
    return { ok: true, value: await entry.read(signal) };
  } catch (error) {
    if (!(error instanceof ZipDamage)) throw error;
    return damaged(entry.name, error.message);
  }
}

function mediumOf(sha256: string, { entry, mediaType }: NamedEntry): ProjectMedium {
  return {
    size: entry.size,
    mediaType,
    async read(signal) {
      const bytes = await readEntry(entry, signal);
      if (!bytes.ok) return bytes;
      if ((await hashOf(bytes.value)) !== sha256)
        return damaged(entry.name, 'Its bytes have another hash than its name');
      return { ok: true, value: new Blob([bytes.value], { type: mediaType }) };
    },
  };
}

function damaged(name: string, why: string): ReturnType<typeof refuse> {
  return refuse(
    'project-damaged',
    `The file “${boundedText(name)}” in this project is damaged: ${boundedText(why)}.`,
    'Fetch the project again, or save it again where it was made; its graph.json can still be unpacked and opened by itself.',
    { path: boundedText(name) },
  );
}

function notFitting(name: string, path: readonly PropertyKey[] | undefined): ReturnType<typeof refuse> {
  const place = [name, ...(path?.length ? [boundedText(path.map(String).join('.'))] : [])].join(' ');
  return refuse(
    'project-not-fitting',
    `The file “${name}” in this project is not what it must be.`,
    'Open a project that Shotgraph saved, and as it saved it.',
    { path: place },
  );
}
