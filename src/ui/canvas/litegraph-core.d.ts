declare module 'litegraph.js/build/litegraph.core.js' {
  const core: import('./litegraph-types.ts').LiteGraphCore;
  export default core;
}
