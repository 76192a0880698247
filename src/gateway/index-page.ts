/** Where the page finds its session value: the content of `<meta name="shotgraph-session">` (SEC05). */
export const sessionMetaName = 'shotgraph-session';

/** The page with the session value in its head. Throws where the page has no head, since the app could then call nothing. */
export function indexPage(html: string, session: string): string {
  const head = /<head(\s[^>]*)?>/i.exec(html);
  if (head === null) throw new Error('index.html has no <head> for the session value');
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}<meta name="${sessionMetaName}" content="${session}" />${html.slice(end)}`;
}
