// A placeholder until the browser application is here.
import { mkdirSync, writeFileSync } from 'node:fs';

mkdirSync('dist/app', { recursive: true });
writeFileSync('dist/app/index.html', '<!doctype html>\n<title>Chat</title>\n');
