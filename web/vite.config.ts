import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * What the page may load: its own files, nothing else. Inline scripts are not among them, so that sample code would not
 * run even if it became markup. Styles are written inline by the component library and the code viewer.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file: 'unsafe-inline'",
  "img-src 'self' file: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The page for a folder that is opened from disk, where browsers refuse module scripts: the same `index.html` with one
 * classic script.
 */
const classicPage = (): Plugin => ({
  name: 'classic-page',
  apply: 'build',
  generateBundle() {
    const source = readFileSync(join(import.meta.dirname, 'index.html'), 'utf8')
      .replace(
        '<!-- head -->',
        `<meta http-equiv="Content-Security-Policy" content="${POLICY}" />\n    <link rel="stylesheet" href="app.css" />`,
      )
      .replace('<script type="module" src="/src/main.tsx">', '<script src="app.js">');
    this.emitFile({ type: 'asset', fileName: 'index.html', source });
  },
});

export default defineConfig({
  root: import.meta.dirname,
  // While developing: the folder of a report, whose data are shown.
  publicDir: process.env.BIFOCAL_REPORT ?? false,
  plugins: [react(), classicPage()],
  define: { 'process.env.NODE_ENV': JSON.stringify(process.env.NODE_ENV ?? 'production') },
  build: {
    lib: {
      entry: 'src/main.tsx',
      formats: ['iife'],
      name: 'bifocalReport',
      fileName: () => 'app.js',
      cssFileName: 'app',
    },
    copyPublicDir: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    target: 'es2023',
  },
});
