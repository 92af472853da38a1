import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// n8n's own configuration covers every `.ts` file and may not be changed; the sandbox is `.mts` and may use Node's modules.
export default tseslint.config(
	{ ignores: ['**/node_modules/**', '**/.state/**'] },
	js.configs.recommended,
	...tseslint.configs.recommended,
	{
		files: ['**/*.mts', '**/*.mjs'],
		languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', Buffer: 'readonly' } },
		rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
	},
);
