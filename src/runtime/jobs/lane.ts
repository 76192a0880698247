/** Runs tasks one after the other, in the order in which they came; a task that fails does not stop the next. */
export type Lane = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** A lane with nobody on it. */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  };
}
