import type { GraphDocument, GraphNode, Link } from '../../src/graph/document.ts';
import { emptyDocument } from '../../src/graph/document.ts';

/** A node with everything that rarely matters left at its beginning. */
export function sampleNode(id: string, type: string, set: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    type,
    pos: [0, 0],
    size: [200, 100],
    mode: 'active',
    collapsed: false,
    pinned: false,
    params: {},
    ...set,
  };
}

/** `a.out > b.in` as a link. */
export function sampleLink(text: string): Link {
  const [from = '', to = ''] = text.split('>').map((end) => end.trim());
  const [[source = '', output = ''], [target = '', input = '']] = [from.split('.'), to.split('.')];
  return { from: { node: source, output }, to: { node: target, input } };
}

export function sampleDocument(nodes: readonly GraphNode[], links: readonly string[] = []): GraphDocument {
  return { ...emptyDocument('Night market'), nodes, links: links.map(sampleLink) };
}

/** A picture and two chained shots, joined to a film. */
export function chainedShots(): GraphDocument {
  const file = { name: 'mara.jpg', size: 55_685, sha256: '7'.repeat(64) };
  return sampleDocument(
    [
      sampleNode('1', 'ImageRef', { title: 'Mara', params: { file, name: 'Mara' } }),
      sampleNode('2', 'Prompt', { title: 'SH010 prompt', params: { text: '@Mara waits under a lantern.' } }),
      sampleNode('3', 'SeedanceGenerate', { title: 'SH010', params: { duration: 8 } }),
      sampleNode('4', 'Poll', {}),
      sampleNode('5', 'Prompt', { title: 'SH020 prompt', params: { text: 'Extend @SH010. @Mara walks away.' } }),
      sampleNode('6', 'SeedanceGenerate', { title: 'SH020' }),
      sampleNode('7', 'Poll', {}),
      sampleNode('8', 'Storyboard', { title: 'Film' }),
    ],
    [
      '1.image > 3.images_1',
      '2.prompt > 3.prompt',
      '3.job > 4.job',
      '1.image > 6.images_1',
      '4.video > 6.videos_1',
      '5.prompt > 6.prompt',
      '6.job > 7.job',
      '4.video > 8.shots_1',
      '7.video > 8.shots_2',
    ],
  );
}
