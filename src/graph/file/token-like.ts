import type { GraphDocument } from '../document.ts';
import type { Place, Problem } from '../problem.ts';
import { fileText } from './file-text.ts';
import { isLosslessObject, type LosslessObject, type LosslessValue, withMember } from './lossless-json.ts';
import { parseLossless } from './parse-lossless.ts';
import { warning } from './refusal.ts';
import { scanJson } from './scan-json.ts';
import { pathText } from './workflow-schema.ts';

/** Beginnings and shapes of keys that services hand out; each pattern matches the whole secret. */
const secrets: readonly RegExp[] = [
  /(?<![A-Za-z0-9_])(?:rc|hf|r8|gh[pousr]|github_pat|glpat|xox[abprs])[_-][A-Za-z0-9_-]{12,}/,
  /(?<![A-Za-z0-9_-])(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}/,
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])/,
  /(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{35}/,
  /\b[Bb]earer\s+[A-Za-z0-9._~+/=-]{12,}/,
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/,
  /[?&](?:token|access_token|api_key|apikey|key|sig|signature|x-amz-signature)=[^&#\s]{16,}/i,
];
const secretName = /(?:api|access|auth|private|secret)[\s_-]?key|token|secret|passw|authorization|bearer|credential/i;
const longValue = /^[A-Za-z0-9+/_=.-]{40,}$/;

/** At most so many are named: a file full of them needs no longer list. */
const maxPlaces = 100;

/**
 * Where a document or the text of a file holds something that looks like an access token (G18), for asking before it is
 * saved or shared. The Problems tell the place and the beginning, never the whole value. A text that is no JSON has none.
 */
export function tokenLikePlaces(source: GraphDocument | string): readonly Problem[] {
  if (typeof source !== 'string') return tokenLikeValues(writtenValues(source));
  const text = fileText(source);
  const scanned = text.ok ? scanJson(text.value) : text;
  const parsed = scanned.ok ? parseLossless(scanned.value) : scanned;
  return parsed.ok ? tokenLikeValues(parsed.value) : [];
}

/** The same for a parsed file. */
export function tokenLikeValues(root: LosslessValue): readonly Problem[] {
  const found: Problem[] = [];
  visit(root, [], (value, path) => {
    const secret = found.length < maxPlaces ? secretIn(value, path) : undefined;
    if (secret !== undefined) found.push(problemOf(secret, root, path));
  });
  return found;
}

/** What would be written of a document, in the form of a file as far as places go: without what its edits replaced. */
function writtenValues(document: GraphDocument): LosslessValue {
  const rest = (raw: LosslessValue | undefined, replaced: readonly string[]): LosslessObject =>
    isLosslessObject(raw) ? replaced.reduce((object, key) => withMember(object, key, undefined), raw) : {};
  return {
    ...rest(document.residue?.raw, ['nodes', 'links', 'groups']),
    title: document.title,
    nodes: document.nodes.map((node) => ({
      ...rest(node.residue?.raw, ['title']),
      id: node.id,
      ...(node.title === undefined ? {} : { title: node.title }),
      ...(node.foreign ? {} : { widgets_values: node.params }),
    })),
    groups: document.groups.map((group) => ({ ...rest(group.residue?.raw, ['title']), title: group.title })),
  };
}

type Path = readonly (string | number)[];

function visit(value: LosslessValue, path: Path, see: (text: string, path: Path) => void): void {
  if (typeof value === 'string') see(value, path);
  else if (Array.isArray(value)) value.forEach((item: LosslessValue, index) => visit(item, [...path, index], see));
  else if (isLosslessObject(value))
    for (const [key, member] of Object.entries(value)) {
      see(key, path);
      visit(member, [...path, key], see);
    }
}

function secretIn(text: string, path: Path): string | undefined {
  for (const pattern of secrets) {
    const match = pattern.exec(text);
    if (match) return match[0];
  }
  const name = path.findLast((part): part is string => typeof part === 'string');
  return name !== undefined && secretName.test(name) && longValue.test(text.trim()) ? text.trim() : undefined;
}

function problemOf(secret: string, root: LosslessValue, path: Path): Problem {
  const place: Place = { ...nodeAt(root, path), path: pathText(path) };
  return warning(
    'token-like',
    `A text of ${secret.length} characters that begins with “${secret.slice(0, 4)}…” looks like an access token.`,
    'Take it out before you save or share this graph, and revoke it if others have the file.',
    place,
  );
}

function nodeAt(root: LosslessValue, path: Path): Place {
  const [list, index, key, param] = path;
  const nodes = isLosslessObject(root) ? root['nodes'] : undefined;
  if (list !== 'nodes' || typeof index !== 'number' || !Array.isArray(nodes)) return {};
  const id: unknown = (nodes[index] as LosslessObject | undefined)?.['id'];
  return {
    ...(typeof id === 'string' || typeof id === 'number' ? { node: String(id) } : {}),
    ...(key === 'widgets_values' && typeof param === 'string' ? { param } : {}),
  };
}
