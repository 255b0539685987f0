import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Backoff } from "../../src/sdk/backoff.js";
import { Connection, type NetworkEvent } from "../../src/sdk/index.js";
import { FakeServer } from "../fake/fakeserver.js";

let server: FakeServer;
let token: string;
let connection: Connection;
let states: string[];
let online: boolean;
let say: (event: NetworkEvent) => void;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  ({ token } = server.chat.signUp("Ada"));
  online = true;
  connect(token);
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

function connect(withToken: string): void {
  connection = new Connection({
    url: "ws://fake.test/api/v1/socket",
    token: withToken,
    WebSocket: server.WebSocket,
    // Always the longest wait, so that the tests know it.
    backoff: new Backoff(500, 30_000, () => 1),
    network: { isOnline: () => online, listen: (listener) => ((say = listener), () => undefined) },
  });
  states = [];
  connection.on("state", (state) => states.push(state.name));
  connection.start();
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("Connection", () => {
  it("is open once it was welcomed", async () => {
    await settle();
    expect(states).toEqual(["connecting", "open"]);
    expect(connection.state).toMatchObject({ name: "open", epoch: "epoch-1", user: { name: "Ada" } });
  });

  it("waits ever longer between attempts, and is open again when the server is back", async () => {
    await settle();
    server.reachable = false;
    server.cut(1001);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      expect(connection.state.name).toBe("waiting");
      const before = Date.now();
      await vi.advanceTimersToNextTimerAsync();
      waits.push(Date.now() - before);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
    server.reachable = true;
    await vi.advanceTimersToNextTimerAsync();
    expect(connection.state.name).toBe("open");
  });

  it("comes back no sooner than the server asked for, and spreads from there", async () => {
    await settle();
    server.push({ type: "closing", code: 1001, retryAfter: 1500 });
    await settle();
    server.cut(1001);
    // Between once and twice as long: these tests always draw the longest.
    expect(connection.state).toMatchObject({ name: "waiting", retryAt: Date.now() + 3000 });
    await vi.advanceTimersByTimeAsync(3000);
    expect(connection.state.name).toBe("open");
    server.cut(1006);
    expect(connection.state).toMatchObject({ name: "waiting", retryAt: Date.now() + 1000 });
  });

  it.each([4407, 4408, 4429, 4430])("reconnects after %i", async (code) => {
    await settle();
    server.cut(code);
    await vi.advanceTimersByTimeAsync(500);
    expect(states).toEqual(["connecting", "open", "waiting", "connecting", "open"]);
  });

  it("starts anew with short waits only after a connection that lasted", async () => {
    await settle();
    server.cut();
    await vi.advanceTimersByTimeAsync(500);
    server.cut();
    expect(connection.state).toMatchObject({ name: "waiting", attempt: 2 });
    await vi.advanceTimersByTimeAsync(1000);
    await vi.advanceTimersByTimeAsync(5000);
    server.cut();
    expect(connection.state).toMatchObject({ name: "waiting", attempt: 1 });
  });

  it("connects at once when the network comes back", async () => {
    await settle();
    online = false;
    server.cut();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(connection.state.name).toBe("waiting");
    online = true;
    say("online");
    await settle();
    expect(connection.state.name).toBe("open");
  });

  it("tries now and then even though it is said to be offline", async () => {
    await settle();
    online = false;
    server.cut();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(connection.state.name).toBe("open");
  });

  it("asks for a sign of life when the network changes or the page wakes", async () => {
    await settle();
    say("offline");
    say("wake");
    await settle();
    expect(server.received.map((command) => command.type)).toEqual(["ping", "ping"]);
    expect(connection.state.name).toBe("open");
  });

  it("pings after 25 seconds of silence and stays open if a pong comes", async () => {
    await vi.advanceTimersByTimeAsync(24_999);
    expect(server.received).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.received).toMatchObject([{ type: "ping" }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(["connecting", "open"]);
  });

  it("gives up a socket that is silent after a ping", async () => {
    await settle();
    server.loseCommand = (command) => command.type === "ping";
    await vi.advanceTimersByTimeAsync(34_999);
    expect(connection.state.name).toBe("open");
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.state.name).toBe("waiting");
    expect(server.connections).toBe(0);
  });

  it("gives up a socket that never welcomes", async () => {
    connection.close();
    server = new FakeServer();
    const silent = class {
      onmessage = null;
      onclose = null;
      onerror = null;
      send = () => undefined;
      close = () => undefined;
    };
    connection = new Connection({ url: "ws://fake.test", token, WebSocket: silent });
    connection.start();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(connection.state.name).toBe("waiting");
  });

  it("closes for good when the token is void", async () => {
    connection.close();
    connect("void");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(states).toEqual(["connecting", "closed"]);
    expect(connection.state).toEqual({ name: "closed", reason: "unauthenticated" });
  });

  it.each([1003, 1007, 1009, 4403, 4406])("closes for good on %i, since trying again would not help", async (code) => {
    await settle();
    server.cut(code);
    expect(connection.state).toEqual({ name: "closed", reason: "protocol" });
  });

  it("drops a connection that sent what is no frame", async () => {
    await settle();
    server.push({ type: "changes", room: "r", after: "?" });
    await settle();
    expect(states).toEqual(["connecting", "open", "waiting"]);
  });

  it("rejects what is not answered in time", async () => {
    await settle();
    server.loseAnswer = () => true;
    const outcome = expect(connection.request({ type: "ping" })).rejects.toMatchObject({ code: "timed_out" });
    await vi.advanceTimersByTimeAsync(15_000);
    await outcome;
  });

  it("rejects what waits when the connection breaks, and what comes while there is none", async () => {
    await settle();
    server.loseAnswer = () => true;
    const outcome = expect(connection.request({ type: "ping" })).rejects.toMatchObject({ code: "connection_lost" });
    server.cut();
    await outcome;
    await expect(connection.request({ type: "ping" })).rejects.toMatchObject({ code: "connection_lost" });
  });

  it("rejects a refused command with the server's code", async () => {
    await settle();
    await expect(connection.request({ type: "unsubscribe", room: "r" })).resolves.toMatchObject({ type: "unsubscribed" });
    await expect(connection.request({ type: "delete", room: "r", position: 1 })).rejects.toMatchObject({ code: "room_not_found" });
  });

  it("stays closed", async () => {
    await settle();
    connection.close();
    say("online");
    connection.retryNow();
    connection.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(states).toEqual(["connecting", "open", "closed"]);
    expect(server.connections).toBe(0);
  });
});
