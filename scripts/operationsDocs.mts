import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { endpoints } from '../api/endpoints.ts';
import { resources } from '../nodes/Dinero/resources/index.ts';
import { projectFolder } from './proof/recorded.mts';
import { operationsDocs } from './docs/operations.mts';

// Writes docs/operations.md from the operations of the node.
writeFileSync(join(projectFolder, 'docs/operations.md'), operationsDocs(resources, endpoints));
