import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './command.ts';

/** Whether this user may mount a file system: root on Linux, as CI is. */
export const maySmallDisk = process.platform === 'linux' && process.getuid?.() === 0;

/** A real file system of four megabytes, mounted in an empty folder; it goes away with the test. */
export function smallDisk(): string {
  const place = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', place], { stdio: 'ignore' });
  onTestFinished(() => void execFileSync('umount', ['-l', place]));
  return place;
}

/** Fills what is left of a disk, to its last byte. */
export function fill(file: string): void {
  for (const size of [1_048_576, 65_536, 4_096, 64, 1]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
}
