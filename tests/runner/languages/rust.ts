import type { LanguageFixture } from './fixture.ts';

const double = (body: string): string => `pub fn double(n: i64) -> i64 { ${body} }\n`;

export const rust: LanguageFixture = {
  program: `
use std::io::Read;
fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let mut kept: Vec<Vec<u8>> = Vec::new();
    let mut status = 0;
    for word in input.split_whitespace() {
        match word {
            "loop" => loop { std::hint::black_box(0); },
            "hunger" => loop { kept.push(vec![1; 1 << 20]); },
            "flood" => loop { println!("more and more and more"); },
            "leave" => status = 3,
            _ => println!("{}", word.parse::<i64>().unwrap() * 2),
        }
    }
    std::process::exit(status);
}
`,
  broken: 'fn main() { missing(); }\n',
  native: {
    right: double('n * 2'),
    half: double('if n < 100 { n * 2 } else { 0 }'),
    leave: double('if n > 0 { std::process::exit(0) } else { n }'),
    files: {
      'check.rs': `
#[path = "main.rs"]
mod solution;
fn check(n: i64) {
    assert_eq!(solution::double(n), n + n);
    println!("{{passed}}");
}
#[test]
fn small() { check(1) }
#[test]
fn large() { check(500) }
`,
    },
    build: [['rustc', '--test', '-o', 'check', 'check.rs']],
    command: (name) => ['./check', '--exact', name, '--nocapture'],
  },
};
