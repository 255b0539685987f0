import type { Batch, Change, Member, Message, Room, UserRef } from "../../src/sdk/index.js";
import { ChatError } from "../../src/sdk/index.js";

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

export interface FakeRoom {
  room: Mutable<Room>;
  members: Map<string, Mutable<Member>>;
  messages: Map<number, Mutable<Message>>;
}

/** The protocol's model in memory: a server's state, whose every change calls `published`. */
export class FakeChat {
  epoch = "epoch-1";
  readonly users = new Map<string, Mutable<UserRef>>();
  readonly tokens = new Map<string, string>();
  readonly rooms = new Map<string, FakeRoom>();
  readonly #listeners = new Set<(room: string, after: number) => void>();
  /** All that was ever sent, by sender and client id. */
  readonly #sent = new Map<string, { room: string; position: number; text: string }>();
  #ids = 0;
  #now = Date.parse("2026-11-22T10:00:00.000Z");

  onPublished(listener: (room: string, after: number) => void): void {
    this.#listeners.add(listener);
  }

  signUp(name: string): { user: UserRef; token: string } {
    if (name.trim() === "") {
      throw new ChatError("invalid_name", "A name holds at least one letter.", 422);
    }
    if ([...this.users.values()].some((user) => user.name.toLowerCase() === name.toLowerCase())) {
      throw new ChatError("name_taken", "Somebody has this name already.", 409);
    }
    const user = { id: `user-${++this.#ids}`, name };
    const token = `token-${this.#ids}`;
    this.users.set(user.id, user);
    this.tokens.set(token, user.id);
    return { user, token };
  }

  userOf(token: string | undefined): UserRef {
    const user = this.users.get(this.tokens.get(token ?? "") ?? "");
    if (user === undefined) {
      throw new ChatError("unauthenticated", "The token is missing or void.", 401);
    }
    return user;
  }

  createRoom(owner: string, name: string): Room {
    const id = `room-${++this.#ids}`;
    const room = { id, name, version: 1, head: 1, memberCount: 0, createdAt: this.time() };
    this.rooms.set(id, { room, members: new Map(), messages: new Map() });
    this.#putMember(id, owner, "owner");
    return room;
  }

  join(user: string, room: string): Member {
    const held = this.get(room).members.get(user);
    return held === undefined || held.leftAt !== undefined ? this.#putMember(room, user, "member") : held;
  }

  leave(user: string, room: string): void {
    const held = this.get(room);
    const member = this.member(user, room);
    held.room.memberCount -= 1;
    this.#change(room, (version) => held.members.set(user, { ...member, version, leftAt: this.time() }));
  }

  renameUser(id: string, name: string): void {
    const user = this.users.get(id);
    if (user === undefined) {
      throw new ChatError("user_not_found", "", 404);
    }
    user.name = name;
    for (const [room, held] of this.rooms) {
      const member = held.members.get(id);
      if (member !== undefined && member.leftAt === undefined) {
        this.#change(room, (version) => held.members.set(id, { ...member, version }));
      }
    }
  }

  renameRoom(room: string, name: string): Room {
    const held = this.get(room).room;
    this.#change(room, (version) => Object.assign(held, { name, version }));
    return held;
  }

  deleteRoom(room: string): Room {
    const held = this.get(room).room;
    this.#change(room, (version) => Object.assign(held, { version, deletedAt: this.time() }));
    this.rooms.delete(room);
    return held;
  }

  send(user: string, room: string, clientId: string, text: string): { message: Message; duplicate: boolean } {
    this.member(user, room);
    if (text.trim() === "") {
      throw new ChatError("invalid_text", "A text is not blank.", 422);
    }
    const held = this.get(room);
    const known = this.#sent.get(`${user} ${clientId}`);
    if (known !== undefined) {
      if (known.room !== room || known.text !== text) {
        throw new ChatError("client_id_conflict", "This client id was sent before, with another text or room.", 409);
      }
      return { message: this.message(room, known.position), duplicate: true };
    }
    const author = this.users.get(user) ?? { id: user, name: "?" };
    const position = this.#change(room, (version) =>
      held.messages.set(version, { position: version, version, author, clientId, text, sentAt: this.time() }),
    );
    this.#sent.set(`${user} ${clientId}`, { room, position, text });
    return { message: this.message(room, position), duplicate: false };
  }

  edit(user: string, room: string, position: number, text: string): Message {
    const message = this.message(room, position);
    if (message.author.id !== user) {
      throw new ChatError("not_allowed", "Only the author edits.", 403);
    }
    const next = { ...message, text, editedAt: this.time() };
    this.#change(room, (version) => this.get(room).messages.set(position, { ...next, version }));
    return this.message(room, position);
  }

  delete(room: string, position: number): Message {
    const left: Mutable<Message> = { ...this.message(room, position), deletedAt: this.time() };
    delete left.text;
    this.#change(room, (version) => this.get(room).messages.set(position, { ...left, version }));
    return this.message(room, position);
  }

  get(room: string): FakeRoom {
    const held = this.rooms.get(room);
    if (held === undefined) {
      throw new ChatError("room_not_found", "There is no such room.", 404);
    }
    return held;
  }

  member(user: string, room: string): Member {
    const member = this.get(room).members.get(user);
    if (member === undefined || member.leftAt !== undefined) {
      throw new ChatError("not_a_member", "You are not a member of this room.", 403);
    }
    return { ...member, user: { ...(this.users.get(user) ?? member.user) } };
  }

  members(room: string): Member[] {
    return [...this.get(room).members.keys()].flatMap((id) => (this.get(room).members.get(id)?.leftAt === undefined ? [this.member(id, room)] : []));
  }

  message(room: string, position: number): Message {
    const message = this.get(room).messages.get(position);
    if (message === undefined) {
      throw new ChatError("message_not_found", "There is no such message.", 404);
    }
    return this.#named(message);
  }

  history(room: string): Message[] {
    return [...this.get(room).messages.values()].map((message) => this.#named(message)).sort((one, other) => one.position - other.position);
  }

  /** What changed since: each thing once, in its latest state. */
  since(room: string, after: number): Batch {
    const held = this.get(room);
    const changes: Change[] = [];
    if (held.room.version > after) {
      changes.push({ position: held.room.version, type: "room", room: { ...held.room } });
    }
    for (const member of held.members.values()) {
      if (member.version > after) {
        const user = { ...(this.users.get(member.user.id) ?? member.user) };
        changes.push({ position: member.version, type: "member", member: { ...member, user } });
      }
    }
    for (const message of this.history(room).filter((each) => each.version > after)) {
      changes.push({ position: message.version, type: "message", message });
    }
    return { after, upTo: held.room.head, changes: changes.sort((one, other) => one.position - other.position) };
  }

  time(): string {
    this.#now += 7_000;
    return new Date(this.#now).toISOString();
  }

  #named(message: Message): Message {
    return { ...message, author: { ...(this.users.get(message.author.id) ?? message.author) } };
  }

  #putMember(room: string, user: string, role: "owner" | "member"): Member {
    const held = this.get(room);
    const known = this.users.get(user) ?? { id: user, name: user };
    held.room.memberCount += 1;
    this.#change(room, (version) => held.members.set(user, { user: known, role, version, joinedAt: this.time() }));
    return this.member(user, room);
  }

  #change(room: string, make: (version: number) => unknown): number {
    const held = this.get(room).room;
    held.head += 1;
    make(held.head);
    const version = held.head;
    for (const listener of this.#listeners) {
      listener(room, version - 1);
    }
    return version;
  }
}
