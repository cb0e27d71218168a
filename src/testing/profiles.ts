/** What a warm server has in memory before the first job: the module of that name in `bifocal_runner/profiles/`. */
export type Profile = {
  readonly id: string;
  /** Packages of which one job imports at least one. Empty: any job. */
  readonly for: readonly string[];
};

/**
 * The more a server has loaded, the dearer each of its forks: so a job goes to the first whose packages it names.
 * The last one takes what no other wants.
 */
export const profiles: readonly Profile[] = [
  { id: 'learning', for: ['scipy', 'sklearn', 'seaborn', 'statsmodels'] },
  { id: 'scientific', for: ['numpy', 'pandas', 'matplotlib', 'PIL', 'openpyxl', 'faker'] },
  { id: 'web', for: ['requests', 'bs4', 'defusedxml', 'pytz', 'dateutil'] },
  { id: 'plain', for: [] },
];

/** The profile for a job, by what its code and its tests import. */
export const profileFor = (...sources: readonly string[]): Profile => {
  const text = sources.join('\n');
  const imports = (name: string): boolean =>
    new RegExp(String.raw`^[ \t]*(?:import|from)[ \t][^\n#]*\b${name}\b`, 'm').test(text);
  const chosen = profiles.find((profile) => profile.for.length === 0 || profile.for.some(imports));
  if (!chosen) throw new Error('the last profile takes every job');
  return chosen;
};
