// What a reader does with the search, in Firefox: node journeys.mjs FIREFOX ROOT...
// Each root is the address of the small site of tests/site, by double-click (file://) or on a host below a sub-path.
import assert from "node:assert/strict";
import puppeteer from "puppeteer-core";

const [firefox, ...roots] = process.argv.slice(2);
const SLOW = 30_000;
const FERRY = "Two ministers meet on the Norrby ferry";
const NETS = "Nets measured in Vienna";
const QUAY = "A net is shown on the quay";
const LIMITS = "Fishing limits to be measured before they are argued";

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  headless: true,
  defaultViewport: { width: 1280, height: 800 },
  extraPrefsFirefox: {
    // The network is off: everything but this machine goes to a proxy that is not there.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
  },
});

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.innerText.trim()));
const text = async (page, selector) => (await texts(page, selector))[0];
const focused = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

const until = async (page, what, holds) => {
  const end = Date.now() + SLOW;
  for (;;) {
    try {
      if (await holds()) return;
    } catch (error) {
      if (!/context|navigat|detached|destroyed|frame/i.test(error.message)) throw error; // the page is changing
    }
    if (Date.now() > end) throw new Error(`waited in vain: ${what}, at ${page.url()}: ${await page.evaluate(() => document.querySelector("main").innerText.slice(0, 400))}`);
    await new Promise((done) => setTimeout(done, 50));
  }
};
const heading = (page, wanted) => until(page, `heading ${wanted}`, async () => (await text(page, "h1")) === wanted);
const titles = (page, wanted) =>
  until(page, `hits ${wanted}`, async () => JSON.stringify(await texts(page, ".rr-hit h2 a")) === JSON.stringify(wanted));
const status = (page, wanted) => until(page, `status ${wanted}`, async () => (await text(page, "[data-status]"))?.includes(wanted));
const value = (facet, label) => `[data-facet=${facet}] input[value="${label}"]`;
const tick = async (page, facet, label) => {
  await until(page, `facet ${label}`, () => page.$(value(facet, label)));
  await page.click(value(facet, label));
};
const ask = async (page, words) => {
  await page.keyboard.press("/");
  await until(page, "focus in the box", () => focused(page, "[role=search] input"));
  await page.keyboard.type(words);
};
const field = ".rr-ask input";
const retype = async (page, words) => {
  await page.$eval(field, (one) => one.select());
  await page.type(field, words);
};

