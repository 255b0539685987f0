import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const docs = readdirSync("../docs", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
const documents = ["README.md", "../README.md", "../CHANGELOG.md", "../CONTRIBUTING.md", ...docs.map((file) => `../docs/${file}`)];

/** The packages that a document's examples import or install. */
function packagesIn(document: string): string[] {
  const text = readFileSync(document, "utf8");
  const found = text.matchAll(/(?:from "|npm (?:install|i|add) |npx )([@\w][^"\s`]*)/g);
  return [...found].map((match) => match[1] ?? "");
}

describe("the package", () => {
  it("has a scope, because its name without one belongs to another product", () => {
    expect(manifest.name).toMatch(/^@[a-z-]+\/[a-z-]+$/);
  });

  it("cannot be published by accident while nobody has registered the scope", () => {
    expect(manifest.private).toBe(true);
  });

  it("is called by this name in every document", () => {
    const named = documents.flatMap(packagesIn).filter((name) => name.includes("chat"));
    expect(named).not.toEqual([]);
    expect(named.filter((name) => name !== manifest.name)).toEqual([]);
  });
});
