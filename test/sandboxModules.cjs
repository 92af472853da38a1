// Turns the sandbox's modules (.mts) into CommonJS for jest: TypeScript itself always keeps .mts as ECMAScript modules.
const { createHash } = require('node:crypto');
const ts = require('typescript');

const compilerOptions = {
	module: ts.ModuleKind.CommonJS,
	target: ts.ScriptTarget.ES2022,
	esModuleInterop: true,
	isolatedModules: true,
	inlineSourceMap: true,
	inlineSources: true,
};

module.exports = {
	process(source, path) {
		const fileName = path.replace(/\.mts$/, '.ts');
		return { code: ts.transpileModule(source, { fileName, compilerOptions }).outputText };
	},
	getCacheKey(source, path) {
		return createHash('sha1').update(source).update(path).update(ts.version).digest('hex');
	},
};
