import { boundedText } from '../graph/file/bounded-text.ts';
import { type Opened, refuse } from '../graph/file/refusal.ts';
import { mediaEndings, mediaTypeOf } from '../media/media-types.ts';
import { graphEntry, infoEntry, jobsEntry, mediaFolder, projectLimits } from './project-format.ts';
import type { ZipEntry } from './zip-entries.ts';

/** One medium of a project as the ZIP names it: whether its bytes have that hash is asked when they are read. */
export interface NamedEntry {
  readonly entry: ZipEntry;
  readonly mediaType: string;
}

/** The files of a project, by what they are for. */
export interface SortedEntries {
  readonly graph: ZipEntry;
  readonly info: ZipEntry;
  readonly jobs: ZipEntry | undefined;
  readonly media: ReadonlyMap<string, NamedEntry>;
  /** Names that no project has: never read, only told. */
  readonly extras: readonly string[];
}

const mediumName = /^media\/([0-9a-f]{64})\.([a-z0-9]{2,4})$/;
const endings: ReadonlySet<string> = new Set(Object.values(mediaEndings));

/** Judges the files of a ZIP by their directory alone, before anything is unpacked. */
export function sortEntries(entries: readonly ZipEntry[], fileBytes: number): Opened<SortedEntries> {
  const hostile = entries.map(trouble).find((found) => found !== undefined) ?? troubleOfAll(entries, fileBytes);
  if (hostile) return hostile;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const [graph, info] = [byName.get(graphEntry), byName.get(infoEntry)];
  if (!graph || !info)
    return refuse(
      'project-incomplete',
      `This ZIP is no project: it has no ${graph ? infoEntry : graphEntry} at its top.`,
      'Choose a file that Save project made, or unpack this one and open the graph in it.',
    );
  const media = new Map<string, NamedEntry>();
  const extras: string[] = [];
  for (const entry of entries) {
    if ([graphEntry, infoEntry, jobsEntry].includes(entry.name)) continue;
    const [, sha256, ending] = mediumName.exec(entry.name) ?? [];
    if (sha256 === undefined || ending === undefined || !endings.has(ending)) extras.push(boundedText(entry.name));
    else if (media.has(sha256)) return refuseEntry(entry, 'project-duplicate', 'stands in it twice');
    else media.set(sha256, { entry, mediaType: mediaTypeOf(ending) });
  }
  return { ok: true, value: { graph, info, jobs: byName.get(jobsEntry), media, extras } };
}

/** What is wrong with one file, whatever it is for. */
function trouble(entry: ZipEntry): ReturnType<typeof refuse> | undefined {
  const { name, size, packed, method, encrypted, special } = entry;
  if (/^[/\\]|\\|^[a-z]:|(^|\/)\.\.(\/|$)|\p{Cc}/iu.test(name))
    return refuseEntry(entry, 'project-unsafe-name', 'has a name that leads out of the project');
  if (encrypted) return refuseEntry(entry, 'project-encrypted', 'is encrypted');
  if (special) return refuseEntry(entry, 'project-special-file', 'is no plain file');
  if (method !== 0 && method !== 8)
    return refuseEntry(entry, 'project-packing', `is packed in a way (${method}) that is not read`);
  if (method === 0 && size !== packed) return refuseEntry(entry, 'project-damaged', 'has two sizes');
  if (size > limitOf(name)) return refuseEntry(entry, 'project-too-large', `has more than ${limitOf(name)} bytes`);
  if (size > projectLimits.ratio * Math.max(packed, 1024))
    return refuseEntry(entry, 'project-bomb', 'is made to unpack to far more than it is');
  return undefined;
}

function troubleOfAll(entries: readonly ZipEntry[], fileBytes: number): ReturnType<typeof refuse> | undefined {
  const sum = (of: (entry: ZipEntry) => number): number => entries.reduce((bytes, entry) => bytes + of(entry), 0);
  if (sum(({ size }) => size) > projectLimits.bytes)
    return refuse(
      'project-too-large',
      `This project unpacks to more than ${projectLimits.bytes / 1024 ** 3} GB.`,
      'Save it with fewer takes.',
    );
  if (sum(({ packed }) => packed) > fileBytes)
    return refuse(
      'project-bomb',
      'The files in this ZIP claim more bytes than it has.',
      'Open a project that Shotgraph saved.',
    );
  const names = new Set<string>();
  for (const entry of entries) {
    if (names.has(entry.name)) return refuseEntry(entry, 'project-duplicate', 'stands in it twice');
    names.add(entry.name);
  }
  return undefined;
}

function limitOf(name: string): number {
  if (name === graphEntry) return projectLimits.graphBytes;
  if (name === jobsEntry) return projectLimits.jobsBytes;
  if (name === infoEntry) return projectLimits.infoBytes;
  // What is never read may have any size within that of all together.
  return name.startsWith(mediaFolder) ? projectLimits.mediumBytes : projectLimits.bytes;
}

function refuseEntry({ name }: ZipEntry, code: string, what: string): ReturnType<typeof refuse> {
  return refuse(
    code,
    `The file “${boundedText(name)}” in this project ${what}.`,
    'Open a project that Shotgraph saved, and as it saved it.',
    { path: boundedText(name) },
  );
}
