import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The browser that is installed: Playwright's own download is neither needed nor used. */
export function findChromium(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const inPath = ["chromium", "chromium-browser", "google-chrome"].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env["CHAT_CHROMIUM"] ?? "", "/usr/bin/chromium", ...inPath].find(isExecutable);
  if (found === undefined) {
    throw new Error("No Chromium found: apt-get install chromium, or set CHAT_CHROMIUM");
  }
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return file !== "";
  } catch {
    return false;
  }
}
