// What tests get as 'fast-check': with one seed for all, so that a check of the same code always says the same. A seed of its
// own: FAST_CHECK_SEED=123; another one each time: FAST_CHECK_SEED=random.
const fastCheck = require('../node_modules/fast-check/lib/cjs/fast-check.js');

const { FAST_CHECK_SEED: wanted } = process.env;
if (wanted !== 'random') fastCheck.configureGlobal({ seed: Number(wanted ?? 20_261_120) });

module.exports = fastCheck;
