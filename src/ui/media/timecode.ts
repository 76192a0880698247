/** Hours, minutes, seconds and frames, as `00:00:08:02`. `fps` is rounded: time is counted in whole frames. */
export function timecode(seconds: number, fps: number): string {
  const rate = Math.max(1, Math.round(fps));
  // A frame begins a hair before or after its time in floating point.
  const frames = Math.max(0, Math.floor(seconds * rate + 1e-3));
  const whole = Math.floor(frames / rate);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, frames % rate];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
