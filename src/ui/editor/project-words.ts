import type { GatheredMedium } from '../../project/gather-project.ts';
import type { TakenIn } from '../../project/take-in-project.ts';
import type { Notice } from './editor.ts';

/** What came with a project, in words. */
export function takenInWords(taken: TakenIn): Pick<Notice, 'text' | 'detail'> {
  const { clips, references, records, withoutClip, known, refused } = taken;
  const parts = [counted(clips, 'clip'), counted(references, 'reference'), counted(records, 'job record')];
  const missing =
    withoutClip === 0 ? '' : `; ${counted(withoutClip, 'clip')} ${withoutClip === 1 ? 'is' : 'are'} missing`;
  const detail = [
    ...(records > known + refused
      ? ['What came with it is marked as from a project file, and cost nothing here.']
      : []),
    ...(known > 0
      ? [`${counted(known, 'record')} ${known === 1 ? 'was' : 'were'} here already and stays as it is.`]
      : []),
    ...(refused > 0
      ? [`${counted(refused, 'record')} cannot be true and ${refused === 1 ? 'was' : 'were'} left out.`]
      : []),
    ...(withoutClip > 0 ? ['A missing clip can be bought here, or comes with a project that holds it.'] : []),
  ];
  return {
    text: `Opened with ${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}${missing}.`,
    detail: detail.join(' '),
  };
}

/** What a saved project lacks, as a notice. */
export function missingWords(missing: readonly GatheredMedium[]): Omit<Notice, 'id'> {
  const count = (of: GatheredMedium['of']): number => missing.filter((medium) => medium.of === of).length;
  const parts = [
    ...(count('clip') > 0 ? [counted(count('clip'), 'clip')] : []),
    ...(count('reference') > 0 ? [counted(count('reference'), 'reference')] : []),
  ];
  return {
    tone: 'warn',
    text: `The project was saved without ${parts.join(' and ')}.`,
    detail:
      'Their files are not here any more, or are not what they were. Pick a reference again; a clip can be looked for in its history.',
  };
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
