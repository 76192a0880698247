import { expect, test } from 'vitest';
import { urlRefusal } from '../../src/graph/public-url.ts';

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/png;base64,AAAA',
  'blob:https://example.com/1',
  'file:///etc/passwd',
  '//evil.example.com/a.png',
  'https:/example.com/a.png',
  'https:\\\\example.com\\a.png',
  'http://example.com/a.png',
  'https://user:password@example.com/a.png',
  'https://user@example.com/a.png',
  'https://127.0.0.1/a.png',
  'https://2130706433/a.png',
  'https://0x7f.1/a.png',
  'https://[::1]/a.png',
  'https://169.254.169.254/latest/meta-data',
  'https://xn--80ak6aa92e.com/a.png',
  'https://аррӏе.com/a.png',
  'https://localhost/a.png',
  'https://printer.local/a.png',
  'https://localhost./a.png',
  'https://printer.local./a.png',
  'https://intranet/a.png',
  'https://exa mple.com/a.png',
  'https://example.com/a\u0000.png',
  `https://example.com/${'a'.repeat(5000)}`,
  'https://',
  '',
])('G13 %s is refused with a reason', (url) => {
  expect(urlRefusal(url)).toMatch(/\.$/);
});

test.each(['https://example.com/a.png', 'https://cdn.example.co.uk:8443/a%20b.png?x=1#y', 'HTTPS://EXAMPLE.COM/A.PNG'])(
  'G13 %s is let through',
  (url) => {
    expect(urlRefusal(url)).toBeUndefined();
  },
);
