import { expect, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test";

/** One person at one browser. */
export class ChatPage {
  readonly page: Page;
  readonly #loads: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on("load", () => this.#loads.push(page.url()));
  }

  /** Opens a browser of their own at the address and picks a name. */
  static async signIn(browser: Browser, address: string, name: string): Promise<ChatPage> {
    const chat = new ChatPage(await (await browser.newContext()).newPage());
    await chat.page.goto(address);
    await chat.pickName(name);
    await expect(chat.page.getByRole("navigation", { name: "Rooms" })).toBeVisible();
    return chat;
  }

  /** Another tab of the same person, at the same room. */
  async newTab(): Promise<ChatPage> {
    const tab = new ChatPage(await this.context.newPage());
    await tab.page.goto(this.page.url());
    return tab;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** How often the page was loaded. */
  get loads(): number {
    return this.#loads.length;
  }

  get box(): Locator {
    return this.page.locator("#composer");
  }

  get log(): Locator {
    return this.page.getByRole("log");
  }

  /** What the room shows of each message, oldest first: its text, or what stands in its place. */
  get messages(): Locator {
    return this.log.locator(".message .text, .message .tombstone");
  }

  /** The messages that the server has taken, and not only the browser. */
  get arrived(): Locator {
    return this.log.locator(".message[data-position]");
  }

  /** One's own messages on their way. */
  get sending(): Locator {
    return this.page.locator(".outgoing.sending .text");
  }

  get failed(): Locator {
    return this.page.locator(".outgoing.failed .text");
  }

  get lost(): Locator {
    return this.page.getByRole("button", { name: "Try now" });
  }

  async pickName(name: string): Promise<void> {
    await this.page.getByLabel("Your name").fill(name);
    await this.page.getByRole("button", { name: "Start chatting" }).click();
  }

  async createRoom(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "New room" }).click();
    await this.page.getByLabel("Name of the room").fill(name);
    await this.page.getByRole("button", { name: "Create room" }).click();
    await expect(this.box).toBeVisible();
  }

  async join(name: string): Promise<void> {
    await this.page.getByRole("link", { name }).click();
    await this.page.getByRole("button", { name: "Join room" }).click();
    await expect(this.box).toBeVisible();
  }

  /** Sends a message; it need not have arrived. */
  async send(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
    await expect(this.box).toHaveValue("");
  }

  message(text: string): Locator {
    return this.log.locator(".message").filter({ has: this.page.locator(".text", { hasText: text }) });
  }

  async edit(text: string, to: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text).getByRole("button", { name: "Edit message" }).click();
    await this.page.getByLabel("Edit your message").fill(to);
    await this.page.getByLabel("Edit your message").press("Enter");
    await expect(this.message(to)).toBeVisible();
  }

  async delete(text: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text).getByRole("button", { name: "Delete message" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Delete message" }).click();
    await expect(this.message(text)).toHaveCount(0);
  }
}
