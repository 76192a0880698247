import { emptyDocument } from '../../graph/document.ts';
import { readGraphFile } from '../../graph/file/read-graph-file.ts';
import { tokenLikePlaces } from '../../graph/file/token-like.ts';
import { writeGraphFile } from '../../graph/file/write-graph-file.ts';
import { shownText } from '../canvas/shown-text.ts';
import { fileNameOf } from '../files/file-name.ts';
import { refusalWords } from '../files/problem-place.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { Editor } from './editor.ts';
import type { OpenGraphs } from './open-graph.ts';
import type { Questions } from './questions.ts';
import { showOpened } from './show-opened.ts';

type FileCalls = Pick<Editor, 'newGraph' | 'openGraph' | 'saveGraph' | 'downloadGraph'>;

/** Opening, saving and beginning graphs. A file is opened in one go, so two never mix (G19). */
export function graphFiles(
  options: EditorOptions,
  core: EditorCore,
  graphs: OpenGraphs,
  { ask }: Questions,
): FileCalls {
  const { registry, newId, download } = options;

  const open = (file: Uint8Array | string, name: string | undefined): void => {
    const result = readGraphFile(file, registry, name === undefined ? {} : { name });
    const called = name === undefined ? 'This text' : `“${shownText(name)}”`;
    if (!result.ok) {
      core.notify({
        tone: 'bad',
        text: `${called} was not opened.`,
        detail: refusalWords(result.problem),
        ofGraph: true,
      });
      return;
    }
    // Text comes from templates and pages; bytes are a file that the person has.
    showOpened(options, core, graphs, result, typeof file !== 'string');
  };

  const save = (): void => {
    const { title } = graphs.present.document;
    download(fileNameOf(title), writeGraphFile(graphs.withView(), registry));
    graphs.saved();
  };

  return {
    newGraph() {
      graphs.open({ graphId: newId(), document: emptyDocument() }, 'New graph');
      core.dismissOfGraph();
      core.set({ selection: new Set() });
    },
    openGraph: async (file, name) => open(file, name),
    saveGraph: () => writeGraphFile(graphs.withView(), registry),
    downloadGraph() {
      const problems = tokenLikePlaces(graphs.present.document);
      if (problems.length === 0) return save();
      const text = 'This graph holds something that looks like an access token. Whoever gets the file can read it.';
      ask({ title: 'Before you save', text, problems, yes: 'Save all the same', no: 'Do not save' }, save);
    },
  };
}
