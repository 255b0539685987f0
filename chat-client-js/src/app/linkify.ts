/** A stretch of a message's text; with an address it is a link. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

// Without bidirectional controls, which could make an address read as another.
const ADDRESS = /https?:\/\/[^\s<>"'\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const TRAILING = /[.,;:!?…]+$/u;

/** Finds the http and https addresses in a text; the parts joined are the text. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!URL.canParse(address)) {
      continue;
    }
    if (match.index > end) {
      parts.push({ text: text.slice(end, match.index) });
    }
    parts.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end) });
  }
  return parts;
}

/** Leaves to the sentence what belongs to it: the full stop, and a bracket that was opened before the address. */
function trimmed(address: string): string {
  let rest = address.replace(TRAILING, "");
  while (rest.endsWith(")") && rest.split("(").length < rest.split(")").length) {
    rest = rest.slice(0, -1).replace(TRAILING, "");
  }
  return rest;
}
