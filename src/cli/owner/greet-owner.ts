import { z } from 'zod';

/** What a running owner of the data folder said when it was asked who it is. */
export type Greeting =
  | { readonly kind: 'welcome'; readonly liveService: string }
  /** No answer: it is about to listen, or about to end. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'refused'; readonly reason: string };

export interface GreetOptions {
  /** Of this command. An owner of another version may mean other things by the same words. */
  readonly version: string;
  /** From the data folder's file; undefined where it is missing or others could read it. */
  readonly session: string | undefined;
  readonly fetch: typeof fetch;
}

/** An owner listens here and nowhere else (SEC01): the session value is sent to no other address. */
const ownerAddress = /^http:\/\/127\.0\.0\.1:\d{1,5}$/;

/** Milliseconds that an owner, a process of the same machine, may take for its answer. */
const answerMs = 3_000;

const versionSchema = z.object({ version: z.string() });
const healthSchema = z.object({ services: z.object({ live: z.object({ service: z.string() }) }) });

/** Asks the owner at an address for its health, and judges whether this command can work with it. */
export async function greetOwner(address: string, { version, session, fetch }: GreetOptions): Promise<Greeting> {
  if (!ownerAddress.test(address)) return refused(`"${address.slice(0, 100)}" is no address of a Shotgraph.`);
  if (session === undefined) return refused(`The session value for the Shotgraph at ${address} cannot be read.`);
  let status: number;
  let value: unknown;
  try {
    const answer = await fetch(`${address}/api/health`, {
      headers: { 'x-shotgraph-session': session },
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
    });
    status = answer.status;
    value = await answer.json();
  } catch {
    // Refused, cut off, late, or not JSON: in every case nobody is there yet, or any more.
    return { kind: 'silent' };
  }
  if (status === 403) return refused(`The Shotgraph at ${address} does not take this data folder's session value.`);
  if (status !== 200) return { kind: 'silent' };
  const other = versionSchema.safeParse(value);
  if (other.success && other.data.version !== version) {
    const versions = `The Shotgraph at ${address} is version ${other.data.version}, this command is ${version}.`;
    return refused(`${versions} End it and start it anew, so that both are the same.`);
  }
  const health = healthSchema.safeParse(value);
  if (!health.success) return refused(`What answers at ${address} is no Shotgraph.`);
  return { kind: 'welcome', liveService: health.data.services.live.service };
}

function refused(reason: string): Greeting {
  return { kind: 'refused', reason };
}
