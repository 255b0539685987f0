import { asObject, MalformedError, pickStrings } from "./json.js";

/** The codes of the protocol's table, and those with which this client itself reports that no answer came. */
export type ErrorCode =
  | "malformed_json"
  | "invalid_request"
  | "unknown_type"
  | "invalid_name"
  | "invalid_text"
  | "text_too_long"
  | "invalid_client_id"
  | "unauthenticated"
  | "not_a_member"
  | "not_allowed"
  | "not_found"
  | "user_not_found"
  | "room_not_found"
  | "message_not_found"
  | "member_not_found"
  | "method_not_allowed"
  | "name_taken"
  | "client_id_conflict"
  | "message_deleted"
  | "last_owner"
  | "too_many_rooms"
  | "too_many_subscriptions"
  | "body_too_large"
  | "unsupported_media_type"
  | "misdirected_request"
  | "upgrade_required"
  | "rate_limited"
  | "too_many_connections"
  | "internal_error"
  | "unavailable"
  /** The server could not be reached, or the connection broke before the answer. */
  | "connection_lost"
  /** No answer came in time; whether the command was carried out is not known. */
  | "timed_out"
  /** The answer was not what the protocol promises. */
  | "bad_answer"
  /** This client, or the platform below it, failed; the server is not to blame. */
  | "client_error";

const TRANSIENT: ReadonlySet<string> = new Set(["rate_limited", "internal_error", "unavailable", "connection_lost", "timed_out", "bad_answer"]);

/** A refused or unanswered request. The code is the contract, the message is prose for a person. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  /** One of {@link ErrorCode}, or a newer server's code that this client does not know. */
  readonly code: ErrorCode | (string & {});
  /** The HTTP status, or 0 where there was none. */
  readonly status: number;
  /** Milliseconds before which the server does not want to be asked again; absent where it did not say. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode | (string & {}), detail: string, status = 0, options: ErrorOptions & { retryAfter?: number | undefined } = {}) {
    super(detail, options);
    this.code = code;
    this.status = status;
    this.retryAfter = options.retryAfter;
  }

  /** Whether the same request may succeed later; a send is then repeated with the same client id. */
  get transient(): boolean {
    return TRANSIENT.has(this.code) || this.status >= 500 || this.status === 429;
  }

  /** Reads a problem document; what is not one (a proxy's error page) becomes an error by its status. */
  static fromProblem(status: number, body: unknown, retryAfter?: number): ChatError {
    try {
      const { code, detail, title } = pickStrings(asObject(body, "problem"), "code", "detail", "title");
      if (code !== undefined) {
        return new ChatError(code, detail ?? title ?? code, status, { retryAfter });
      }
    } catch {
      // Falls through to the error by status.
    }
    return new ChatError(codeOfStatus(status), `The server answered ${status}.`, status, { retryAfter });
  }

  /** Makes a ChatError of whatever was thrown. */
  static from(thrown: unknown): ChatError {
    if (thrown instanceof ChatError) {
      return thrown;
    }
    const code = thrown instanceof MalformedError ? "bad_answer" : "client_error";
    return new ChatError(code, thrown instanceof Error ? thrown.message : String(thrown), 0, { cause: thrown });
  }
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) {
    return "unauthenticated";
  }
  if (status === 404) {
    return "not_found";
  }
  if (status === 429) {
    return "rate_limited";
  }
  return status >= 500 ? "unavailable" : "bad_answer";
}
