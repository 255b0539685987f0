import { expect, test } from "@playwright/test";
import { ChatPage } from "./chatpage.js";
import { useChatServer } from "./chatserver.js";

const server = useChatServer();

test("names that are taken or tricks are refused, and say why", async ({ browser, page }) => {
  await ChatPage.signIn(browser, server.address, "Zoë");
  await page.goto(server.address);
  const chat = new ChatPage(page);
  for (const taken of ["zoë", "ZOË", "Ｚｏë", " Zoë "]) {
    await chat.pickName(taken);
    await expect(page.getByRole("alert")).toHaveText("This name is taken. Try another one.");
    await page.getByLabel("Your name").fill("");
    await expect(page.getByRole("alert")).toBeEmpty();
  }
  for (const trick of ["\u202egnp", "a\u200bb", "\u2800\u3164", "Аda", "x".repeat(51)]) {
    await chat.pickName(trick);
    await expect(page.getByRole("alert")).not.toBeEmpty();
    await page.getByLabel("Your name").fill("");
  }
  await chat.pickName("ليلى");
  await expect(page.getByRole("button", { name: /ليلى/ })).toBeVisible();
});

test("whatever is written is shown as it was written", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const bob = await ChatPage.signIn(browser, server.address, "Bob");
  const failures: string[] = [];
  bob.page.on("dialog", (dialog) => {
    failures.push(dialog.message());
    void dialog.dismiss();
  });
  await ada.createRoom("غرفة المحرك");
  await bob.join("غرفة المحرك");
  const texts = [
    `<img src=x onerror="alert(1)"><script>alert(2)</script> & &amp; <b>bold</b>`,
    "مرحبا بالعالم (valves) 123",
    "👩🏽‍🚀 🏳️‍🌈 👨‍👩‍👧‍👦 e\u0301",
    "before \u202eoverride\u202c after",
    `"quoted" \\ back\tslash \u2028 line`,
    "javascript:alert(3) https://example.org/a?b=c#d, and (https://example.org/x_(y)).",
  ];
  for (const text of texts) {
    await ada.send(text);
  }
  await expect(bob.messages).toHaveCount(texts.length);
  expect(await bob.messages.evaluateAll((elements) => elements.map((element) => element.textContent))).toEqual(texts);
  await expect(bob.log.locator("img, script, b")).toHaveCount(0);
  const links = bob.log.getByRole("link");
  await expect(links).toHaveText(["https://example.org/a?b=c#d", "https://example.org/x_(y)"]);
  expect(await links.evaluateAll((elements) => elements.map((element) => element.getAttribute("rel")))).toEqual(
    Array<string>(2).fill("noopener noreferrer"),
  );
  expect(failures).toEqual([]);
});

test("a thousand lines are taken whole and shown in part", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Grace");
  await ada.createRoom("Paste");
  const lines = Array.from({ length: 1000 }, (_, index) => `${index + 1}: a line of the log`);
  await ada.box.focus();
  await ada.page.keyboard.insertText(lines.join("\n"));
  await ada.box.press("Enter");
  const more = ada.page.getByRole("button", { name: /more lines/ });
  await expect(more).toBeVisible();
  await expect(ada.messages.first()).not.toContainText("1000: a line");
  await more.click();
  expect(await ada.messages.first().textContent()).toBe(lines.join("\n"));
  await ada.page.reload();
  await expect(ada.messages).toHaveCount(1);
});

test("a text beyond the limit is not sent, and a draft outlives a reload", async ({ browser }) => {
  const ada = await ChatPage.signIn(browser, server.address, "Hedy");
  await ada.createRoom("Limits");
  await ada.box.fill("x".repeat(40_001));
  await expect(ada.page.getByText("1 characters too many")).toBeVisible();
  await ada.box.press("Enter");
  await expect(ada.messages).toHaveCount(0);
  await ada.box.fill("a draft");
  await ada.page.reload();
  await expect(ada.box).toHaveValue("a draft");
  await ada.box.press("Enter");
  await expect(ada.messages).toHaveText(["a draft"]);
  await ada.page.reload();
  await expect(ada.messages).toHaveText(["a draft"]);
  await expect(ada.box).toHaveValue("");
});
