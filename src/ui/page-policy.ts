import { installDefaultPolicy } from './trusted-types.ts';

// A module of its own, imported first: policies must stand before any other module touches the page.
installDefaultPolicy(window);
