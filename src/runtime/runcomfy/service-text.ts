/** Characters of a service's own text that are kept and shown (security.md SEC32). */
export const serviceTextLimit = 2000;

/** A text from a service, cut to what may be shown; never in the middle of a surrogate pair. */
export function cutServiceText(text: string, limit: number = serviceTextLimit): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const last = cut.charCodeAt(cut.length - 1);
  const whole = last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
  return `${whole}…`;
}
