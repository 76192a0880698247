import type { Problem } from '../../graph/problem.ts';
import { longText } from '../controls/long-text.ts';
import type { FieldModel } from './field-model.ts';

/** A Problem of a param as it stands below its own field: without the name above it, and in terms of what it offers. */
export function fieldTrouble({ words, options, min, max, value }: FieldModel, problem: Problem): string {
  if (problem.code !== 'wrong-param') return longText(`${problem.reason} ${problem.remedy}`.trim(), 600);
  if (options.length > 0)
    return `“${longText(typeof value === 'string' ? value : JSON.stringify(value), 40)}” is none of the choices.`;
  if (typeof value === 'number' && min !== undefined && max !== undefined && (value < min || value > max)) {
    return `It must be from ${min} to ${max}.`;
  }
  const { label } = words;
  // The label stands above the field already.
  const named = problem.reason.startsWith(`${label} `);
  return longText(named ? `It${problem.reason.slice(label.length)}` : problem.reason, 600);
}
