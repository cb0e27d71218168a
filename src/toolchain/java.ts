import { join } from 'node:path';
import { runInstaller } from './command.ts';
import { readLock, toolsFile } from './lock.ts';
import { preparedTool } from './prepared-tool.ts';
import { askProgram, findProgram, isStartable } from './programs.ts';

/** One thread for garbage, nothing shared with other machines, no warnings among the output. */
export const JVM_FLAGS = ['-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xlog:disable'] as const;

/** The archive of classes, below the tool's cache. */
export const javaArchive = (cache: string): string => join(cache, 'classes.jsa');

/** Loads, compiles and runs what small programs are made of, so that the archive holds it. */
const TRAINING = toolsFile('java/Training.java');

/**
 * Its cache: an archive of the classes that javac and small programs load (class data sharing), already parsed and
 * verified. Made in the launcher's mode for single source files, in which one JVM is both compiler and program.
 */
export const java = preparedTool({
  id: 'java',
  title: 'Java (a JDK), with an archive of its classes',
  without: 'no Java program can be tested',
  absence: 'no java with a javac beside it on the PATH',
  hint: 'apt-get install default-jdk-headless',
  recipe: [...JVM_FLAGS, (await readLock(TRAINING)).sha256],
  async find() {
    const launcher = await findProgram('java');
    const said = launcher && (await askProgram(launcher, '-XshowSettings:properties', '-version'));
    const home = said && /^ *java\.home = (.+)$/m.exec(said)?.[1];
    const version = said && /^ *java\.vm\.version = (.+)$/m.exec(said)?.[1];
    if (!home || !version || !(await isStartable(join(home, 'bin', 'javac')))) return undefined;
    return { version, paths: { java: join(home, 'bin', 'java'), javac: join(home, 'bin', 'javac'), home } };
  },
  async prepare(installation, { java }, folder) {
    const archive = `-XX:ArchiveClassesAtExit=${javaArchive(folder)}`;
    await runInstaller(installation, java, [...JVM_FLAGS, archive, TRAINING]);
  },
});
