import { zeroCreationTimes } from '../../media/mp4-times.ts';
import type { AvcConfiguration } from './avc-configuration.ts';
import type { PixelSize } from './pixel-size.ts';
import { audioSpecificConfig, channelCount, sampleRate, samplesPerFrame } from './tones.ts';

/** What goes into the file. */
export interface ClipTracks {
  readonly size: PixelSize;
  readonly fps: number;
  readonly configuration: AvcConfiguration;
  /** One access unit a frame, made when it is asked for. */
  readonly pictures: Iterable<{ readonly accessUnit: Uint8Array; readonly key: boolean }>;
  /** AAC frames, the first of them before time zero; undefined makes a file without a sound track. */
  readonly sound: readonly Uint8Array[] | undefined;
}

const soundFrameSeconds = samplesPerFrame / sampleRate;

/** Writes a plain MP4 with its index in front (ISO/IEC 14496-12). Its times of creation are zero. */
export async function writeMp4({
  size,
  fps,
  configuration,
  pictures,
  sound,
}: ClipTracks): Promise<Uint8Array<ArrayBuffer>> {
  const library = await import('../../media/mediabunny.ts');
  const target = new library.BufferTarget();
  const output = new library.Output({ format: new library.Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const videoSource = new library.EncodedVideoPacketSource('avc');
  output.addVideoTrack(videoSource, { frameRate: fps });
  const soundSource = sound && new library.EncodedAudioPacketSource('aac');
  if (soundSource) output.addAudioTrack(soundSource);
  await output.start();

  const soundFrames = sound ?? [];
  let soundFramesAdded = 0;
  const addSoundBefore = async (time: number): Promise<void> => {
    for (const data of soundFrames.slice(soundFramesAdded)) {
      const timestamp = (soundFramesAdded - 1) * soundFrameSeconds;
      if (timestamp >= time) return;
      const packet = new library.EncodedPacket(data, 'key', timestamp, soundFrameSeconds);
      await soundSource?.add(packet, soundFramesAdded === 0 ? { decoderConfig: soundConfig() } : undefined);
      soundFramesAdded++;
    }
  };
  let frame = 0;
  for (const { accessUnit, key } of pictures) {
    await addSoundBefore(frame / fps);
    const packet = new library.EncodedPacket(accessUnit, key ? 'key' : 'delta', frame / fps, 1 / fps);
    await videoSource.add(packet, frame === 0 ? { decoderConfig: videoConfig(size, configuration) } : undefined);
    frame++;
  }
  await addSoundBefore(Infinity);
  await output.finalize();
  if (!target.buffer) throw new Error('The muxer ended without writing a file.');
  const bytes = new Uint8Array(target.buffer);
  zeroCreationTimes(bytes);
  return bytes;
}

function videoConfig({ width, height }: PixelSize, { codec, record }: AvcConfiguration): VideoDecoderConfig {
  return {
    codec,
    codedWidth: width,
    codedHeight: height,
    description: record,
    colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
  };
}

function soundConfig(): AudioDecoderConfig {
  // RFC 6381: object type 0x40 (MPEG-4 audio), AAC-LC.
  return { codec: 'mp4a.40.2', sampleRate, numberOfChannels: channelCount, description: audioSpecificConfig() };
}
