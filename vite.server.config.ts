import { defineConfig } from 'vite';

/** Gateway and command line: one server bundle for Node, which `bin/shotgraph.mjs` starts. */
export default defineConfig({
  publicDir: false,
  // One file is read in half the time of several hundred. Vite itself serves `--dev` only.
  ssr: { noExternal: true, external: ['vite'] },
  build: {
    ssr: 'src/cli/shotgraph.ts',
    outDir: 'dist/server',
    target: 'node20',
    minify: false,
    sourcemap: true,
    rollupOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
});
