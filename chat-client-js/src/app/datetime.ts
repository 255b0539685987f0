import { strings } from "./strings.js";

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const dayAndYear = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });

export function timeOf(instant: string): string {
  return time.format(new Date(instant));
}

/** Without what a twelve-hour clock adds, for where there is little room and the whole is near. */
export function shortTimeOf(instant: string): string {
  return time
    .formatToParts(new Date(instant))
    .filter((part) => part.type !== "dayPeriod")
    .map((part) => part.value)
    .join("")
    .trim();
}

export function fullTimeOf(instant: string): string {
  return full.format(new Date(instant));
}

/** The same for all instants of one day where the reader is. */
export function dayKeyOf(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

export function dayOf(instant: string, now = new Date()): string {
  const key = dayKeyOf(instant);
  if (key === dayKeyOf(now.toISOString())) {
    return strings.message.today;
  }
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (key === dayKeyOf(yesterday.toISOString())) {
    return strings.message.yesterday;
  }
  const date = new Date(instant);
  return (date.getFullYear() === now.getFullYear() ? day : dayAndYear).format(date);
}
