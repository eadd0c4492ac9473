import { defineConfig } from "vite";

// Assets are files of their own: the server's policy runs no script that is written into a page.
export default defineConfig({
  server: { proxy: { "/api": "http://127.0.0.1:8080" }, fs: { allow: ["../../.."] } },
  build: { target: "es2022", cssMinify: true, reportCompressedSize: false, chunkSizeWarningLimit: 1200, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
