import type { CatalogueReading } from '../../runtime/runcomfy/read-catalogue.ts';
import type { Verdict } from './verdict.ts';

/** One id of the model, what the catalogue says of it, and whether it is the one that is sent. */
export interface ModelAnswer {
  readonly model: string;
  readonly reading: CatalogueReading;
  readonly sent: boolean;
}

/** Whether the model that would be sent exists, by its old id or its new one (facts/runcomfy-api.md). */
export function judgeModel(answers: readonly ModelAnswer[]): Verdict {
  const check = 'model';
  const details = answers.map(({ model, reading, sent }) => `${model}: ${words[reading.kind]}${sent ? '; sent' : ''}`);
  const sent = answers.find((answer) => answer.sent);
  const there = answers.filter(({ reading }) => reading.kind === 'found').map(({ model }) => model);
  if (sent?.reading.kind === 'found') return { check, status: 'ok', says: `${sent.model} is there.`, details };
  if (there[0] !== undefined) {
    const says = `${sent?.model ?? 'The model'} is not there; ${there[0]} is.`;
    const remedy = 'A run offers the new id: agree to it there, or by --accept-model. It buys nothing again.';
    return { check, status: 'warn', says, remedy, details };
  }
  if (answers.some(({ reading }) => reading.kind === 'missing')) {
    const remedy = 'Look up the id in the catalogue of the service, and write it on the nodes.';
    return { check, status: 'fail', says: 'The service has the model under none of its known ids.', remedy, details };
  }
  return { check, status: 'warn', says: 'The catalogue could not be asked about it.', details };
}

const words: Readonly<Record<CatalogueReading['kind'], string>> = {
  found: 'there',
  missing: 'not there',
  refused: 'not answered, because of the token',
  unknown: 'not known',
};
