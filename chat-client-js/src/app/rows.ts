import type { Message, Outgoing, UserRef } from "../sdk/index.js";
import { dayKeyOf } from "./datetime.js";

/** One line of the history: a message, or one's own on its way. */
export interface Row {
  /** The same for a message on its way and once it has arrived, so that it stays where it is on the screen. */
  readonly key: string;
  readonly author: UserRef;
  readonly at: string;
  readonly message: Message | undefined;
  readonly outgoing: Outgoing | undefined;
  readonly startsDay: boolean;
  /** Whether the author and time stand above it. */
  readonly startsGroup: boolean;
}

const GROUP_MILLISECONDS = 5 * 60_000;

type Line = Omit<Row, "startsDay" | "startsGroup">;

export function rowsOf(messages: readonly Message[], outgoing: readonly Outgoing[], me: UserRef): Row[] {
  const lines: Line[] = [
    ...messages.map((message) => ({
      key: `${message.author.id} ${message.clientId}`,
      author: message.author,
      at: message.sentAt,
      message,
      outgoing: undefined,
    })),
    ...outgoing.map((entry) => ({
      key: `${me.id} ${entry.clientId}`,
      author: me,
      at: entry.createdAt,
      message: undefined,
      outgoing: entry,
    })),
  ];
  return lines.map((line, index) => {
    const before = lines[index - 1];
    const startsDay = before === undefined || dayKeyOf(before.at) !== dayKeyOf(line.at);
    return { ...line, startsDay, startsGroup: startsDay || !goesOn(before, line) };
  });
}

function goesOn(before: Line, line: Line): boolean {
  return before.author.id === line.author.id && Date.parse(line.at) - Date.parse(before.at) < GROUP_MILLISECONDS;
}
