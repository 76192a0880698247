import type { Settings } from './messages.ts';

/** What holds unless a person chose another limit (faults.md U09). */
export const defaultTypedAbove = 20;

/** More generations than this in one run are agreed to by typing their number. */
export function typedAbove(settings: Pick<Settings, 'typedAbove'> | undefined): number {
  return settings?.typedAbove ?? defaultTypedAbove;
}
