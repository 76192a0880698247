import { config } from 'zod';

// zod tries `new Function` when the first schema is made, which a Content-Security-Policy without 'unsafe-eval' reports as a
// violation. So this stands before every import that makes a schema.
config({ jitless: true });
