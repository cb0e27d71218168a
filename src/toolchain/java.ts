import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runInstaller } from './command.ts';
import { readLock, toolsFile } from './lock.ts';
import { preparedTool } from './prepared-tool.ts';
import { askProgram, findProgram, isStartable } from './programs.ts';

/** One thread for garbage, nothing shared with other machines, no warnings among the output. */
export const JVM_FLAGS = ['-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xlog:disable'] as const;

/** How javac is started; an archive of classes is of use to the same flags only. It lives too briefly to optimize. */
const JAVAC_FLAGS = [...JVM_FLAGS, '-XX:TieredStopAtLevel=1', '-Xmx1g'].map((flag) => `-J${flag}`);

const archiveIn = (cache: string): string => join(cache, 'javac.jsa');

/** The words that start javac with its archive. */
export const javacCommand = (javac: string, cache: string): string[] => [
  javac,
  ...JAVAC_FLAGS,
  `-J-XX:SharedArchiveFile=${archiveIn(cache)}`,
  '-proc:none',
  '-nowarn',
];

/** What javac compiles when its archive is made: the archive holds the classes that it takes. */
const TRAINING = toolsFile('java/Training.java');

/**
 * Its cache: an archive of the classes that javac loads, parsed and verified (class data sharing). Programs gain
 * nothing from one: the JDK's own archive has what they load.
 */
export const java = preparedTool({
  id: 'java',
  title: 'Java (a JDK), with an archive of the classes of javac',
  without: 'no Java program can be tested',
  absence: 'no java with a javac beside it on the PATH',
  hint: 'apt-get install default-jdk-headless',
  recipe: [...JAVAC_FLAGS, (await readLock(TRAINING)).sha256],
  async find() {
    const launcher = await findProgram('java');
    const said = launcher && (await askProgram(launcher, '-XshowSettings:properties', '-version'));
    const home = said && /^ *java\.home = (.+)$/m.exec(said)?.[1];
    const version = said && /^ *java\.vm\.version = (.+)$/m.exec(said)?.[1];
    if (!home || !version || !(await isStartable(join(home, 'bin', 'javac')))) return undefined;
    return { version, paths: { java: join(home, 'bin', 'java'), javac: join(home, 'bin', 'javac'), home } };
  },
  async prepare(installation, { javac }, folder) {
    const archive = `-J-XX:ArchiveClassesAtExit=${archiveIn(folder)}`;
    const classes = join(folder, 'classes');
    await runInstaller(installation, javac, [...JAVAC_FLAGS, archive, '-proc:none', '-d', classes, TRAINING]);
    await rm(classes, { recursive: true });
  },
});
