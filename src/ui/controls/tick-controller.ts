import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws its host again every second while the host says that time is shown, so that elapsed times go on. */
export class TickController implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly wanted: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.wanted() === (this.#timer !== undefined)) return;
    if (this.#timer === undefined) this.#timer = setInterval(() => this.host.requestUpdate(), 1000);
    else this.hostDisconnected();
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
