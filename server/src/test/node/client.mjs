// A client without generated code: loads the contract's .proto files, registers a meter, streams ten thousand readings
// and reads their deltas. Usage: node client.mjs HOST:PORT PROTO_DIRECTORY. Exits with 0 when every answer was right.
import assert from 'node:assert/strict';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [target, protoDirectory] = process.argv.slice(2);
const READINGS = 10_000;
const BATCH_READINGS = 1_000;
const FROM_MILLIS = Date.UTC(2025, 0, 1);
const QUARTER_MILLIS = 15 * 60_000;

const files = ['registry', 'ingest', 'deltas'].map((name) => `tidemark/v1/${name}.proto`);
const contract = grpc.loadPackageDefinition(
  loader.loadSync(files, { includeDirs: [protoDirectory], keepCase: true, longs: Number, enums: String, defaults: true }),
).tidemark.v1;
const credentials = grpc.credentials.createInsecure();
const registry = new contract.RegistryService(target, credentials);
const ingest = new contract.IngestService(target, credentials);
const deltas = new contract.DeltasService(target, credentials);

/** A unary call as a promise. */
const call = (stub, method, request) =>
  new Promise((resolve, reject) =>
    stub[method](request, { deadline: Date.now() + 30_000 }, (error, answer) =>
      error ? reject(error) : resolve(answer),
    ),
  );

const instant = (millis) => ({ seconds: Math.floor(millis / 1000), nanos: (millis % 1000) * 1_000_000 });

async function register() {
  await call(registry, 'Upsert', {
    entities: [
      {
        measuring_component_type: {
          id: 'quarter-hourly-register',
          kind: 'INTERVAL',
          interval: { seconds: 900 },
          accumulation: 'CUMULATIVE',
          register_capacity: 100_000,
        },
      },
      { service_point: { id: 'sp-node', time_zone: 'Europe/Stockholm' } },
      { device_configuration: { id: 'meter-node', device: 'meter-node' } },
      { measuring_component: { id: 'mc-node', type: 'quarter-hourly-register', device_configurations: ['meter-node'] } },
      {
        install_event: {
          device_configuration: 'meter-node',
          service_point: 'sp-node',
          installed_at: instant(FROM_MILLIS),
        },
      },
    ],
  });
  const { handles } = await call(registry, 'ResolveComponents', { components: ['mc-node', 'nobody'] });
  assert.equal(handles.length, 2);
  assert.ok(handles[0] > 0);
  assert.equal(handles[1], 0);
  return handles[0];
}

/** What the register shows: half a unit a quarter of an hour, over the end of its five dials on the way. */
const shows = (i) => (97_000 + i / 2) % 100_000;

/** Streams the readings in batches of columns, and waits until all are acknowledged. */
const stream = (handle) =>
  new Promise((resolve, reject) => {
    const call = ingest.Ingest({ deadline: Date.now() + 60_000 });
    const sums = { accepted: 0, rejected: 0, position: null };
    const batches = READINGS / BATCH_READINGS;
    call.on('error', reject);
    call.on('data', ({ opened, ack }) => {
      if (opened) {
        assert.equal(opened.last_durable_sequence, 0);
        for (let batch = 0; batch < batches; batch++) {
          const columns = { handle: [], time_millis: [], value: [], common_condition: 501_000 };
          for (let i = batch * BATCH_READINGS; i < (batch + 1) * BATCH_READINGS; i++) {
            columns.handle.push(handle);
            columns.time_millis.push(FROM_MILLIS + i * QUARTER_MILLIS);
            columns.value.push(shows(i));
          }
          call.write({ batch: { sequence: batch + 1, columns } });
        }
      } else {
        sums.accepted += ack.accepted_count;
        sums.rejected += ack.rejected_count;
        sums.position = ack.position;
        if (ack.durable_sequence === batches) {
          call.end();
        }
      }
    });
    call.on('end', () => resolve(sums));
    call.write({ open: { writer_id: 'node' } });
  });

/** Reads the deltas of the whole range, piece by piece. */
const read = (position) =>
  new Promise((resolve, reject) => {
    const call = deltas.ReadDeltas(
      {
        selection: { components: ['mc-node'] },
        range: {
          start_time: instant(FROM_MILLIS),
          end_time: instant(FROM_MILLIS + READINGS * QUARTER_MILLIS),
        },
        at_least: position,
      },
      { deadline: Date.now() + 60_000 },
    );
    const found = { deltas: [], flags: [] };
    call.on('error', reject);
    call.on('data', (chunk) => {
      found.deltas.push(...chunk.delta);
      found.flags.push(...(chunk.flags.length > 0 ? chunk.flags : chunk.delta.map(() => 1)));
    });
    call.on('end', () => resolve(found));
  });

const handle = await register();
const { accepted, rejected, position } = await stream(handle);
assert.equal(accepted, READINGS);
assert.equal(rejected, 0);

const { deltas: found, flags } = await read(position);
const NORMAL = 1;
const ROLLOVER = 2;
assert.equal(found.length, READINGS);
assert.ok(Number.isNaN(found[0]), 'the first reading has none before it');
assert.ok(found.slice(1).every((delta) => delta === 0.5));
assert.equal(flags.filter((flag) => flag === ROLLOVER).length, 1);
assert.equal(flags.filter((flag) => flag === NORMAL).length, READINGS - 2);

await assert.rejects(
  call(registry, 'Upsert', { entities: [{ service_point: { id: 'sp-mars', time_zone: 'Mars/Phobos' } }] }),
  (error) => error.code === grpc.status.INVALID_ARGUMENT && error.details.includes('Mars/Phobos'),
);

console.log(`${accepted} readings in, ${found.length} deltas out`);
[registry, ingest, deltas].forEach((stub) => stub.close());
