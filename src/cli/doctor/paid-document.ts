import { emptyDocument, type GraphDocument } from '../../graph/document.ts';
import { addNode, connect } from '../../graph/edit.ts';
import type { JsonObject } from '../../graph/json.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { askedClip } from './findings.ts';

/** The one shot that `--paid` buys. It never changes, so that whoever asks again joins it or has it already. */
export function paidDocument(registry: NodeRegistry): GraphDocument {
  let document = emptyDocument('Shotgraph doctor');
  const add = (type: string, params: JsonObject, title?: string): string => {
    const definition = registry.get(type);
    if (!definition) throw new Error(`the registry has no ${type}`);
    const added = addNode(document, definition, { pos: [0, 0], params, ...(title !== undefined && { title }) });
    document = added.document;
    return added.id;
  };
  const prompt = add('Prompt', {
    text: 'A paper lantern sways in a light wind, a small bell rings twice. Static camera, soft evening light.',
  });
  const shot = add('SeedanceGenerate', { ...askedClip }, 'Doctor');
  const clip = add('Poll', {});
  document = connect(document, { node: prompt, output: 'prompt' }, { node: shot, input: 'prompt' });
  return connect(document, { node: shot, output: 'job' }, { node: clip, input: 'job' });
}
