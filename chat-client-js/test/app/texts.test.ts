import { describe, expect, it } from "vitest";
import { excerptOf } from "../../src/app/excerpt.js";
import { linkify } from "../../src/app/linkify.js";
import { limitOf } from "../../src/app/textlimit.js";

const links = (text: string) => linkify(text).flatMap((part) => part.href ?? []);

describe("linkify", () => {
  it.each([
    ["see https://example.org.", ["https://example.org"]],
    ["(https://example.org/a_(b))", ["https://example.org/a_(b)"]],
    ["HTTP://EXAMPLE.ORG/A?b=c#d, and more", ["HTTP://EXAMPLE.ORG/A?b=c#d"]],
    ["https://a.example https://b.example", ["https://a.example", "https://b.example"]],
    ["<https://example.org>", ["https://example.org"]],
    ["https://example.org/\u202egro.live", ["https://example.org/"]],
    ["javascript:alert(1) data:text/html,x ftp://example.org file:///etc/passwd //example.org", []],
    ["https:// http://", []],
    ["https://[", []],
  ])("%s", (text, expected) => {
    expect(links(text)).toEqual(expected);
    expect(linkify(text).map((part) => part.text).join("")).toBe(text);
  });
});

describe("excerptOf", () => {
  it("leaves short texts alone", () => {
    expect(excerptOf("a\nb")).toBeUndefined();
    expect(excerptOf(Array(22).fill("line").join("\n"))).toBeUndefined();
  });

  it("cuts after some lines and says how many are hidden", () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
    expect(excerptOf(lines.join("\n"))).toEqual({ text: lines.slice(0, 18).join("\n"), hiddenLines: 982 });
  });

  it("cuts a long line, but no character in two", () => {
    expect(excerptOf(`a${"😀".repeat(2000)}`)?.text).toBe(`a${"😀".repeat(999)}`);
  });
});

describe("limitOf", () => {
  it("says nothing while the limits are far", () => {
    expect(limitOf("x".repeat(38_999))).toEqual({ notice: undefined, over: false });
  });

  it("counts what is left, and what is too much, in characters", () => {
    expect(limitOf("x".repeat(39_990))).toEqual({ notice: "10 characters left", over: false });
    expect(limitOf("x".repeat(40_001))).toEqual({ notice: "1 characters too many", over: true });
  });

  it("knows the limit in bytes", () => {
    expect(limitOf("😀".repeat(16_384))).toMatchObject({ over: false });
    expect(limitOf("😀".repeat(16_385))).toMatchObject({ over: true });
  });
});
