import type { Point } from '../../graph/document.ts';
import type { Pointer } from './gesture.ts';

/** What pointers on the canvas are turned into. Screen points are CSS pixels from the canvas' corner. */
export interface PointerPorts {
  toGraph(screen: Point): Point;
  panning(): boolean;
  press(pointer: Pointer): void;
  move(pointer: Pointer): void;
  release(pointer: Pointer): void;
  cancel(): void;
  hover(at: Point): void;
  doubleClick(at: Point, screen: Point): void;
  menu(at: Point, screen: Point): void;
  zoomBy(factor: number, anchor: Point): void;
  pan(by: Point): void;
  /** Whether a file may be dropped here; undefined when it has left. */
  fileOver(at: Point | undefined): boolean;
  fileDropped(file: File): void;
}

/**
 * Listens to a canvas and the layer over it until the signal: mouse, pen, touch, wheel and dropped files. Nothing stays
 * behind, on the window neither.
 */
export function listenToPointers(
  canvas: HTMLCanvasElement,
  layer: HTMLElement,
  signal: AbortSignal,
  ports: PointerPorts,
): void {
  const fingers = new Map<number, Point>();
  let drag: AbortController | undefined;

  const screenOf = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const rect = canvas.getBoundingClientRect();
    return [event.clientX - rect.left, event.clientY - rect.top];
  };
  const pointerOf = (event: PointerEvent, button = event.button): Pointer => {
    const screen = screenOf(event);
    return {
      at: ports.toGraph(screen),
      screen,
      button,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
    };
  };
  const stopDrag = (): void => {
    drag?.abort();
    drag = undefined;
  };

  /** From a press to its release pointers are followed on the window: they may leave the canvas. */
  const follow = (id: number, button: number): void => {
    stopDrag();
    drag = new AbortController();
    const options = { signal: AbortSignal.any([drag.signal, signal]), capture: true };
    window.addEventListener(
      'pointermove',
      (event) => {
        if (event.pointerId === id && fingers.size < 2) ports.move(pointerOf(event, button));
      },
      options,
    );
    window.addEventListener(
      'pointerup',
      (event) => {
        if (event.pointerId !== id) return;
        stopDrag();
        ports.release(pointerOf(event, button));
      },
      options,
    );
    window.addEventListener(
      'pointercancel',
      (event) => {
        if (event.pointerId !== id) return;
        stopDrag();
        ports.cancel();
      },
      options,
    );
  };

  const press = (event: PointerEvent): void => {
    if (event.button > 1) return;
    event.preventDefault();
    // The ring of the focus is for those who came by keyboard.
    canvas.toggleAttribute('data-pressed', true);
    canvas.focus({ preventScroll: true });
    follow(event.pointerId, event.button);
    ports.press(pointerOf(event));
  };

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType === 'touch') {
        fingers.set(event.pointerId, screenOf(event));
        if (fingers.size > 1) {
          // The second finger turns whatever the first began into a pinch.
          stopDrag();
          ports.cancel();
          return;
        }
      }
      press(event);
    },
    { signal },
  );
  layer.addEventListener(
    'pointerdown',
    (event) => {
      // Over a field, only the middle button and Space pan.
      if (event.button !== 1 && !ports.panning()) return;
      event.stopPropagation();
      press(event);
    },
    { signal, capture: true },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const before = fingers.get(event.pointerId);
      if (before === undefined || fingers.size !== 2) {
        if (before) fingers.set(event.pointerId, screenOf(event));
        if (!drag) ports.hover(ports.toGraph(screenOf(event)));
        return;
      }
      const now = screenOf(event);
      const [other] = [...fingers].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
      fingers.set(event.pointerId, now);
      if (other) pinch(other, before, now, ports);
    },
    { signal },
  );
  for (const type of ['pointerup', 'pointercancel'] as const)
    window.addEventListener(type, (event) => fingers.delete(event.pointerId), { signal });

  canvas.addEventListener('blur', () => canvas.removeAttribute('data-pressed'), { signal });
  canvas.addEventListener(
    'dblclick',
    (event) => {
      const screen = screenOf(event);
      ports.doubleClick(ports.toGraph(screen), screen);
    },
    { signal },
  );
  canvas.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault();
      const screen = screenOf(event);
      ports.menu(ports.toGraph(screen), screen);
    },
    { signal },
  );
  const wheel = (event: WheelEvent): void => {
    // A field that has the focus scrolls by itself.
    if (event.currentTarget === layer && event.target instanceof Element && event.target.matches(':focus')) return;
    event.preventDefault();
    // One notch of a wheel is a tenth; a trackpad's small steps are in proportion.
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    const notches = Math.max(-3, Math.min(3, (event.deltaY * lines) / 100));
    if (notches !== 0) ports.zoomBy(1.1 ** -(event.ctrlKey ? notches * 3 : notches), screenOf(event));
  };
  canvas.addEventListener('wheel', wheel, { signal, passive: false });
  layer.addEventListener('wheel', wheel, { signal, passive: false });
  listenToFiles(canvas, layer, signal, ports, screenOf);
}

/** Zooms and pans so that both fingers stay on what they touch. */
function pinch(other: Point, before: Point, now: Point, ports: PointerPorts): void {
  const distance = (a: Point, b: Point): number => Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1]));
  ports.pan([(now[0] - before[0]) / 2, (now[1] - before[1]) / 2]);
  ports.zoomBy(distance(other, now) / distance(other, before), [(other[0] + now[0]) / 2, (other[1] + now[1]) / 2]);
}

function listenToFiles(
  canvas: HTMLCanvasElement,
  layer: HTMLElement,
  signal: AbortSignal,
  ports: PointerPorts,
  screenOf: (event: DragEvent) => Point,
): void {
  for (const target of [canvas, layer]) {
    target.addEventListener(
      'dragover',
      (event) => {
        if (!event.dataTransfer?.types.includes('Files') || !ports.fileOver(ports.toGraph(screenOf(event)))) return;
        event.preventDefault();
        // The editor would take it for a graph file.
        event.stopPropagation();
      },
      { signal },
    );
    target.addEventListener('dragleave', () => ports.fileOver(undefined), { signal });
    target.addEventListener(
      'drop',
      (event) => {
        const [file] = event.dataTransfer?.files ?? [];
        if (!file || !ports.fileOver(ports.toGraph(screenOf(event)))) return;
        event.preventDefault();
        event.stopPropagation();
        ports.fileDropped(file);
      },
      { signal },
    );
  }
}
