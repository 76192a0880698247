import type { GraphDocument } from '../../graph/document.ts';
import type { Price } from '../../graph/price.ts';
import type { Problem } from '../../graph/problem.ts';
import type { Quote } from '../../graph/quote.ts';
import type { Service } from '../../graph/service.ts';
import type { Accuracy } from '../../runtime/wire/messages.ts';
import type { PlanRow } from './plan-rows.ts';

/** Everything that `plan` tells, before it is put into words. */
export interface PlanSight {
  readonly document: Pick<GraphDocument, 'title' | 'nodes'>;
  readonly service: Service;
  /** Who told of the jobs. */
  readonly from: string;
  readonly rows: readonly PlanRow[];
  readonly quote: Quote;
  readonly price: Price;
  /** How the last quotes stood to the bill; absent for a rehearsal. */
  readonly accuracy?: Accuracy;
  readonly problems: readonly Problem[];
  /** Whether a person agreed once that local media go inline. */
  readonly inlineAgreed: boolean;
}
