import { ChatError } from "../sdk/index.js";
import { strings } from "./strings.js";

/** What to tell a person about an error: our words where we have some, else the server's, as for what is wrong with a name. */
export function errorText(thrown: unknown): string {
  const error = ChatError.from(thrown);
  return strings.errors[error.code] ?? (error.message || strings.somethingWrong);
}
