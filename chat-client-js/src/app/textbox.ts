const MOST_ROWS = 10;

/** Whether this key sends: Enter, unless it breaks the line or ends what an input method composes. */
export function isSubmit(event: KeyboardEvent): boolean {
  // Safari ends the composition before it reports the key; only the old key code still tells.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

/** How high a box must be for its text, where the browser does not size it by itself. */
export function rowsFor(text: string): number {
  return Math.min(MOST_ROWS, text.split("\n").length);
}
