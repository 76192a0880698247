/** The resolutions the model offers. */
export type Resolution = '480p' | '720p' | '1080p';
/** The aspect ratios a clip can have. */
export type Ratio = '16:9' | '9:16' | '4:3' | '3:4' | '1:1' | '21:9';

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

const size = (width: number, height: number): PixelSize => ({ width, height });

/** The sizes remembered of the earlier Seedance models; the service publishes none for this one. */
const sizes: Readonly<Record<Resolution, Readonly<Record<Ratio, PixelSize>>>> = {
  '480p': {
    '16:9': size(864, 496),
    '9:16': size(496, 864),
    '4:3': size(752, 560),
    '3:4': size(560, 752),
    '1:1': size(640, 640),
    '21:9': size(992, 432),
  },
  '720p': {
    '16:9': size(1280, 720),
    '9:16': size(720, 1280),
    '4:3': size(1112, 834),
    '3:4': size(834, 1112),
    '1:1': size(960, 960),
    '21:9': size(1470, 630),
  },
  '1080p': {
    '16:9': size(1920, 1080),
    '9:16': size(1080, 1920),
    '4:3': size(1664, 1248),
    '3:4': size(1248, 1664),
    '1:1': size(1440, 1440),
    '21:9': size(2206, 946),
  },
};

/** The pixels of a clip. */
export function pixelSize(resolution: Resolution, ratio: Ratio): PixelSize {
  return sizes[resolution][ratio];
}

/** Every size a clip can have. */
export function allPixelSizes(): readonly PixelSize[] {
  return Object.values(sizes).flatMap((byRatio) => Object.values(byRatio));
}

/** The ratio of a request that leaves it to the model ("adaptive"): 16:9 where no reference says otherwise. */
export function resolveRatio(ratio: Ratio | 'adaptive'): Ratio {
  return ratio === 'adaptive' ? '16:9' : ratio;
}
