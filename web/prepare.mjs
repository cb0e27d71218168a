// Builds the page when dependencies are installed. Where the tools for that are left out (`npm ci --omit=dev`), the page
// that comes with the package is used.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const vite = await import('vite').catch(() => undefined);
if (vite) await vite.build({ root, configFile: `${root}/vite.config.ts`, logLevel: 'error' });
else if (!existsSync(`${root}/dist/app.js`)) console.log('the page of reports is not built: vite is missing');
