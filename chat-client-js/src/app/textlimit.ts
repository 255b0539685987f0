import { LIMITS } from "../sdk/index.js";
import { strings } from "./strings.js";

export interface TextLimit {
  /** What to tell while the limit is near. */
  readonly notice: string | undefined;
  readonly over: boolean;
}

const NEAR = 1_000;

/** How a text stands against the limits. */
export function limitOf(text: string): TextLimit {
  // Counting costs time, and a text this short cannot be near.
  if (text.length < LIMITS.textBytes / 4) {
    return { notice: undefined, over: false };
  }
  const left = LIMITS.textCharacters - [...text].length;
  if (left < 0) {
    return { notice: strings.composer.over(-left), over: true };
  }
  if (new TextEncoder().encode(text).length > LIMITS.textBytes) {
    return { notice: strings.composer.tooManyBytes, over: true };
  }
  return { notice: left <= NEAR ? strings.composer.left(left) : undefined, over: false };
}
