/** Rows of ITU-T H.264 table A-1: `level_idc`, MaxFS in macroblocks a frame, MaxMBPS in macroblocks a second. */
const levels: readonly (readonly [idc: number, frameSize: number, perSecond: number])[] = [
  [30, 1620, 40_500],
  [31, 3600, 108_000],
  [32, 5120, 216_000],
  [40, 8192, 245_760],
  [42, 8704, 522_240],
  [50, 22_080, 589_824],
  [51, 36_864, 983_040],
];

/** The lowest `level_idc` that allows pictures of `macroblocks` at `fps`; throws RangeError when none does. */
export function levelFor(macroblocks: number, fps: number): number {
  const level = levels.find(([, frameSize, perSecond]) => macroblocks <= frameSize && macroblocks * fps <= perSecond);
  if (!level) throw new RangeError(`No H.264 level allows ${macroblocks} macroblocks at ${fps} frames a second`);
  return level[0];
}
