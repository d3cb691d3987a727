// Opens the application in Chromium as a record system's button does, signs in, and prints what the application saw.
//
//   node launch.mjs APP_PORT FHIR_BASE HANDLE USER [CLIENT]
//
// The last line of the output is JSON: what index.html showed, or {"refused": text of the page or error where it ended}.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [port, base, handle, user, client] = process.argv.slice(2);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const files = {
  "/launch.html": [here("app/launch.html"), "text/html"],
  "/index.html": [here("app/index.html"), "text/html"],
  "/fhirclient.js": [here("node_modules/fhirclient/build/fhir-client.js"), "text/javascript"],
};

const server = createServer(async (request, response) => {
  const found = files[new URL(request.url, "http://app").pathname];
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": found[1] + "; charset=utf-8" }).end(await readFile(found[0]));
});
await new Promise((resolve) => server.listen(Number(port), "127.0.0.1", resolve));

const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path && existsSync(path),
);
const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await browser.newPage();
  const seen = [];
  page.on("framenavigated", (frame) => seen.push(frame.url()));
  const query = new URLSearchParams({ iss: base, launch: handle, ...(client ? { client } : {}) });
  await page.goto(`http://127.0.0.1:${port}/launch.html?${query}`);
  const result = page.locator("#result:not(:empty)");
  const signIn = page.locator(`button[name="user"][value="${user}"]`);
  const refused = page.locator("#problem:not(:empty), [role=alert]");
  await result.or(signIn).or(refused).first().waitFor({ timeout: 20000 });
  if (await signIn.count()) {
    await signIn.click();
    await result.or(refused).first().waitFor({ timeout: 20000 });
  }
  const answer = (await result.count())
    ? JSON.parse(await result.textContent())
    : { refused: await refused.first().textContent() };
  answer.urls = seen;
  console.log(JSON.stringify(answer));
} finally {
  await browser.close();
  server.close();
}
