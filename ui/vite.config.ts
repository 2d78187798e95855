import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// A running `otel-kit ui`, for `npm run dev`.
const server = process.env["OTEL_KIT_UI"] ?? "http://127.0.0.1:9080";

// No package that we use does anything by being imported; without this, Perses' would bring their editors along.
const quiet = /node_modules\/.*\.m?js$/;

/** Writes which sources the page was built from; a test compares them, so that nobody forgets to build. */
function sources(): Plugin {
  const files = () =>
    readdirSync(".", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.startsWith("node_modules"))
      .sort();
  const line = (file: string) =>
    `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${file}\n`;
  return {
    name: "sources",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "sources.sha256", source: files().map(line).join("") });
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [react(), sources()],
  define: { global: "globalThis" }, // as Perses' packages call the window
  resolve: {
    alias: [
      // The page is set in the fonts that are there.
      { find: /^@fontsource\/lato\/.*/, replacement: "/src/perses/noFonts.ts" },
      // Plugins are part of the page: nothing is ever loaded from another place.
      { find: "@module-federation/enhanced/runtime", replacement: "/src/perses/noRemotes.ts" },
    ],
    dedupe: ["react", "react-dom", "@emotion/react", "@mui/material", "@tanstack/react-query", "echarts"],
  },
  build: {
    outDir: "../otel_kit/ops/ui/page",
    emptyOutDir: true,
    sourcemap: false,
    target: "es2022",
    chunkSizeWarningLimit: 800,
    license: { fileName: "licences.md" },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !quiet.test(id) },
      output: {
        // Apart, so that a change of ours leaves them as they are.
        codeSplitting: {
          groups: [
            { name: "charts", test: /node_modules\/(echarts|zrender)\// },
            { name: "react", test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: "mui", test: /node_modules\/(@mui|@emotion|@popperjs)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": server, "/proxy": server },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
