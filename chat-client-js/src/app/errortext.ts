import { ChatError } from "../sdk/index.js";
import { strings } from "./strings.js";

const MINUTE = 60_000;

/** What to tell a person about an error: our words where we have some, else the server's, as for what is wrong with a name. */
export function errorText(thrown: unknown): string {
  const error = ChatError.from(thrown);
  if (error.code === "rate_limited" && (error.retryAfter ?? 0) >= MINUTE) {
    return strings.tooOften(Math.ceil((error.retryAfter ?? 0) / MINUTE));
  }
  return strings.errors[error.code] ?? (error.message || strings.somethingWrong);
}
