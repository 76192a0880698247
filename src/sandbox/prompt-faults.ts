import type { Faults } from './faults.ts';
import { namedFaults, type NamedFault } from './named-faults.ts';

/** The words that make the sandbox refuse, fail or dawdle where they stand in a prompt, and what each does. */
export const promptWords: readonly { readonly words: string; readonly about: string }[] = faultsWithWords().map(
  ({ words, about }) => ({ words, about }),
);

/** What the prompt of a shot asks for itself, whatever the case of its letters. */
export const promptFaults: Faults = (call) => {
  const prompt = call.shot?.prompt.toLowerCase();
  if (prompt === undefined || !prompt.includes('[')) return undefined;
  for (const { words, on, fault } of faultsWithWords()) {
    const happens = on.includes(call.operation) && prompt.includes(words) ? fault(call) : undefined;
    if (happens !== undefined) return happens;
  }
  return undefined;
};

function faultsWithWords(): readonly (NamedFault & { readonly words: string })[] {
  return Object.values<NamedFault>(namedFaults).flatMap((named) =>
    named.words === undefined ? [] : [{ ...named, words: named.words }],
  );
}
