import { spawn } from 'node:child_process';
import { dirname } from 'node:path';

/** A program with its words, each handed over as it is: no shell ever reads them. */
export interface Command {
  readonly program: string;
  readonly words: readonly string[];
}

/** The command that opens a system's file manager at a file; on Linux at its folder, which is all that is agreed upon there. */
export function showCommand(path: string, platform: NodeJS.Platform): Command {
  if (platform === 'darwin') return { program: 'open', words: ['-R', path] };
  if (platform === 'win32') return { program: 'explorer.exe', words: [`/select,${path}`] };
  return { program: 'xdg-open', words: [dirname(path)] };
}

/** Whether there is a screen to open a window on that the person sees: one who logged in from afar sees none. */
export function hasScreen(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if ((environment.SSH_CONNECTION ?? '') !== '') return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return (environment.DISPLAY ?? '') !== '' || (environment.WAYLAND_DISPLAY ?? '') !== '';
}

/** Milliseconds after which a file manager that is still there counts as opened. */
const startedMs = 1_500;

/** Starts a command and leaves it to itself. False where it cannot be started, or says at once that it failed. */
export function startCommand({ program, words }: Command): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, words, { detached: true, stdio: 'ignore', windowsHide: false });
    const timer = setTimeout(() => resolve(true), startedMs);
    child.once('error', () => {
      clearTimeout(timer);
      resolve(false);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      // Explorer answers 1 also when it opened its window.
      resolve(code === 0 || program === 'explorer.exe');
    });
    child.unref();
  });
}

/** Opens the file manager at a file. False where there is none to open. */
export async function showInFolder(
  path: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  start: (command: Command) => Promise<boolean> = startCommand,
): Promise<boolean> {
  return hasScreen(platform, environment) && (await start(showCommand(path, platform)));
}
