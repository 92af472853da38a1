/** Every list of the editor, under the name by which fields call it. */
export * from './accounts';
export * from './connection';
export * from './documents';
export * from './people';
export * from './parts';
