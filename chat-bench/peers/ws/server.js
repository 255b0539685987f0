// A chat server on `ws`: rooms in memory, nothing stored.
import { parseArgs } from 'node:util';
import { WebSocket, WebSocketServer } from 'ws';

const { values: options } = parseArgs({ strict: false, options: { port: { type: 'string', default: '0' } } });
const rooms = new Map();

function roomOf(path) {
  let room = rooms.get(path);
  if (!room) {
    room = { path, position: 0, clients: new Set() };
    rooms.set(path, room);
  }
  return room;
}

function leave(room, client) {
  room.clients.delete(client);
  if (room.clients.size === 0) rooms.delete(room.path);
}

// Encoded once; `ws` puts the same bytes on each socket.
function broadcast(room, text) {
  const data = Buffer.from(JSON.stringify({ position: ++room.position, text }));
  for (const client of room.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(data, { binary: false });
  }
}

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(options.port), backlog: 4096 });

server.on('connection', (client, request) => {
  const room = roomOf(request.url);
  room.clients.add(client);
  client.on('message', (data) => broadcast(room, JSON.parse(data).text));
  client.on('error', () => client.terminate());
  client.on('close', () => leave(room, client));
});

server.on('listening', () => console.log(`listening on ${server.address().port}`));
