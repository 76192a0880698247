/**
 * A Blob whose bytes are there at once. The platform's own hands its bytes over by way of the real event loop, and when that
 * comes round is no matter of the seed.
 */
class PlainBlob {
  readonly type: string;
  readonly size: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(
    parts: readonly (string | Uint8Array | PlainBlob)[] = [],
    { type = '' }: { readonly type?: string } = {},
  ) {
    const all = parts.map((part) => {
      if (typeof part === 'string') return new TextEncoder().encode(part);
      return part instanceof PlainBlob ? part.#bytes : part;
    });
    this.#bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of all) {
      this.#bytes.set(part, at);
      at += part.length;
    }
    this.type = type;
    this.size = this.#bytes.length;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes.buffer.slice(0));
  }
}

/** Lets every new Blob be a plain one until the returned function is called. */
export function plainBlobs(): () => void {
  const own = globalThis.Blob;
  globalThis.Blob = PlainBlob as unknown as typeof Blob;
  return () => void (globalThis.Blob = own);
}
