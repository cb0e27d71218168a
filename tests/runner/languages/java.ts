import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string =>
  `public class Doubler {\n  static int twice(int n) {\n    ${body}\n  }\n}\n`;

export const java: LanguageFixture = {
  program: `
import java.util.*;

class Kept {
  static final List<long[]> PARTS = new ArrayList<>();
}

public class Solution {
  public static void main(String[] arguments) {
    Scanner scanner = new Scanner(System.in);
    int status = 0;
    while (scanner.hasNext()) {
      String word = scanner.next();
      switch (word) {
        case "loop": while (true) {}
        case "hunger": while (true) Kept.PARTS.add(new long[1 << 17]);
        case "flood": while (true) System.out.println("more and more and more");
        case "leave": status = 3; break;
        default: System.out.println(Integer.parseInt(word) * 2);
      }
    }
    System.exit(status);
  }
}
`,
  broken: 'public class Main { public static void main(String[] arguments) { missing(); } }\n',
  native: {
    right: double('return n * 2;'),
    half: double('return n < 100 ? n * 2 : 0;'),
    leave: double('System.exit(0); return 0;'),
    files: {
      'Check.java': `
public class Check {
  public static void main(String[] words) {
    int n = words[0].equals("small") ? 1 : 500;
    if (Doubler.twice(n) != n + n) throw new AssertionError(n);
    System.out.println(words[1]);
  }
}
`,
    },
    build: [['javac', '-d', '.', 'Doubler.java', 'Check.java']],
    command: (name) => ['java', '-cp', '.', 'Check', name, '{{passed}}'],
  },
};
