import { z } from 'zod';

/** What tabs of one browser tell each other: parsed on arrival, since any script of the origin may write (SEC30). */
const messageSchema = z.strictObject({
  kind: z.literal('changed'),
  store: z.enum(['runs', 'drafts']),
  key: z.string().max(200),
});
export type TabMessage = z.infer<typeof messageSchema>;

export interface TabMessages {
  send(message: TabMessage): void;
  /** Messages of this tab and of others. Returns the way to stop. */
  listen(listener: (message: TabMessage) => void): () => void;
  close(): void;
}

/** The part of a BroadcastChannel that is needed. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

/** Messages over a channel; one that does not parse is left alone. Without a channel, within this tab. */
export function tabMessages(channel?: Channel): TabMessages {
  const listeners = new Set<(message: TabMessage) => void>();
  const tell = (message: TabMessage): void => {
    for (const listener of listeners) listener(message);
  };
  channel?.addEventListener('message', ({ data }) => {
    const message = messageSchema.safeParse(data);
    if (message.success) tell(message.data);
  });
  return {
    send(message) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
      channel?.postMessage(message);
      // A channel never tells the one who sent.
      tell(message);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      listeners.clear();
      channel?.close();
    },
  };
}
