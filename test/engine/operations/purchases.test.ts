import { runTables } from './table';
import { groups } from './tables';

runTables(groups.purchases);
