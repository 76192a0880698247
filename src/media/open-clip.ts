import type { ClipFacts, SoundFacts } from './clip-facts.ts';
import { MediaError } from './media-error.ts';
import { checkMp4 } from './mp4-boxes.ts';
import type { InputAudioTrack, InputVideoTrack } from './mediabunny.ts';

/** A clip opened for reading. Whoever opens it disposes it. */
export interface OpenClip {
  readonly facts: ClipFacts;
  readonly video: InputVideoTrack;
  readonly sound: InputAudioTrack | undefined;
  /** Where the video begins on the file's own clock, in seconds. */
  readonly firstTimestamp: number;
  dispose(): void;
}

/** Opens a whole MP4 or QuickTime file, fragmented or not, and reads its facts. Throws a MediaError that names the clip when it cannot be read. */
export async function openClip(name: string, bytes: Uint8Array): Promise<OpenClip> {
  const check = checkMp4(bytes);
  if (!check.ok && check.kind !== 'fragmented') {
    throw new MediaError('clip-unreadable', `${name} cannot be read. ${check.reason}`);
  }
  const { BufferSource, Input, MP4, QTFF } = await import('./mediabunny.ts');
  const input = new Input({ formats: [MP4, QTFF], source: new BufferSource(bytes) });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) throw new MediaError('clip-without-video', `${name} has no video in it.`);
    const sound = (await input.getPrimaryAudioTrack()) ?? undefined;
    const { facts, firstTimestamp } = await readFacts(video, sound);
    return { facts, video, sound, firstTimestamp, dispose: () => input.dispose() };
  } catch (error) {
    input.dispose();
    if (error instanceof MediaError) throw error;
    throw new MediaError('clip-unreadable', `${name} cannot be read as an MP4.`, { cause: error });
  }
}

async function readFacts(video: InputVideoTrack, sound: InputAudioTrack | undefined) {
  const { first, end, frames } = await readSpan(video);
  if (frames === 0) throw new Error('The video track holds no frames.');
  const config = await video.getDecoderConfig();
  if (!config) throw new Error('The codec of the video is unknown.');
  const aspect = await video.getPixelAspectRatio();
  const frameRate = frames / (end - first);
  const facts: ClipFacts = {
    duration: end - first,
    width: await video.getDisplayWidth(),
    height: await video.getDisplayHeight(),
    codedWidth: await video.getCodedWidth(),
    codedHeight: await video.getCodedHeight(),
    rotation: await video.getRotation(),
    mirrored: await video.getFlip(),
    pixelAspect: `${aspect.num}:${aspect.den}`,
    codec: config.codec,
    decoderDescription: hexadecimal(config.description),
    frameRate,
    hiddenStart: first < -0.5 / frameRate,
    sound: sound && (await readSoundFacts(sound)),
  };
  return { facts, firstTimestamp: first };
}

/** Frames are in decoding order and the container's own duration may count sound, so the span is taken from all of them. */
async function readSpan(video: InputVideoTrack) {
  const { EncodedPacketSink } = await import('./mediabunny.ts');
  let first = Infinity;
  let end = -Infinity;
  let frames = 0;
  for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true })) {
    first = Math.min(first, packet.timestamp);
    end = Math.max(end, packet.timestamp + packet.duration);
    frames += 1;
  }
  return { first, end, frames };
}

async function readSoundFacts(sound: InputAudioTrack): Promise<SoundFacts> {
  const codec = await sound.getCodecParameterString();
  if (codec === null) throw new Error('The codec of the sound is unknown.');
  return { codec, sampleRate: await sound.getSampleRate(), channels: await sound.getNumberOfChannels() };
}

function hexadecimal(source: AllowSharedBufferSource | undefined): string {
  if (!source) return '';
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
