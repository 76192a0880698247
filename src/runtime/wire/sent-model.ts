import type { Settings } from './messages.ts';

/** The id that is sent for a model as written: the newer one that a person accepted, or itself. */
export function sentModelOf({ acceptedModels }: Pick<Settings, 'acceptedModels'>, model: string): string {
  return (Object.hasOwn(acceptedModels, model) ? acceptedModels[model] : undefined) ?? model;
}
