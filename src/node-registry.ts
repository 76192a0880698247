import { registryOf } from './graph/load-registry.ts';

/** Every kind of node of this build: one file in `nodes/` each, found by Vite in browser and server bundles alike. */
export const nodeRegistry = registryOf(import.meta.glob('./nodes/*.ts', { eager: true }));
