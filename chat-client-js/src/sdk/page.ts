import { asObject, readBoolean, readList } from "./json.js";
import { readMessage, type Message } from "./message.js";

/** Part of a list; `next` is handed back as `after` for more, and is absent where that was all. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface PageOptions {
  readonly after?: string;
  readonly limit?: number;
}

/** Where a page of the history lies; `before` and `after` exclude their position. */
export type Place =
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number }
  | { readonly before?: never; readonly after?: never; readonly around?: never };

/** Part of the history, in ascending order of position. */
export interface MessagePage {
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export function readMessagePage(value: unknown): MessagePage {
  const from = asObject(value, "page");
  return {
    messages: readList(from, "messages", readMessage),
    hasOlder: readBoolean(from, "hasOlder"),
    hasNewer: readBoolean(from, "hasNewer"),
  };
}
