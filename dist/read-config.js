import { LarderError } from "./errors.js";
import { cleanPath, extensions, formatOf, isAtOrBelow, joinPaths, objectName, pathFromBuild } from "./objects.js";
import { documentedName, flag, fromFlags, fromInputs, fromPlugin, fromVariables, modes, nearest, plain, quote, secretValues, settingNames, settingOf, spellings } from "./secrets.js";
import { basename, isAbsolute, join, resolve } from "node:path";
import { isIP } from "node:net";
import { hash } from "node:crypto";
import { fileURLToPath } from "node:url";
// src/inputs/access.ts
/**
* What both the host and the user allow. A setting can only take away: a host that gives a job read access only (a pull request
* from a fork, a trigger that strangers can fire) protects every job that reads the cache later.
*/
function accessOf(reading, host) {
	const { access, "cache-mode": mode } = reading.values;
	const allowed = access === void 0 ? host : narrowed(reading, "access", access, host);
	return mode === void 0 ? allowed : narrowed(reading, "cache-mode", githubModes[mode], allowed);
}
const githubModes = {
	read: "read",
	write: "read-write",
	"write-only": "write",
	none: "none"
};
function narrowed(reading, name, asked, allowed) {
	const reads = mayRead(asked) && mayRead(allowed);
	const writes = mayWrite(asked) && mayWrite(allowed);
	if (mayRead(asked) && !reads || mayWrite(asked) && !writes) reading.notices.push(`${reading.called(name)} asks for ${asked}, and this build is allowed ${allowed}; it can only take away.`);
	if (reads) return writes ? "read-write" : "read";
	return writes ? "write" : "none";
}
function mayRead(access) {
	return access === "read-write" || access === "read";
}
function mayWrite(access) {
	return access === "read-write" || access === "write";
}
// src/inputs/cache-object.ts
/** The limits of actions/cache; the length holds at every door. */
const longestKey$1 = 512;
const mostKeys = 10;
const ordinary = {
	by: "key",
	key: "archive",
	format: "snapshot"
};
/** The object that holds the cache: one named by `filename`, or by `key` and `format`. */
function cacheObjectOf(reading) {
	const { filename, key, format } = reading.values;
	if (filename !== void 0) return namedByFilename(reading, filename);
	const object = {
		by: "key",
		key: key ?? ordinary.key,
		format: format ?? ordinary.format
	};
	checkKeys(reading, [object.key, ...reading.values["restore-keys"] ?? []]);
	return object;
}
function namedByFilename(reading, filename) {
	const { mistakes } = reading;
	const wrong = (expected) => void mistakes.push(`${reading.called("filename")}: expected ${expected}, got ${reading.quoted("filename")}`);
	const clean = cleanPath(filename);
	const format = formatOf(filename);
	if ("wrong" in clean) wrong(clean.wrong);
	if (format === void 0 || format === "snapshot") {
		wrong(`a name that ends in ${[
			...extensions.tar,
			...extensions["tar.gz"],
			...extensions["tar.zst"]
		].join(", ")}`);
		return ordinary;
	}
	const other = reading.values.format;
	if (other !== void 0 && other !== format) mistakes.push(`${reading.called("filename")}, ${reading.called("format")}: expected the same format, got ${reading.quoted("filename")} and ${other}`);
	if (reading.values.key !== void 0) mistakes.push(`${reading.called("filename")}, ${reading.called("key")}: expected one of them, as both name the cache`);
	return {
		by: "filename",
		filename: "path" in clean ? clean.path : filename,
		format
	};
}
function checkKeys(reading, keys) {
	const complain = (expected, name) => void reading.mistakes.push(`${reading.called(name)}: expected ${expected}, got ${reading.quoted(name)}`);
	for (const [index, key] of keys.entries()) {
		const name = index === 0 ? "key" : "restore-keys";
		if (key.length > longestKey$1) complain(`at most ${longestKey$1} characters`, name);
		if (reading.door === "action" && key.includes(",")) complain("keys without commas", name);
		if (key.includes("{{")) complain("a finished text, as templates are not filled in", name);
	}
	if (reading.door === "action" && keys.length > mostKeys) reading.mistakes.push(`${reading.called("restore-keys")}: expected at most ${mostKeys} keys together with \`key\`, got ${keys.length}`);
}
// src/inputs/location.ts
/** Where caches live: explicit paths as they were written, the others by the scopes of the build, all below the root. */
function locationOf(reading, object, scopes, { root, bucketImplied }) {
	const below = (path) => joinPaths(root, path);
	const path = below(writtenPath(reading, "path") ?? scopes.own);
	if (path === "") reading.mistakes.push(`${reading.called("path")}: expected at least one component, got ${reading.quoted("path")}`);
	const fallbacks = explicitFallbacks(reading)?.map(below) ?? scopes.others.map(below).filter((each) => !bucketImplied || sameBucket(each, path));
	return {
		path,
		fallbackPaths: [...new Set(fallbacks)].filter((each) => each !== path && each !== ""),
		object,
		...domainOf(path, below(scopes.repository), scopes.pullRequest === void 0 ? void 0 : below(scopes.pullRequest))
	};
}
/** The path that a flush works on; empty = everything in the store. */
function flushPathOf(reading, scopes, { root, bucketImplied }) {
	const path = joinPaths(root, writtenPath(reading, "flush-path") ?? scopes.repository);
	if (bucketImplied && !path.includes("/")) reading.mistakes.push(`${reading.called("flush-path")}: expected a bucket and a path in it, got ${reading.quoted("flush-path")}`);
	return path;
}
/** The path of a setting below the root; undefined when it was not written, or not well. */
function writtenPath(reading, name) {
	const written = reading.values[name];
	return written === void 0 ? void 0 : checkedPath(reading, name, written);
}
function explicitFallbacks(reading) {
	return reading.values["fallback-path"]?.map((path) => checkedPath(reading, "fallback-path", path));
}
function checkedPath(reading, name, written) {
	const clean = cleanPath(written);
	if ("path" in clean) return clean.path;
	reading.mistakes.push(`${reading.called(name)}: expected ${clean.wrong}, got ${reading.quoted(name)}`);
	return "wrong";
}
/** A default path in another bucket than the one the user chose may be a stranger's, as bucket names are shared by all of Amazon. */
function sameBucket(a, b) {
	return impliedBucket(a) === impliedBucket(b);
}
/** The bucket that drone-s3-cache takes from a path when none is named. */
function impliedBucket(path) {
	return (path.split("/")[0] ?? "").toLowerCase();
}
function domainOf(path, repository, pullRequest) {
	if (pullRequest !== void 0 && isAtOrBelow(pullRequest, path)) return {
		domain: pullRequest,
		parentDomains: [repository]
	};
	return {
		domain: isAtOrBelow(repository, path) ? repository : path,
		parentDomains: []
	};
}
// src/inputs/scopes.ts
function scopesOf(build, workspace) {
	const repository = repositoryPath(build, workspace);
	const branchPath = (branch) => joinPaths(repository, branchComponents(branch));
	const defaults = build.defaultBranch ? [build.defaultBranch] : ["main", "master"];
	const scopes = (own, branches) => ({
		repository,
		own,
		pullRequest: void 0,
		others: branches.map(branchPath)
	});
	if (build.pullRequest) {
		const { number, target } = build.pullRequest;
		const own = joinPaths(repository, "pull", pathFromBuild(number));
		return {
			...scopes(own, target ? [target, ...defaults] : defaults),
			pullRequest: own
		};
	}
	if (build.tag) return scopes(joinPaths(repository, "tag", pathFromBuild(build.tag)), defaults);
	return scopes(build.branch ? branchPath(build.branch) : repository, defaults);
}
function repositoryPath(build, workspace) {
	const named = joinPaths(pathFromBuild(build.owner ?? ""), pathFromBuild(build.repo ?? ""));
	return build.owner && build.repo ? named : joinPaths("local", pathFromBuild(namelessRepository(build, workspace)) || "workspace");
}
/**
* On a laptop many projects are called `app`, and one must not get the packages of the other; a CI checks out one project in many places,
* whose last component stays.
*/
function namelessRepository({ host }, workspace) {
	const name = basename(workspace);
	return host === "terminal" ? `${name}-${hash("sha256", workspace).slice(0, 8)}` : name;
}
/** A branch called `pull/7` must not read and write what pull request 7 does. */
function branchComponents(branch) {
	return pathFromBuild(branch).replace(/^([pt])(?=ull\/|ag\/)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
// src/inputs/certificate.ts
const beginning = "-----BEGIN CERTIFICATE-----";
/** PEM text from `ca-cert` and `ca-cert-path` together. */
function certificateOf(reading, resolvePath, readText) {
	const read = (name, written) => {
		if (name === "ca-cert" && written.includes(beginning)) return written.replaceAll(String.raw`\n`, "\n");
		return fileText(reading, name, () => readText(resolvePath(written)));
	};
	const texts = ["ca-cert", "ca-cert-path"].flatMap((name) => {
		const written = reading.values[name];
		return written !== void 0 && read(name, written) || [];
	});
	return texts.length > 0 ? texts.join("\n") : void 0;
}
function fileText(reading, name, read) {
	try {
		const text = read();
		if (text.includes(beginning)) return text;
		reading.mistakes.push(`${reading.called(name)}: expected certificates in PEM, got ${reading.quoted(name)}`);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
		reading.mistakes.push(`${reading.called(name)}: expected a file that can be read, got ${reading.quoted(name)}${code}`);
	}
}
// src/inputs/endpoint.ts
const amazon = {
	amazon: true,
	prefix: "",
	pathStyle: false,
	dualStack: false,
	accelerate: false
};
/** Reads every form that some version of drone-s3-cache knew, and those it refused: `host:port`, `http(s)://host/bucket/prefix`, `s3://bucket/prefix`, all names of Amazon S3. */
function parseEndpoint(written) {
	const guessedScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? void 0 : guessScheme(written);
	const url = URL.parse(guessedScheme ? `${guessedScheme}://${written}` : written);
	if (!url || url.hostname === "") return { wrong: "an address such as https://host, https://host/bucket or s3://bucket/prefix" };
	if (url.username !== "" || url.password !== "") return { wrong: "an address without credentials in it; they have settings of their own" };
	if (url.search !== "" || url.hash !== "") return { wrong: "an address without \"?\" and \"#\"" };
	const place = placeIn(url.pathname);
	if ("wrong" in place) return place;
	switch (url.protocol) {
		case "s3:": return parsed({
			...amazon,
			serverOpen: true,
			bucket: url.host,
			prefix: place.path
		});
		case "http:":
		case "https:": return webAddress(url, place.path, guessedScheme);
		default: return { wrong: "an address that begins with https://, http:// or s3://" };
	}
}
function parsed(address) {
	return { address };
}
/** A server in the own network, named by one word or by number, seldom has a certificate. */
function guessScheme(written) {
	const [authority = ""] = written.split("/");
	const host = authority.replace(/:\d+$/, "");
	return isIP(host.replaceAll(/[[\]]/g, "")) || !host.includes(".") ? "http" : "https";
}
/** The decoded path of an address. */
function placeIn(pathname) {
	try {
		return cleanPath(decodeURIComponent(pathname));
	} catch {
		return { wrong: "an address with well-formed % codes" };
	}
}
function webAddress(url, path, guessedScheme) {
	const website = websiteHost.exec(url.hostname)?.groups;
	if (website) return { wrong: `the address of S3 and not that of a website it serves: https://s3.${website["region"]}.amazonaws.com` };
	const known = amazonAddress(url.hostname);
	if (known) return parsed(known.bucket === void 0 ? {
		...known,
		...bucketAndPrefix(path)
	} : {
		...known,
		prefix: path
	});
	return parsed({
		amazon: false,
		endpoint: `${url.protocol}//${url.host}`,
		...bucketAndPrefix(path),
		pathStyle: !takesBucketsInHostNames(url.hostname),
		dualStack: false,
		accelerate: false,
		...guessedScheme && { guessedScheme }
	});
}
function bucketAndPrefix(path) {
	const [bucket, ...rest] = path.split("/");
	return bucket ? {
		bucket,
		prefix: rest.join("/")
	} : { prefix: "" };
}
/** Alibaba Cloud refuses buckets in paths; minio-go makes the same exception. */
function takesBucketsInHostNames(host) {
	return host.endsWith(".aliyuncs.com");
}
const amazonDomain = /\.amazonaws\.(?:com|com\.cn|eu)$/;
const region = String.raw`(?<region>[a-z]{2,}(?:-[a-z]+)+-\d+)`;
/** `s3.eu-west-1`, `s3-eu-west-1`, `s3.dualstack.eu-west-1`, `s3-fips.us-gov-west-1`, `s3-accelerate`, `s3-external-1`, each perhaps after a bucket. */
const s3Host = new RegExp(String.raw`^(?:(?<bucket>.+)\.)?s3(?<variant>-accelerate|-fips|-external-1)?(?<dualStack>\.dualstack)?(?:[.-]${region})?$`);
/** `bucket.s3-website-us-east-1.amazonaws.com`, or with a dot in newer regions: takes no signed requests. */
const websiteHost = new RegExp(String.raw`(?:^|\.)s3-website[.-]${region}\.amazonaws\.com`);
/** `bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce`, where the word "bucket" is part of the name, perhaps after a bucket. */
const vpcHost = new RegExp(String.raw`^(?:(?<bucket>.+)\.(?=bucket\.))?(?<host>(?:bucket\.)?vpce-[^.]+\.s3\.${region}\.vpce)$`);
function amazonAddress(host) {
	const domain = amazonDomain.exec(host)?.[0];
	if (domain === void 0) return void 0;
	const name = host.slice(0, -domain.length);
	return plainAmazon(s3Host.exec(name)?.groups, domain) ?? vpcEndpoint(vpcHost.exec(name)?.groups, domain) ?? otherAmazon(host);
}
function plainAmazon(groups, domain) {
	if (!groups) return void 0;
	const { bucket, variant, region: named, dualStack } = groups;
	const fips = variant === "-fips";
	const found = variant === "-external-1" ? "us-east-1" : named;
	return {
		...amazon,
		...fips && { endpoint: `https://s3-fips${dualStack ?? ""}${named ? `.${named}` : ""}${domain}` },
		...found && { region: found },
		...bucket && { bucket },
		dualStack: dualStack !== void 0 && !fips,
		accelerate: variant === "-accelerate"
	};
}
function vpcEndpoint(groups, domain) {
	if (!groups) return void 0;
	const { bucket, host, region: named } = groups;
	return {
		...amazon,
		endpoint: `https://${host}${domain}`,
		...named && { region: named },
		...bucket && { bucket },
		pathStyle: true
	};
}
/** A kind of endpoint we do not know is taken by its word. */
function otherAmazon(host) {
	const named = new RegExp(String.raw`\.${region}\.`).exec(host)?.groups?.["region"];
	return {
		...amazon,
		endpoint: `https://${host}`,
		...named && { region: named },
		pathStyle: true
	};
}
// src/inputs/store-address.ts
/** `s3://bucket/prefix?region=&endpoint=&path-style=`, an `https://host/bucket` of the endpoint grammar, `file:///directory`, or a directory. */
function parseStore(written, home, workspace) {
	if (written.startsWith("s3://")) return s3Store(written);
	if (written.startsWith("file:")) return fileStore(written);
	if (/^[./~]/.test(written) || isAbsolute(written)) return { directory: resolveDirectory(written, home, workspace) };
	return /^https?:/.test(written) ? withBucket(parseEndpoint(written)) : { wrong: expected };
}
const expected = "s3://bucket/prefix or file:///directory";
/** A directory as the user wrote it, where `~` is the home directory and relative ones start from the workspace. */
function resolveDirectory(written, home, workspace) {
	return /^~(?=\/|$)/.test(written) ? resolve(home, `.${written.slice(1)}`) : resolve(workspace, written);
}
function fileStore(written) {
	try {
		return { directory: fileURLToPath(written) };
	} catch {
		return { wrong: "a directory such as file:///var/cache/larder" };
	}
}
function withBucket(parsed) {
	return "address" in parsed && parsed.address.bucket === void 0 ? { wrong: "an address with a bucket" } : parsed;
}
function s3Store(written) {
	const url = URL.parse(written);
	if (!url || url.hostname === "") return { wrong: expected };
	if (url.username !== "" || url.password !== "") return { wrong: "an address without credentials in it; they have settings of their own" };
	if ([...url.searchParams.keys()].find((name) => !parameters.includes(name)) !== void 0) return { wrong: `no other parameters than ${parameters.join(", ")}` };
	const place = placeIn(url.pathname);
	if ("wrong" in place) return place;
	const server = serverOf(url.searchParams.get("endpoint"));
	if ("wrong" in server) return server;
	return withParameters({
		...server.address,
		bucket: url.host,
		prefix: place.path
	}, url.searchParams);
}
const parameters = [
	"endpoint",
	"region",
	"path-style"
];
function serverOf(endpoint) {
	if (!endpoint) return { address: {
		...amazon,
		serverOpen: true
	} };
	const parsed = parseEndpoint(endpoint);
	if ("wrong" in parsed) return { wrong: `in its endpoint ${parsed.wrong}` };
	return parsed.address.bucket === void 0 ? parsed : { wrong: "an endpoint without a bucket" };
}
function withParameters(address, query) {
	const region = query.get("region") || address.region;
	const pathStyle = query.get("path-style") || String(address.pathStyle);
	const asFlag = flag.parse(pathStyle, "lines");
	if (asFlag === void 0) return { wrong: "path-style to be true or false" };
	return { address: {
		...address,
		...region && { region },
		pathStyle: asFlag
	} };
}
// src/inputs/credentials.ts
/**
* Who we are to S3: nobody, or by keys, by shared files, by the SDK's chain, and with any of these by a role.
* What was written for us wins over what the machine happens to hold in `AWS_*` variables.
*/
function credentialsOf(reading, home, workspace) {
	if (reading.values.anonymous) return { from: "anonymous" };
	const own = ownCredentials(reading, home, workspace);
	const role = reading.values["role-arn"];
	return role === void 0 || isIdleMachineRole(reading, own) ? own : inRole(reading, role, own, (path) => resolveDirectory(path, home, workspace));
}
function ownCredentials(reading, home, workspace) {
	const keys = keysOf(reading);
	const file = fileOf(reading, home, workspace);
	if (keys && file && isWritten$1(reading, "access-key") && isFileWritten(reading)) {
		const files = ["file-credentials", "profile"].filter((name) => isWritten$1(reading, name)).map((name) => reading.called(name));
		reading.mistakes.push(`${reading.called("access-key")}, ${files.join(", ")}: expected either keys or a credentials file`);
	}
	return (file && isFileWritten(reading) && !isWritten$1(reading, "access-key") ? file : keys ?? file) ?? { from: "chain" };
}
function keysOf(reading) {
	const accessKey = reading.values["access-key"];
	const secretKey = reading.values["secret-key"];
	if (accessKey === void 0 && secretKey === void 0) return void 0;
	if (accessKey === void 0 || secretKey === void 0) {
		const [present, absent] = accessKey === void 0 ? ["secret-key", "access-key"] : ["access-key", "secret-key"];
		reading.mistakes.push(`${reading.called(present)}: set without the ${absent.replace("-", " ")}; set ${counterpart(reading, present, absent)} too`);
		return;
	}
	return {
		from: "keys",
		accessKey,
		secretKey,
		sessionToken: sessionToken(reading)
	};
}
/** The name of the other key in the family of names that the user writes. */
function counterpart(reading, present, absent) {
	return new Map([
		["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
		["AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"],
		["CACHE_S3_ACCESS_KEY", "CACHE_S3_SECRET_KEY"],
		["CACHE_S3_SECRET_KEY", "CACHE_S3_ACCESS_KEY"]
	]).get(reading.called(present)) ?? reading.called(absent);
}
/** A token belongs to the keys it came with: the machine's own would spoil keys that were written for us. */
function sessionToken(reading) {
	return reading.origin("session-token") === "AWS_SESSION_TOKEN" && reading.origin("access-key") !== "AWS_ACCESS_KEY_ID" ? void 0 : reading.values["session-token"];
}
function fileOf(reading, home, workspace) {
	const { profile } = reading.values;
	const file = reading.values["file-credentials"];
	if (file === void 0 && profile === void 0) return void 0;
	return {
		from: "file",
		file: file && resolveDirectory(file, home, workspace),
		profile
	};
}
function isFileWritten(reading) {
	return isWritten$1(reading, "file-credentials") || isWritten$1(reading, "profile");
}
const machineVariables$1 = new Set([
	"AWS_ACCESS_KEY_ID",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_SHARED_CREDENTIALS_FILE",
	"AWS_PROFILE",
	"AWS_ROLE_ARN",
	"AWS_WEB_IDENTITY_TOKEN_FILE"
]);
/** Written for us, and not a variable that every AWS tool on the machine reads. */
function isWritten$1(reading, name) {
	const origin = reading.origin(name);
	return origin !== void 0 && !machineVariables$1.has(origin);
}
/** A role that the machine has for every tool counts only with its token, and after keys and files. */
function isIdleMachineRole(reading, own) {
	return !isWritten$1(reading, "role-arn") && (own.from !== "chain" || reading.values["web-identity-token-file"] === void 0);
}
function inRole(reading, roleArn, base, resolvePath) {
	const tokenFile = reading.values["web-identity-token-file"];
	return {
		from: "role",
		roleArn,
		tokenFile: tokenFile !== void 0 && (isWritten$1(reading, "web-identity-token-file") || base.from === "chain") ? resolvePath(tokenFile) : void 0,
		sessionName: reading.values["role-session-name"],
		externalId: reading.values["external-id"],
		base
	};
}
// src/inputs/s3.ts
/** Where S3 is, put together from `store`, `endpoint` and `bucket`; disagreements among them are mistakes. */
function s3AddressOf(reading, store) {
	const server = endpointOf(reading);
	const place = store ? onServer(store, server) : server;
	if (place.bucket !== void 0 && !bucketName.test(place.bucket)) complain(reading, [store ? "store" : "endpoint"], `in its address ${expectedBucket}, got ${reading.quote(place.bucket)}`);
	const bucket = bucketOf(reading);
	if (bucket === void 0 || bucket === place.bucket) return place;
	if (store) reading.notices.push(`${reading.called("bucket")} is not used: ${reading.called("store")} names bucket ${reading.quote(place.bucket ?? "")}.`);
	else if (place.bucket === void 0) return {
		...place,
		bucket
	};
	else complain(reading, ["endpoint", "bucket"], `the same bucket, got ${reading.quote(place.bucket ?? "")} and ${reading.quoted("bucket")}`);
	return place;
}
function endpointOf(reading) {
	const written = reading.values.endpoint;
	if (written === void 0) return amazon;
	const parsed = parseEndpoint(written);
	if ("wrong" in parsed) {
		complain(reading, ["endpoint"], `${parsed.wrong}, got ${reading.quoted("endpoint")}`);
		return amazon;
	}
	const { guessedScheme } = parsed.address;
	if (guessedScheme) reading.notices.push(`${reading.called("endpoint")} does not say http:// or https://; taken as ${guessedScheme}://.`);
	return parsed.address;
}
/** A `store` that names no server is on the one that `endpoint` names. */
function onServer(store, server) {
	if (!store.serverOpen) return store;
	const { bucket, prefix, region = server.region } = store;
	return {
		...server,
		...bucket && { bucket },
		prefix,
		...region && { region }
	};
}
/** What some server takes: Amazon before 2018 capitals and underscores, Ceph the tenant and a colon before the name. */
const bucketName = /^[A-Za-z0-9._:-]+$/;
const expectedBucket = "the name of a bucket: letters, digits, dots and dashes";
function bucketOf(reading) {
	const { bucket } = reading.values;
	if (bucket === void 0 || bucketName.test(bucket) || bucket.startsWith("arn:")) return bucket;
	complain(reading, ["bucket"], `${bucket.includes("/") ? "the name of a bucket alone, with its prefix in `root`" : expectedBucket}, got ${reading.quoted("bucket")}`);
	return bucket;
}
/** Everything a store needs to know of S3. */
function s3ConfigOf(reading, address, credentials, caCertificate) {
	const { values } = reading;
	const { bucket } = address;
	const isOwnServer = !address.amazon;
	return {
		kind: "s3",
		endpoint: address.endpoint,
		region: regionOf(reading, address),
		bucket,
		pathStyle: values["path-style"] ?? address.pathStyle,
		...hostVariantsOf(reading, address),
		createBucket: values["create-bucket"] ?? (isOwnServer && bucket === void 0),
		credentials,
		caCertificate,
		skipVerify: values["skip-verify"],
		acl: values.acl === "private" ? void 0 : values.acl,
		encryption: encryptionOf(reading),
		storageClass: storageClassOf(reading)
	};
}
/** Regions that the machine has for every AWS tool give way to the one in the address. */
const machineVariables = new Set(["AWS_REGION", "AWS_DEFAULT_REGION"]);
function regionOf(reading, address) {
	const written = reading.values.region;
	const isMachines = machineVariables.has(reading.origin("region") ?? "");
	if (written !== void 0 && address.region !== void 0 && written !== address.region && !isMachines && reading.origin("store") === void 0) complain(reading, ["endpoint", "region"], `the same region, got ${reading.quote(address.region)} and ${reading.quoted("region")}`);
	return address.region ?? written ?? "us-east-1";
}
function hostVariantsOf(reading, address) {
	const { dualStack, accelerate } = address;
	const written = reading.values["accelerated-endpoint"];
	if (written === void 0) return {
		dualStack,
		accelerate
	};
	if (!address.amazon || address.endpoint !== void 0) {
		reading.notices.push(`${reading.called("accelerated-endpoint")} is not used: only Amazon S3 itself accelerates.`);
		return {
			dualStack,
			accelerate
		};
	}
	const name = /^(?:https:\/\/)?s3-accelerate\.(?<dualStack>dualstack\.)?amazonaws\.com\/?$/.exec(written);
	if (!name) complain(reading, ["accelerated-endpoint"], `s3-accelerate.amazonaws.com or s3-accelerate.dualstack.amazonaws.com, got ${reading.quoted("accelerated-endpoint")}`);
	if (address.bucket?.includes(".")) complain(reading, ["accelerated-endpoint"], `a bucket without dots, got ${reading.quote(address.bucket)}`);
	return {
		dualStack: dualStack || name?.groups?.["dualStack"] !== void 0,
		accelerate: true
	};
}
function encryptionOf(reading) {
	const algorithm = reading.values.encryption;
	const keyId = reading.values["kms-key-id"];
	if (algorithm === void 0 && keyId === void 0) return void 0;
	if (algorithm === "AES256" && keyId !== void 0) complain(reading, ["encryption", "kms-key-id"], "aws:kms when a key is named, got AES256");
	return {
		algorithm: algorithm ?? "aws:kms",
		keyId
	};
}
function storageClassOf(reading) {
	const written = reading.values["storage-class"];
	if (written === "GLACIER" || written === "DEEP_ARCHIVE") complain(reading, ["storage-class"], `a class that can be read at once, got ${reading.quoted("storage-class")}`);
	return written;
}
function complain(reading, names, expectedAndGot) {
	reading.mistakes.push(`${names.map((name) => reading.called(name)).join(", ")}: expected ${expectedAndGot}`);
}
// src/inputs/storage.ts
/** Undefined when the settings name no store, which is then among the mistakes. */
function storageOf(reading, surroundings) {
	const { values } = reading;
	if (values.store !== void 0) return namedStore(reading, values.store, surroundings);
	if (values.directory !== void 0 && values.backend !== "s3") return namedDirectory(reading, values.directory, surroundings);
	if (values.backend === "filesystem") return directory(meltwaterDirectory);
	if (namesS3(reading)) return s3(reading, void 0, surroundings);
	if (surroundings.build.host === "terminal") return userCache(reading, surroundings);
	reading.mistakes.push(`${reading.called("bucket")}: missing; name the storage by it, or by ${reading.called("store")}`);
}
/** Where `backend: filesystem` of meltwater's drone-cache keeps caches when nothing else is said. */
const meltwaterDirectory = "/tmp/cache";
function directory(path) {
	return {
		storage: {
			kind: "directory",
			directory: path
		},
		prefix: ""
	};
}
function namedStore(reading, store, surroundings) {
	const parsed = parseStore(store, surroundings.home, surroundings.workspace);
	if ("wrong" in parsed) {
		reading.mistakes.push(`${reading.called("store")}: expected ${parsed.wrong}, got ${reading.quoted("store")}`);
		return;
	}
	return "directory" in parsed ? directory(parsed.directory) : s3(reading, parsed.address, surroundings);
}
function namedDirectory(reading, path, { home, workspace }) {
	const rival = ["bucket", "endpoint"].find((name) => isWritten(reading, name));
	if (rival !== void 0 && reading.values.backend === void 0) {
		const choice = `${reading.called("directory")}, ${reading.called(rival)}`;
		reading.mistakes.push(`${choice}: expected one of them, or ${reading.called("backend")} to choose s3 or filesystem`);
	}
	return directory(resolveDirectory(path, home, workspace));
}
/** drone-s3-cache needed no setting to use Amazon S3, so a plugin step needs none either. */
function namesS3(reading) {
	return ["bucket", "endpoint"].some((name) => isWritten(reading, name)) || reading.values.backend === "s3" || reading.door === "plugin";
}
/** `AWS_ENDPOINT_URL` is for every AWS tool on the machine and does not ask for S3 by itself. */
function isWritten(reading, name) {
	return reading.origin(name) !== void 0 && !reading.origin(name)?.startsWith("AWS_");
}
function s3(reading, store, surroundings) {
	const { home, workspace } = surroundings;
	const address = s3AddressOf(reading, store);
	if (address.bucket === void 0 && reading.door !== "plugin") reading.mistakes.push(`${reading.called("bucket")}: missing; say which bucket holds the caches`);
	return {
		storage: s3ConfigOf(reading, address, credentialsOf(reading, home, workspace), certificateOf(reading, (path) => resolveDirectory(path, home, workspace), surroundings.readText)),
		prefix: address.prefix
	};
}
function userCache(reading, surroundings) {
	const path = join(userCacheFolder(surroundings), "larder");
	reading.notices.push(`No storage is set, so caches are kept in ${path}; set ${reading.called("store")} to keep them elsewhere.`);
	return directory(path);
}
function userCacheFolder({ env, home, platform }) {
	if (env["XDG_CACHE_HOME"]?.startsWith("/")) return env["XDG_CACHE_HOME"];
	if (platform === "darwin") return resolve(home, "Library/Caches");
	return platform === "win32" ? env["LOCALAPPDATA"] || resolve(home, "AppData/Local") : resolve(home, ".cache");
}
// src/inputs/complete-config.ts
/** A config in which defaults fill what was not written; undefined, or with more mistakes in the reading, when it cannot be. */
function completeConfig(reading, mode, surroundings) {
	const { home, build } = surroundings;
	const workspace = reading.values.workdir ? resolveDirectory(reading.values.workdir, home, resolve(build.workspace)) : build.workspace;
	const chosen = storageOf(reading, {
		...surroundings,
		workspace
	});
	const root = rootOf(reading, chosen);
	if (mode === void 0) return void 0;
	const common = commonOf(reading, mode, surroundings, workspace);
	const placed = mode === "flush" ? flushOf(reading, surroundings, root) : cacheOf(reading, mode, surroundings, root);
	if (chosen === void 0) return void 0;
	if (placed.mode !== "flush") checkObjectName(reading, chosen, placed.location);
	return {
		...common,
		...placed,
		storage: chosen.storage
	};
}
const minute = 6e4;
/** A restore that takes longer than 10 minutes has rarely saved time. */
const deadlines = {
	restore: 10 * minute,
	rebuild: 30 * minute,
	flush: 30 * minute
};
function commonOf({ values }, mode, { build, home }, workspace) {
	return {
		build,
		workspace,
		home,
		deadlineMs: values.timeout ?? deadlines[mode],
		workers: values.workers,
		concurrency: values.concurrency,
		strict: values.strict,
		log: values.debug ? "debug" : values["log-level"],
		json: values.json
	};
}
function rootOf(reading, chosen) {
	const storage = chosen?.storage;
	return {
		root: joinPaths(chosen?.prefix ?? "", writtenPath(reading, "root") ?? ""),
		bucketImplied: storage?.kind === "s3" && storage.bucket === void 0 && reading.door === "plugin"
	};
}
function flushOf(reading, { build }, root) {
	const flushPath = flushPathOf(reading, scopesOf(build, build.workspace), root);
	if (root.bucketImplied) checkImpliedBucket(reading, flushPath);
	return {
		mode: "flush",
		flushPath,
		maxAgeDays: reading.values["flush-age"],
		dryRun: reading.values["dry-run"]
	};
}
function cacheOf(reading, mode, { build }, root) {
	const { values, mistakes, door } = reading;
	const location = locationOf(reading, cacheObjectOf(reading), scopesOf(build, build.workspace), root);
	if (root.bucketImplied) [location.path, ...location.fallbackPaths].forEach((path) => checkImpliedBucket(reading, path));
	const mounts = values.mount ?? [];
	if (door === "action" && values.key === void 0) mistakes.push("key: missing; name the cache by it");
	if (mounts.every((mount) => mount.startsWith("!")) && (mode === "rebuild" || door === "action" || mounts.length > 0)) mistakes.push(`${reading.called("mount")}: expected at least one file or directory to cache, got ${mountsGot(reading)}`);
	return mode === "restore" ? restorePart(reading, location, mounts) : rebuildPart(reading, location, mounts);
}
function mountsGot(reading) {
	return reading.origin("mount") === void 0 ? "none" : reading.quoted("mount");
}
function restorePart({ values }, location, mounts) {
	return {
		mode: "restore",
		location,
		restoreKeys: values["restore-keys"] ?? [],
		mounts,
		failOnMiss: values["fail-on-miss"],
		lookupOnly: values["lookup-only"],
		maxSize: values["max-size"]
	};
}
function rebuildPart(reading, location, mounts) {
	const { values, door } = reading;
	const level = values["compression-level"];
	if (location.object.format === "tar.gz" && level !== "auto" && level > 9) reading.mistakes.push(`${reading.called("compression-level")}: expected a level from 1 to 9 for tar.gz, got ${level}`);
	return {
		mode: "rebuild",
		location,
		mounts,
		compressionLevel: level,
		overwrite: values.overwrite ?? (door === "action" ? "missing" : "always"),
		ignoreMissing: values["ignore-missing"] ?? door === "action"
	};
}
function checkImpliedBucket(reading, path) {
	const bucket = impliedBucket(path);
	if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return;
	reading.mistakes.push(`${reading.called("bucket")}: missing, and the first component of the path, ${reading.quote(bucket)}, which would name the bucket as in drone-s3-cache, is no name for one`);
}
const longestKey = 1024;
const longestFileName = 255;
/** S3 takes keys of up to 1,024 bytes, file systems names of up to 255. */
function checkObjectName(reading, { storage }, { path, object }) {
	const name = objectName(path, object);
	const [length, limit] = storage.kind === "s3" ? [Buffer.byteLength(name), longestKey] : [Math.max(...name.split("/").map((part) => Buffer.byteLength(part))), longestFileName];
	if (length > limit) reading.mistakes.push(`${reading.called(object.by)}: expected a name that fits in ${limit} bytes of the storage with its path, got ${length}`);
}
// src/inputs/describe.ts
/** One line for each setting that was written: `bucket = "cache" (PLUGIN_BUCKET)`; secrets only as `set`. */
function describeSettings(reading) {
	return settingNames.flatMap((name) => {
		const origin = reading.origin(name);
		if (origin === void 0) return [];
		return [`${name} = ${settingOf(name).kind.secret ? "set" : reading.quoted(name)} (${origin})`];
	});
}
// src/inputs/mode.ts
/** The mode of a plugin or action: `mode`, or one of the switches of drone-s3-cache; says so when there is none or more than one. */
function modeOf(reading) {
	const { values } = reading;
	const switched = modes.filter((mode) => values[mode]);
	const chosen = new Set([...values.mode ? [values.mode] : [], ...switched]);
	const [mode] = chosen;
	if (chosen.size === 1) return mode;
	if (chosen.size === 0) complainOfNone(reading);
	else {
		const origins = [...values.mode ? [reading.called("mode")] : [], ...switched.map((each) => reading.called(each))];
		reading.mistakes.push(`${origins.join(", ")}: expected one of ${modes.join(", ")}, got ${[...chosen].join(" and ")}`);
	}
}
function complainOfNone(reading) {
	if (reading.origin("mode") !== void 0) return;
	const alternative = reading.door === "plugin" ? ", or one of restore, rebuild, flush to true" : "";
	reading.mistakes.push(`${reading.called("mode")}: missing; set it to one of ${modes.join(", ")}${alternative}`);
}
// src/inputs/reading.ts
/** Takes every setting from the first source that has it, and notes what cannot be understood. */
function readSettings(door, sources, secrets) {
	const found = new Map(settingNames.flatMap((name) => firstWritten(name, sources) ?? []));
	const mistakes = [];
	return {
		door,
		values: Object.fromEntries(settingNames.map((name) => [name, valueOf(name, found.get(name), secrets, mistakes)])),
		origin: (name) => found.get(name)?.origin,
		called: (name) => found.get(name)?.origin ?? documentedName(door, name),
		quoted: (name) => quoteWritten(name, found.get(name), secrets),
		quote: (text) => quote(text, secrets),
		secrets,
		mistakes,
		notices: []
	};
}
function firstWritten(name, sources) {
	for (const source of sources) {
		const written = source(name);
		if (written) return [[name, written]];
	}
}
function valueOf(name, written, secrets, mistakes) {
	const { kind, default: fallback } = settingOf(name);
	if (!written) return fallback;
	const parsed = written.texts.map((text) => kind.parse(text, written.separator));
	if (parsed.includes(void 0)) {
		mistakes.push(`${written.origin}: expected ${kind.expects}, got ${quoteWritten(name, written, secrets)}`);
		return fallback;
	}
	return kind.shape === "list" ? parsed.flat() : parsed.at(-1);
}
function quoteWritten(name, written, secrets) {
	if (!written) return "(not set)";
	if (settingOf(name).kind.secret) return "(not shown: it is a secret)";
	return written.texts.map((text) => quote(text, secrets)).join(", ");
}
// src/inputs/typos.ts
/**
* A line for each variable that was probably meant for us under another name. Others with our prefix are left alone:
* a Drone step that writes `pull: true` among its settings hands us `PLUGIN_PULL`.
*/
function typoNotices(env, prefix) {
	const known = settingNames.flatMap((name) => prefix === "PLUGIN_" ? spellings.plugin(name) : spellings.variable(name)).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
	return Object.keys(env).filter((variable) => variable.startsWith(prefix) && !known.includes(plain(variable).slice(prefix.length))).flatMap((variable) => {
		const meant = nearest(plain(variable).slice(prefix.length), known);
		return meant ? [`${variable} is not a setting and was ignored; did you mean ${prefix}${meant}?`] : [];
	});
}
// src/inputs/read-config.ts
/**
* Reads, checks and completes all settings. Throws one `BAD_INPUT` that names every mistake by the name the user wrote,
* with what was expected and what was got, and never the value of a secret.
*/
function readConfig(request) {
	const flagMistakes = [];
	const reading = readSettings(request.door, sourcesOf(request, flagMistakes), secretValues(request.env));
	reading.mistakes.unshift(...flagMistakes);
	const typos = typosIn(request);
	reading.notices.push(...typos);
	addNotices(reading);
	const config = completeConfig(reading, request.mode ?? request.commandLine?.mode ?? modeOf(reading), {
		...request,
		build: buildOf(reading, request)
	});
	if (config === void 0 || reading.mistakes.length > 0) throw badInput(reading.mistakes, typos, request);
	return {
		config,
		notices: reading.notices,
		secrets: reading.secrets,
		described: describeSettings(reading),
		saveOn: saveOnOf(reading)
	};
}
function sourcesOf({ door, env, commandLine }, mistakes) {
	switch (door) {
		case "plugin": return [fromPlugin(env), fromVariables(env)];
		case "action": return [fromInputs(env), fromVariables(env)];
		case "command": return [...commandLine ? [fromFlags(commandLine, mistakes)] : [], fromVariables(env)];
	}
}
function typosIn({ door, env }) {
	return [...door === "plugin" ? typoNotices(env, "PLUGIN_") : [], ...typoNotices(env, "LARDER_")];
}
function addNotices(reading) {
	for (const name of ["enable-cross-os-archive", "upload-chunk-size"]) if (reading.values[name]) reading.notices.push(`${reading.called(name)} has no effect here.`);
}
function buildOf(reading, { build }) {
	const jobStatus = reading.values["job-status"] ?? build.jobStatus;
	return {
		...build,
		access: accessOf(reading, build.access),
		...jobStatus && { jobStatus }
	};
}
function saveOnOf({ values }) {
	return values["save-on"] ?? (values["save-always"] || values["cache-on-failure"] ? "always" : "success");
}
/** What is missing may be there under a name with a typing error. */
function badInput(mistakes, typos, { door, commandLine }) {
	const lines = [...new Set(mistakes)];
	const message = lines.length === 1 ? `${lines[0]}.` : [`${lines.length} settings are wrong:`, ...lines.map((line) => `  ${line}`)].join("\n");
	const helpHint = `Run \`larder ${commandLine?.mode ?? ""} --help\`.`;
	const hints = [...typos, ...door === "command" ? [helpHint] : []];
	return new LarderError("BAD_INPUT", message, hints.length > 0 ? { hint: hints.join(" ") } : {});
}
export { readConfig };
