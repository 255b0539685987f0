import { describe, expect, it } from "vitest";
import { roomHref, routeOf } from "../../src/app/route.js";

const ID = "0192f3a4-5b6c-7d8e-9f00-112233445566";

describe("routeOf", () => {
  it.each(["", "#", "#/", "#/rooms", "#/rooms/", "#rooms"])("%s is the list", (hash) => {
    expect(routeOf(hash)).toEqual({ name: "list" });
  });

  it.each([`#/rooms/${ID}`, `#/rooms/${ID.toUpperCase()}`, `#/Rooms/${ID}/`, `#/rooms/%30${ID.slice(1)}`])("%s is the room", (hash) => {
    expect(routeOf(hash)).toEqual({ name: "room", room: ID });
  });

  it.each(["#/rooms/%", "#/rooms/%zz", "#/rooms/%C3%28", `#/rooms/${ID}/x`, "#/else", "#composer", "#/rooms//", "##"])("%s is nothing", (hash) => {
    expect(routeOf(hash)).toEqual({ name: "unknown" });
  });

  it.each(["a/b", "a b", "100%", "ÄÖ", "#", "🎈"])("finds the way back to the id %s", (room) => {
    expect(routeOf(roomHref(room))).toEqual({ name: "room", room });
  });
});
