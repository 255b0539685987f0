import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { WebSocket } from "ws";
import { Cable } from "./cable.js";
import { useChatServer } from "./chatserver.js";

type Sdk = typeof import("../src/sdk/index.js");
type ChatClient = InstanceType<Sdk["ChatClient"]>;
type RoomView = ReturnType<ChatClient["open"]>;

const server = useChatServer();

const { name } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { name: string };

/** The package as it is built, by the name under which it is installed, and not its source. */
async function builtSdk(): Promise<Sdk> {
  return import(name) as Promise<Sdk>;
}

const texts = (view: RoomView) => view.state.messages.map((message) => message.text);
const outgoing = (view: RoomView) => view.state.outgoing.map((entry) => `${entry.text} ${entry.state}`);

test("in Node the SDK talks to the real server, and resumes after the connection was cut", async () => {
  const sdk = await builtSdk();
  const cable = new Cable(server);
  const baseUrl = `${await cable.plugIn()}api/v1`;
  const clients: ChatClient[] = [];
  const signIn = async (name: string, at: string) => {
    const { token, user } = await sdk.ChatClient.signUp(at, name);
    const client = new sdk.ChatClient({ baseUrl: at, token, userId: user.id, WebSocket });
    clients.push(client);
    return client;
  };
  const ada = await signIn("Ada", baseUrl);
  const zoe = await signIn("Zoë", `${server.address}api/v1`);
  const room = await ada.rest.createRoom("Engine room");
  await zoe.rest.join(room.id);
  const [here, there] = [ada.open(room.id), zoe.open(room.id)];

  here.send("Hello Zoë");
  await expect.poll(() => texts(there)).toEqual(["Hello Zoë"]);
  // The one who sent it may hear of it later than the other, and a cable cut before would leave it among the outgoing.
  await expect.poll(() => [texts(here), outgoing(here)]).toEqual([["Hello Zoë"], []]);
  cable.cut();
  await expect.poll(() => ada.connection.state.name).toBe("waiting");
  here.send("one");
  here.send("two");
  await there.edit(there.state.messages[0]?.position ?? 0, "nothing").catch((refusal: unknown) => expect(refusal).toMatchObject({ code: "not_allowed" }));
  there.send("meanwhile");
  await expect.poll(() => texts(there)).toEqual(["Hello Zoë", "meanwhile"]);
  // While nobody answers: an attempt that is refused must end nothing but the attempt.
  ada.connection.retryNow();
  await expect.poll(() => ada.connection.state.name === "waiting" && ada.connection.state.attempt > 1).toBe(true);
  expect(outgoing(here)).toEqual(["one sending", "two sending"]);

  cable.mend();
  ada.connection.retryNow();
  const all = ["Hello Zoë", "meanwhile", "one", "two"];
  await expect.poll(() => texts(here)).toEqual(all);
  await expect.poll(() => texts(there)).toEqual(all);
  expect(outgoing(here)).toEqual([]);
  clients.forEach((client) => client.close());
  cable.unplug();
});

test("in Node a client can be closed while it is still connecting", async () => {
  const sdk = await builtSdk();
  const baseUrl = `${server.address}api/v1`;
  const { token } = await sdk.ChatClient.signUp(baseUrl, "Hasty");
  const client = new sdk.ChatClient({ baseUrl, token, WebSocket });
  client.close();
  expect(client.connection.state).toEqual({ name: "closed", reason: "closed" });
});
