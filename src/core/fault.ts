import type { z } from 'zod';

/** What is wrong with fields, on one line: `field: message`, after one another. */
export const faultOf = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
    .replaceAll(/\s+/g, ' ');
