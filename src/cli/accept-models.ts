import { movedModel } from '../graph/moved-model.ts';
import { type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';
import type { SettingsChange } from '../runtime/wire/messages.ts';

/** A model that the service does not have, and the id to accept instead. */
export interface ModelOffer {
  readonly model: string;
  readonly offered: string;
}

/** The offer for a model that the service does not have, where a newer id is known. */
export function offerOf(model: string): ModelOffer | undefined {
  const offered = movedModel(model);
  return offered === undefined ? undefined : { model, offered };
}

/** What is offered for jobs that were refused for want of their model; once for each model. */
export function modelOffers(records: Iterable<JobRecord>): readonly ModelOffer[] {
  const offers = new Map<string, ModelOffer>();
  for (const record of records) {
    const attempt = presentAttempt(record);
    const offered = movedModel(record.model);
    const missing = attempt.status === 'rejected' && attempt.failure.code === 'model-not-found';
    if (missing && offered !== undefined && record.sentModel !== offered) {
      offers.set(record.model, { model: record.model, offered });
    }
  }
  return [...offers.values()];
}

/** What a person can do about an offer. */
export function offerLine({ model, offered }: ModelOffer): string {
  return `The service has no model ${model}. It is offered as ${offered}: the same command with --accept-model sends that id instead, from now on. Nothing is bought again for it.`;
}

/** What is remembered once a person agreed to the offered ids. No key changes: they are sent instead and never part of one. */
export function acceptance(offers: readonly ModelOffer[]): SettingsChange {
  if (offers.length === 0) return {};
  return { acceptedModels: Object.fromEntries(offers.map(({ model, offered }) => [model, offered])) };
}
