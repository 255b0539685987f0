import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readBatch } from "../../src/sdk/batch.js";
import { ChatError, readServerFrame, RestClient } from "../../src/sdk/index.js";
import { asObject } from "../../src/sdk/json.js";

const folder = new URL("../../fixtures/protocol/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.replace(".json", ""));

function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Record<string, unknown>;
}

function restOf(name: string): RestClient {
  return new RestClient({ baseUrl: "http://fake.test", fetch: () => Promise.resolve(Response.json(fixture(name))) });
}

/** How each REST body is read, and under which name its lists are in the SDK. */
const readers: Record<string, (rest: RestClient) => Promise<unknown>> = {
  "rest-sign-up": (rest) => rest.signUp("Ada"),
  "rest-user": (rest) => rest.me(),
  "rest-user-deleted": (rest) => rest.user("u"),
  "rest-users": (rest) => rest.users(),
  "rest-users-last": (rest) => rest.users(),
  "rest-room": (rest) => rest.room("r"),
  "rest-rooms": (rest) => rest.rooms(),
  "rest-member": (rest) => rest.join("r"),
  "rest-members": (rest) => rest.members("r"),
  "rest-message": (rest) => rest.message("r", 4),
  "rest-message-edited": (rest) => rest.edit("r", 5, "text"),
  "rest-message-deleted": (rest) => rest.delete("r", 6),
  "rest-open": (rest) => rest.open("r"),
  "rest-history": (rest) => rest.history("r"),
  "rest-changes": (rest) => rest.changes("r", 9, "e"),
  "rest-changes-none": (rest) => rest.changes("r", 9, "e"),
  "rest-changes-reset": (rest) => rest.changes("r", 9, "e"),
};

describe("fixtures of the protocol", () => {
  it.each(names.filter((name) => name.startsWith("frame-")))("%s is read in full", (name) => {
    expect(readServerFrame(fixture(name))).toEqual(fixture(name));
  });

  it.each(names.filter((name) => name.startsWith("rest-")))("%s is read in full", async (name) => {
    const read = readers[name];
    const answer = asObject(await read?.(restOf(name)), "answer");
    const field = ["users", "rooms", "members"].find((each) => each in fixture(name)) ?? "items";
    const { items, ...rest } = answer;
    // Pages call their list `items`, and a changes answer always says whether it is a reset.
    const body = { reset: false, ...rest, ...(items === undefined ? {} : { [field]: items }) };
    expect(body).toEqual({ reset: false, ...fixture(name) });
  });

  it.each(names.filter((name) => name.startsWith("problem-")))("%s becomes an error of its code", (name) => {
    const { status, code, detail } = fixture(name);
    const error = ChatError.fromProblem(status as number, fixture(name));
    expect({ status: error.status, code: error.code, detail: error.message }).toEqual({ status, code, detail });
  });

  it("event-changes is a batch", () => {
    expect(readBatch(fixture("event-changes"))).toEqual(fixture("event-changes"));
  });

  it.each([
    { type: "heartbeat", heads: { "room-1": 57, "room-2": 8 } },
    { type: "heartbeat", heads: {} },
    { type: "closing", code: 1001, retryAfter: 1500 },
    { type: "error", id: "7", code: "rate_limited", detail: "Slow down.", room: "room-1" },
  ])("reads %j in full", (frame) => {
    expect(readServerFrame(frame)).toEqual(frame);
  });

  it("takes null for absent and ignores what it does not know", () => {
    const frame = fixture("frame-sent");
    const message = { ...(frame["message"] as object), editedAt: null, colour: "green" };
    expect(readServerFrame({ ...frame, message, mood: 1 })).toEqual(frame);
    expect(readServerFrame({ type: "typing", room: "r" })).toBeUndefined();
  });

  it.each([[[]], [{}], [{ type: 7 }], [{ type: "changes", room: "r", after: 1, upTo: "2", changes: [] }], [null]])("refuses %j", (broken) => {
    expect(() => readServerFrame(broken)).toThrow("is not");
  });
});
