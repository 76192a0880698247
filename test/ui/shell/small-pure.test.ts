import { expect, test } from 'vitest';
import type { NodeState } from '../../../src/runtime/run/node-states.ts';
import { liveRefusal, rehearseRefusal } from '../../../src/ui/commands/run-refusal.ts';
import { browserPreferences } from '../../../src/ui/editor/preferences.ts';
import { safeUrl } from '../../../src/ui/safe-url.ts';
import { bounds, firstLayout, readLayout, resized } from '../../../src/ui/shell/layout.ts';
import { connectionBadge, runningWords } from '../../../src/ui/top-bar/badges.ts';
import { defaultPolicyRules } from '../../../src/ui/trusted-types.ts';
import type { Health } from '../../../src/runtime/wire/messages.ts';

const health = (token: Health['services']['live']['token']): Health => ({
  version: '1',
  services: { sandbox: { service: 'sandbox' }, live: { service: 'https://example.org', token, model: 'unknown' } },
});

test('a layout is remembered, and one that does not fit is the first one', () => {
  const layout = resized({ ...firstLayout, panel: 'history' }, 'inspectorWidth', 400);
  expect(readLayout(JSON.stringify(layout))).toEqual(layout);
  for (const text of [undefined, '', '{', '[]', '{"panel":"nowhere"}', JSON.stringify({ ...layout, stripHeight: 1e9 })])
    expect(readLayout(text)).toEqual(firstLayout);
});

test('a size stays within its bounds', () => {
  expect(resized(firstLayout, 'stripHeight', -5).stripHeight).toBe(bounds.stripHeight[0]);
  expect(resized(firstLayout, 'stripHeight', 1e6).stripHeight).toBe(bounds.stripHeight[1]);
});

test('without a token Run says how to get one, and Rehearse works', () => {
  const state = { connection: 'connected', health: health('none') } as const;
  expect(liveRefusal(state)).toBe('No token yet: shotgraph login');
  expect(rehearseRefusal(state)).toBeUndefined();
  expect(liveRefusal({ ...state, health: health('valid') })).toBeUndefined();
  expect(rehearseRefusal({ ...state, connection: 'unreachable' })).toMatch(/gateway/);
});

test('the badge tells how the editor stands to gateway and RunComfy', () => {
  const text = (token: Health['services']['live']['token']): string =>
    connectionBadge({ connection: 'connected', health: health(token) }).text;
  expect([text('valid'), text('none'), text('refused'), text('unchecked')]).toEqual([
    'RunComfy connected',
    'No token',
    'Token refused',
    'RunComfy not reached',
  ]);
  expect(connectionBadge({ connection: 'unreachable', health: health('valid') }).text).toBe('Gateway unreachable');
});

test('jobs under way are counted once, however many nodes show them', () => {
  const node = (state: NodeState['state'], jobKey?: string): NodeState => ({
    state,
    problems: [],
    editedSince: false,
    ...(jobKey === undefined ? {} : { job: { jobKey } as NonNullable<NodeState['job']> }),
  });
  expect(runningWords([node('idle'), node('succeeded', 'a')])).toBeUndefined();
  expect(runningWords([node('in_progress', 'a'), node('in_progress', 'a'), node('in_queue', 'b')])).toBe(
    '1 generating, 1 waiting',
  );
  expect(runningWords([node('running')])).toBe('working');
});

test('SEC25 only https and blob addresses go into href and src', () => {
  expect(safeUrl('https://example.org/a')).toBe('https://example.org/a');
  expect(safeUrl('blob:http://127.0.0.1/x')).toBeDefined();
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//evil',
    'http://a',
    '',
    undefined,
  ])
    expect(safeUrl(bad)).toBeUndefined();
});

test('SEC20 the default policy makes HTML text, and lets scripts of the own origin through alone', () => {
  const rules = defaultPolicyRules('http://127.0.0.1:4173', 'http://127.0.0.1:4173/');
  expect(rules.createHTML('<img src=x onerror=a()>&')).toBe('&lt;img src=x onerror=a()&gt;&amp;');
  expect(rules.createScriptURL('/assets/w.js')).toBe('/assets/w.js');
  for (const bad of ['https://evil.example/w.js', 'data:text/javascript,1', 'blob:null/x', '//evil/x', 'javascript:1'])
    expect(() => rules.createScriptURL(bad)).toThrow(TypeError);
});

test('preferences that the browser refuses are kept for as long as the page lives', () => {
  const preferences = browserPreferences(() => {
    throw new DOMException('no', 'SecurityError');
  });
  preferences.set('theme', 'light');
  expect(preferences.get('theme')).toBe('light');
  expect(preferences.get('other')).toBeUndefined();
});
