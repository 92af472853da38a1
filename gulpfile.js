const { readdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { src, dest, parallel, series } = require('gulp');

/** What n8n needs; n8n's build also copies every other picture of the repository, those of the sandbox's host included. */
const rooms = ['api', 'credentials', 'icons', 'nodes', 'orders', 'transfer'];

/** Removes from `dist` what belongs to no room of the package. */
function prune(done) {
	for (const name of readdirSync('dist')) {
		if (!rooms.includes(name)) rmSync(join('dist', name), { recursive: true });
	}
	done();
}

/** Copies the drawings that credentials and nodes name by `file:../icons/...`. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** Copies the codex files, from which n8n takes category, aliases and documentation links. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.icons = icons;
exports.codex = codex;
exports['build:icons'] = series(prune, parallel(icons, codex));
