import { nodeRegistry } from '../../src/node-registry.ts';
import type { GraphDocument } from '../../src/graph/document.ts';
import type { Editor } from '../../src/ui/editor/editor.ts';
import '../../src/ui/style/tokens.css';
import { type FakeEditor, fakeEditor } from './fake-editor.ts';
import { sampleTime } from './fake-job-client.ts';

type View = HTMLElement & { editor: Editor | undefined; readonly updateComplete: Promise<boolean> };

/** A view on the page with a fake editor behind it, and hands to find things in it. */
export interface Stand<T extends View> {
  readonly view: T;
  readonly editor: FakeEditor;
  /** The first element, in this shadow root or in those within; throws where there is none. */
  find(selector: string): HTMLElement;
  /** The same, for a field that holds a value. */
  field(selector: string): HTMLInputElement;
  all(selector: string): readonly HTMLElement[];
  /** A button by its accessible name. */
  button(name: string): HTMLButtonElement;
  /** All text that is shown. */
  text(): string;
  /** Waits until what changed is drawn. */
  drawn(): Promise<void>;
}

/** Stands a view of a document on the page, 72 seconds after the sample jobs began. */
export async function standing<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  document: GraphDocument,
  set: Readonly<Record<string, unknown>> = {},
): Promise<Stand<HTMLElementTagNameMap[K] & View>> {
  const editor = fakeEditor({ document, registry: nodeRegistry });
  const view = window.document.createElement(tag) as HTMLElementTagNameMap[K] & View;
  Object.assign(view, { editor, clock: () => sampleTime + 72_000, ...set });
  view.style.cssText = 'width:316px;height:800px';
  window.document.body.replaceChildren(view);
  const all = (selector: string): readonly HTMLElement[] => within(view, selector);
  const find = (selector: string): HTMLElement => {
    const [first] = all(selector);
    if (!first) throw new Error(`nothing fits ${selector}`);
    return first;
  };
  const stand: Stand<typeof view> = {
    view,
    editor,
    all,
    find,
    field: (selector) => find(selector) as HTMLInputElement,
    button(name) {
      const found = all('button, [role=button]').find((button) => nameOf(button) === name);
      if (!found) throw new Error(`no button is called ${name}`);
      return found as HTMLButtonElement;
    },
    text: () => textsOf(view).join('\n'),
    async drawn() {
      // Questions to the gateway are answered within a few turns of the event loop; each answer is drawn.
      for (let turn = 0; turn < 6; turn++) {
        await view.updateComplete;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    },
  };
  await stand.drawn();
  return stand;
}

/** Elements of a view and of the views within it. */
function within(root: HTMLElement, selector: string): HTMLElement[] {
  const inside = [...(root.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? [])];
  return inside.flatMap((element) => [...(element.matches(selector) ? [element] : []), ...within(element, selector)]);
}

/** Every text of a view and of the views within it. */
function textsOf(root: HTMLElement): readonly string[] {
  const own = (element: Element): string =>
    [...element.childNodes].flatMap((node) => (node instanceof Text ? node.data : [])).join('');
  return within(root, '*:not(style)')
    .map((element) => own(element).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
}

/** What a screen reader calls a control. */
export function nameOf(control: HTMLElement): string {
  const root = control.getRootNode() as ShadowRoot;
  const by = control.getAttribute('aria-labelledby');
  const label = by === null ? undefined : root.getElementById(by);
  const labels = 'labels' in control ? [...((control as HTMLInputElement).labels ?? [])] : [];
  const words = [
    control.getAttribute('aria-label'),
    label?.textContent,
    labels[0]?.textContent,
    control.textContent,
    control.title,
  ];
  return (
    words
      .find((text) => (text ?? '').trim() !== '')
      ?.replace(/\s+/g, ' ')
      .trim() ?? ''
  );
}

/** Texts that do something where they are taken for markup or code. */
export const hostile = [
  '<img src=x onerror="globalThis.hacked = true">',
  '<script>globalThis.hacked = true</script>',
  '"><svg onload="globalThis.hacked = true">',
  '${globalThis.hacked = true}',
] as const;
