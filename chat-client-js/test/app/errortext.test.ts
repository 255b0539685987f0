import { describe, expect, it } from "vitest";
import { errorText } from "../../src/app/errortext.js";
import { ChatError } from "../../src/sdk/index.js";

describe("errorText", () => {
  it.each([
    [undefined, "That was too much at once. Please try again in a moment."],
    [5_000, "That was too much at once. Please try again in a moment."],
    [60_000, "That was too often. Please try again in a minute."],
    [7 * 60_000 + 1, "That was too often. Please try again in 8 minutes."],
  ])("says after a refusal for %s ms when to try again", (retryAfter, text) => {
    expect(errorText(new ChatError("rate_limited", "too much", 429, { retryAfter }))).toBe(text);
  });

  it("takes the server's words for what it has none of its own", () => {
    expect(errorText(new ChatError("something_new", "Something new.", 400))).toBe("Something new.");
  });
});
