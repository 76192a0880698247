/** What the sound of a clip is encoded as. `codec` is the RFC 6381 string, `sampleRate` is in hertz. */
export interface SoundFacts {
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
}

/** What there is to know of a clip without decoding it. */
export interface ClipFacts {
  /** Seconds from the first video timestamp to the end of the last frame; sound may be longer or shorter. */
  readonly duration: number;
  /** Pixels as shown: after rotation and pixel aspect ratio. */
  readonly width: number;
  readonly height: number;
  /** Pixels as encoded. */
  readonly codedWidth: number;
  readonly codedHeight: number;
  /** Clockwise degrees by which a player turns the frames. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
  /** Pixel width to pixel height, reduced, as "1:1". */
  readonly pixelAspect: string;
  /** RFC 6381 string, as "avc1.64001f". */
  readonly codec: string;
  /** The decoder's description (avcC for H.264, ISO/IEC 14496-15) as hexadecimal text; empty when the codec has none. */
  readonly decoderDescription: string;
  /** Frames a second, on average. */
  readonly frameRate: number;
  /** Frames before time 0 that a player decodes and hides: left over when a head was cut without re-encoding. */
  readonly hiddenStart: boolean;
  readonly sound: SoundFacts | undefined;
}
