import type { GraphDocument, NodeId, View } from '../../graph/document.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Price } from '../../graph/price.ts';
import type { Problem } from '../../graph/problem.ts';
import type { Quote } from '../../graph/quote.ts';
import type { Rate } from '../../graph/rate.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { ProjectChoice, ProjectSource } from '../../project/gather-project.ts';
import type { NodeState } from '../../runtime/run/node-states.ts';
import type { Run } from '../../runtime/run/run.ts';
import type { RunPart } from '../../runtime/run/run-part.ts';
import type { JobClient, ServicePath } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { Accuracy, Health, Resolution, Settings } from '../../runtime/wire/messages.ts';
import type { SpendReport, UnderWay } from '../../runtime/wire/spend.ts';
import type { PartWords } from '../dialogs/part-words.ts';

/** Something the person is told, until they put it away. */
export interface Notice {
  readonly id: string;
  readonly tone: 'info' | 'ok' | 'warn' | 'bad';
  readonly text: string;
  /** What to do about it, or more about it. */
  readonly detail?: string;
  /** A whole list, such as an import report. */
  readonly problems?: readonly Problem[];
  /** Speaks of the graph that was open, or was to be opened: it goes when another one opens or a rehearsal begins. */
  readonly ofGraph?: boolean;
}

/** A quote that waits for an answer. */
export interface PendingQuote {
  readonly quote: Quote;
  readonly price: Price;
  /** How the last quotes stood to the bill. */
  readonly accuracy: Accuracy | undefined;
  /** Errors that keep parts of the graph from running, and warnings. */
  readonly problems: readonly Problem[];
  readonly settings: Settings;
  /** What is agreed; asked again when the plan has changed meanwhile. */
  readonly fingerprint: string;
  /** Why it is asked again: what changed meanwhile, or what is still lacking, a sentence each. */
  readonly changed: readonly string[];
  /** Which part of the graph it is for, where it is not for all of it, and what may be unexpected about that. */
  readonly part?: PartWords;
}

/** Live money as the gateway sums it up, with what this browser's Runs have agreed to and not ordered yet. */
export interface Money {
  readonly report: SpendReport;
  readonly unsent: UnderWay;
}

/** Something that is asked before it is done. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly problems: readonly Problem[];
  /** The button that goes on. */
  readonly yes: string;
  /** The button that leaves everything as it is. */
  readonly no: string;
}

/** A draft that this browser keeps besides the open graph. */
export interface DraftEntry {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export type Kept = 'file' | 'browser' | 'nowhere';

/** A graph file that a person may start from. */
export interface Template {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly text: string;
}

/** A project on its way in. */
export interface Opening {
  readonly name: string;
  readonly bytes: number;
  readonly of: number;
}

/** Everything the views draw from: a value that is replaced as a whole. */
export interface EditorState {
  /** Names the draft in this browser. */
  readonly graphId: string;
  readonly document: GraphDocument;
  readonly selection: ReadonlySet<NodeId>;
  /** Whose states and clips are shown: the document's last Run's, until the person switches. */
  readonly shown: ServicePath;
  /** The document evaluated for the shown service. */
  readonly evaluation: Evaluation;
  readonly states: ReadonlyMap<NodeId, NodeState>;
  /** The document's last Run on any service. */
  readonly run: Run | undefined;
  /** All Runs of the document that have not ended, newest first: one that was edited meanwhile is run beside the first. */
  readonly underWay: readonly Run[];
  /** The records of what the last Run and those under way agreed to, as far as they are known. */
  readonly agreed: ReadonlyMap<JobKey, JobRecord>;
  /** What the Runs that have ended on the shown service were to make and did not, each with its Run. */
  readonly unmade: ReadonlyMap<NodeId, Run>;
  /** What undo and redo would take back or do again, in words. */
  readonly history: { readonly undo?: string; readonly redo?: string };
  /** Changed since it was last opened or saved as a file. */
  readonly edited: boolean;
  /** Where the open graph stands as it is: in a file, as a draft in this browser, or nowhere but in this page. */
  readonly kept: Kept;
  readonly connection: 'connecting' | 'connected' | 'unreachable';
  readonly health: Health | undefined;
  readonly quote: PendingQuote | undefined;
  /** Undefined until the gateway told it. */
  readonly money: Money | undefined;
  readonly question: Question | undefined;
  /** A project that is being opened: its file's name, and how many bytes of how many are taken in. */
  readonly opening?: Opening | undefined;
  readonly notices: readonly Notice[];
  readonly theme: 'dark' | 'light';
}

/** The editor as its views see it: one state, and the calls that change it. Refusals become notices, never exceptions. */
export interface Editor {
  readonly registry: NodeRegistry;
  readonly jobs: JobClient;
  readonly templates: readonly Template[];
  readonly state: EditorState;
  /** Calls back after every change of `state`; returns what ends that. */
  subscribe(listener: () => void): () => void;

