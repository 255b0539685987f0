import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

/** What is measured in a browser, and not tested: chat-bench runs it. */
export default defineConfig({ ...tests, testDir: "bench", reporter: "line" });
