import type { Link } from '../document.ts';
import { linkPart } from './link-entry.ts';
import type { LinkPlan } from './link-plan.ts';
import { isLosslessList, type LosslessObject, type LosslessValue, numberOf, ownMember } from './lossless-json.ts';

/** Ids beyond that leave no room to count on. */
const highest = 1e15;

/** Each link's id in the file: the one of its entry, or a number above every one that the file mentions. */
export function linkIds(
  plan: LinkPlan,
  entries: readonly LosslessValue[],
  raw: LosslessObject,
  nodes: readonly LosslessObject[],
): ReadonlyMap<Link, LosslessValue> {
  const ids = new Map<Link, LosslessValue>();
  for (const { entry, link } of plan.staying) if (link) ids.set(link, linkPart(entry, 'id') ?? null);
  if (plan.added.length === 0) return ids;
  const mentioned = [
    ownMember(raw, 'last_link_id'),
    ...entries.map((entry) => linkPart(entry, 'id')),
    ...nodes.flatMap(claims),
  ];
  let last = 0;
  for (const id of mentioned) {
    const number = numberOf(typeof id === 'string' ? Number(id) : id) ?? 0;
    if (Number.isInteger(number) && number > last && number < highest) last = number;
  }
  for (const link of plan.added) ids.set(link, ++last);
  return ids;
}

/** Every link id that a node's slots mention. */
function claims(node: LosslessObject): readonly (LosslessValue | undefined)[] {
  const slots = (side: string): readonly LosslessValue[] => {
    const list = ownMember(node, side);
    return isLosslessList(list) ? list : [];
  };
  return [
    ...slots('inputs').map((slot) => ownMember(slot, 'link')),
    ...slots('outputs').flatMap((slot) => {
      const links = ownMember(slot, 'links');
      return isLosslessList(links) ? links : [];
    }),
  ];
}
