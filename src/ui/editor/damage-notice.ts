import type { Health } from '../../runtime/wire/messages.ts';
import type { Notice } from './editor.ts';

/** What a person is told of a journal with records that could not be read (faults.md S14). */
export function damageNotice({ setAside, file }: NonNullable<Health['damage']>): Omit<Notice, 'id'> {
  const one = setAside === 1;
  return {
    tone: 'warn',
    text: `${setAside} ${one ? 'record' : 'records'} of your jobs cannot be read.`,
    detail: `${one ? 'It stays' : 'They stay'} in ${file}; jobs may be missing here. Before you buy a shot again, look for it in the list of requests at RunComfy.`,
  };
}
