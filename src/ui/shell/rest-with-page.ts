import type { RunController } from '../../runtime/run/run-controller.ts';

/**
 * Lets go of the Runs while the browser keeps the page aside for its back button, and takes them up when it is back: a page
 * that stands still must hold no lock that another tab waits for (B10).
 */
export function restWithPage(
  runs: Pick<RunController, 'rest' | 'resumeAll'>,
  onTrouble: (error: unknown) => void,
  signal: AbortSignal,
): void {
  window.addEventListener('pagehide', ({ persisted }) => persisted && runs.rest(), { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && void runs.resumeAll().catch(onTrouble), {
    signal,
  });
}
