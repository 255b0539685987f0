import { test } from "@playwright/test";
import { Account } from "../e2e/account.js";
import { ChatPage } from "../e2e/chatpage.js";
import { useChatServer } from "../e2e/chatserver.js";

const server = useChatServer();

const ROOMS = Number(process.env["CHAT_ROOMS"] ?? "5000");
const ROUNDS = 7;
const LETTERS = "thirty letters and not one more".slice(0, 30);
/** Milliseconds between two rooms that another user creates. */
const PACE = 100;

test(`typing in a room while the list holds ${ROOMS} others`, async ({ browser }) => {
  test.setTimeout(600_000);
  const ada = await ChatPage.signIn(browser, server.address, "Ada");
  const zoe = await Account.of(await ChatPage.signIn(browser, server.address, "Zoë"), server);
  await ada.createRoom("Typing");
  for (let made = 0; made < ROOMS; made += 20) {
    await Promise.all(Array.from({ length: 20 }, async (_, index) => zoe.call("POST", "/rooms", { name: `Room ${String(made + index).padStart(6, "0")}` })));
  }
  await ada.page.reload();
  await ada.page.getByRole("link", { name: "Room 000000" }).waitFor();
  const nodes = await ada.page.evaluate(() => document.querySelectorAll("*").length);
  console.log(`elements in the page: ${nodes}`);
  console.log(`30 letters, nothing arrives: ${await typed(ada)}`);
  const over = new AbortController();
  const arrivals = (async () => {
    for (let number = 0; !over.signal.aborted; number++) {
      const next = new Promise((resolve) => setTimeout(resolve, PACE));
      await zoe.call("POST", "/rooms", { name: `Arriving ${number}` });
      await next;
    }
  })();
  console.log(`30 letters, 10 rooms arrive each second: ${await typed(ada)}`);
  over.abort();
  await arrivals;
});

/** The median time to type the letters, and the shortest and longest. */
async function typed(chat: ChatPage): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await chat.box.fill("");
    const begun = performance.now();
    await chat.page.keyboard.type(LETTERS);
    times.push(performance.now() - begun);
  }
  times.sort((one, other) => one - other);
  const [least, median, most] = [0, Math.floor(ROUNDS / 2), ROUNDS - 1].map((index) => Math.round(times[index] ?? 0));
  return `${median} ms (${least} to ${most})`;
}
