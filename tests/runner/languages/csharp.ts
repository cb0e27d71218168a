import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string =>
  `public static class Doubler {\n  public static int Twice(int n) { ${body} }\n}\n`;

export const csharp: LanguageFixture = {
  program: `
using System;
using System.Collections.Generic;
public static class Program {
  public static int Main() {
    var kept = new List<long[]>();
    var status = 0;
    foreach (var word in Console.In.ReadToEnd().Split((char[])null, StringSplitOptions.RemoveEmptyEntries)) {
      if (word == "loop") while (true) {}
      else if (word == "hunger") while (true) { var part = new long[1 << 17]; Array.Fill(part, 1); kept.Add(part); }
      else if (word == "flood") while (true) Console.WriteLine("more and more and more");
      else if (word == "leave") status = 3;
      else Console.WriteLine(int.Parse(word) * 2);
    }
    return status;
  }
}
`,
  broken: 'public static class Program { public static void Main() { Missing(); } }\n',
  native: {
    right: double('return n * 2;'),
    half: double('return n < 100 ? n * 2 : 0;'),
    leave: double('System.Environment.Exit(0); return 0;'),
    files: {
      'check.cs': `
public static class Check {
  public static void Main(string[] words) {
    var n = words[0] == "small" ? 1 : 500;
    if (Doubler.Twice(n) != n + n) throw new System.Exception("wrong");
    System.Console.WriteLine(words[1]);
  }
}
`,
    },
    build: [['csc', '-out:check.dll', 'main.cs', 'check.cs', '@references.rsp']],
    command: (name) => [
      'dotnet',
      'exec',
      '--runtimeconfig',
      'main.runtimeconfig.json',
      'check.dll',
      name,
      '{{passed}}',
    ],
  },
};
