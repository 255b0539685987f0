import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

/** What is measured in a browser, and not tested: chat-bench runs it. Nothing is traced, since that takes its time, too. */
export default defineConfig({ ...tests, testDir: "bench", reporter: "line", use: { ...tests.use, trace: "off" } });
