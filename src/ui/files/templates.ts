import { z } from 'zod';
import type { Template } from '../editor/editor.ts';

const aboutSchema = z.object({
  nodes: z.array(z.unknown()),
  extra: z
    .object({ shotgraph: z.object({ title: z.string().optional(), about: z.string().optional() }).optional() })
    .optional(),
});

/** The graphs that ship with the project, from file path to text. Throws where one is no graph: a build must not ship it. */
export function templatesOf(files: Readonly<Record<string, string>>): readonly Template[] {
  return Object.entries(files)
    .map(([path, text]): Template => {
      const name = path.replace(/^.*\//, '').replace(/\.json$/, '');
      const { nodes, extra } = aboutSchema.parse(JSON.parse(text));
      const title = extra?.shotgraph?.title ?? name.replaceAll('-', ' ');
      const about = extra?.shotgraph?.about ?? `${nodes.length} nodes`;
      return { name, title, about, text };
    })
    .sort((a, b) => a.title.localeCompare(b.title));
}