  /** Makes an edit one step of undo. Edits with the same `merge` in a row are one step: typing, dragging a slider. */
  edit(next: GraphDocument, label: string, merge?: string): void;
  undo(): void;
  redo(): void;
  select(nodes: ReadonlySet<NodeId>): void;

  /** Takes up what part of the graph is shown: saved with it, and no step of undo. */
  look(view: View): void;

  /** The drafts of this browser but the open one, latest first; none where they cannot be read. */
  drafts(): Promise<readonly DraftEntry[]>;
  /** Opens a draft: one step of undo. */
  openDraft(id: string): Promise<void>;

  newGraph(): void;
  /** Opens a graph file; a refusal is a notice and leaves the open graph alone. */
  openGraph(file: Uint8Array | string, name?: string): Promise<void>;
  /** The graph file's text. */
  saveGraph(): string;
  /** Saves to a file that the browser downloads, after asking about token-like strings. */
  downloadGraph(): void;
  /** Opens a file that the person has: a graph, or a project, one after the other; a refusal is a notice. */
  openFile(file: Blob, name: string): Promise<void>;
  /** Leaves the project that is being opened, and the open graph as it is. */
  stopOpening(): void;
  /** What could go into a project of the open graph; undefined where that cannot be known, which is told. */
  projectSource(): Promise<ProjectSource | undefined>;
  /** Saves a project to a file that the browser downloads. Resolves with whether it was. */
  saveProject(
    source: ProjectSource,
    choice: ProjectChoice,
    how: { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void },
  ): Promise<boolean>;
  /** Answers the question that stands. */
  answer(yes: boolean): void;

  /** Rehearses straight away; live it shows the quote first. All of the graph, or a part of it. */
  run(service: ServicePath, part?: RunPart): Promise<void>;
  agree(consent: { readonly inlineMedia: boolean; readonly typed?: number }): Promise<void>;
  dismissQuote(): void;
  /** Cancels every Run of the graph that is under way. */
  cancelRun(): Promise<void>;
  /** Goes on with the Run that stands still: one that asks first (an hour away), or waits for token, credit or a person. */
  continueRun(): Promise<void>;
  /** Sets the next take; the next run buys it and what follows. */
  newTake(node: NodeId): void;
  /** Decides about a job. Resolves with why that was not taken, as a sentence, or with nothing. */
  resolve(job: JobKey, resolution: Resolution): Promise<string | undefined>;
  cancelJob(job: JobKey): Promise<void>;
  /** Stops asking about a job that does not end, or asks again. */
  setWatched(job: JobKey, watched: boolean): Promise<void>;
  /** Asks the service once more for what a job lacks. Resolves with what came of it, in a sentence. */
  lookAgain(job: JobKey): Promise<string>;
  /** Agrees to send a newer id in place of the model as written, and remembers it. */
  acceptModel(written: string, sent: string): Promise<void>;

  /** Keeps what one second of a model's clips costs, as the person typed it; undefined forgets it. A quote that stands is priced anew. */
  setRate(rated: Pick<Rate, 'model' | 'resolution'>, usdPerSecond: number | undefined): Promise<void>;
  /** More generations than this in one run are agreed to by typing their number (U09). */
  setTypedAbove(count: number): Promise<void>;
  /** Asks for the sums of money now. */
  lookAtMoney(): Promise<void>;

  /** Puts a job of the history on the canvas again, with all that goes into it: one step of undo, and nothing is bought. */
  putBack(job: JobRecord): Promise<void>;
  /** Adds the clip of a job as a reference. */
  useClip(job: JobRecord): Promise<void>;

  /** Stores a picked or dropped file and puts it into a node's param. */
  pickFile(node: NodeId, param: string, file: File): Promise<void>;
  /** Adds a node of a type at a point in graph units, or in the middle of the view. */
  addNode(type: string, at?: readonly [number, number]): NodeId | undefined;
  show(service: ServicePath): void;
  setTheme(theme: 'dark' | 'light'): void;
  notify(notice: Omit<Notice, 'id'>): void;
  dismiss(notice: string): void;
}
