import { defineConfig } from 'vite';

/** The browser app: `index.html` and `src/main.ts`. The server bundles have a configuration of their own. */
export default defineConfig({
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    // A data: URL would need a wider Content-Security-Policy than the one the gateway sends.
    assetsInlineLimit: 0,
    // One page that is served from this machine: kilobytes that travel nowhere.
    chunkSizeWarningLimit: 2048,
    // litegraph's number prompt holds an `eval` that our adapter keeps out of reach (SEC22), and the policy forbids.
    rolldownOptions: { checks: { eval: false } },
  },
  worker: { format: 'es' },
  resolve: { dedupe: ['mediabunny', 'lit'] },
});
