import { vi } from "vitest";
import { ChatClient, type RoomState, type RoomView } from "../../src/sdk/index.js";
import { FakeServer } from "../fake/fakeserver.js";

/** Ada, signed in, has opened a room in which Zoë is too. The clock is the test's. */
export class RoomScene {
  readonly server = new FakeServer();
  readonly ada: string;
  readonly zoe: string;
  readonly room: string;
  readonly client: ChatClient;
  view: RoomView;
  /** Every state that a screen would have shown. */
  readonly #shown: RoomState[] = [];

  constructor() {
    vi.useFakeTimers();
    const { user, token } = this.server.chat.signUp("Ada");
    this.ada = user.id;
    this.zoe = this.server.chat.signUp("Zoë").user.id;
    this.room = this.server.chat.createRoom(this.ada, "Engine room").id;
    this.server.chat.join(this.zoe, this.room);
    const { baseUrl, fetch, WebSocket } = this.server;
    this.client = new ChatClient({ baseUrl, token, fetch, WebSocket });
    this.view = this.client.open(this.room);
    this.view.on("change", (state) => this.#shown.push(state));
  }

  end(): void {
    this.client.close();
    vi.useRealTimers();
  }

  /** Opens the room again, as of now. */
  reopen(): void {
    this.view.close();
    this.view = this.client.open(this.room);
  }

  hear(clientId: string, text: string): number {
    return this.server.chat.send(this.zoe, this.room, clientId, text).message.position;
  }

  texts(): (string | undefined)[] {
    return this.view.state.messages.map((message) => message.text);
  }

  outgoing(): string[] {
    return this.view.state.outgoing.map((entry) => `${entry.text} ${entry.state}`);
  }

  stored(): (string | undefined)[] {
    return this.server.chat.history(this.room).map((message) => message.text);
  }

  received(type: string): { clientId: string }[] {
    return this.server.received.filter((command) => command.type === type);
  }

  /** Cuts the connection, does something meanwhile, and lets it come back. */
  async whileAway(act: () => void): Promise<void> {
    this.server.reachable = false;
    this.server.cut();
    await settle();
    act();
    this.server.reachable = true;
    await later(60_000);
  }

  /** The client ids of own messages that any state showed twice. */
  doubled(): string[] {
    return this.#shown.flatMap((state) => {
      const own = state.messages.filter((message) => message.author.id === this.ada);
      const ids = [...own, ...state.outgoing].map((each) => each.clientId);
      return ids.filter((id, index) => ids.indexOf(id) !== index);
    });
  }
}

export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

export async function later(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}
