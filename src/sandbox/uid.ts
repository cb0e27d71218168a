import { randomInt } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';

/** Uids that no account has (systemd keeps them for dynamic users). */
const FREE_UIDS = { first: 61184, count: 4336 };

const given = new Set<number>();

const uidsInUse = (): Set<number> =>
  new Set(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => statSync(`/proc/${name}`, { throwIfNoEntry: false })?.uid ?? 0),
  );

/**
 * A uid for one sandbox that nothing else on this machine runs as, other runs included: without a user namespace,
 * processes are counted (RLIMIT_NPROC) over everything that has the same uid.
 */
export const uidOfItsOwn = (): number => {
  const used = process.platform === 'linux' ? uidsInUse() : new Set<number>();
  if (given.size > FREE_UIDS.count / 2) given.clear(); // those that have ended are free again
  for (;;) {
    const uid = FREE_UIDS.first + randomInt(FREE_UIDS.count);
    if (used.has(uid) || given.has(uid)) continue;
    given.add(uid);
    return uid;
  }
};
