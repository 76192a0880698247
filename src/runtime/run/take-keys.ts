import type { GenerationOrder } from '../../graph/evaluate.ts';
import { type JobKey, jobKeyOf } from '../../graph/keys.ts';

/** How many takes are shown at first, and how many past the present one are looked for. */
export const takesShown = 20;
const takesAhead = 5;

/** The JobKeys of a generation's takes, the newest first: those up to the present one, and a few past it. */
export function takeKeys(order: GenerationOrder, shown = takesShown): readonly { take: number; jobKey: JobKey }[] {
  const { service, model, body, take: present } = order;
  const last = present + takesAhead;
  const first = Math.max(1, present - shown + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const take = last - index;
    return { take, jobKey: take === present ? order.jobKey : jobKeyOf({ service, model, request: body, take }) };
  });
}
