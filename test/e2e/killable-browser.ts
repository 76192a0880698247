import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type BrowserContext, chromium } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { chromiumArgs, findChromium } from '../../scripts/browser.mjs';

/** A whole Chromium over a profile that outlives it. */
export interface KillableBrowser {
  readonly context: BrowserContext;
  /** SIGKILL to all its processes: nothing is written any more. */
  kill(): Promise<void>;
}

/** Starts a Chromium of our own, because Playwright hands out no process of a browser with a profile. It ends with the test. */
export async function startBrowser(profile: string): Promise<KillableBrowser> {
  const words = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--window-size=1440,900'];
  const child = spawn(findChromium() ?? 'chromium', [...chromiumArgs, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own, so that every process of this browser dies at once.
    detached: true,
  });
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL');
    }
    await ended;
  };
  onTestFinished(kill);
  const endpoint = await new Promise<string>((found, failed) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) found(address);
    });
    void ended.then(() => failed(new Error(`Chromium ended: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint, { timeout: 120_000 });
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('a browser with a profile has a context');
  return { context, kill };
}
