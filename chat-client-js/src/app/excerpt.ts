const LINES = 18;
const CHARACTERS = 2_000;

/** The beginning of a text that is too long to be shown at once. */
export interface Excerpt {
  readonly text: string;
  readonly hiddenLines: number;
}

/** Shortens a long text; `undefined` if it is short enough as it is. */
export function excerptOf(text: string): Excerpt | undefined {
  const lines = text.split("\n");
  // A little over is shown rather than hidden behind a button as high as itself.
  if (lines.length <= LINES + 4 && text.length <= CHARACTERS + 500) {
    return undefined;
  }
  const head = lines.slice(0, LINES).join("\n");
  const cut = head.length > CHARACTERS ? wholeCharacters(head.slice(0, CHARACTERS)) : head;
  return { text: cut, hiddenLines: lines.length - cut.split("\n").length };
}

function wholeCharacters(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
