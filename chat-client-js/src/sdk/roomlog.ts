import type { Batch, Change } from "./batch.js";
import type { Member } from "./member.js";
import type { Message } from "./message.js";
import type { OpenedRoom } from "./openedroom.js";
import { byName, OrderedMap } from "./orderedmap.js";
import type { MessagePage } from "./page.js";
import type { Room } from "./room.js";
import type { UserRef } from "./user.js";

/** What a batch did: `known` held nothing new, and after a `gap` one must subscribe again from the position. */
export type Applied = "applied" | "known" | "gap";

/**
 * What is known of one room: built from an opened room, batches and pages, and from nothing else.
 *
 * Each thing is kept in the latest version seen, so that the order in which batches and pages come does not matter,
 * nor whether one comes twice.
 */
export class RoomLog {
  readonly epoch: string;
  readonly myId: string;
  #position: number;
  #room: Room;
  #oldest: number;
  #membersComplete: boolean;
  readonly #messages = new Map<number, Message>();
  /** Those who left, too. */
  readonly #members = new Map<string, Member>();
  readonly #present = new OrderedMap<Member>((member) => member.user.id, byRoleAndName);
  readonly #names = new Map<string, { readonly name: string; readonly version: number }>();

  constructor(opened: OpenedRoom) {
    this.epoch = opened.epoch;
    this.myId = opened.me.user.id;
    this.#position = opened.head;
    this.#room = opened.room;
    this.#oldest = oldestOf(opened);
    this.#membersComplete = opened.members.length >= opened.room.memberCount;
    for (const member of [opened.me, ...opened.members]) {
      this.#putMember(member);
    }
    for (const message of opened.messages) {
      this.#putMessage(message);
    }
  }

  /** Everything up to here is known, of the messages from the oldest loaded one on. */
  get position(): number {
    return this.#position;
  }

  get hasOlder(): boolean {
    return this.#oldest > 0;
  }

  /** Pages of older messages end before this position. */
  get oldest(): number {
    return this.#oldest;
  }

  get room(): Room {
    return this.#membersComplete ? { ...this.#room, memberCount: this.#present.size } : this.#room;
  }

  get me(): Member | undefined {
    return this.#members.get(this.myId);
  }

  get membersComplete(): boolean {
    return this.#membersComplete;
  }

  /** Those who are members now, as far as they are loaded: owners first, then by name. The same list until one changes. */
  members(): readonly Member[] {
    return this.#present.items();
  }

  /** The loaded messages without a hole, ascending, under their authors' latest names. */
  messages(): Message[] {
    // A batch may tell of an edit far above the oldest page: that message is kept, and shown once its page is there.
    return [...this.#messages.values()]
      .filter((message) => message.position >= this.#oldest && message.position <= this.#position)
      .sort((one, other) => one.position - other.position);
  }

  message(position: number): Message | undefined {
    return this.#messages.get(position);
  }

  apply(batch: Batch): Applied {
    if (batch.upTo <= this.#position) {
      return "known";
    }
    if (batch.after > this.#position) {
      return "gap";
    }
    for (const change of batch.changes) {
      this.#put(change);
    }
    this.#position = batch.upTo;
    return "applied";
  }

  /** Adds the page before the oldest message. */
  prepend(page: MessagePage): void {
    for (const message of page.messages) {
      this.#putMessage(message);
    }
    this.#oldest = Math.min(this.#oldest, oldestOf(page));
  }

  /** Takes in a message that came outside a batch, as the answer to an edit does. */
  merge(message: Message): void {
    this.#putMessage(message);
  }

  mergeMembers(members: readonly Member[], complete: boolean): void {
    for (const member of members) {
      this.#putMember(member);
    }
    this.#membersComplete ||= complete;
  }

  #put(change: Change): void {
    switch (change.type) {
      case "message":
        this.#putMessage(change.message);
        break;
      case "member":
        this.#putMember(change.member);
        break;
      case "room":
        if (change.room.version > this.#room.version) {
          this.#room = change.room;
        }
        break;
    }
  }

  #putMessage(message: Message): void {
    this.#learnName(message.author, message.version);
    const held = this.#messages.get(message.position);
    if (held === undefined || message.version > held.version) {
      this.#messages.set(message.position, this.#underLatestName(message));
    }
  }

  #putMember(member: Member): void {
    this.#learnName(member.user, member.version);
    const held = this.#members.get(member.user.id);
    if (held === undefined || member.version > held.version) {
      this.#members.set(member.user.id, member);
      if (member.leftAt === undefined) {
        this.#present.put(member);
      } else {
        this.#present.delete(member.user.id);
      }
    }
  }

  #learnName(user: UserRef, version: number): void {
    const known = this.#names.get(user.id);
    if (known !== undefined && known.version > version) {
      return;
    }
    this.#names.set(user.id, { name: user.name, version });
    if (known === undefined || known.name === user.name) {
      return;
    }
    for (const [position, message] of this.#messages) {
      if (message.author.id === user.id) {
        this.#messages.set(position, this.#underLatestName(message));
      }
    }
  }

  #underLatestName(message: Message): Message {
    const name = this.#names.get(message.author.id)?.name ?? message.author.name;
    return name === message.author.name ? message : { ...message, author: { ...message.author, name } };
  }
}

function byRoleAndName(one: Member, other: Member): number {
  return Number(other.role === "owner") - Number(one.role === "owner") || byName(one.user, other.user);
}

/** Where there is nothing older, everything from the log's beginning is there. */
function oldestOf(page: { readonly messages: readonly Message[]; readonly hasOlder: boolean }): number {
  const first = page.messages[0];
  return page.hasOlder && first !== undefined ? first.position : 0;
}
