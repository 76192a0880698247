declare module 'litegraph.js/build/litegraph.core.js' {
  const core: import('./litegraph.ts').LiteGraphCore;
  export default core;
}
