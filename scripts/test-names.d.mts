export interface NumberedTest {
  readonly numbers: readonly string[];
  readonly name: string;
}
export function numbersOf(name: string): string[];
export function numberedTests(text: string, path: string): NumberedTest[];
