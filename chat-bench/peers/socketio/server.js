// A chat server on socket.io: its rooms, nothing stored.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';

const { values: options } = parseArgs({ strict: false, options: { port: { type: 'string', default: '0' } } });
const positions = new Map();

function nextPosition(room) {
  const position = (positions.get(room) ?? 0) + 1;
  positions.set(room, position);
  return position;
}

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  let room;

  socket.on('join', (name) => {
    room = name;
    socket.join(room);
  });

  socket.on('message', ({ text }, acknowledge) => {
    const position = nextPosition(room);
    acknowledge?.({ position });
    io.to(room).emit('message', { position, text });
  });
});

http.listen({ host: '127.0.0.1', port: Number(options.port), backlog: 4096 }, () =>
  console.log(`listening on ${http.address().port}`),
);
