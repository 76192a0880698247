import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { temporaryFolder } from './command.ts';
import { launch, openPage, serve } from './editor-page.ts';

/** A service of its own that charges, a gateway with a token for it in a file, and the editor in a window. */
export async function liveEditor(options: Partial<Parameters<typeof serveSandbox>[0]> = {}, token = 'a-token') {
  const asked: string[] = [];
  const service = await serveSandbox({
    port: 0,
    speed: 20,
    ...options,
    faults: (call) => {
      asked.push(call.operation);
      return options.faults?.(call);
    },
  });
  onTestFinished(() => service.close());
  const data = temporaryFolder();
  const logIn = (value: string): void => writeFileSync(join(data, 'token'), value, { mode: 0o600 });
  logIn(token);
  const served = await serve({ RUNCOMFY_MODEL_API_BASE: service.origin, SHOTGRAPH_MEDIA_HOSTS: service.origin }, data);
  const opened = await openPage(await launch(), served.address);
  return {
    ...opened,
    served,
    /** Puts another token in the file. */
    logIn,
    /** How often the service was asked for an operation. */
    count: (operation: string): number => asked.filter((each) => each === operation).length,
    charges: () => service.sandbox.charges(),
  };
}

/** Opens a graph file, and waits for its title. */
export async function openFile(page: Page, file: string, title: string): Promise<void> {
  await page.getByLabel('Open graph file').setInputFiles(file);
  await expect.poll(() => page.title()).toContain(title);
}

/** Presses *Run* and waits for the quote. */
export async function askForQuote(page: Page): Promise<void> {
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await expect.poll(() => run.isEnabled()).toBe(true);
  await run.click();
  await agreeButton(page).waitFor();
}

/** The button that buys. */
export const agreeButton = (page: Page) => page.getByRole('button', { name: 'Agree and run', exact: true });

/**
 * Agrees to the quote that is open, inline files included. What another window began meanwhile changes what this one would
 * buy: then it is asked again, and gets its yes again, as long as it asks.
 */
export async function agree(page: Page): Promise<void> {
  const consent = page.locator('shotgraph-quote-dialog').getByRole('checkbox');
  if (await consent.first().isVisible()) await consent.first().check();
  await agreeButton(page).click();
  await expect
    .poll(
      async () => {
        await consent.evaluateAll((boxes) => {
          for (const box of boxes) if (!(box as HTMLInputElement).checked) (box as HTMLInputElement).click();
        });
        return agreeButton(page).evaluateAll((buttons) => {
          for (const button of buttons) (button as HTMLButtonElement).click();
          return buttons.length;
        });
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

/** Presses *Run* and agrees to the quote. */
export async function agreeToRun(page: Page): Promise<void> {
  await askForQuote(page);
  await agree(page);
}
