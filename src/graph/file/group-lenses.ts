import type { Group } from '../document.ts';
import { textLens, vectorLens } from './lens.ts';
import { isLosslessObject, type LosslessObject, type LosslessValue, ownMember, withMember } from './lossless-json.ts';
import { extentRange, idText, placeRange, rawId } from './node-lenses.ts';

export const boundsLens = vectorLens<Group['bounds']>(
  'bounding',
  [0, 0, 140, 80],
  [placeRange, placeRange, extentRange, extentRange],
);
const titleLens = textLens('title');
const colorLens = textLens('color');

/** The groups of a file; entries that are no objects are not shown. Groups without an id, or with a second use of one, get one. */
export function readGroups(entries: LosslessValue | undefined): readonly Group[] {
  const taken = new Set<string>();
  const groups = Array.isArray(entries) ? (entries as readonly LosslessValue[]) : [];
  return groups.filter(isLosslessObject).map((raw, index) => {
    const written = idText(ownMember(raw, 'id'));
    const assumed = written === undefined || taken.has(written) ? free(`group-${index + 1}`, taken) : undefined;
    const id = assumed ?? written ?? '';
    taken.add(id);
    const color = colorLens.get(raw);
    return {
      id,
      title: titleLens.get(raw) ?? '',
      bounds: boundsLens.get(raw),
      ...(color === undefined ? {} : { color }),
      residue: { raw, ...(assumed === undefined ? {} : { assumed }) },
    };
  });
}

function free(id: string, taken: ReadonlySet<string>): string {
  return taken.has(id) ? free(`${id}+`, taken) : id;
}

/** The entries of a document's groups: those of the file, where nothing about them changed. */
export function writeGroups(groups: readonly Group[], entries: LosslessValue | undefined): LosslessValue | undefined {
  const written = groups.map(writeGroup);
  const before = Array.isArray(entries) ? (entries as readonly LosslessValue[]) : [];
  const shown = before.filter(isLosslessObject);
  const same = written.length === shown.length && written.every((raw, index) => raw === shown[index]);
  return same ? entries : written;
}

function writeGroup(group: Group): LosslessObject {
  const residue = group.residue;
  const raw = isLosslessObject(residue?.raw) ? residue.raw : newGroup(group);
  const titled = titleLens.put(raw, titleLens.get(raw) === undefined && group.title === '' ? undefined : group.title);
  const placed = colorLens.put(boundsLens.put(titled, group.bounds), group.color);
  const kept = group.id === (residue?.assumed ?? idText(ownMember(raw, 'id')));
  // ComfyUI takes numbers only, and refuses the whole file for any other id.
  return kept || typeof rawId(group.id) === 'string' ? placed : withMember(placed, 'id', rawId(group.id));
}

function newGroup(group: Group): LosslessObject {
  const id = rawId(group.id);
  return {
    ...(typeof id === 'number' ? { id } : {}),
    title: group.title,
    bounding: [...group.bounds],
    ...(group.color === undefined ? {} : { color: group.color }),
    font_size: 24,
    flags: {},
  };
}
