import net from 'node:net';
import tls from 'node:tls';

/** Why there is no usable connection. `insecure`: the certificate was refused; `unreachable`: anything else. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  constructor(
    readonly why: 'unreachable' | 'insecure',
    message: string,
  ) {
    super(message);
  }
}

export interface SocketWish {
  readonly url: URL;
  /** The address to connect to instead of asking the resolver. */
  readonly address?: string;
  /** Certificates to trust besides the system's, in PEM. */
  readonly ca?: string;
  readonly signal?: AbortSignal;
}

/**
 * Opens one connection and resolves when it is secured (https) or connected (http). Nothing of a request exists before
 * that, so a failure here proves that no byte of it was sent. Rejects with a ConnectError.
 */
export function openSocket({ url, address, ca, signal }: SocketWish): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new ConnectError('unreachable', reasonOf(signal.reason)));
      return;
    }
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const secure = url.protocol === 'https:';
    const to = { host: address ?? name, port: Number(url.port || (secure ? 443 : 80)) };
    const socket = secure ? tls.connect({ ...to, ...tlsNames(name), ...(ca && { ca }) }) : net.connect(to);
    const abort = (): void => {
      socket.destroy(new ConnectError('unreachable', reasonOf(signal?.reason)));
    };
    const settle = (): void => {
      signal?.removeEventListener('abort', abort);
      socket.off('error', onError);
      socket.off('close', onClose);
    };
    const onError = (error: Error): void => {
      settle();
      // A destroyed socket may report once more; there is nobody left to tell.
      socket.on('error', () => undefined);
      const refused = socket instanceof tls.TLSSocket && Boolean(socket.authorizationError);
      reject(
        error instanceof ConnectError ? error : new ConnectError(refused ? 'insecure' : 'unreachable', reasonOf(error)),
      );
    };
    const onClose = (): void => onError(new Error('the connection was closed before it was secured'));
    socket.on('error', onError);
    socket.on('close', onClose);
    signal?.addEventListener('abort', abort, { once: true });
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      settle();
      resolve(socket);
    });
  });
}

/** An IP literal must not travel as a server name, but the certificate is still checked against it. */
function tlsNames(name: string): { readonly servername: string; checkServerIdentity: typeof tls.checkServerIdentity } {
  return {
    servername: net.isIP(name) === 0 ? name : '',
    checkServerIdentity: (_host, certificate) => tls.checkServerIdentity(name, certificate),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error.message;
}
