import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byName, OrderedMap } from "../../src/sdk/orderedmap.js";

interface Named {
  readonly id: string;
  readonly name: string;
}

const idOf = ({ id }: Named) => id;

describe("OrderedMap", () => {
  it("equals a sorted list after any puts and deletes", () => {
    const step = fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"), name: fc.constantFrom("", "a", "A", "ä", "b", "Zoë", "10", "9"), goes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ordered = new OrderedMap<Named>(idOf, byName);
        const model = new Map<string, Named>();
        for (const { id, name, goes } of steps) {
          const before = ordered.items();
          const copy = [...before];
          if (goes) {
            ordered.delete(id);
            model.delete(id);
          } else {
            ordered.put({ id, name });
            model.set(id, { id, name });
          }
          expect(before).toEqual(copy);
          expect(ordered.items()).toEqual([...model.values()].sort(byName));
          expect([ordered.size, ordered.get(id)]).toEqual([model.size, model.get(id)]);
        }
      }),
    );
  });

  it("hands out the same list until something changes", () => {
    const ordered = new OrderedMap<Named>(idOf, byName);
    ordered.put({ id: "1", name: "one" });
    expect(ordered.items()).toBe(ordered.items());
    const before = ordered.items();
    ordered.delete("2");
    expect(ordered.items()).toBe(before);
  });

  it("compares as often as the logarithm of its size, and not as often as its size", () => {
    let comparisons = 0;
    const ordered = new OrderedMap<Named>(idOf, (one, other) => {
      comparisons += 1;
      return byName(one, other);
    });
    for (let number = 0; number < 5_000; number++) {
      ordered.put({ id: String(number), name: `room ${number}` });
    }
    comparisons = 0;
    ordered.put({ id: "new", name: "room 2500" });
    ordered.put({ id: "7", name: "another name" });
    ordered.delete("9");
    expect(comparisons).toBeLessThanOrEqual(4 * Math.ceil(Math.log2(5_001)));
  });
});
