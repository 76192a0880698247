/** Seconds of a clip: "8 s" as asked for, "8.0 s" as measured. */
export function secondsWords(seconds: number, measured = false): string {
  return `${measured || !Number.isInteger(seconds) ? seconds.toFixed(1) : seconds} s`;
}
