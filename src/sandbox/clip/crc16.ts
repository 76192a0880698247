/** CRC-16/IBM-3740: the polynomial of ITU-T V.41 clause 2 (0x1021), starting from all ones so that zeros do not pass. */
export function crc16(bytes: Uint8Array): number {
  let remainder = 0xffff;
  for (const byte of bytes) {
    remainder ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 0x8000 ? ((remainder << 1) ^ 0x1021) & 0xffff : (remainder << 1) & 0xffff;
    }
  }
  return remainder;
}
