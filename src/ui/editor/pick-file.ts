import { type NodeId, nodeOf } from '../../graph/document.ts';
import { setParam } from '../../graph/edit.ts';
import { hashBytes } from '../../graph/hash.ts';
import type { LocalFile } from '../../graph/local-file.ts';
import { fieldOf } from '../../graph/param-field.ts';
import { sniffMediaType } from '../../media/sniff-media-type.ts';
import { GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import { shownText } from '../canvas/shown-text.ts';
import { titleOf } from '../canvas/title-of.ts';
import { accepts } from '../files/accepts.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { OpenGraphs } from './open-graph.ts';
import { troubleNotice } from './trouble-words.ts';

/** Reads a picked or dropped file, keeps its bytes here and at the gateway, and names it in a node's param. */
export async function pickFile(
  options: EditorOptions,
  core: EditorCore,
  graphs: OpenGraphs,
  at: { readonly node: NodeId; readonly param: string; readonly file: File },
): Promise<void> {
  const { registry, stores, jobs } = options;
  const node = nodeOf(graphs.present.document, at.node);
  const definition = node && !node.foreign ? registry.get(node.type) : undefined;
  if (!node || !definition) return;
  const called = `“${shownText(at.file.name)}”`;
  const bytes = new Uint8Array(await at.file.arrayBuffer());
  const type = sniffMediaType(bytes);
  if (!accepts(fieldOf(definition, at.param).accept, type)) {
    const detail = type === undefined ? 'It is no picture, clip or sound that is known.' : `It is ${type}.`;
    core.notify({ tone: 'bad', text: `${called} does not fit ${titleOf(node, registry)}.`, detail });
    return;
  }
  const blob = new Blob([bytes], { type: type ?? '' });
  const local: LocalFile = { name: at.file.name.slice(0, 255) || 'file', size: bytes.length, sha256: hashBytes(bytes) };
  await stores.clips.put(local.sha256, blob);
  try {
    await jobs.putMedia(local.sha256, blob);
  } catch (error) {
    const notice = troubleNotice(error, `The gateway did not take ${called}.`);
    if (!notice) throw error;
    // Without a gateway the bytes wait here, and a run brings them.
    if (!(error instanceof GatewayUnreachable)) {
      core.notify(notice);
      return;
    }
  }
  graphs.edit(
    setParam(graphs.present.document, node.id, at.param, { ...local }),
    `Choose ${local.name} for ${titleOf(node, registry)}`,
  );
}
