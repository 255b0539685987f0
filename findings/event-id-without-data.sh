#!/bin/sh
# An event of a stream that has an id and no data: which clients remember the id?
#
# Expected: all that reconnect by themselves. The HTML standard sets the last event id before it looks whether there is
#   data ("dispatch the event", steps 1 and 2), so that a server can move a client's position without firing anything.
# Observed: npm eventsource 2.0.2 and undici 7.30.2 ask again with that id. eventsource 3.0.7, 4.1.1 and
#   launchdarkly-eventsource 2.2.0 drop it: they ask with the id of the last event that had data, or with none.
# So a stream that tells its position when it opens has to tell it in an event with data.
#
# Needs Node 20 and npm. Exits with 1 if any client behaves differently from what is written here.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund eventsource@4.1.1 eventsource3@npm:eventsource@3.0.7 \
  eventsource2@npm:eventsource@2.0.2 undici@7.30.2 launchdarkly-eventsource@2.2.0 eventsource-parser@3.1.1 >&2

cat >run.mjs <<'PROGRAM'
import http from 'node:http';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const bodies = {
  'id alone at the start': 'retry: 50\n\nid: 7\n\n',
  'id alone behind an event': 'retry: 50\n\nid: 5\ndata: x\n\nid: 7\n\n',
  'id with data': 'retry: 50\n\nid: 7\ndata: x\n\n',
};
const clients = {
  'eventsource 4.1.1': (await import('eventsource')).EventSource,
  'eventsource 3.0.7': require('eventsource3').EventSource,
  'eventsource 2.0.2': require('eventsource2'),
  'undici 7.30.2': (await import('undici')).EventSource,
  'launchdarkly-eventsource 2.2.0': require('launchdarkly-eventsource').EventSource,
};
const expected = {
  'eventsource 4.1.1': [null, '5', '7'],
  'eventsource 3.0.7': [null, '5', '7'],
  'eventsource 2.0.2': ['7', '7', '7'],
  'undici 7.30.2': ['7', '7', '7'],
  'launchdarkly-eventsource 2.2.0': [null, '5', '7'],
};

/** Which id a client has when it asks for the second time. */
function idOfSecondRequest(EventSource, body) {
  return new Promise((resolve, reject) => {
    let requests = 0;
    const server = http.createServer((request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      if (++requests === 1) {
        response.end(body);
        return;
      }
      response.write(': nothing more\n\n');
      source.close();
      server.closeAllConnections();
      server.close();
      clearTimeout(limit);
      resolve(request.headers['last-event-id'] ?? null);
    });
    let source;
    const limit = setTimeout(() => reject(new Error('asked only ' + requests + ' times')), 30_000);
    server.listen(0, '127.0.0.1', () => {
      source = new EventSource(`http://127.0.0.1:${server.address().port}/`);
      source.onerror = () => {};
    });
  });
}

let changed = false;
for (const [name, EventSource] of Object.entries(clients)) {
  for (const [index, [kind, body]] of Object.entries(bodies).entries()) {
    const id = await idOfSecondRequest(EventSource, body);
    const same = id === expected[name][index];
    changed ||= !same;
    console.log(`${name}, ${kind}: asks again with ${id ?? 'no id'}${same ? '' : '   CHANGED'}`);
  }
}
process.exit(changed ? 1 : 0);
PROGRAM
node --no-warnings run.mjs
