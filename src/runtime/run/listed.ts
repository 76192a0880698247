/** So many names stand in a list. */
const namesShown = 5;

/** "SH010, SH020 and SH030", "…, SH050 and 12 more": every name once. */
export function listed(names: readonly string[]): string {
  const all = [...new Set(names)];
  const more = all.length - namesShown;
  const shown = more > 1 ? [...all.slice(0, namesShown), `${more} more`] : all;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
