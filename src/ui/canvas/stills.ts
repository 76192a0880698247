import { safeUrl } from '../faces/safe-url.ts';

/** Pictures decoded for drawing small, by their object URL. */
export interface Stills {
  /** The picture, once it is decoded; the first question starts that. */
  of(url: string | undefined): CanvasImageSource | undefined;
  forget(): void;
}

export function createStills(arrived: () => void): Stills {
  const pictures = new Map<string, HTMLImageElement>();
  return {
    of(url) {
      const safe = safeUrl(url);
      if (safe === undefined) return undefined;
      const known = pictures.get(safe);
      if (known) return known.complete && known.naturalWidth > 0 ? known : undefined;
      const picture = new Image();
      picture.addEventListener('load', arrived, { once: true });
      picture.src = safe;
      pictures.set(safe, picture);
      return undefined;
    },
    forget: () => pictures.clear(),
  };
}
