import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { lockPlaces, type LockPlaces } from './lock-places.ts';
import { errnoOf } from './storage-error.ts';

/** The right to write a data folder's journal (M12). The operating system takes it back when the process dies. */
export interface OwnerLock {
  /** What others who ask for the lock are told: the owner's address. */
  announce(address: string): void;
  release(): Promise<void>;
}

export type Ownership =
  | { readonly owned: true; readonly lock: OwnerLock }
  /** `address` is what the owner announced, where it answered. */
  | { readonly owned: false; readonly address?: string };

const rounds = 30;

/**
 * Takes the lock of a data folder, or says who has it. The lock is a listening local socket; why, and why two processes
 * can never both get it, is in docs/decisions/owner-lock.md. `folder` is a real path.
 */
export async function takeOwnership(folder: string): Promise<Ownership> {
  const places = await lockPlaces(folder);
  let ownership: Ownership | undefined;
  try {
    for (let round = 0; round < rounds && ownership === undefined; round += 1) {
      // Two that met withdraw both; unequal waits let one of them win.
      if (round > 0) await wait(5 + Math.random() * 45);
      ownership = await attemptOwnership(places);
    }
  } finally {
    if (ownership?.owned !== true) await places.close();
  }
  return ownership ?? { owned: false };
}

/** Who owns a data folder now, asked without taking part: undefined where nobody does. `folder` is a real path. */
export async function findOwner(folder: string): Promise<{ readonly address?: string } | undefined> {
  const places = await lockPlaces(folder);
  try {
    return ownerIn(await askAll(places));
  } finally {
    await places.close();
  }
}

/** One try; undefined where several met and this one withdrew. */
export async function attemptOwnership(places: LockPlaces): Promise<Ownership | undefined> {
  const before = await askAll(places);
  const owner = ownerIn(before);
  if (owner !== undefined) return { owned: false, ...owner };
  if (before.some(({ state }) => state === 'candidate')) return undefined;

  const mine = places.freshName();
  let said = candidateSays;
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(said);
  });
  if (!(await listen(server, places.path(mine)))) return undefined;
  // Whoever listens first and looks then cannot miss another who did so before: of two, at most one goes on.
  const names = await places.names();
  const others = names.filter((name) => name !== mine);
  const answers = await Promise.all(others.map((name) => ask(places.path(name))));
  // A name that is gone was taken for a dead one's in the moment before it listened: nobody else could see this lock.
  if (!names.includes(mine) || answers.some(({ state }) => state !== 'dead')) {
    await closeServer(server);
    return undefined;
  }
  said = ownerSays;
  await Promise.all(others.map((name) => places.remove(name)));
  const announce = (address: string): void => {
    said = ownerSays + address;
  };
  const release = async (): Promise<void> => {
    await closeServer(server);
    await places.close();
  };
  return { owned: true, lock: { announce, release } };
}

function askAll(places: LockPlaces): Promise<readonly Answer[]> {
  return places.names().then((names) => Promise.all(names.map((name) => ask(places.path(name)))));
}

function ownerIn(answers: readonly Answer[]): { readonly address?: string } | undefined {
  const owner = answers.find(({ state }) => state === 'owner');
  return owner && (owner.address ? { address: owner.address } : {});
}

const candidateSays = 'candidate';
const ownerSays = 'owner ';

interface Answer {
  readonly state: 'owner' | 'candidate' | 'dead';
  readonly address?: string;
}

/** Only a refused or vanished socket is a dead one. Silence counts as an owner, which at worst refuses to start. */
function ask(path: string): Promise<Answer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(path);
    socket.setTimeout(1000, () => {
      resolve({ state: 'owner' });
      socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(0, 200);
    });
    socket.on('error', (error) => {
      const code = errnoOf(error);
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve({ state: 'dead' });
      else if (code !== 'ECONNRESET' && code !== 'EPIPE') resolve({ state: 'owner' });
    });
    // One that ended without a word stopped listening with this question still open: it is looked at again.
    socket.on('close', () => {
      const owner = text.startsWith(ownerSays);
      resolve(owner ? { state: 'owner', address: text.slice(ownerSays.length) } : { state: 'candidate' });
    });
  });
}

function listen(server: net.Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (errnoOf(error) === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(path, () => resolve(true));
  });
}

function closeServer(server: net.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
