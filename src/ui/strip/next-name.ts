/**
 * The name after a shot's name: SH010 → SH020, Shot 3 → Shot 4, Opening → Opening 2. Shots are numbered in tens, so that one
 * more fits between. Names in use are passed over.
 */
export function nextName(name: string, taken: readonly string[]): string {
  const match = /^(.*?)(\d{1,9})$/s.exec(name);
  const prefix = match?.[1] ?? `${name} `;
  const digits = match?.[2] ?? '1';
  const step = digits.length > 1 && digits.endsWith('0') ? 10 : 1;
  const used = new Set(taken.map((title) => title.toLowerCase()));
  for (let number = Number(digits) + step; ; number += step) {
    const next = `${prefix}${String(number).padStart(digits.length, '0')}`;
    if (!used.has(next.toLowerCase())) return next;
  }
}
