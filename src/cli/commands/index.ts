import type { Commands } from '../group.ts';

/**
 * Every command by its name, in the order of `bifocal --help`. A new one is a file here and a line below. Each is loaded
 * when it is asked for: together they bring more than any of them needs.
 */
export const COMMANDS: Commands = {
  demo: async () => (await import('./demo.ts')).demoCommand(),
  eval: async () => (await import('./eval.ts')).evalCommand(),
  run: async () => (await import('./run.ts')).runCommand(),
  improve: async () => (await import('./improve.ts')).improveCommand(),
  patch: async () => (await import('./patch.ts')).patchCommand(),
  score: async () => (await import('./score.ts')).scoreCommand(),
  explain: async () => (await import('./explain.ts')).explainCommand(),
  scanners: async () => (await import('./scanners.ts')).scannersCommand(),
  methods: async () => (await import('./methods.ts')).methodsCommand(),
  compare: async () => (await import('./compare.ts')).compareCommand(),
  report: async () => (await import('./report.ts')).reportCommand(),
  view: async () => (await import('./view.ts')).viewCommand(),
  review: async () => (await import('./review.ts')).reviewCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  tasks: async () => (await import('./tasks/index.ts')).tasksCommand(),
  pairs: async () => (await import('./pairs/index.ts')).pairsCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  setup: async () => (await import('./setup.ts')).setupCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
};
