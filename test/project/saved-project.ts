import { setParam } from '../../src/graph/edit.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import type { GraphDocument } from '../../src/graph/document.ts';
import { hashBytes } from '../../src/graph/hash.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { gatherProject, type ProjectChoice } from '../../src/project/gather-project.ts';
import { projectSource } from '../../src/project/project-keys.ts';
import { writeProject } from '../../src/project/write-project.ts';
import { orderOf } from '../../src/runtime/run/order-of.ts';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import { createJobWorld, type JobWorld, live, recordOf } from '../fakes/job-world.ts';
import type { JobOwner } from '../../src/runtime/jobs/ports.ts';
import { chainedShots } from '../ui/sample-graph.ts';
import { ownerClient } from './owner-client.ts';

const picture = new TextEncoder().encode('a picture');

/** Two chained shots whose picture is at hand. */
export function shots(): GraphDocument {
  const file = { name: 'mara.jpg', size: picture.length, sha256: hashBytes(picture) };
  return setParam(chainedShots(), '1', 'file', file);
}

/** A machine that owns jobs, with the picture of the shots. */
export async function machine(withPicture = true) {
  const world = createJobWorld();
  if (withPicture) world.bytes.keep(picture, 'image/jpeg');
  const { owner } = await world.life();
  await owner.saveSettings({ acceptedModels: {}, inlineMedia: true });
  return { world, owner, ...ownerClient(owner, world.bytes) };
}

/** Buys every shot of a document, one after the other; those that are made already join. */
export async function buy(document: GraphDocument, owner: JobOwner, world: JobWorld): Promise<void> {
  for (const { order, node } of evaluate(document, nodeRegistry, live).nodes.values()) {
    if (!order) continue;
    const origin = { graph: document.title, node: node.id, title: node.title ?? '' };
    const [record] = owner.known([order.jobKey]).jobs;
    const before = record && presentAttempt(record);
    const attempt = before === undefined ? 1 : before.status === 'succeeded' ? before.n : before.n + 1;
    await owner.put(
      order.jobKey,
      orderOf(order, { attempt, quoted: undefined }, origin, (ref) => ('sha256' in ref ? ref.sha256 : undefined)),
    );
    await world.clock.runUntil(() => presentAttempt(recordOf(owner, order.jobKey)).status === 'succeeded');
  }
}

/** A document as a project file, with what a machine knows of it. */
export async function saved(
  document: GraphDocument,
  { client, world }: Awaited<ReturnType<typeof machine>>,
  choice: ProjectChoice = { clips: 'all', rehearsals: true },
) {
  const source = await projectSource(document, nodeRegistry, ['sandbox', live], client);
  const gathered = gatherProject(source, choice);
  const written = writeProject(gathered, {
    title: document.title,
    graph: writeGraphFile(document, nodeRegistry),
    madeBy: 'Shotgraph 1.2.3',
    madeAt: world.clock.now(),
    open: ({ sha256 }) => client.media(sha256),
  });
  const file = await new Response(written.stream).blob();
  return { file, missing: written.missing, gathered };
}
