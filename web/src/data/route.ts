import { useSyncExternalStore } from 'react';

/**
 * Where the page is: all of it stands behind the `#`, so that a link works in a folder on disk. `#/samples?q=sql` has
 * the path `/samples` and the query `q=sql`. Hooks for wouter, whose own one writes the query before the `#`.
 */
const listen = (onChange: () => void): (() => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};

const place = (): string => window.location.hash.replace(/^#/, '') || '/';
const pathOf = (): string => place().split('?', 1)[0] ?? '/';
const queryOf = (): string => place().slice(pathOf().length + 1);

export const navigate = (to: string, { replace = false }: { readonly replace?: boolean } = {}): void => {
  const { location, history } = window;
  if (!replace) location.hash = to;
  else {
    history.replaceState(null, '', `#${to}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
};

export const useHashPath = (): [string, typeof navigate] => [useSyncExternalStore(listen, pathOf), navigate];
useHashPath.hrefs = (href: string): string => `#${href}`;

export const useHashQuery = (): string => useSyncExternalStore(listen, queryOf);
