import { isJsonObject, type JsonValue } from '../graph/json.ts';
import { errorAnswer, invalidAnswer, jsonAnswer, plainRefusal } from './answers.ts';
import { bodyHashOf } from './body-hash.ts';
import { seedanceInput, type Catalogue } from './catalogue.ts';
import { clipAnswer } from './clip-answer.ts';
import type { ClipRequest } from './clip-request.ts';
import { inputIssues } from './input-schema.ts';
import { acceptedBody, cancelBody, resultBody, statusBody } from './job-answers.ts';
import type { JobBook } from './job-book.ts';
import type { Route } from './routes.ts';
import { stateAt, type SandboxJob } from './sandbox-job.ts';
import { seedanceClip } from './seedance-clip.ts';

/** What the true answers are made from. */
export interface AnsweringParts {
  now(): number;
  readonly book: JobBook;
  readonly catalogue: Catalogue;
  clipBytes(request: ClipRequest): Promise<Uint8Array<ArrayBuffer>>;
  readonly needsToken: boolean;
}

/** Answers a routed call truthfully. `body` is that of a submit, undefined where it is not JSON. */
export type Answering = (request: Request, route: Route, body: JsonValue | undefined) => Promise<Response>;

/** Puts the true answers together. Rejects where the store or the clip maker does. */
export function createAnswering({ now, book, catalogue, clipBytes, needsToken }: AnsweringParts): Answering {
  const submit = async (model: string, body: JsonValue | undefined, origin: string): Promise<Response> => {
    if (!catalogue.has(model)) return noSuch('Model');
    if (body === undefined) return notJson();
    const issues = inputIssues(seedanceInput, body);
    if (issues.length > 0 || !isJsonObject(body)) return invalidAnswer(issues);
    const bodyHash = bodyHashOf(body);
    if (bodyHash === undefined) return notJson();
    const job = await book.accept(model, bodyHash, (identity) => seedanceClip(body, identity));
    return jsonAnswer(200, acceptedBody(job, origin));
  };
  const cancel = async (job: SandboxJob): Promise<Response> => {
    const outcome = await book.cancel(job);
    return jsonAnswer(202, cancelBody(book.find(job.id) ?? job, now(), outcome));
  };
  const result = (job: SandboxJob, url: URL): Response => {
    const cost = stateAt(job, now()) === 'completed' ? catalogue.cost(job.model, job.clip.duration, job.clip.audio) : 0;
    const asked = url.searchParams.get('include_cost') === 'true';
    return jsonAnswer(200, resultBody(job, now(), asked ? cost : undefined, url.origin));
  };
  const output = async (id: string, request: Request): Promise<Response> => {
    const job = book.find(id);
    if (!job || stateAt(job, now()) !== 'completed') return noSuch('Output');
    return clipAnswer(await clipBytes(job.clip), request.method, request.headers.get('range'));
  };

  return async (request, route, body) => {
    // Outputs are public addresses at RunComfy as well, and never see the token (security.md SEC09).
    if (route.operation === 'output') return output(route.id, request);
    if (needsToken && !hasBearer(request)) {
      return errorAnswer(401, 400004, 'The token is missing, invalid, expired or revoked');
    }
    const url = new URL(request.url);
    switch (route.operation) {
      case 'submit':
        return submit(route.model, body, url.origin);
      case 'models':
        return jsonAnswer(200, catalogue.list(url.searchParams));
      case 'model':
        return catalogue.has(route.model) ? jsonAnswer(200, catalogue.entry(route.model)) : noSuch('Model');
      case 'wrong_method':
        return plainRefusal(405, 'Method not allowed', { allow: route.allow });
      case 'unknown':
        return noSuch('Path');
      case 'status':
      case 'result':
      case 'cancel': {
        const job = book.find(route.id);
        if (!job) return noSuch('Request');
        if (route.operation === 'cancel') return cancel(job);
        if (route.operation === 'result') return result(job, url);
        return jsonAnswer(200, statusBody(job, now(), book.position(job.id), url.origin));
      }
    }
  };
}

function hasBearer(request: Request): boolean {
  return /^Bearer +\S+ *$/i.test(request.headers.get('authorization') ?? '');
}

function noSuch(what: string): Response {
  return errorAnswer(404, 404001, `${what} not found`);
}

function notJson(): Response {
  return invalidAnswer([{ loc: ['body'], msg: 'value is not valid JSON' }]);
}
