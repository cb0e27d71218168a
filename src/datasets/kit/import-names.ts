/** Packages whose modules are not simply called like them. */
const IMPORT_NAMES: Readonly<Record<string, string>> = {
  pyyaml: 'yaml',
  pyjwt: 'jwt',
  beautifulsoup4: 'bs4',
  pycryptodome: 'Crypto',
  'python-dateutil': 'dateutil',
  'scikit-learn': 'sklearn',
  pillow: 'PIL',
  'opencv-python': 'cv2',
};

/** The modules by which code imports packages, which are given as pip calls them. */
export const importNames = (packages: readonly string[]): string[] =>
  packages.map((name) => IMPORT_NAMES[name.toLowerCase()] ?? name.toLowerCase());
