import { describe, expect, it } from 'vitest';
import { linkRefusal } from '../../../src/graph/link-refusal.ts';
import { socketsOf } from '../../../src/graph/sockets-of.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { fittingChoices, linkChoices } from '../../../src/ui/outline/link-choices.ts';
import { chainedShots } from '../sample-graph.ts';

const document = chainedShots();
const from = (node: string, output: string) => linkChoices(document, nodeRegistry, { from: { node, output } });
const named = (choices: ReturnType<typeof from>) => choices.map(({ node, socket }) => `${node} ${socket}`);

describe('links that may be made', () => {
  it('lists fitting inputs, free ones before those whose link gives way', () => {
    const choices = from('2', 'prompt');
    expect(named(choices)).toEqual(['SH020 Prompt']);
    expect(choices[0]).toMatchObject({ replaces: 'SH020 prompt', to: { node: '6', input: 'prompt' } });
    expect(named(from('1', 'image'))).toEqual(['SH010 Images 2', 'SH020 Images 2']);
  });

  it('is for every output all inputs that linkRefusal lets through, but for the link that is there', () => {
    for (const node of document.nodes) {
      for (const output of socketsOf(document, node, nodeRegistry).outputs) {
        const end = { node: node.id, output: output.name };
        const allowed = document.nodes.flatMap((target) =>
          socketsOf(document, target, nodeRegistry)
            .inputs.map(({ name }) => ({ node: target.id, input: name }))
            .filter((to) => linkRefusal(document, nodeRegistry, end, to) === undefined)
            .filter(
              (to) =>
                !document.links.some(
                  (link) =>
                    link.to.node === to.node &&
                    link.to.input === to.input &&
                    link.from.node === end.node &&
                    link.from.output === end.output,
                ),
            ),
        );
        const offered = from(node.id, output.name).map(({ to }) => to);
        expect(new Set(offered.map((to) => JSON.stringify(to)))).toEqual(
          new Set(allowed.map((to) => JSON.stringify(to))),
        );
      }
    }
  });

  it('never closes a circle: the second shot is not offered to the first', () => {
    const choices = from('7', 'video');
    expect(choices.some(({ to }) => to.node === '3' || to.node === '6')).toBe(false);
  });

  it('lists outputs for an input, too', () => {
    const choices = linkChoices(document, nodeRegistry, { to: { node: '6', input: 'videos_2' } });
    expect(choices.map(({ from: end }) => end)).toEqual([{ node: '4', output: 'video' }]);
  });

  it('is empty for an end that is not there', () => {
    expect(from('99', 'video')).toEqual([]);
    expect(from('4', 'constructor')).toEqual([]);
  });

  it('is narrowed by every word of a search', () => {
    const choices = from('1', 'image');
    expect(named(fittingChoices(choices, 'sh020 image'))).toEqual(['SH020 Images 2']);
    expect(fittingChoices(choices, 'sh020 audio')).toEqual([]);
  });
});
