import type { LanguageFixture } from './fixture.ts';

const double = (body: string, imports = ''): string =>
  `package main\n${imports}\nfunc double(n int) int {\n\t${body}\n}\nfunc main() {}\n`;

export const go: LanguageFixture = {
  program: `
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	status := 0
	var word string
	var kept [][]byte
	for {
		if _, err := fmt.Scan(&word); err != nil {
			os.Exit(status)
		}
		switch word {
		case "loop":
			for {
			}
		case "hunger":
			for {
				part := make([]byte, 1<<20)
				for i := range part {
					part[i] = 1
				}
				kept = append(kept, part)
			}
		case "flood":
			for {
				fmt.Println("more and more and more")
			}
		case "leave":
			status = 3
		default:
			n, _ := strconv.Atoi(word)
			fmt.Println(n * 2)
		}
	}
}
`,
  broken: 'package main\n\nfunc main() { missing() }\n',
  native: {
    right: double('return n * 2'),
    half: double('if n < 100 { return n * 2 }\n\treturn 0'),
    leave: double('os.Exit(0)\n\treturn 0', 'import "os"'),
    files: {
      'main_test.go': `
package main

import (
	"fmt"
	"testing"
)

func check(t *testing.T, n int) {
	if double(n) != n+n {
		t.Fatal(double(n))
	}
	fmt.Println("{{passed}}")
}

func Test_small(t *testing.T) { check(t, 1) }
func Test_large(t *testing.T) { check(t, 500) }
`,
    },
    command: (name) => ['go', 'test', '-v', '-run', `^Test_${name}$`],
  },
};
