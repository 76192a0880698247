/** A piece of a prompt: plain, or the name of an input with its `@`. */
export interface PromptPart {
  readonly text: string;
  readonly mention: boolean;
}

/** Longer texts are not searched for names: marks are a help, and must not slow typing. */
const mostMarked = 20_000;

/** Parts a prompt at its `@names`. Together the parts are the text. */
export function mentionsIn(text: string): readonly PromptPart[] {
  if (text.length > mostMarked) return [{ text, mention: false }];
  return text
    .split(/((?<![\p{L}\p{N}\p{M}_@])@[\p{L}\p{N}\p{M}_-]+)/u)
    .map((part, index) => ({ text: part, mention: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}
