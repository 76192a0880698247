import type { GraphDocument } from '../../graph/document.ts';
import type { ReadReport } from '../../graph/file/read-graph-file.ts';
import { shownText } from '../canvas/shown-text.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { OpenGraphs } from './open-graph.ts';

/** A graph that was read, and what a person should know of it. */
export interface ReadGraph {
  readonly document: GraphDocument;
  readonly report: ReadReport;
}

/** Opens a graph that was read: one step of undo. `inFile`: the person has it as a file. */
export function showOpened(
  { newId }: Pick<EditorOptions, 'newId'>,
  core: EditorCore,
  graphs: OpenGraphs,
  { document, report }: ReadGraph,
  inFile: boolean,
): void {
  graphs.open({ graphId: newId(), document }, `Open ${shownText(document.title)}`, { inFile });
  core.dismissOfGraph();
  core.set({ selection: new Set() });
  const { problems } = report;
  if (problems.length > 0) core.notify({ tone: 'warn', text: reportWords(report), problems, ofGraph: true });
}

function reportWords({ placeholders, danglingLinks, problems }: ReadReport): string {
  const count = (n: number, one: string, many: string): readonly string[] =>
    n === 0 ? [] : [n === 1 ? `1 ${one}` : `${n} ${many}`];
  const parts = [
    ...count(placeholders, 'node that Shotgraph does not know', 'nodes that Shotgraph does not know'),
    ...count(danglingLinks, 'link without an end', 'links without an end'),
  ];
  if (parts.length > 0) return `Opened, with ${parts.join(' and ')}.`;
  return problems.length === 1 ? 'Opened, with one remark.' : `Opened, with ${problems.length} remarks.`;
}
