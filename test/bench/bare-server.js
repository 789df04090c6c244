// A bare Node server that sends given bytes by path: what a cached tile is compared with.
// argv[2] = a JSON file { path: base64 of the body }.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const bodies = new Map(
  Object.entries(JSON.parse(readFileSync(process.argv[2], 'utf8'))).map(([path, body]) => [
    path,
    Buffer.from(body, 'base64'),
  ]),
);
const server = createServer((request, response) => {
  const body = bodies.get(request.url);
  response.writeHead(200, {
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Content-Encoding': 'gzip',
    'Content-Length': body.length,
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
