// Builds the page of reports into `web/dist`. With --if-changed only if something that it is made of is newer, and not
// where the tools for it are left out (`npm ci --omit=dev`): this runs whenever dependencies are installed.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const root = dirname(web);
const dist = join(web, 'dist');
const page = join(dist, 'app.js');
const ifChanged = process.argv.includes('--if-changed');

const newest = (path) => {
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist');
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
};

const isCurrent = () => {
  if (!existsSync(page)) return false;
  const sources = [web, join(root, 'src'), join(root, 'package.json')].filter((path) => existsSync(path));
  return Math.max(...sources.map(newest)) <= statSync(page).mtimeMs;
};

/** Made beside its place and moved there when it is whole: somebody may be writing a report from it just now. */
const build = async (vite) => {
  const staging = join(root, 'node_modules', '.cache', `bifocal-page-${process.pid}`);
  try {
    await vite.build({
      configFile: join(web, 'vite.config.ts'),
      logLevel: ifChanged ? 'error' : 'info',
      build: { outDir: staging },
    });
    mkdirSync(dist, { recursive: true });
    for (const name of readdirSync(staging)) renameSync(join(staging, name), join(dist, name));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
};

if (!ifChanged || !isCurrent()) {
  const vite = await import('vite').catch(() => undefined);
  if (vite) await build(vite);
  else if (!ifChanged || !existsSync(page)) console.log('the page of reports is not built: vite is missing');
}
