import { createElement, render, type ComponentType } from "preact";
import { expect, vi } from "vitest";
import { FakeServer } from "./fakeserver.js";

/** A page for the application, whose requests and sockets go to a fake server. To be closed after each test. */
export class AppPage {
  readonly server = new FakeServer();
  readonly root: HTMLElement = document.body.appendChild(document.createElement("div"));

  constructor() {
    vi.stubGlobal("WebSocket", this.server.WebSocket);
    vi.stubGlobal("fetch", this.fetch);
  }

  readonly fetch = (input: string, init?: RequestInit): Promise<Response> =>
    this.server.fetch(input.replace(/^.*\/api\/v1/, this.server.baseUrl), init);

  start(App: ComponentType): void {
    render(createElement(App, null), this.root);
  }

  /** Waits until the page holds the element, and returns it. */
  async find<T extends HTMLElement>(selector: string): Promise<T> {
    return vi.waitFor(
      () => {
        const element = this.root.querySelector<T>(selector);
        expect(element, selector).not.toBeNull();
        return element as T;
      },
      { timeout: 5_000 },
    );
  }

  async type<T extends HTMLInputElement | HTMLTextAreaElement>(selector: string, text: string): Promise<T> {
    const box = await this.find<T>(selector);
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return box;
  }

  close(): void {
    render(null, this.root);
    this.root.remove();
    vi.unstubAllGlobals();
  }
}
