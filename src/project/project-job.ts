import type { ImportedJob } from '../runtime/wire/job-import.ts';
import type { Attempt, JobRecord } from '../runtime/wire/job-record.ts';

/**
 * A record as it goes into a project: without what only this owner's clients need, and without the query of any address in
 * what a service said, which may let whoever reads it in (faults.md U08). Request and references stay: they are the key.
 */
export function projectJob(record: JobRecord): ImportedJob {
  const { jobKey, service, model, sentModel, take, request, media, origin, attempts } = record;
  const sent = sentModel === undefined ? {} : { sentModel };
  return { jobKey, service, model, ...sent, take, request, media, origin, attempts: attempts.map(withoutQueries) };
}

function withoutQueries(attempt: Attempt): Attempt {
  const told = {
    ...('failure' in attempt ? { failure: { ...attempt.failure, ...textsOf(attempt.failure) } } : {}),
    ...('trouble' in attempt && attempt.trouble !== undefined ? { trouble: plainText(attempt.trouble) } : {}),
    ...('missing' in attempt && attempt.missing !== undefined
      ? { missing: attempt.missing.map((one) => ({ ...one, reason: plainText(one.reason) })) }
      : {}),
  };
  return { ...attempt, ...told } as Attempt;
}

function textsOf({ message, fields }: Extract<Attempt, { status: 'failed' }>['failure']) {
  return {
    message: plainText(message),
    ...(fields && { fields: fields.map((field) => ({ ...field, message: plainText(field.message) })) }),
  };
}

/** `https://host/path?sig=…#…` → `https://host/path`. */
function plainText(text: string): string {
  return text.replace(/(\bhttps?:\/\/[^\s"'<>?#]*)[?#][^\s"'<>]*/gi, '$1');
}
