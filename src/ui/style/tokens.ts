/** The tokens of tokens.css that drawing code needs as values. */
const tokenNames = [
  'font',
  'mono',
  'bg-canvas',
  'bg-1',
  'bg-2',
  'bg-3',
  'bg-hover',
  'bg-field',
  'line',
  'line-strong',
  'text-1',
  'text-2',
  'text-3',
  'accent',
  'accent-ink',
  'focus',
  'free',
  'ok',
  'busy',
  'warn',
  'bad',
  'ask',
  'sock-text',
  'sock-image',
  'sock-video',
  'sock-audio',
  'sock-job',
  'sock-any',
  'shade',
] as const;
export type TokenName = (typeof tokenNames)[number];
export type Tokens = Readonly<Record<TokenName, string>>;

/** Reads the tokens as they hold at an element. Throws where tokens.css was not loaded. */
export function readTokens(element: Element): Tokens {
  const style = getComputedStyle(element);
  const entries = tokenNames.map((name) => [name, style.getPropertyValue(`--${name}`).trim()] as const);
  const missing = entries.find(([, value]) => value === '');
  if (missing) throw new Error(`the design token --${missing[0]} is not defined: load src/ui/style/tokens.css`);
  return Object.fromEntries(entries) as Tokens;
}

const socketTokens = new Map<string, TokenName>([
  ['TEXT', 'sock-text'],
  ['IMAGE', 'sock-image'],
  ['VIDEO', 'sock-video'],
  ['AUDIO', 'sock-audio'],
  ['JOB', 'sock-job'],
]);

/** The token that colours a socket type; foreign types share one. */
export function socketToken(type: string): TokenName {
  return socketTokens.get(type) ?? 'sock-any';
}
