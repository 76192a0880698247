import { spawnSync } from 'node:child_process';
import { findChromium } from './browser.mjs';

const has = (command) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0;

/** What the tests need besides npm's packages, by Debian's package name. */
function missingPackages() {
  return [...(findChromium() ? [] : ['chromium']), ...(has('ffmpeg') && has('ffprobe') ? [] : ['ffmpeg'])];
}

/**
 * Finds an installed Chrome or Chromium and ffmpeg, and installs them where it may (root on a system with apt).
 * Returns undefined, or one line that says what to install.
 */
export function ensureTools() {
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    console.log(`Installing ${missing.join(' and ')} …`);
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    spawnSync('apt-get', ['install', '-y', '-qq', ...missing], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  const still = missingPackages();
  if (still.length === 0) return undefined;
  return `The tests need ${still.join(' and ')}: install ${still.length > 1 ? 'them' : 'it'} (CHROME_PATH names a browser elsewhere) and run npm test again.`;
}
