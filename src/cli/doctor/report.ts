import { isJsonObject } from '../../graph/json.ts';
import type { Exchange } from './exchange.ts';
import type { Findings } from './findings.ts';
import { guesses } from './guesses.ts';
import { shapeOf } from './shape-of.ts';
import { tellingHeaders } from './telling-headers.ts';
import type { Verdict } from './verdict.ts';

/** What a report is made from. */
export interface ReportSources {
  readonly version: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  readonly service: string;
  readonly verdicts: readonly Verdict[];
  readonly findings: Findings;
}

/**
 * The report as Markdown: the checks, what the real service showed of everything that is guessed, and every kind of exchange by
 * status, headers and shape. It holds no token, no prompt, no request id and no address with its query (SEC11, SEC15).
 */
export function reportText({ version, at, service, verdicts, findings }: ReportSources): string {
  return [
    '# Shotgraph doctor',
    '',
    `${new Date(at).toISOString()}, Shotgraph ${version}, ${process.platform} ${process.arch}, service ${service}`,
    '',
    '## Checks',
    '',
    '| check | result | |',
    '| --- | --- | --- |',
    ...verdicts.map(
      ({ check, status, says, remedy }) => `| ${check} | ${status} | ${cell(says)} ${cell(remedy ?? '')} |`,
    ),
    ...verdicts.flatMap(({ check, details = [] }) =>
      details.length === 0 ? [] : ['', `### ${check}`, '', ...list(details)],
    ),
    '',
    '## What the service showed of what is guessed',
    ...guesses.flatMap(({ question, seen }) => {
      const lines = seen(findings);
      return ['', `### ${question}`, '', ...(lines === undefined ? ['not observed'] : block(lines))];
    }),
    '',
    '## Exchanges',
    ...exchangeKinds(findings.seen.exchanges).flatMap(([what, one, count]) => [
      '',
      `### ${what}`,
      '',
      `${count === 1 ? 'once' : `${count} times`}; the first in ${Math.round(one.ms)} ms, ${one.bytes} bytes`,
      '',
      ...block([...tellingHeaders(one.headers), '', ...bodyLines(one)]),
    ]),
    '',
  ].join('\n');
}

/** Exchanges that are of one kind to a reader: the first of each, and how many there were. */
function exchangeKinds(exchanges: readonly Exchange[]): readonly (readonly [string, Exchange, number])[] {
  const kinds = new Map<string, [Exchange, number]>();
  for (const one of exchanges) {
    const what = `${one.method} ${one.path}: ${one.trouble ?? one.status}`;
    const known = kinds.get(what);
    if (known) known[1] += 1;
    else kinds.set(what, [one, 1]);
  }
  return [...kinds].map(([what, [one, count]]) => [what, one, count]);
}

/** The input schema is held against the own one elsewhere, and would fill a page here. */
function bodyLines({ json, trouble }: Exchange): readonly string[] {
  if (trouble !== undefined) return [trouble];
  if (json === undefined) return ['no whole JSON'];
  const schema = isJsonObject(json as never) ? (json as Record<string, unknown>).input_schema : undefined;
  return schema === undefined ? shapeOf(json) : shapeOf({ ...(json as object), input_schema: {} });
}

function list(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${cell(line)}`);
}

function block(lines: readonly string[]): readonly string[] {
  return ['```', ...lines.map((line) => line.replaceAll('```', "'''")), '```'];
}

/** Text of the service or of a file name as plain text in a line of Markdown. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[|<>`\\]/g, (sign) => `\\${sign}`);
}
