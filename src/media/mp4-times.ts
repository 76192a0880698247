import { type Mp4Box, viewOf, walkBoxes } from './mp4-box-walk.ts';

const containers = new Set(['moov', 'trak', 'mdia']);
const dated = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * Sets creation and modification time to zero in every header of an MP4, in place, so that equal work gives equal bytes.
 * ISO/IEC 14496-12 clauses 8.2.2, 8.3.2 and 8.4.2: both stand first, 32 bits each in version 0 and 64 bits in version 1.
 */
export function zeroCreationTimes(bytes: Uint8Array): void {
  const view = viewOf(bytes);
  const visit = ({ type, body, end }: Mp4Box): void => {
    if (containers.has(type)) walkBoxes(view, body, end).boxes.forEach(visit);
    if (dated.has(type)) bytes.fill(0, body + 4, body + 4 + (view.getUint8(body) === 1 ? 16 : 8));
  };
  walkBoxes(view, 0, bytes.length).boxes.forEach(visit);
}
