import type { JobKey } from '../../graph/keys.ts';
import type { TokenName } from '../style/tokens.ts';

/** What a state means for the person: nothing yet, at work, done, done for nothing, look here, broken, needs an answer. */
export type Tone = 'idle' | 'busy' | 'ok' | 'free' | 'warn' | 'bad' | 'ask';

/** One line of a node's settings: "Duration", "8 s". */
export interface SettingRow {
  readonly label: string;
  readonly value: string;
  /** The service refused it, or it cannot be sent. */
  readonly wrong?: true;
}

/** What is linked to an input, in words: "Mara", "SH010, waiting". `label` stands in place of the socket's own. */
export type LinkedWords = string | { readonly label?: string; readonly text: string; readonly tone?: Tone };

/** How a node stands in the present run, in words: computed from pure functions outside, drawn here. */
export interface NodeView {
  /** The state's name, as in `data-state`. */
  readonly state: string;
  readonly tone: Tone;
  /** Short, beside the title: "generating 1:12". */
  readonly text: string;
  /** A line under the settings: "usually 3–5 min · request 6f21c6f0". */
  readonly detail?: string;
  /** Present while something is under way whose end is not known: a bar runs along the lower edge. */
  readonly progress?: 'busy';
  /** The settings worth a row on the node, in order. */
  readonly summary?: readonly SettingRow[];
  /** By input name (`images_2`), or by the name in the definition (`images`); else the linked node's title is shown. */
  readonly linked?: ReadonlyMap<string, LinkedWords>;
  /** A whole sentence: why it failed. Drawn on the node with a red outline. */
  readonly error?: string;
  /** The inputs with which something is wrong, by name. */
  readonly marked?: ReadonlySet<string>;
  /** The job that may have been sent: a person decides. */
  readonly undecided?: JobKey;
  /** The clip that a player or strip offers. `key` changes when the clip does; `seconds` is its length. */
  readonly clip?: { readonly key: string; readonly seconds?: number; readonly timecode?: string };
}

const toneTokens: Readonly<Record<Tone, TokenName>> = {
  idle: 'text-3',
  busy: 'busy',
  ok: 'ok',
  free: 'free',
  warn: 'warn',
  bad: 'bad',
  ask: 'ask',
};

/** The token that colours a tone. */
export function toneToken(tone: Tone): TokenName {
  return toneTokens[tone];
}
