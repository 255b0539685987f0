import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

// Messages in SQLite. Each is a transaction of its own, which is synced to the disk when `append` returns its position.
export class MessageStore {
  constructor(folder) {
    mkdirSync(folder, { recursive: true });
    const database = new Database(join(folder, 'messages.db'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec(`create table if not exists message (
      position integer primary key,
      room text not null,
      text text not null,
      sent_at integer not null
    )`);
    database.exec('create index if not exists message_room on message (room, position)');
    this.insert = database.prepare('insert into message (room, text, sent_at) values (?, ?, ?)');
  }

  append(room, text) {
    return this.insert.run(room, text, Date.now()).lastInsertRowid;
  }
}
