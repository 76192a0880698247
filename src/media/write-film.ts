import { silentUnit } from './aac-silence.ts';
import { planAudioGrid } from './audio-grid.ts';
import { letEventsIn } from './let-events-in.ts';
import type { JoinPlan } from './join-plan.ts';
import type { EncodedPacket } from './mediabunny.ts';
import type { OpenClip } from './open-clip.ts';

type CopyPlan = Extract<JoinPlan, { kind: 'copy' }>;

/** How many packets are written between two looks at the signal: a few milliseconds of work. */
const packetsPerTurn = 256;

/** Writes the packets of the clips one after the other into one MP4 with its index in front. Aborts with the signal's reason. */
export async function writeFilm(
  clips: readonly OpenClip[],
  plan: CopyPlan,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const library = await import('./mediabunny.ts');
  const [first] = clips;
  const videoConfig = await first?.video.getDecoderConfig();
  const videoCodec = await first?.video.getCodec();
  if (!first || !videoConfig || !videoCodec) throw new Error('A film needs a first clip whose codec is known.');
  const target = new library.BufferTarget();
  const output = new library.Output({ format: new library.Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  try {
    const videoSource = new library.EncodedVideoPacketSource(videoCodec);
    output.addVideoTrack(videoSource, { rotation: first.facts.rotation, flip: first.facts.mirrored });
    const pictures = filmPictures(clips, plan.starts);
    const tracks = [
      track(pictures, (packet, isFirst) =>
        videoSource.add(packet, isFirst ? { decoderConfig: videoConfig } : undefined),
      ),
    ];
    const sounding = clips.find((clip) => clip.sound)?.sound;
    const soundConfig = await sounding?.getDecoderConfig();
    const soundCodec = await sounding?.getCodec();
    if (plan.sound && soundConfig && soundCodec) {
      const soundSource = new library.EncodedAudioPacketSource(soundCodec);
      output.addAudioTrack(soundSource);
      const sounds = filmSounds(clips, plan);
      tracks.push(
        track(sounds, (packet, isFirst) =>
          soundSource.add(packet, isFirst ? { decoderConfig: soundConfig } : undefined),
        ),
      );
    }
    await output.start();
    await writeInterleaved(tracks, signal);
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  if (!target.buffer) throw new Error('The muxer ended without writing a file.');
  return new Uint8Array(target.buffer);
}

/** The clips' frames in decoding order, each moved to where its clip stands in the film. */
async function* filmPictures(clips: readonly OpenClip[], starts: readonly number[]): AsyncGenerator<EncodedPacket> {
  const { EncodedPacketSink } = await import('./mediabunny.ts');
  for (const [index, clip] of clips.entries()) {
    const shift = (starts[index] ?? 0) - clip.firstTimestamp;
    for await (const packet of new EncodedPacketSink(clip.video).packets()) {
      yield packet.clone({ timestamp: packet.timestamp + shift });
    }
  }
}

/** The film's sound on one even grid, with silence where a clip has none. */
async function* filmSounds(clips: readonly OpenClip[], plan: CopyPlan): AsyncGenerator<EncodedPacket> {
  const { EncodedPacket, EncodedPacketSink } = await import('./mediabunny.ts');
  const packets: EncodedPacket[][] = [];
  for (const clip of clips) {
    const own: EncodedPacket[] = [];
    if (clip.sound) for await (const packet of new EncodedPacketSink(clip.sound).packets()) own.push(packet);
    packets.push(own);
  }
  const unit = packets.flat().find((packet) => packet.duration > 0)?.duration;
  if (unit === undefined) return;
  const silence = plan.sound && silentUnit(plan.sound);
  const grid = planAudioGrid(
    packets.map((own, index) => ({
      start: plan.starts[index] ?? 0,
      units: own.map((packet) => packet.timestamp - (clips[index]?.firstTimestamp ?? 0)),
    })),
    plan.duration,
    unit,
  );
  for (const [index, cell] of grid.cells.entries()) {
    const timestamp = grid.origin + index * unit;
    const duration = index === grid.cells.length - 1 ? grid.lastDuration : unit;
    const packet = cell && packets[cell.clip]?.[cell.unit];
    if (packet) yield packet.clone({ timestamp, duration });
    else if (silence) yield new EncodedPacket(silence, 'key', timestamp, duration);
  }
}

interface FilmTrack {
  readonly packets: AsyncIterator<EncodedPacket>;
  add(packet: EncodedPacket): Promise<void>;
}

function track(
  packets: AsyncGenerator<EncodedPacket>,
  write: (packet: EncodedPacket, isFirst: boolean) => Promise<void>,
): FilmTrack {
  let isFirst = true;
  return {
    packets,
    async add(packet) {
      await write(packet, isFirst);
      isFirst = false;
    },
  };
}

/** Always writes the packet that plays first, so that a player never has to seek between pictures and sound. */
async function writeInterleaved(tracks: readonly FilmTrack[], signal: AbortSignal | undefined): Promise<void> {
  let heads = await Promise.all(tracks.map(async (source) => ({ source, next: await source.packets.next() })));
  for (let written = 1; ; written++) {
    if (written % packetsPerTurn === 0) await letEventsIn();
    signal?.throwIfAborted();
    heads = heads.filter((head) => !head.next.done);
    const earliest = heads.reduce<(typeof heads)[number] | undefined>(
      (best, head) => (!best || startOf(head.next) < startOf(best.next) ? head : best),
      undefined,
    );
    if (!earliest || earliest.next.done) return;
    await earliest.source.add(earliest.next.value);
    earliest.next = await earliest.source.packets.next();
  }
}

function startOf(next: IteratorResult<EncodedPacket, unknown>): number {
  return next.done ? Infinity : next.value.timestamp;
}
