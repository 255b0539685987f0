// A chat server on socket.io: a message is stored in SQLite, then acknowledged and broadcast.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';
import { MessageStore } from './store.js';

const { values: options } = parseArgs({
  options: { port: { type: 'string', default: '0' }, store: { type: 'string', default: 'data' } },
});
const messages = new MessageStore(options.store);
const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  let room;

  socket.on('join', (name) => {
    room = name;
    socket.join(room);
  });

  socket.on('message', ({ text }, acknowledge) => {
    const position = messages.append(room, text);
    acknowledge?.({ position });
    io.to(room).emit('message', { position, text });
  });
});

http.listen({ host: '127.0.0.1', port: Number(options.port), backlog: 4096 }, () =>
  console.log(`listening on ${http.address().port}`),
);
