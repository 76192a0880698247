/** Writes the descriptors of ITU-T H.264 clause 7.2 into a buffer that grows as needed. */
export interface BitWriter {
  /** u(n): `value` in `count` bits (at most 32), most significant first. */
  unsigned(count: number, value: number): void;
  /** ue(v): unsigned Exp-Golomb code, clause 9.1. */
  unsignedGolomb(value: number): void;
  /** se(v): signed Exp-Golomb code, clause 9.1.1. */
  signedGolomb(value: number): void;
  /** Zero bits up to the next whole byte (`pcm_alignment_zero_bit`, clause 7.3.5). */
  alignWithZeros(): void;
  /** Whole bytes; the writer has to be aligned. */
  bytes(values: Uint8Array): void;
  /** `rbsp_trailing_bits()` of clause 7.3.2.11: a one, then zeros up to the next whole byte. */
  trailingBits(): void;
  /** What was written so far, in whole bytes, as a view that lives until the next write. */
  written(): Uint8Array;
  /** Starts again with nothing written, in the same buffer. */
  reset(): void;
}

/** A writer with room for `capacity` bytes to begin with. */
export function createBitWriter(capacity = 64): BitWriter {
  let buffer = new Uint8Array(capacity);
  let length = 0;
  let pending = 0;
  let pendingBits = 0;

  const makeRoom = (count: number): void => {
    if (length + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + count));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };

  const writer: BitWriter = {
    unsigned(count, value) {
      let left = count;
      while (left > 0) {
        const taken = Math.min(left, 8 - pendingBits);
        pending = (pending << taken) | ((value >>> (left - taken)) & ((1 << taken) - 1));
        pendingBits += taken;
        left -= taken;
        if (pendingBits === 8) {
          makeRoom(1);
          buffer[length++] = pending;
          pending = 0;
          pendingBits = 0;
        }
      }
    },
    unsignedGolomb(value) {
      const code = value + 1;
      const bits = 32 - Math.clz32(code);
      writer.unsigned(bits - 1, 0);
      writer.unsigned(bits, code);
    },
    signedGolomb(value) {
      writer.unsignedGolomb(value > 0 ? 2 * value - 1 : -2 * value);
    },
    alignWithZeros() {
      if (pendingBits > 0) writer.unsigned(8 - pendingBits, 0);
    },
    bytes(values) {
      makeRoom(values.length);
      buffer.set(values, length);
      length += values.length;
    },
    trailingBits() {
      writer.unsigned(1, 1);
      writer.alignWithZeros();
    },
    written: () => buffer.subarray(0, length),
    reset() {
      length = 0;
      pending = 0;
      pendingBits = 0;
    },
  };
  return writer;
}
