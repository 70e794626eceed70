// Stands in for what wasm-bindgen writes until the first build (`paths` of tsconfig.json).
export class Client {
  constructor(environment: string, options: string, isBrowser: boolean);
  [name: string]: any;
}
export class Call {
  [name: string]: any;
}
export function catalogue(): string;
export function signature(index: number): string;
export function warning(option: string, value: string): string | undefined;
