import { useEffect, useRef } from 'react';

export type Keys = Readonly<Record<string, () => void>>;

const WRITES = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Calls what belongs to a key, by `KeyboardEvent.key`. Not while something is being written, or with Ctrl, Alt, Meta. */
export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  }, [keys]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (target && (WRITES.has(target.tagName) || target.closest('[role="dialog"]'))) return;
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
      if (!act) return;
      if (event.key === 'Enter' && target?.closest('a, button, summary')) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
};
