/** Words that make the sandbox refuse, fail or dawdle where they stand in a prompt, by the name of the fault, and what each does. */
export const rehearsalWords = {
  'refuse-face': { words: '[refuse: face]', about: 'refused: a reference may show a real person' },
  'refuse-prompt': { words: '[refuse: prompt]', about: 'refused: the prompt' },
  'refuse-copyright': { words: '[refuse: copyright]', about: 'refused: copyright' },
  'refuse-reference': { words: '[refuse: reference]', about: 'refused: a reference cannot be fetched' },
  'refuse-field': { words: '[refuse: field]', about: 'refused: 422, which names the duration' },
  'refuse-sound': {
    words: '[refuse: sound]',
    about: 'fails after it was made: the sound, as long as sound is asked for',
  },
  fail: { words: '[fail]', about: 'fails without a cause that anybody knows' },
  'no-output': { words: '[no output]', about: 'succeeds without an output' },
  'lost-answer': {
    words: '[lose answer]',
    about: 'the first submit of equal inputs is accepted, and its answer is lost',
  },
  'odd-answer': {
    words: '[odd answer]',
    about: 'accepted, and answered with an unknown error code beside the request id',
  },
  slow: { words: '[slow]', about: 'takes a minute' },
  stuck: { words: '[stuck]', about: 'stays in the queue for three hours' },
  'file-gone': { words: '[lose file]', about: 'the clip is gone' },
} as const satisfies Readonly<Record<string, { readonly words: string; readonly about: string }>>;
