// Calls every operation by the generated client. Arguments: address, the role of owners, the code of a name that is taken.
import * as assert from "node:assert/strict";
import { ChangesApi, Configuration, MembersApi, MessagesApi, ProblemFromJSON, ResponseError, RoomsApi, UsersApi } from "./client";

const [address = "", role = "", code = ""] = process.argv.slice(2);

function api(accessToken?: string) {
  const configuration = new Configuration({ basePath: address, accessToken });
  return {
    users: new UsersApi(configuration),
    rooms: new RoomsApi(configuration),
    members: new MembersApi(configuration),
    messages: new MessagesApi(configuration),
    changes: new ChangesApi(configuration),
  };
}

async function refusal(answer: Promise<unknown>): Promise<Response> {
  const error = await answer.then(() => assert.fail("not refused"), (reason: unknown) => reason);
  assert.ok(error instanceof ResponseError, String(error));
  return error.response;
}

async function users(other: string, me: ReturnType<typeof api>) {
  assert.equal((await me.users.getMe()).name, "Ada");
  assert.equal((await me.users.rename({ newName: { name: "Ada Lovelace" } })).name, "Ada Lovelace");
  assert.equal((await me.users.getUser({ user: other })).name, "Ben");
  const page = await me.users.listUsers({ limit: 1 });
  const rest = await me.users.listUsers({ limit: 1, after: page.next });
  assert.notEqual(rest.users[0]?.id, page.users[0]?.id);
}

async function messages(room: string, me: ReturnType<typeof api>) {
  const outgoingMessage = { clientId: "hello-1", text: "Hello" };
  const sent = await me.messages.send({ room, outgoingMessage });
  assert.deepEqual(await me.messages.send({ room, outgoingMessage }), sent);
  const position = sent.position;
  assert.equal((await me.messages.getMessage({ room, position })).text, "Hello");
  assert.equal((await me.messages.edit({ room, position, newText: { text: "Hello!" } })).text, "Hello!");
  assert.equal((await me.messages.listMessages({ room, limit: 10 })).messages.length, 1);
  const deleted = await me.messages._delete({ room, position });
  assert.equal(deleted.text, undefined);
  assert.ok(deleted.deletedAt !== undefined && deleted.deletedAt >= sent.sentAt);
  const opened = await me.messages.openRoom({ room });
  assert.equal(opened.members.length, 2);
  assert.deepEqual(opened.messages, [deleted]);
}

async function changes(room: string, me: ReturnType<typeof api>) {
  const batch = await me.changes.listChanges({ room, after: 0 });
  assert.equal(batch.reset, undefined);
  assert.equal(batch.upTo, 8);
  for (const field of ["message", "member", "room"] as const) {
    assert.ok(batch.changes?.some((change) => change[field] !== undefined), field);
  }
  const reset = await me.changes.listChanges({ room, after: 1, epoch: "of-another-log" });
  assert.equal(reset.reset, true);
  assert.equal(reset.head, 8);
}

async function main() {
  const anyone = api();
  const ada = await anyone.users.signUp({ newName: { name: "Ada" } });
  const ben = await anyone.users.signUp({ newName: { name: "Ben" } });
  const refused = await refusal(anyone.users.signUp({ newName: { name: "ada" } }));
  assert.equal(refused.status, 409);
  assert.equal(ProblemFromJSON(await refused.json()).code, code);
  const hers = api(ada.token);
  const his = api(ben.token);
  await users(ben.user.id, hers);

  const room = (await hers.rooms.createRoom({ newName: { name: "Engines" } })).id;
  assert.equal((await hers.rooms.renameRoom({ room, newName: { name: "Boilers" } })).name, "Boilers");
  assert.equal((await hers.rooms.getRoom({ room })).head, 3);
  assert.equal((await hers.rooms.listRooms()).rooms[0]?.role, role);

  await his.members.join({ room });
  assert.equal((await hers.members.listMembers({ room })).members.length, 2);
  assert.equal((await hers.members.changeRole({ room, user: ben.user.id, newRole: { role: "owner" } })).role, role);

  await messages(room, hers);
  await changes(room, hers);

  const stream = await his.changes.streamEventsRaw({ room, after: 8 });
  await hers.members.removeMember({ room, user: ben.user.id });
  assert.match(await (await stream.value()).text(), /event: ended/);

  await his.members.join({ room });
  await his.members.leave({ room });
  await hers.rooms.deleteRoom({ room });
  await his.users.deleteAccount();
  await hers.users.signOut();
  assert.equal((await refusal(hers.users.getMe())).status, 401);
}

void main();
