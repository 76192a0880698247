import { createHash } from 'node:crypto';
import { readdir, rm, open } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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

const socketPattern = /^owner-(\d{1,9})\.sock$/;
const rounds = 30;

/**
 * Takes the lock of a data folder, or says who has it. The lock is a listening local socket; why, and why two processes
 * can never both get it, is in docs/decisions/owner-lock.md. `folder` is a real path.
 */
export async function takeOwnership(folder: string): Promise<Ownership> {
  const places = process.platform === 'win32' ? pipePlaces(folder) : await socketPlaces(folder);
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

/** Where locks of one folder are. Numbers only grow while anything is left, so that no name is ever taken over. */
export interface Places {
  numbers(): Promise<readonly number[]>;
  path(number: number): string;
  remove(number: number): Promise<void>;
  /** Only after the socket is closed: closing it removes its name, by the path it was made with. */
  close(): Promise<void>;
}

/** One try; undefined where two met and this one withdrew. */
export async function attemptOwnership(places: Places): Promise<Ownership | undefined> {
  const before = await places.numbers();
  for (const number of before) {
    const answer = await ask(places.path(number));
    if (answer.alive) return { owned: false, ...(answer.address && { address: answer.address }) };
  }
  const mine = Math.max(0, ...before) + 1;
  let address = '';
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(address);
  });
  if (!(await listen(server, places.path(mine)))) return undefined;
  // Whoever listens and then looks cannot miss another who listened before: at most one of two goes on.
  const others = (await places.numbers()).filter((number) => number !== mine);
  const answers = await Promise.all(others.map((number) => ask(places.path(number))));
  if (answers.some(({ alive }) => alive)) {
    await closeServer(server);
    return undefined;
  }
  await Promise.all(others.map((number) => places.remove(number)));
  const announce = (text: string): void => {
    address = text;
  };
  const release = async (): Promise<void> => {
    await closeServer(server);
    await places.close();
  };
  return { owned: true, lock: { announce, release } };
}

/** Only a refused or vanished socket is a dead one; any other failure counts as alive, which at worst refuses to start. */
function ask(path: string): Promise<{ readonly alive: boolean; readonly address?: string }> {
  return new Promise((resolve) => {
    let address = '';
    const socket = net.connect(path);
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      address = (address + chunk.toString('utf8')).slice(0, 200);
    });
    socket.on('error', (error) => {
      const code = errnoOf(error);
      resolve({ alive: code !== 'ECONNREFUSED' && code !== 'ENOENT' });
    });
    socket.on('close', () => resolve({ alive: true, ...(address !== '' && { address }) }));
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

/** Named pipes are exclusive and vanish with their process, so one name is enough. */
function pipePlaces(folder: string): Places {
  const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
  return {
    numbers: async () => [],
    path: () => `\\\\.\\pipe\\shotgraph-${name}`,
    remove: async () => undefined,
    close: async () => undefined,
  };
}

async function socketPlaces(folder: string): Promise<Places> {
  // A socket's path is short by law (108 bytes); through the open folder the length of the folder's name does not count.
  const handle = process.platform === 'linux' ? await open(folder, 'r') : undefined;
  const base = handle === undefined ? folder : `/proc/self/fd/${handle.fd}`;
  return {
    async numbers() {
      const names = await readdir(folder);
      return names.flatMap((name) => socketPattern.exec(name)?.[1] ?? []).map(Number);
    },
    path: (number) => join(base, `owner-${number}.sock`),
    remove: (number) => rm(join(folder, `owner-${number}.sock`), { force: true }),
    close: async () => handle?.close(),
  };
}
