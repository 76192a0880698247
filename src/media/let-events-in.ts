/**
 * Ends the current turn of the event loop. Reading and writing bytes in memory only ever queues microtasks, so without this an
 * abort (a timer, a click, a message to a Worker) would be heard after the work has ended.
 */
export function letEventsIn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
