import type { NodeId } from '../../graph/document.ts';

/**
 * Pictures and clips for the faces, as object URLs and Blobs that somebody else made and revokes. Nothing here fetches by
 * itself what an opened file names (SEC26): what is not there yet is undefined.
 */
export interface MediaViews {
  /** An object URL of the picture that a node shows. */
  image(node: NodeId): string | undefined;
  /** An object URL of the first frame of a node's clip. */
  poster(node: NodeId): string | undefined;
  /** The bytes of a node's clip or sound, read when somebody presses play. */
  clip(node: NodeId): Promise<Blob> | undefined;
}

/** No media at all. */
export const noMedia: MediaViews = { image: () => undefined, poster: () => undefined, clip: () => undefined };
