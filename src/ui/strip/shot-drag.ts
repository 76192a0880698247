import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Dragging a shot to another place of the row; `move` is told from where to where, both from 0. */
export class ShotDrag implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly move: (from: number, to: number) => void;
  private dragged: number | undefined;
  private aim: { readonly index: number; readonly after: boolean } | undefined;

  constructor(host: ReactiveControllerHost, move: (from: number, to: number) => void) {
    this.host = host;
    this.move = move;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.dragged = this.aim = undefined;
  }

  /** Classes of a card: which one is dragged, and beside which one it would land. */
  mark(index: number): string {
    const { aim, dragged } = this;
    const over = aim?.index === index ? (aim.after ? 'over-after' : 'over-before') : '';
    return `${over} ${dragged === index ? 'dragged' : ''}`;
  }

  start(event: DragEvent, index: number, name: string): void {
    this.dragged = index;
    event.dataTransfer?.setData('text/plain', name);
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
    this.host.requestUpdate();
  }

  over(event: DragEvent, index: number): void {
    if (this.dragged === undefined) return;
    event.preventDefault();
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const after = event.clientX > box.left + box.width / 2;
    if (this.aim?.index === index && this.aim.after === after) return;
    this.aim = { index, after };
    this.host.requestUpdate();
  }

  leave(): void {
    this.aim = undefined;
    this.host.requestUpdate();
  }

  drop(event: DragEvent): void {
    const { dragged, aim } = this;
    if (dragged === undefined || !aim) return;
    event.preventDefault();
    event.stopPropagation();
    const place = aim.index + (aim.after ? 1 : 0);
    this.end();
    this.move(dragged, place > dragged ? place - 1 : place);
  }

  end(): void {
    this.dragged = this.aim = undefined;
    this.host.requestUpdate();
  }
}
