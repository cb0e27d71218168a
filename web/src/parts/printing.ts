import { useSyncExternalStore } from 'react';

const paper = window.matchMedia('print');

const listen = (onChange: () => void): (() => void) => {
  paper.addEventListener('change', onChange);
  return () => paper.removeEventListener('change', onChange);
};

/** Whether the page is being laid out for paper. */
export const usePrinting = (): boolean => useSyncExternalStore(listen, () => paper.matches);
