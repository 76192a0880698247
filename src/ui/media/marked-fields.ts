import type { AnyNodeDefinition } from '../../graph/definition.ts';
import { fieldOf } from '../../graph/param-field.ts';
import type { Problem } from '../../graph/problem.ts';
import { shownText } from '../canvas/shown-text.ts';
import { plainLabel } from './setting-rows.ts';

/** The params and inputs of a node with which something is wrong, by name. */
export function markedFields(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set(
    problems.flatMap(({ severity, place: { param, input } }) => (severity === 'error' ? (param ?? input ?? []) : [])),
  );
}

/** What a service said of single fields, each by its name on the node: "Duration: not offered." Empty where it named none (H09). */
export function fieldWords(definition: AnyNodeDefinition | undefined, problems: readonly Problem[]): string {
  return problems
    .filter(({ code }) => code === 'refused-field')
    .map((problem) => shownText(namedProblem(definition, problem).reason))
    .join(' · ');
}

/** A Problem as it stands away from its field: what a service said of the field begins with the field's name on the node. */
export function namedProblem(definition: AnyNodeDefinition | undefined, problem: Problem): Problem {
  const { param, input } = problem.place;
  const name = param !== undefined && definition ? plainLabel(fieldOf(definition, param)) : inputName(input);
  if (problem.code !== 'refused-field' || name === undefined) return problem;
  return { ...problem, reason: `${name}: ${problem.reason}` };
}

/** "images_2" as it stands on a node: "image 2". */
function inputName(input: string | undefined): string | undefined {
  const [, base, nth] = /^(.*?)s?_(\d+)$/.exec(input ?? '') ?? [];
  return base === undefined ? input?.replaceAll('_', ' ') : `${base.replaceAll('_', ' ')} ${nth}`;
}
