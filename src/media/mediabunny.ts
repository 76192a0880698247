/**
 * The only door to mediabunny (MPL-2.0). Load it with `import('./mediabunny.ts')`: naming what is used here keeps the rest of
 * the library out of the chunk.
 */
export {
  BufferSource,
  BufferTarget,
  BlobSource,
  CanvasSink,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
} from 'mediabunny';
