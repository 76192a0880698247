import { avcConfiguration, type AvcConfiguration } from './avc-configuration.ts';
import { createBitWriter } from './bit-writer.ts';
import { nalUnit, nalUnitType } from './nal-unit.ts';
import { copyRect, createPicture, type Picture } from './picture.ts';
import { pictureParameterSet } from './picture-parameter-set.ts';
import { sequenceParameterSet } from './sequence-parameter-set.ts';
import { writeSlice } from './slice.ts';

/** Codes pictures without loss: what a decoder shows is sample for sample what was drawn. */
export interface H264Encoder {
  readonly configuration: AvcConfiguration;
  /**
   * One access unit with a four-byte length before its NAL unit. A key picture (the first has to be one) stands alone;
   * others send the macroblocks that differ from the picture before. Clears the picture's `changed`.
   */
  encode(picture: Picture, key: boolean): Uint8Array;
}

/**
 * An encoder for ITU-T H.264 Constrained Baseline with three kinds of macroblock: P_Skip where nothing changed,
 * Intra_16x16 without residual where its prediction is exact, I_PCM elsewhere. No transform and no filter, hence no loss,
 * no tuning, and equal bytes for equal pictures on every machine.
 */
export function createH264Encoder(width: number, height: number, fps: number): H264Encoder {
  const bits = createBitWriter(1 << 16);
  const reference = createPicture(width, height);
  let frameNumber = 0;
  let idrPictureId = 0;
  return {
    configuration: avcConfiguration(sequenceParameterSet(width, height, fps), pictureParameterSet()),
    encode(picture, key) {
      if (key) {
        frameNumber = 0;
        idrPictureId ^= 1;
      }
      bits.reset();
      writeSlice(bits, { picture, reference: key ? undefined : reference, frameNumber, idrPictureId });
      frameNumber++;
      rememberChanged(reference, picture);
      const unit = nalUnit(key ? nalUnitType.idrSlice : nalUnitType.nonIdrSlice, bits.written());
      const accessUnit = new Uint8Array(4 + unit.length);
      new DataView(accessUnit.buffer).setUint32(0, unit.length);
      accessUnit.set(unit, 4);
      return accessUnit;
    },
  };
}

function rememberChanged(reference: Picture, picture: Picture): void {
  for (let row = 0, address = 0; row < picture.rows; row++) {
    for (let column = 0; column < picture.columns; column++, address++) {
      if (picture.changed[address]) {
        copyRect(reference, picture, { x: column * 16, y: row * 16, width: 16, height: 16 });
      }
    }
  }
  picture.changed.fill(0);
}
