import type { NodeEvaluation } from '../../graph/evaluate.ts';
import { isGrowing } from '../../graph/definition.ts';
import type { Problem } from '../../graph/problem.ts';
import type { Failure } from '../wire/job-record.ts';

/**
 * The fields that a refusal names, each as a Problem at the param or input of that name (faults.md H09). A field that the
 * node does not have stands at the node.
 */
export function fieldProblems({ node, definition }: NodeEvaluation, failure: Failure | undefined): readonly Problem[] {
  return (failure?.fields ?? []).map(({ field, message }): Problem => {
    const [name = '', index] = field.split('.');
    const place = definition && placeOf(definition, name, index);
    return {
      code: 'refused-field',
      severity: 'error',
      place: { node: node.id, ...place },
      reason: place ? message : `${field}: ${message}`,
      remedy: '',
    };
  });
}

function placeOf(
  { params, inputs }: NonNullable<NodeEvaluation['definition']>,
  name: string,
  index: string | undefined,
): Pick<Problem['place'], 'param' | 'input'> | undefined {
  if (Object.hasOwn(params.shape, name)) return { param: name };
  const spec = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  if (!spec) return undefined;
  const nth = /^\d{1,3}$/.test(index ?? '') ? Number(index) + 1 : 1;
  return { input: isGrowing(spec) ? `${name}_${nth}` : name };
}
