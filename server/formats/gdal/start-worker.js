// The loader that reads TypeScript registers itself in the main thread only, so the worker does it here.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
