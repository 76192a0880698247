export { safeUrl } from './faces/safe-url.ts';