const journeys = {
  async "a name is found by keys alone"(page, root) {
    await page.goto(`${root}/index.html`);
    await ask(page, "Astrid Lindqvist");
    await until(page, "options", async () => (await texts(page, "[role=option] b"))[0] === "Astrid Lindqvist");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.$eval("[role=option]", (one) => one.ariaSelected), "true");
    assert.ok(await focused(page, ".rr-search input"));
    await page.keyboard.press("Enter");
    await heading(page, "Astrid Lindqvist");
  },
  async "Escape closes the list, then leaves the box"(page, root) {
    await page.goto(`${root}/index.html`);
    await ask(page, "nets");
    await until(page, "options", () => page.$("[role=option]"));
    await page.keyboard.press("Escape");
    assert.ok(await page.$eval(".rr-search__output", (one) => one.hidden));
    assert.equal(await page.$eval(".rr-search input", (one) => one.value), "nets");
    await page.keyboard.press("Escape");
    assert.ok(!(await focused(page, ".rr-search input")));
  },
  async "a hit opens at its passage with the words marked"(page, root) {
    await page.setViewport({ width: 900, height: 360 });
    await page.goto(`${root}/index.html`);
    await ask(page, "police thanked");
    await until(page, "options", () => page.$("[role=option] mark"));
    await page.evaluate((wanted) => [...document.querySelectorAll("[role=option]")].find((one) => one.innerText.includes(wanted)).click(), FERRY);
    await heading(page, FERRY);
    await until(page, "marks", async () => (await texts(page, ".rr-text mark")).join() === "thanked,police,thanked");
    await until(page, "the passage in view", () => page.$eval(".rr-text mark", (one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }));
  },
  async "narrowed, sorted, opened, gone back to, and sent"(page, root) {
    await page.goto(`${root}/search.html`);
    await page.type(field, "harbour police");
    await status(page, "with “harbour police”");
    await tick(page, "source", "Harbour Gazette");
    await titles(page, [NETS]);
    assert.ok(await focused(page, value("source", "Harbour Gazette")));
    await tick(page, "source", "Northern Wire");
    await page.select("[name=sort]", "newest");
    await titles(page, [QUAY, NETS]);
    await page.select("[name=sort]", "oldest");
    await titles(page, [NETS, QUAY]);
    const address = page.url();
    assert.equal(address, `${root}/search.html?q=harbour+police&source=Harbour+Gazette&source=Northern+Wire&sort=oldest`);
    await page.click(".rr-hit h2 a");
    await heading(page, NETS);
    await page.evaluate(() => history.back());
    await titles(page, [NETS, QUAY]);
    await page.evaluate(() => history.back());
    await titles(page, [QUAY, NETS]);
    const sent = await browser.newPage();
    await sent.goto(address);
    await titles(sent, [NETS, QUAY]);
    assert.equal(await sent.$eval(field, (one) => one.value), "harbour police");
    await sent.close();
  },
  async "words in quotes are a phrase"(page, root) {
    await page.goto(`${root}/search.html?q=${encodeURIComponent('"agreed to measure first"')}`);
    await titles(page, [FERRY]);
    await page.click(".rr-hit h2 a");
    await until(page, "the phrase", async () => (await texts(page, ".rr-text mark")).join() === "agreed to measure first");
  },
  async "near spellings, other scripts, fewer words"(page, root) {
    await page.goto(`${root}/search.html?q=Lindqvizt`);
    await until(page, "a near name", async () => (await text(page, ".rr-none a")) === "Astrid Lindqvist");
    await retype(page, "Астрид Линдквист");
    await until(page, "the name", async () => (await text(page, ".rr-hit h2 a")) === "Astrid Lindqvist");
    await page.goto(`${root}/search.html?q=herring+quay&source=Northern+Wire`);
    await status(page, "Nothing here has “herring quay”.");
    await until(page, "fewer words", async () => (await texts(page, ".rr-none a")).includes("without “quay”"));
    await page.evaluate(() => [...document.querySelectorAll(".rr-none a")].find((one) => one.innerText.includes("quay")).click());
    await until(page, "hits", async () => (await text(page, ".rr-hit h2 a")) === LIMITS);
  },
  async "a facet is chosen by keys alone"(page, root) {
    await page.goto(`${root}/search.html`);
    await ask(page, "harbour police");
    await page.keyboard.press("Enter");
    await until(page, "facets", () => page.$(value("source", "Northern Wire")));
    for (let step = 0; step < 40 && !(await focused(page, value("source", "Northern Wire"))); step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press(" ");
    await titles(page, [QUAY]);
    assert.ok(await focused(page, value("source", "Northern Wire")));
  },
};

let failed = 0;
console.log(await browser.version());
for (const root of roots) {
  for (const [name, journey] of Object.entries(journeys)) {
    const page = await browser.newPage();
    const problems = [];
    page.on("console", (message) => message.type() === "error" && problems.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      // Firefox asks the host for /favicon.ico by itself when it goes back.
      if (origin !== new URL(root).origin && !["data:", "blob:", "about:"].includes(protocol)) problems.push(`request: ${request.url()}`);
    });
    try {
      await journey(page, root);
      assert.deepEqual(problems, []);
      console.log(`ok      ${root.split(":")[0].padEnd(5)} ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${root.split(":")[0].padEnd(5)} ${name}\n        ${error.message}\n        ${problems.join("\n        ")}`);
    }
    await page.close();
  }
}
await browser.close();
console.log(failed ? `${failed} failed` : "all passed");
process.exit(failed ? 1 : 0);
