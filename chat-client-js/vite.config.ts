import { defineConfig } from "vitest/config";

export default defineConfig({
  root: "src/app",
  // Relative addresses, so that the same build works under whatever path it is mounted.
  base: "./",
  build: {
    outDir: "../../dist/app",
    emptyOutDir: true,
    target: "es2022",
    // Small files as data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": { target: "http://localhost:8080", ws: true } } },
  test: { root: ".", include: ["test/**/*.test.ts", "test/**/*.test.tsx"], restoreMocks: true },
});
