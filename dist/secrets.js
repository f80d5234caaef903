import { LarderError } from "./errors.js";
import { parseArgs } from "node:util";
// node_modules/fastest-levenshtein/esm/mod.js
const peq = new Uint32Array(65536);
const myers_32 = (a, b) => {
	const n = a.length;
	const m = b.length;
	const lst = 1 << n - 1;
	let pv = -1;
	let mv = 0;
	let sc = n;
	let i = n;
	while (i--) peq[a.charCodeAt(i)] |= 1 << i;
	for (i = 0; i < m; i++) {
		let eq = peq[b.charCodeAt(i)];
		const xv = eq | mv;
		eq |= (eq & pv) + pv ^ pv;
		mv |= ~(eq | pv);
		pv &= eq;
		if (mv & lst) sc++;
		if (pv & lst) sc--;
		mv = mv << 1 | 1;
		pv = pv << 1 | ~(xv | mv);
		mv &= xv;
	}
	i = n;
	while (i--) peq[a.charCodeAt(i)] = 0;
	return sc;
};
const myers_x = (b, a) => {
	const n = a.length;
	const m = b.length;
	const mhc = [];
	const phc = [];
	const hsize = Math.ceil(n / 32);
	const vsize = Math.ceil(m / 32);
	for (let i = 0; i < hsize; i++) {
		phc[i] = -1;
		mhc[i] = 0;
	}
	let j = 0;
	for (; j < vsize - 1; j++) {
		let mv = 0;
		let pv = -1;
		const start = j * 32;
		const vlen = Math.min(32, m) + start;
		for (let k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
		for (let i = 0; i < n; i++) {
			const eq = peq[a.charCodeAt(i)];
			const pb = phc[i / 32 | 0] >>> i & 1;
			const mb = mhc[i / 32 | 0] >>> i & 1;
			const xv = eq | mv;
			const xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
			let ph = mv | ~(xh | pv);
			let mh = pv & xh;
			if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
			if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
			ph = ph << 1 | pb;
			mh = mh << 1 | mb;
			pv = mh | ~(xv | ph);
			mv = ph & xv;
		}
		for (let k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
	}
	let mv = 0;
	let pv = -1;
	const start = j * 32;
	const vlen = Math.min(32, m - start) + start;
	for (let k = start; k < vlen; k++) peq[b.charCodeAt(k)] |= 1 << k;
	let score = m;
	for (let i = 0; i < n; i++) {
		const eq = peq[a.charCodeAt(i)];
		const pb = phc[i / 32 | 0] >>> i & 1;
		const mb = mhc[i / 32 | 0] >>> i & 1;
		const xv = eq | mv;
		const xh = ((eq | mb) & pv) + pv ^ pv | eq | mb;
		let ph = mv | ~(xh | pv);
		let mh = pv & xh;
		score += ph >>> m - 1 & 1;
		score -= mh >>> m - 1 & 1;
		if (ph >>> 31 ^ pb) phc[i / 32 | 0] ^= 1 << i;
		if (mh >>> 31 ^ mb) mhc[i / 32 | 0] ^= 1 << i;
		ph = ph << 1 | pb;
		mh = mh << 1 | mb;
		pv = mh | ~(xv | ph);
		mv = ph & xv;
	}
	for (let k = start; k < vlen; k++) peq[b.charCodeAt(k)] = 0;
	return score;
};
const distance = (a, b) => {
	if (a.length < b.length) {
		const tmp = b;
		b = a;
		a = tmp;
	}
	if (b.length === 0) return a.length;
	if (a.length <= 32) return myers_32(a, b);
	return myers_x(a, b);
};
// src/inputs/nearest.ts
/** The name that somebody may have meant who mistyped it; undefined when none is near. */
function nearest(written, names) {
	const mostEdits = written.length <= 4 ? 1 : 2;
	const [best] = names.map((name) => ({
		name,
		edits: distance(written, name)
	})).filter(({ edits }) => edits > 0 && edits <= mostEdits).sort((a, b) => a.edits - b.edits);
	return best?.name;
}
// src/inputs/redact.ts
const longestQuote = 120;
/** Shorter values would blot out half of every message, and are no secrets. */
const shortestSecret = 4;
/** What the user wrote, fit for a message: in quotes, shortened, and without any secret that may have slipped into it. */
function quote(written, secrets) {
	if (holdsSecret(written, secrets)) return "(not shown: it holds a secret)";
	const safe = withoutUrlSecrets(written);
	return JSON.stringify(safe.length > longestQuote ? `${safe.slice(0, longestQuote)}…` : safe);
}
/** Also true for a piece of a secret, cut at its commas or line ends, and for one whose case was changed, as in a host name. */
function holdsSecret(written, secrets) {
	const text = written.toLowerCase();
	return secrets.filter((secret) => secret.length >= shortestSecret).map((secret) => secret.toLowerCase()).some((secret) => text.includes(secret) || text.length >= shortestSecret && secret.includes(text));
}
function withoutUrlSecrets(written) {
	return written.replace(/:\/\/[^/?#]*@/g, "://***@").replace(/([?&][^=&]*(?:secret|token|key|password|signature|credential)[^=&]*=)[^&#]*/gi, "$1***");
}
// src/inputs/setting.ts
const modes = [
	"restore",
	"rebuild",
	"flush"
];
// src/inputs/kinds.ts
const text = {
	shape: "one",
	expects: "some text",
	label: "text",
	parse: (written) => written
};
const secret = {
	...text,
	secret: true
};
const truths = new Map([...[
	"1",
	"t",
	"true",
	"yes",
	"on"
].map((word) => [word, true]), ...[
	"0",
	"f",
	"false",
	"no",
	"off"
].map((word) => [word, false])]);
const flag = {
	shape: "flag",
	expects: "true or false",
	label: "true|false",
	parse: (written) => truths.get(written.toLowerCase())
};
/** A JSON array, or elements apart by commas and line ends; `[]` is a list that was written and holds nothing. */
const list = {
	shape: "list",
	expects: "a list of texts, separated by commas or lines, or a JSON array of texts",
	label: "list",
	parse: (written, separator) => {
		const array = jsonArray(written);
		if (array) return array.every(isScalar) ? array.map((element) => String(element).trim()).filter(Boolean) : void 0;
		return written.split(separator === "lines" ? /\r?\n/ : /,|\r?\n/).map((element) => element.trim().replace(/^!\s+/, "!")).filter(Boolean);
	}
};
function jsonArray(written) {
	if (!written.startsWith("[")) return void 0;
	try {
		const value = JSON.parse(written);
		return Array.isArray(value) ? value : void 0;
	} catch {
		return;
	}
}
function isScalar(value) {
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
const longestLabel = 40;
/** `synonyms` are words of other tools that mean one of the choices. */
function oneOf(choices, synonyms = {}) {
	const meanings = new Map([...choices.map((choice) => [choice, choice]), ...Object.entries(synonyms)]);
	return {
		shape: "one",
		expects: `one of ${choices.join(", ")}`,
		label: choices.join("|").length > longestLabel ? "name" : choices.join("|"),
		parse: (written) => meanings.get(written)
	};
}
function wholeNumber(least, most) {
	return {
		shape: "one",
		expects: `a whole number from ${least} to ${most}`,
		label: "number",
		parse: (written) => {
			const value = /^\d+$/.test(written) ? Number(written) : NaN;
			return value >= least && value <= most ? value : void 0;
		}
	};
}
const milliseconds = new Map([
	["s", 1e3],
	["m", 6e4],
	["h", 36e5]
]);
const longestDuration = 864e5;
/** Milliseconds; more than none and at most a day. */
const duration = {
	shape: "one",
	label: "duration",
	expects: "a duration up to 24h such as 90s, 15m or 1h30m",
	parse: (written) => {
		if (!/^(\d+(\.\d+)?[smh])+$/.test(written)) return void 0;
		const total = [...written.matchAll(/([\d.]+)([smh])/g)].map(([, amount, unit]) => Number(amount) * (milliseconds.get(unit ?? "") ?? NaN)).reduce((sum, part) => sum + part, 0);
		return total >= 1 && total <= longestDuration ? Math.round(total) : void 0;
	}
};
const sizeUnits = new Map([
	["", 1],
	["k", 1e3],
	["m", 1e6],
	["g", 1e9],
	["t", 0xe8d4a51000],
	["ki", 1024],
	["mi", 2 ** 20],
	["gi", 2 ** 30],
	["ti", 2 ** 40]
]);
// src/inputs/settings/cache.ts
/** What to do and what to cache. */
const cacheSettings = {
	mode: {
		kind: oneOf(modes),
		doc: "What to do with the cache.",
		doors: ["plugin", "action"]
	},
	restore: {
		kind: flag,
		doc: "Another way to write `mode: restore`.",
		default: false,
		doors: ["plugin"]
	},
	rebuild: {
		kind: flag,
		doc: "Another way to write `mode: rebuild`.",
		default: false,
		doors: ["plugin"]
	},
	flush: {
		kind: flag,
		doc: "Another way to write `mode: flush`.",
		default: false,
		doors: ["plugin"]
	},
	mount: {
		kind: list,
		doc: "Files and directories to cache, with globs and `!` excludes; a restore given any writes to these and no others.",
		modes: ["restore", "rebuild"],
		action: ["path"],
		actionRequires: true
	},
	key: {
		kind: text,
		doc: "The name of the cache within its path, up to 512 characters.",
		defaultDoc: "`archive`",
		modes: ["restore", "rebuild"],
		actionRequires: true,
		drone: ["KEY", "CACHE_KEY"]
	},
	"restore-keys": {
		kind: list,
		doc: "Prefixes of keys to take instead, in this order, when no place holds the exact key.",
		modes: ["restore"]
	},
	format: {
		kind: oneOf([
			"snapshot",
			"tar",
			"tar.gz",
			"tar.zst"
		], {
			gzip: "tar.gz",
			tgz: "tar.gz",
			zstd: "tar.zst"
		}),
		doc: "How the cache is stored: `snapshot` sends only what changed, the others are one archive.",
		defaultDoc: "`snapshot`",
		modes: ["restore", "rebuild"],
		drone: ["FORMAT", "ARCHIVE_FORMAT"]
	},
	filename: {
		kind: text,
		doc: "The exact name of one archive, as drone-s3-cache names it, in place of `key` and `format`.",
		modes: ["restore", "rebuild"],
		doors: ["plugin", "command"]
	},
	"compression-level": {
		kind: {
			shape: "one",
			label: "level",
			expects: "auto or a level from 1 to 19",
			parse: (written) => written === "auto" || written === "-1" ? "auto" : wholeNumber(1, 19).parse(written, "lines")
		},
		doc: "A level of zstd (1 to 19) or gzip (1 to 9), or `auto` to follow the bottleneck.",
		default: "auto",
		modes: ["rebuild"]
	},
	overwrite: {
		kind: oneOf(["always", "missing"], {
			true: "always",
			false: "missing"
		}),
		doc: "Whether a rebuild replaces a cache that exists, or leaves it alone (`missing`).",
		defaultDoc: "`always`; `missing` in the action, where keys are immutable",
		modes: ["rebuild"],
		drone: ["OVERWRITE", "OVERRIDE"]
	},
	"ignore-missing": {
		kind: flag,
		doc: "Leave out mounts that do not exist instead of failing.",
		defaultDoc: "`false`; `true` in the action",
		modes: ["rebuild"]
	},
	"max-size": {
		kind: {
			shape: "one",
			label: "size",
			expects: "a size such as 500MB or 2GiB",
			parse: (written) => {
				const match = /^(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?$/i.exec(written);
				if (!match) return void 0;
				const bytes = Math.floor(Number(match[1]) * (sizeUnits.get((match[2] ?? "").toLowerCase()) ?? NaN));
				return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : void 0;
			}
		},
		doc: "Refuse to restore a cache whose content is larger.",
		defaultDoc: "no limit",
		modes: ["restore"]
	},
	workdir: {
		kind: text,
		doc: "The directory that relative mounts start from.",
		defaultDoc: "the workspace of the build",
		drone: ["WORKDIR", "LOCAL_ROOT"]
	}
};
// src/inputs/settings/credentials.ts
/** Who we are to S3. */
const credentialSettings = {
	"access-key": {
		kind: secret,
		doc: "The access key of S3.",
		defaultDoc: "the default chain of the AWS SDK: shared files, web identity, container, instance",
		env: [
			"CACHE_S3_ACCESS_KEY",
			"AWS_ACCESS_KEY_ID",
			"CACHE_AWS_ACCESS_KEY_ID"
		]
	},
	"secret-key": {
		kind: secret,
		doc: "The secret key of S3.",
		env: [
			"CACHE_S3_SECRET_KEY",
			"AWS_SECRET_ACCESS_KEY",
			"CACHE_AWS_SECRET_ACCESS_KEY"
		]
	},
	"session-token": {
		kind: secret,
		doc: "The token that comes with temporary keys; `AWS_SESSION_TOKEN` is taken only along with `AWS_ACCESS_KEY_ID`.",
		env: ["CACHE_S3_SESSION_TOKEN", "AWS_SESSION_TOKEN"]
	},
	"file-credentials": {
		kind: text,
		doc: "A file of shared AWS credentials.",
		env: ["CACHE_FILE_CREDENTIALS", "AWS_SHARED_CREDENTIALS_FILE"]
	},
	profile: {
		kind: text,
		doc: "The profile to take from the shared AWS files.",
		env: ["CACHE_S3_PROFILE", "AWS_PROFILE"]
	},
	"role-arn": {
		kind: text,
		doc: "The role to assume, by web identity where the host gives a token, else with the other credentials.",
		drone: [
			"ROLE_ARN",
			"ASSUME_ROLE_ARN",
			"ASSUME_ROLE"
		],
		env: ["AWS_ASSUME_ROLE_ARN", "AWS_ROLE_ARN"]
	},
	"role-session-name": {
		kind: text,
		doc: "How the session of the assumed role is called.",
		default: "larder",
		drone: ["ROLE_SESSION_NAME", "ASSUME_ROLE_SESSION_NAME"],
		env: ["AWS_ROLE_SESSION_NAME"]
	},
	"external-id": {
		kind: text,
		doc: "The external id that the role asks for."
	},
	"web-identity-token-file": {
		kind: text,
		doc: "A file that holds the web identity token for `role-arn`.",
		env: ["AWS_WEB_IDENTITY_TOKEN_FILE"]
	},
	anonymous: {
		kind: flag,
		doc: "Send requests unsigned, for a public bucket.",
		default: false,
		drone: ["ANONYMOUS", "S3_BUCKET_PUBLIC"],
		env: ["S3_BUCKET_PUBLIC"]
	}
};
// src/inputs/settings/place.ts
/** Where a cache lives in its storage, and how long. */
const placeSettings = {
	root: {
		kind: text,
		doc: "A prefix for every path; without a `bucket` its first component names the bucket.",
		drone: ["ROOT", "REMOTE_ROOT"]
	},
	path: {
		kind: text,
		doc: "Where the cache lives below the root.",
		defaultDoc: "`<owner>/<repo>/<branch>`, on a pull request `<owner>/<repo>/pull/<number>`, on a tag `<owner>/<repo>/tag/<tag>`",
		modes: ["restore", "rebuild"],
		action: ["cache-path"]
	},
	"fallback-path": {
		kind: list,
		doc: "Where a restore looks next, in this order, when `path` does not hold the key; `[]` is nowhere.",
		defaultDoc: "the paths of the target branch and the default branch",
		modes: ["restore"]
	},
	"flush-path": {
		kind: text,
		doc: "A flush removes old caches at and below this path; `/` is everything below the root.",
		defaultDoc: "`<owner>/<repo>`",
		modes: ["flush"]
	},
	"flush-age": {
		kind: wholeNumber(0, 36500),
		doc: "A flush removes caches that were not written for this many days.",
		default: 30,
		modes: ["flush"]
	}
};
// src/inputs/settings/running.ts
/** How a command runs, what it may do and what it says. */
const runningSettings = {
	strict: {
		kind: flag,
		doc: "An error of the storage or while extracting fails a restore instead of counting as a miss, and a save of the action instead of being a warning.",
		default: false,
		drone: ["STRICT", "EXIT_CODE"]
	},
	"fail-on-miss": {
		kind: flag,
		doc: "A restore that finds no cache fails.",
		default: false,
		modes: ["restore"],
		action: ["fail-on-cache-miss", "fail-on-miss"],
		drone: ["FAIL_ON_MISS", "FAIL_RESTORE_IF_KEY_NOT_PRESENT"]
	},
	"lookup-only": {
		kind: flag,
		doc: "Find out whether there is a cache and restore nothing.",
		default: false,
		modes: ["restore"]
	},
	"dry-run": {
		kind: flag,
		doc: "Tell what a flush would remove and remove nothing.",
		default: false,
		modes: ["flush"]
	},
	access: {
		kind: oneOf([
			"read-write",
			"read",
			"write",
			"none"
		], {
			"read-only": "read",
			"write-only": "write"
		}),
		doc: "What this build may do with caches; it can only take away from what the host allows.",
		defaultDoc: "what the host allows"
	},
	"cache-mode": {
		kind: oneOf([
			"read",
			"write",
			"write-only",
			"none"
		]),
		doc: "Another way to write `access`, in the words of GitHub, where `write` allows to read as well.",
		doors: ["action"]
	},
	"save-on": {
		kind: oneOf([
			"success",
			"failure",
			"always",
			"never"
		]),
		doc: "When the action rebuilds at the end of the job: if it succeeded, only if it failed, always, or never.",
		defaultDoc: "`success`",
		modes: ["rebuild"],
		doors: ["action"],
		onlyWithPost: true,
		env: ["LARDER_SAVE_ON"]
	},
	"save-always": {
		kind: flag,
		doc: "Another way to write `save-on: always`.",
		default: false,
		modes: ["rebuild"],
		doors: ["action"],
		onlyWithPost: true
	},
	"cache-on-failure": {
		kind: flag,
		doc: "Another way to write `save-on: always`, known from rust-cache.",
		default: false,
		modes: ["rebuild"],
		doors: ["action"],
		onlyWithPost: true
	},
	timeout: {
		kind: duration,
		doc: "How long the whole command may take.",
		defaultDoc: "`10m` for a restore, `30m` for a rebuild or flush"
	},
	workers: {
		kind: wholeNumber(1, 64),
		doc: "Threads that read, compress and write.",
		defaultDoc: "as many as there are cores, at most 8"
	},
	concurrency: {
		kind: wholeNumber(1, 256),
		doc: "Requests to the storage at one time.",
		default: 32
	},
	debug: {
		kind: flag,
		doc: "Tell every step.",
		default: false,
		env: ["RUNNER_DEBUG"]
	},
	"log-level": {
		kind: oneOf([
			"debug",
			"info",
			"quiet"
		], {
			trace: "debug",
			warning: "quiet",
			warn: "quiet",
			error: "quiet",
			fatal: "quiet",
			panic: "quiet"
		}),
		doc: "How much to tell.",
		default: "info"
	},
	json: {
		kind: flag,
		doc: "Print one JSON object instead of words.",
		default: false,
		doors: ["plugin", "command"]
	},
	"enable-cross-os-archive": {
		kind: flag,
		doc: "Has no effect, as every cache can be restored on every system; accepted so that steps of actions/cache work unchanged.",
		default: false,
		modes: ["restore", "rebuild"],
		doors: ["action"],
		action: ["enableCrossOsArchive"]
	},
	"upload-chunk-size": {
		kind: text,
		doc: "Has no effect, as parts are sized by what is sent; accepted so that steps of actions/cache work unchanged.",
		modes: ["rebuild"],
		doors: ["action"]
	},
	"job-status": {
		kind: oneOf([
			"success",
			"failure",
			"cancelled"
		]),
		doc: "How the job has gone so far; leave it alone.",
		modes: ["rebuild"],
		doors: ["action"],
		onlyWithPost: true,
		manifestDefault: "${{ job.status }}"
	}
};
/** The store that holds the caches. */
const storageSettings = {
	store: {
		kind: text,
		doc: "The whole address in one: `s3://bucket/prefix?endpoint=https://host&region=name`, or `file:///directory`."
	},
	backend: {
		kind: oneOf(["s3", "filesystem"], { directory: "filesystem" }),
		doc: "Which kind of store to use when both are named.",
		defaultDoc: "the one whose settings are given"
	},
	directory: {
		kind: text,
		doc: "A directory that holds the caches, in place of S3.",
		defaultDoc: "`/tmp/cache` with `backend: filesystem`; on a terminal without any storage, the cache folder of the user",
		drone: ["DIRECTORY", "FILESYSTEM_CACHE_ROOT"],
		env: ["FILESYSTEM_CACHE_ROOT"]
	},
	bucket: {
		kind: text,
		doc: "The bucket that holds the caches.",
		defaultDoc: "the one named by `store` or `endpoint`; in the plugin the first component of root and path, lower-cased, as in drone-s3-cache",
		env: ["CACHE_S3_BUCKET", "S3_BUCKET"]
	},
	endpoint: {
		kind: text,
		doc: "The address of an S3 server, with or without a bucket: `https://host`, `https://host/bucket/prefix`, `s3://bucket/prefix`.",
		defaultDoc: "Amazon S3",
		drone: ["SERVER", "ENDPOINT"],
		env: [
			"CACHE_S3_ENDPOINT",
			"CACHE_S3_SERVER",
			"S3_ENDPOINT",
			"AWS_ENDPOINT_URL_S3",
			"AWS_ENDPOINT_URL"
		]
	},
	"accelerated-endpoint": {
		kind: text,
		doc: "Use Amazon S3 Transfer Acceleration: `s3-accelerate.amazonaws.com` or its dualstack name.",
		env: ["CACHE_S3_ACCELERATED_ENDPOINT"]
	},
	region: {
		kind: text,
		doc: "The region of the bucket.",
		defaultDoc: "the one in `endpoint`, else `us-east-1`",
		env: [
			"CACHE_S3_REGION",
			"S3_REGION",
			"AWS_REGION",
			"AWS_DEFAULT_REGION"
		]
	},
	"path-style": {
		kind: flag,
		doc: "Put the bucket into the path of the URL instead of its host name.",
		defaultDoc: "`true` for servers other than Amazon S3",
		env: ["S3_PATH_STYLE", "AWS_PLUGIN_PATH_STYLE"]
	},
	"create-bucket": {
		kind: flag,
		doc: "A rebuild creates a bucket that does not exist.",
		defaultDoc: "`true` for servers other than Amazon S3 when no bucket is named",
		modes: ["rebuild"]
	},
	acl: {
		kind: oneOf([
			"private",
			"public-read",
			"public-read-write",
			"authenticated-read",
			"aws-exec-read",
			"bucket-owner-read",
			"bucket-owner-full-control"
		]),
		doc: "The access control list of new objects; `private` is how S3 makes them anyway and is not sent.",
		modes: ["rebuild"],
		env: ["AWS_ACL"]
	},
	encryption: {
		kind: oneOf([
			"AES256",
			"aws:kms",
			"aws:kms:dsse"
		]),
		doc: "Server-side encryption of new objects.",
		defaultDoc: "that of the bucket, or `aws:kms` with a `kms-key-id`",
		modes: ["rebuild"],
		env: ["AWS_ENCRYPTION"]
	},
	"kms-key-id": {
		kind: text,
		doc: "The KMS key for `encryption`.",
		modes: ["rebuild"],
		drone: ["KMS_KEY_ID", "ENCRYPTION_KEY_ID"]
	},
	"storage-class": {
		kind: text,
		doc: "The storage class of new objects, such as `STANDARD_IA`.",
		modes: ["rebuild"]
	},
	"ca-cert": {
		kind: text,
		doc: "Certificates to trust besides those of the system, as PEM text or the path of a file.",
		env: ["CACHE_S3_CA_CERT"]
	},
	"ca-cert-path": {
		kind: text,
		doc: "A file of certificates in PEM to trust besides those of the system.",
		env: ["CACHE_S3_CA_CERT_PATH", "AWS_CA_BUNDLE"]
	},
	"skip-verify": {
		kind: flag,
		doc: "Do not check the certificate of the server.",
		default: false
	}
};
// src/inputs/settings.ts
/** The one table of settings, in the groups that help and README show. */
const settingGroups = {
	"What to cache": cacheSettings,
	"Where it lives": placeSettings,
	Storage: storageSettings,
	Credentials: credentialSettings,
	Running: runningSettings
};
const table = {
	...cacheSettings,
	...placeSettings,
	...storageSettings,
	...credentialSettings,
	...runningSettings
};
const settingNames = Object.keys(table);
function settingOf(name) {
	return table[name];
}
// src/inputs/spellings.ts
/** The names under which a setting is read, in the order they are tried. */
const spellings = {
	flag: (name) => isOpenTo("command", name) && settingOf(name).kind.secret === void 0 ? [`--${name}`] : [],
	plugin: (name) => isOpenTo("plugin", name) ? droneNames(name).map((each) => `PLUGIN_${each}`) : [],
	input: (name) => isOpenTo("action", name) ? settingOf(name).action ?? [name] : [],
	variable: (name) => [...settingOf(name).doors === void 0 || settingOf(name).doors?.includes("command") ? [`LARDER_${shout(name)}`] : [], ...settingOf(name).env ?? []]
};
/** The name to use in a message about a setting that was not written. */
function documentedName(door, name) {
	const own = `PLUGIN_${shout(name)}`;
	return {
		plugin: spellings.plugin(name).filter((spelling) => spelling === own),
		action: spellings.input(name),
		command: spellings.flag(name)
	}[door][0] ?? spellings.variable(name)[0] ?? name;
}
function isOpenTo(door, name) {
	return settingOf(name).doors?.includes(door) ?? true;
}
function droneNames(name) {
	const own = shout(name);
	const names = settingOf(name).drone ?? [];
	return names.includes(own) ? names : [own, ...names];
}
function shout(name) {
	return name.toUpperCase().replaceAll("-", "_");
}
// src/inputs/flags.ts
/**
* `larder restore --key deps`: what is asked for, with flags and stray words that are not checked yet: {@link fromFlags} tells of their mistakes.
* Throws `BAD_INPUT` when the first word is not a command.
*/
function parseCommandLine(argv) {
	const { flags, words } = split(argv);
	const named = (name) => flags.some((flag) => flag.name === name);
	const mode = modes.find((each) => each === words[0]);
	if (named("version")) return { type: "version" };
	if (named("help") || words[0] === "help" || argv.length === 0) return {
		type: "help",
		mode: mode ?? modes.find((each) => each === words[1])
	};
	if (!mode) throw wrongCommand(words, flags);
	return {
		type: "run",
		mode,
		flags,
		strayWords: words.slice(1)
	};
}
function split(argv) {
	const options = Object.fromEntries(settingNames.flatMap((name) => flagOf(name) ? [[name, { type: typeOf(name) }]] : []));
	const { tokens } = parseArgs({
		args: [...argv],
		options: {
			...options,
			help: {
				type: "boolean",
				short: "h"
			},
			version: {
				type: "boolean",
				short: "v"
			}
		},
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	return {
		flags: tokens.filter((token, i) => token.index !== tokens[i - 1]?.index).flatMap((token) => token.kind === "option" ? [{
			name: token.name,
			written: token.rawName,
			value: token.value,
			inline: token.inlineValue ?? false
		}] : []),
		words: tokens.flatMap((token) => token.kind === "positional" ? [token.value] : [])
	};
}
function flagOf(name) {
	return spellings.flag(name).length > 0;
}
function typeOf(name) {
	return settingOf(name).kind.shape === "flag" ? "boolean" : "string";
}
function wrongCommand(words, flags) {
	const meant = words[0] === void 0 ? void 0 : nearest(words[0], modes);
	const question = meant ? `; did you mean ${meant}?` : ".";
	return new LarderError("BAD_INPUT", `Expected a command, one of ${modes.join(", ")}${shown(words[0], flags)}${question}`, { hint: "Run `larder --help`." });
}
/** A word after a flag that we do not know may be its value, and that may be a secret. */
function shown(word, flags) {
	return word === void 0 || flags.some((flag) => settingFor(flag) === void 0) ? "" : `, got ${quote(word, [])}`;
}
/** The flags of a command line as a source; everything wrong about them, and about the words between them, is added to `mistakes`. */
function fromFlags({ mode, flags, strayWords }, mistakes) {
	const texts = new Map();
	for (const flag of flags) {
		const name = settingFor(flag);
		const wrong = mistakeOf(flag, name, mode);
		if (wrong !== void 0 || name === void 0) mistakes.push(wrong ?? unknownFlag(flag));
		else texts.set(name, [...texts.get(name) ?? [], textOf(flag)]);
	}
	if (strayWords.length > 0) mistakes.push(`larder ${mode} takes flags and no other words${shown(strayWords[0], flags)}`);
	return (name) => {
		const written = texts.get(name)?.filter((text) => text !== "");
		return written?.length ? {
			texts: written,
			origin: `--${name}`,
			separator: "commas and lines"
		} : void 0;
	};
}
/** Switches may be turned off: `--no-strict`. */
function settingFor(flag) {
	return settingNames.find((name) => flagOf(name) && (name === flag.name || typeOf(name) === "boolean" && flag.name === `no-${name}`));
}
function textOf(flag) {
	return flag.value?.trim() ?? (flag.name.startsWith("no-") ? "false" : "true");
}
function mistakeOf(flag, name, mode) {
	if (name === void 0) return void 0;
	const readIn = settingOf(name).modes;
	if (readIn && !readIn.includes(mode)) return `--${flag.name}: belongs to ${readIn.join(" and ")}, not to ${mode}`;
	if (typeOf(name) === "boolean") return flag.name !== name && flag.value !== void 0 ? `--${flag.name}: expected no value` : void 0;
	const expected = `--${name}: expected ${settingOf(name).kind.expects}`;
	if (flag.value === void 0) return `${expected}, got nothing`;
	return !flag.inline && /^-\D/.test(flag.value) ? `${expected}; write one that begins with a dash as --${name}=…` : void 0;
}
function unknownFlag(flag) {
	const secret = settingNames.find((name) => name === flag.name && settingOf(name).kind.secret);
	if (secret) return `--${secret}: secrets have no flag, as a command line is visible to every process; set ${spellings.variable(secret)[0]}`;
	const meant = nearest(flag.name, settingNames.filter(flagOf));
	return `${flag.written}: there is no such flag${meant ? `; did you mean --${meant}?` : ""}`;
}
// src/inputs/sources.ts
/** `PLUGIN_<NAME>`; Drone only shouts the name of a setting and keeps its dashes and dots, Woodpecker turns them into `_`. */
function fromPlugin(env) {
	const variables = variablesByPlainName(env, "PLUGIN_");
	return (name) => firstOf(spellings.plugin(name), (spelling) => variables.get(spelling));
}
/** `INPUT_<NAME>`: GitHub keeps the hyphens of an input's name, other runners turn them into `_`. */
function fromInputs(env) {
	const variables = variablesByPlainName(env, "INPUT_");
	return (name) => firstOf(spellings.input(name), (input) => {
		const found = variables.get(plain(`INPUT_${input.toUpperCase()}`));
		return found && {
			...found,
			origin: input,
			separator: "lines"
		};
	});
}
/** `LARDER_<NAME>` and the variables of other tools. */
function fromVariables(env) {
	return (name) => firstOf(spellings.variable(name), (spelling) => written(spelling, env[spelling]));
}
function firstOf(names, find) {
	for (const name of names) {
		const found = find(name);
		if (found) return found;
	}
}
function variablesByPlainName(env, prefix) {
	const variables = new Map();
	for (const [name, text] of Object.entries(env)) {
		const found = name.startsWith(prefix) ? written(name, text) : void 0;
		if (found && (name === plain(name) || !variables.has(plain(name)))) variables.set(plain(name), found);
	}
	return variables;
}
function written(origin, text) {
	const trimmed = text?.trim();
	return trimmed ? {
		texts: [trimmed],
		origin,
		separator: "commas and lines"
	} : void 0;
}
/** A variable's name with the dashes, dots and spaces that some hosts keep turned into `_`. */
function plain(variable) {
	return variable.replaceAll(/[-. ]/g, "_");
}
// src/inputs/secrets.ts
/**
* Every secret in the environment under any name we know, whichever door is used, for hosts that mask their log.
* Asks for no valid settings, so that masks are in place before the first message.
*/
function secretValues(env) {
	const names = new Set(settingNames.filter((name) => settingOf(name).kind.secret).flatMap(variableNames));
	const values = Object.entries(env).filter(([variable]) => names.has(variable) || names.has(plain(variable))).flatMap(([, value]) => value?.trim() || []);
	return [...new Set(values)];
}
function variableNames(name) {
	const inputs = spellings.input(name).map((input) => plain(`INPUT_${input.toUpperCase()}`));
	return [
		...spellings.plugin(name),
		...spellings.variable(name),
		...inputs
	];
}
export { documentedName, flag, fromFlags, fromInputs, fromPlugin, fromVariables, modes, nearest, parseCommandLine, plain, quote, secretValues, settingGroups, settingNames, settingOf, spellings };
