import { describe, expect, it } from 'vitest';
import {
  createLiteCanvas,
  createLiteGraph,
  createLiteNode,
  disposeLiteCanvas,
  liteGlobals,
  WalledOffError,
} from '../../../src/ui/canvas/litegraph.ts';

const make = (ratio = 1) => {
  const element = document.createElement('canvas');
  element.width = 800 * ratio;
  element.height = 600 * ratio;
  element.style.cssText = 'position:absolute;left:120px;top:80px;width:800px;height:600px';
  document.body.append(element);
  const graph = createLiteGraph();
  return { element, graph, lite: createLiteCanvas(element, graph, () => ratio) };
};

describe('the door to litegraph', () => {
  it('SEC22 walls off menus, prompts, search box, clipboard, keys and drops', () => {
    const { element, lite } = make();
    for (const name of [
      'prompt',
      'showSearchBox',
      'processContextMenu',
      'copyToClipboard',
      'pasteFromClipboard',
      'processKey',
      'processNodeWidgets',
      'processMouseDown',
      'processDrop',
      'createDialog',
      'createPanel',
      'showLinkMenu',
    ])
      expect(() => Reflect.apply(Reflect.get(lite, name) as () => void, lite, []), name).toThrow(WalledOffError);
    expect(() => Reflect.construct(liteGlobals().contextMenu as new () => object, [])).toThrow(WalledOffError);
    expect(Reflect.get(lite, 'allow_searchbox')).toBe(false);
    element.remove();
  });

  it('SEC23 lets no file reach configure, and nothing leave by serialize', () => {
    const graph = createLiteGraph();
    for (const name of ['configure', 'serialize', 'load'])
      expect(() => Reflect.apply(Reflect.get(graph, name) as () => void, graph, [{}])).toThrow(WalledOffError);
  });

  it('takes more than a thousand nodes, pointer events, and no sorting', () => {
    const graph = createLiteGraph();
    expect(liteGlobals().mostNodes).toBe(1e5);
    expect(liteGlobals().pointerMethod).toBe('pointer');
    for (let index = 0; index < 1500; index++) graph.add(createLiteNode(), true);
    expect(Reflect.apply(Reflect.get(graph, 'updateExecutionOrder') as () => unknown, graph, [])).toBeUndefined();
    expect(Reflect.get(graph, '_nodes')).toHaveLength(1500);
  });

  it('listens to nothing by itself', () => {
    const { element, lite } = make();
    lite.draw();
    expect(Reflect.get(lite, '_events_binded')).toBeFalsy();
    expect(Reflect.get(lite, 'is_rendering')).toBeFalsy();
    element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    document.dispatchEvent(new KeyboardEvent('keyup', { key: ' ' }));
    expect(liteGlobals().active).toEqual({ canvas: null, node: null });
    expect(lite.dirty_canvas).toBe(false);
    element.remove();
  });

  it('keeps the anchor of a zoom away from the corner of the page, and on two pixel ratios', () => {
    for (const ratio of [1, 2]) {
      const { element, lite } = make(ratio);
      lite.ds.changeScale(2, [300, 200]);
      expect([300 / 2 - (lite.ds.offset[0] ?? 0), 200 / 2 - (lite.ds.offset[1] ?? 0)]).toEqual([300, 200]);
      lite.ds.computeVisibleArea();
      expect([lite.ds.visible_area[2], lite.ds.visible_area[3]]).toEqual([400, 300]);
      element.remove();
    }
  });

  it('draws at the pixel ratio', () => {
    const { element, lite } = make(2);
    const context = element.getContext('2d');
    context?.save();
    if (context) lite.ds.toCanvasContext(context);
    expect(context?.getTransform().a).toBe(2);
    context?.restore();
    element.remove();
  });

  it('cuts every tie when it is disposed of', () => {
    const { element, graph, lite } = make();
    expect(Reflect.get(element, 'data')).toBe(lite);
    disposeLiteCanvas(lite);
    expect(Reflect.get(element, 'data')).toBeUndefined();
    expect(graph.list_of_graphcanvas).toEqual([]);
    expect([lite.canvas, lite.bgcanvas, lite.ds.element, lite.graph]).toEqual([null, null, null, null]);
    element.remove();
  });
});
