import { describe, expect, it } from "vitest";
import { windowOf } from "../../src/app/rowwindow.js";

describe("windowOf", () => {
  it.each([
    [0, 360, 100, [0, 18]],
    [360, 360, 100, [2, 28]],
    [3_600, 360, 100, [92, 100]],
    [9_999, 360, 100, [99, 100]],
    [-2_000, 360, 100, [0, 1]],
    [0, 360, 3, [0, 3]],
    [0, 360, 0, [0, 0]],
  ])("with %d pixels above a screen of %d shows of %d rows %j", (above, screen, rows, [first, end]) => {
    expect(windowOf(above, screen, 36, rows)).toEqual({ first, end, height: 36 });
  });
});
