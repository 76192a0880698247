import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'on or off',
  array: 'a list',
  object: 'a group of values',
};

/** What a refused param must be, as the end of a sentence: "must be at most 15". */
export function refusedParamWords(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return `must be at most ${issue.maximum}${characters(issue.origin)}`;
    case 'too_small':
      return `must be at least ${issue.minimum}${characters(issue.origin)}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return `must not have ${issue.keys.map((key) => `"${key.slice(0, 40)}"`).join(', ')}`;
    default:
      // A schema's own words, as in "not a model id".
      return `is ${issue.message.replace(/^Invalid input: /, '')}`;
  }
}

function characters(origin: string): string {
  return origin === 'string' ? ' characters long' : '';
}
