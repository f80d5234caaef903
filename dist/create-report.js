import { __toESM } from "./rolldown-runtime.js";
import { LarderError, messageOf } from "./errors.js";
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { styleText } from "node:util";
// package.json
var version = "0.1.0";
// src/host/environment.ts
function variables(env) {
	return (...names) => names.map((name) => env[name]).find((value) => value !== void 0 && value !== "");
}
/** Azure writes `True`, Codefresh `true`. */
function claim(text) {
	return text === void 0 ? void 0 : text.toLowerCase() === "true";
}
// src/host/git-config.ts
/** The first URL of every remote in a git configuration, by the remote's name, in the order of the file. Included files are not read. */
function remoteUrls(config) {
	const urls = new Map();
	let remote;
	for (const line of config.split("\n")) {
		const header = section.exec(line)?.groups;
		if (header !== void 0) remote = header["name"]?.toLowerCase() === "remote" ? unescaped$1(header["subsection"]) : void 0;
		const url = urlValue.exec(line)?.[1];
		if (remote !== void 0 && url && !urls.has(remote)) urls.set(remote, unquoted(url));
	}
	return urls;
}
const section = /^\s*\[\s*(?<name>[\w.-]+)(?:\s+"(?<subsection>(?:[^"\\]|\\.)*)")?\s*\]/;
const urlValue = /^\s*url\s*=\s*(.*?)\s*$/i;
function unescaped$1(subsection) {
	return subsection?.replace(/\\(.)/g, "$1");
}
/** A `#` or `;` begins a comment, except between quotes. */
function unquoted(value) {
	const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
	return quoted === void 0 ? value.replace(/\s*[#;].*$/, "") : quoted.replace(/\\(.)/g, "$1");
}
// src/host/refs.ts
/** The branch of `main` or `refs/heads/main`; undefined for any other ref and for a detached `HEAD`. */
function branchName(text) {
	if (text === void 0 || text === "" || text === "HEAD") return void 0;
	return branchOfRef(text) ?? (text.startsWith("refs/") ? void 0 : text);
}
function branchOfRef(ref) {
	return after("refs/heads/", ref);
}
function tagOfRef(ref) {
	return after("refs/tags/", ref);
}
/** `refs/pull/7/merge` on GitHub and its likes, `refs/merge-requests/7/head` on GitLab, `refs/pull-requests/7/from` on Bitbucket. */
function pullRequestOfRef(ref) {
	return /^refs\/(?:pull|merge-requests|pull-requests)\/(\d+)(?:\/|$)/.exec(ref ?? "")?.[1];
}
/** What follows a prefix, unless that is nothing. */
function after(prefix, text) {
	return text?.startsWith(prefix) && text.length > prefix.length ? text.slice(prefix.length) : void 0;
}
// src/host/slug.ts
/** Splits `octo/app` or `group/sub/app`; a name without an owner is no slug. */
function slugOf(text) {
	const split = text?.lastIndexOf("/") ?? -1;
	return split === -1 ? void 0 : slugFrom(text.slice(0, split), text.slice(split + 1));
}
function slugFrom(owner, repo) {
	return owner && repo ? {
		owner,
		repo
	} : void 0;
}
/**
* Reads the slug out of a clone URL: `git@host:o/r.git`, `ssh://git@host:22/o/r`, `https://user:secret@host/o/r.git/`, and Azure's
* `https://dev.azure.com/org/project/_git/repo`. Credentials are dropped. A path on disk names no owner and gives undefined.
*/
function slugOfUrl(url) {
	const { host, path } = hostAndPath(url ?? "") ?? {};
	if (host === void 0 || path === void 0) return void 0;
	const components = path.replace(/[?#].*$/s, "").split("/").filter((component) => component !== "" && component !== "_git");
	return slugOf([...azureOrganisation(host), ...withoutAzureVersion(host, components)].join("/").replace(/\.git$/, ""));
}
/** True when both are known and not the same repository; forges do not tell upper from lower case. */
function isOtherRepository(one, other) {
	return one === void 0 || other === void 0 ? void 0 : one.toLowerCase() !== other.toLowerCase();
}
function slugText(slug) {
	return slug && `${slug.owner}/${slug.repo}`;
}
const withScheme = /^(?:https?|ssh|git|git\+ssh|git\+https):\/\/(?:[^/]*@)?(?<host>[^/]*)\/(?<path>.*)$/is;
const likeScp = /^(?:[^/@:]+@)?(?<host>[^/@:]{2,}):(?!\/\/)(?<path>.+)$/s;
function hostAndPath(url) {
	return (withScheme.exec(url) ?? likeScp.exec(url))?.groups;
}
/** `https://org.visualstudio.com/project/_git/repo` is the older name of `https://dev.azure.com/org/project/_git/repo`. */
function azureOrganisation(host) {
	const organisation = /^([^.]+)\.visualstudio\.com$/i.exec(host)?.[1];
	return organisation === void 0 || organisation === "vs-ssh" ? [] : [organisation];
}
/** `git@ssh.dev.azure.com:v3/org/project/repo` carries a protocol version in front. */
function withoutAzureVersion(host, components) {
	return /^(?:ssh\.dev\.azure\.com|vs-ssh\.visualstudio\.com)$/i.test(host) && components[0] === "v3" ? components.slice(1) : components;
}
// src/host/git.ts
/**
* Reads the repository that holds this directory, from its files: slim images have no git, and git refuses a clone that belongs to
* another user. Undefined when there is none. Branches and commits are not found where refs are kept in a reftable.
*/
function readGit(directory, files) {
	const repository = findRepository(directory, files);
	if (repository === void 0) return void 0;
	const { remote, url } = mainRemote(repository);
	const commit = commitOf("HEAD", repository);
	const defaultBranch = defaultBranchOf$1(remote, repository);
	return {
		slug: slugOfUrl(url),
		branch: headBranch(repository) ?? (commit && onlyBranchAt(commit, remote, defaultBranch, repository)),
		defaultBranch,
		commit
	};
}
/** The nearest one from here upwards. A `.git` file (worktree, submodule) that leads nowhere ends the search, as it does in git. */
function findRepository(start, files) {
	for (let directory = start;; directory = dirname(directory)) {
		const dotGit = join(directory, ".git");
		const link = files.readText(dotGit);
		const target = link === void 0 ? dotGit : /^gitdir:[ \t]*(.+?)\s*$/.exec(link)?.[1];
		const gitDirectory = target === void 0 ? void 0 : resolve(directory, target);
		if (gitDirectory !== void 0 && files.readText(join(gitDirectory, "HEAD")) !== void 0) return openRepository(gitDirectory, files);
		if (link !== void 0 || directory === dirname(directory)) return void 0;
	}
}
function openRepository(gitDirectory, files) {
	const common = resolve(gitDirectory, files.readText(join(gitDirectory, "commondir"))?.trim() || ".");
	return { readText: (name) => files.readText(join(gitDirectory, name)) ?? files.readText(join(common, name)) };
}
function mainRemote({ readText }) {
	const urls = remoteUrls(readText("config") ?? "");
	const remote = urls.has("origin") ? "origin" : [...urls.keys()][0] ?? "origin";
	return {
		remote,
		url: urls.get(remote)
	};
}
function headBranch({ readText }) {
	const branch = branchOfRef(symbolicTarget(readText("HEAD")));
	return branch === ".invalid" ? void 0 : branchName(branch);
}
/** The remote says; else, as most clones made for a build do not hold that, whichever usual name is there. */
function defaultBranchOf$1(remote, repository) {
	return after(`refs/remotes/${remote}/`, symbolicTarget(repository.readText(`refs/remotes/${remote}/HEAD`))) ?? ["main", "master"].find((name) => places(name, remote).some((ref) => commitOf(ref, repository) !== void 0));
}
function places(branch, remote) {
	return [`refs/remotes/${remote}/${branch}`, `refs/heads/${branch}`];
}
/** A build checks out a commit, not a branch. If just one branch of the remote ends there, that is the one. */
function onlyBranchAt(commit, remote, defaultBranch, repository) {
	const branches = new Set(packedRefsAt(commit, repository).flatMap((ref) => after(`refs/remotes/${remote}/`, ref) ?? []));
	if (defaultBranch !== void 0) branches[commitOf(`refs/remotes/${remote}/${defaultBranch}`, repository) === commit ? "add" : "delete"](defaultBranch);
	branches.delete("HEAD");
	return branches.size === 1 ? [...branches][0] : void 0;
}
const commitId = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
function commitOf(ref, repository, depth = 0) {
	const text = repository.readText(ref)?.trim();
	if (text === void 0) return packedCommit(ref, repository);
	if (commitId.test(text)) return text;
	const target = symbolicTarget(text);
	return target === void 0 || depth === 5 || !isInside(target) ? void 0 : commitOf(target, repository, depth + 1);
}
function isInside(ref) {
	return ref.startsWith("refs/") && !ref.split("/").includes("..");
}
function symbolicTarget(text) {
	return /^ref:\s*(\S+)\s*$/.exec(text ?? "")?.[1];
}
function packedCommit(ref, { readText }) {
	const packed = `\n${readText("packed-refs") ?? ""}\n`;
	const end = packed.indexOf(` ${ref}\n`);
	const commit = packed.slice(packed.lastIndexOf("\n", end) + 1, end);
	return end !== -1 && commitId.test(commit) ? commit : void 0;
}
function packedRefsAt(commit, { readText }) {
	return [...(readText("packed-refs") ?? "").matchAll(new RegExp(`^${commit} (refs/.+)$`, "gm"))].map(([, ref]) => ref);
}
// src/host/host.ts
/** True when one of these variables is set, whatever it says: gitlab-ci-local sets `GITLAB_CI=false`. */
function whenSet(...names) {
	return (env) => env(...names) !== void 0;
}
// src/host/job-status.ts
const words = new Map([
	["success", "success"],
	["succeeded", "success"],
	["succeededwithissues", "success"],
	["passed", "success"],
	["failure", "failure"],
	["failed", "failure"],
	["error", "failure"],
	["cancelled", "cancelled"],
	["canceled", "cancelled"],
	["killed", "cancelled"],
	["stopped", "cancelled"]
]);
/** What a host calls the state of a job; undefined while it is running. */
function jobStatus(word) {
	return words.get(word?.toLowerCase() ?? "");
}
/** From an exit code: 0 is success. */
function jobStatusOfExit(code) {
	if (!/^-?\d+$/.test(code ?? "")) return void 0;
	return Number(code) === 0 ? "success" : "failure";
}
// src/host/hosts/drone.ts
/**
* Its own variables only: the DRONE_* that it sets for plugins are incomplete, miss in steps with an `environment`, and claim success always.
* `woodpecker-cli exec` with a metadata file leaves out the system's name; no other host has events of pipelines and CI_REPO.
*/
const woodpecker = {
	id: "woodpecker",
	name: "Woodpecker",
	dialect: "plain",
	isPresent: (env) => env("CI") === "woodpecker" || env("CI_SYSTEM_NAME") === "woodpecker" || env("CI_PIPELINE_EVENT") !== void 0 && env("CI_REPO") !== void 0,
	describe(env) {
		const [source, target] = branchesOfRefspec(env("CI_COMMIT_REFSPEC"));
		return {
			slug: slugFrom(env("CI_REPO_OWNER"), env("CI_REPO_NAME")) ?? slugOf(env("CI_REPO")),
			ref: env("CI_COMMIT_REF"),
			branch: env("CI_COMMIT_BRANCH"),
			defaultBranch: env("CI_REPO_DEFAULT_BRANCH"),
			tag: env("CI_COMMIT_TAG"),
			pullRequest: {
				number: env("CI_COMMIT_PULL_REQUEST"),
				source: env("CI_COMMIT_SOURCE_BRANCH") ?? source,
				target: env("CI_COMMIT_TARGET_BRANCH") ?? target
			},
			commit: env("CI_COMMIT_SHA"),
			workspace: env("CI_WORKSPACE"),
			url: env("CI_STEP_URL", "CI_PIPELINE_URL"),
			jobStatus: jobStatus(env("CI_PIPELINE_STATUS"))
		};
	}
};
const harness = {
	id: "harness",
	name: "Harness CI",
	dialect: "plain",
	isPresent: whenSet("HARNESS_BUILD_ID", "HARNESS_ACCOUNT_ID"),
	describe: (env) => ({
		...droneFacts(env),
		workspace: env("HARNESS_WORKSPACE", "DRONE_WORKSPACE")
	})
};
/** Also when only the repository is given: plugins are run by hand that way. */
const drone = {
	id: "drone",
	name: "Drone",
	dialect: "plain",
	isPresent: whenSet("DRONE", "DRONE_REPO", "DRONE_REPO_OWNER"),
	describe: droneFacts
};
function droneFacts(env) {
	const [source, target] = branchesOfRefspec(env("DRONE_COMMIT_REFSPEC"));
	return {
		slug: slugFrom(env("DRONE_REPO_OWNER", "DRONE_REPO_NAMESPACE"), env("DRONE_REPO_NAME")) ?? slugOf(env("DRONE_REPO")),
		ref: env("DRONE_COMMIT_REF"),
		branch: env("DRONE_COMMIT_BRANCH", "DRONE_BRANCH"),
		defaultBranch: env("DRONE_REPO_BRANCH"),
		tag: env("DRONE_TAG"),
		pullRequest: {
			number: env("DRONE_PULL_REQUEST"),
			source: env("DRONE_SOURCE_BRANCH") ?? source,
			target: env("DRONE_TARGET_BRANCH") ?? target
		},
		commit: env("DRONE_COMMIT_SHA", "DRONE_COMMIT"),
		workspace: env("DRONE_WORKSPACE", "CI_WORKSPACE"),
		url: env("DRONE_BUILD_LINK"),
		jobStatus: jobStatus(env("DRONE_BUILD_STATUS"))
	};
}
/** `source:target`: the only place where Drone 0.8 tells the two apart. */
function branchesOfRefspec(refspec) {
	const split = refspec?.indexOf(":") ?? -1;
	return split === -1 ? [] : [refspec.slice(0, split) || void 0, refspec.slice(split + 1) || void 0];
}
// src/host/json.ts
/** Undefined for what is not JSON. */
function parseJson(text) {
	if (text === void 0) return void 0;
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** The value at the end of a path of members; undefined where one is missing. */
function memberAt(value, ...path) {
	return path.reduce((found, name) => typeof found === "object" && found !== null && Object.hasOwn(found, name) ? found[name] : void 0, value);
}
/** A text or number at the end of a path, as text. */
function textAt(value, ...path) {
	const found = memberAt(value, ...path);
	if (typeof found === "number") return String(found);
	return typeof found === "string" && found !== "" ? found : void 0;
}
// src/host/hosts/github-access.ts
/**
* What a run may do with caches, by GitHub's rules, which its own cache enforces by tokens and we by good manners:
*
* - `cache-mode` of the job decides where it is given: `read`, `write` (which means read and write), `write-only`, `none`.
*   An unknown mode is as good as none given, as in actions/cache.
* - Else the trigger decides. Events that somebody without write access can cause, and that run with the secrets of the repository on
*   its default branch, may only read: else a stranger's build could leave a cache that a release restores (cache poisoning).
*/
function githubAccess(run) {
	return modes.get(run.mode ?? "") ?? (mayWrite(run) ? "read-write" : "read");
}
const modes = new Map([
	["read", "read"],
	["write", "read-write"],
	["write-only", "write"],
	["none", "none"]
]);
/** Only people and apps that may write to the repository cause these. */
const trusted = new Set([
	"push",
	"schedule",
	"workflow_dispatch",
	"repository_dispatch",
	"delete",
	"registry_package",
	"page_build"
]);
function mayWrite({ trigger, ref, defaultBranch, event }) {
	if (trigger === void 0 || trusted.has(trigger)) return true;
	switch (trigger) {
		case "pull_request_target": return false;
		case "workflow_run": return isSameRepository(event);
		default: return hasOwnScope(ref, defaultBranch);
	}
}
/** A run that follows a run of a fork inherits its distrust, and so does one whose origin cannot be read. */
function isSameRepository(event) {
	return isOtherRepository(textAt(event, "workflow_run", "head_repository", "full_name"), textAt(event, "repository", "full_name")) === false;
}
/** `pull_request` runs on `refs/pull/7/merge`, a release on its tag: what they write, the default branch does not read. */
function hasOwnScope(ref, defaultBranch) {
	if (ref === void 0) return false;
	return !ref.startsWith("refs/heads/") || defaultBranch !== void 0 && ref !== `refs/heads/${defaultBranch}`;
}
// src/host/hosts/github.ts
const forgejo = {
	id: "forgejo",
	name: "Forgejo Actions",
	dialect: "github",
	isPresent: whenSet("FORGEJO_ACTIONS"),
	describe: describe$1
};
const gitea = {
	id: "gitea",
	name: "Gitea Actions",
	dialect: "github",
	isPresent: whenSet("GITEA_ACTIONS"),
	describe: describe$1
};
const github$1 = {
	id: "github",
	name: "GitHub Actions",
	dialect: "github",
	isPresent: whenSet("GITHUB_ACTIONS"),
	describe: (env, files) => ({
		...describe$1(env, files),
		url: runUrl(env, env("GITHUB_RUN_ATTEMPT"))
	})
};
/** The three share their variables. What they have no variable for is in the event that started the run. */
function describe$1(env, files) {
	const event = readEvent(env, files);
	const ref = env("GITHUB_REF");
	const defaultBranch = defaultBranchOf(env, event);
	return {
		slug: slugOf(env("GITHUB_REPOSITORY")),
		ref,
		defaultBranch,
		pullRequest: {
			number: textAt(event, "pull_request", "number"),
			source: env("GITHUB_HEAD_REF") ?? textAt(event, "pull_request", "head", "ref"),
			target: env("GITHUB_BASE_REF") ?? textAt(event, "pull_request", "base", "ref"),
			fork: isFork(event)
		},
		commit: env("GITHUB_SHA"),
		workspace: env("GITHUB_WORKSPACE"),
		url: runUrl(env, void 0),
		jobTemp: env("RUNNER_TEMP"),
		access: githubAccess({
			mode: env("ACTIONS_CACHE_MODE"),
			trigger: env("GITHUB_EVENT_NAME"),
			ref,
			defaultBranch,
			event
		})
	};
}
function readEvent(env, files) {
	const path = env("GITHUB_EVENT_PATH");
	return path === void 0 ? void 0 : parseJson(files.readText(path));
}
/** The event of a schedule may lack the repository, but schedules run on the default branch only. */
function defaultBranchOf(env, event) {
	const scheduled = env("GITHUB_EVENT_NAME") === "schedule" ? branchOfRef(env("GITHUB_REF")) : void 0;
	return textAt(event, "repository", "default_branch") ?? scheduled;
}
/** A head without a repository is a fork that was deleted meanwhile. */
function isFork(event) {
	if (memberAt(event, "pull_request", "head", "repo") === null) return true;
	return isOtherRepository(textAt(event, "pull_request", "head", "repo", "full_name"), textAt(event, "pull_request", "base", "repo", "full_name"));
}
function runUrl(env, attempt) {
	const [server, repository, run] = [
		env("GITHUB_SERVER_URL"),
		env("GITHUB_REPOSITORY"),
		env("GITHUB_RUN_ID")
	];
	if (server === void 0 || repository === void 0 || run === void 0) return void 0;
	return `${server}/${repository}/actions/runs/${run}${attempt === void 0 ? "" : `/attempts/${attempt}`}`;
}
// src/host/hosts/gitlab.ts
/** gitlab-ci-local sets `GITLAB_CI=false`: that it is set is what counts. */
const gitlab$1 = {
	id: "gitlab",
	name: "GitLab CI",
	dialect: "gitlab",
	isPresent: whenSet("GITLAB_CI"),
	describe: (env) => ({
		slug: slugOf(env("CI_PROJECT_PATH")),
		branch: env("CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME"),
		defaultBranch: env("CI_DEFAULT_BRANCH"),
		tag: env("CI_COMMIT_TAG"),
		pullRequest: mergeRequest(env),
		commit: env("CI_COMMIT_SHA"),
		workspace: env("CI_PROJECT_DIR"),
		url: env("CI_JOB_URL", "CI_PIPELINE_URL"),
		jobStatus: jobStatus(env("CI_JOB_STATUS"))
	})
};
/**
* CI_MERGE_REQUEST_ID is unique to the server; the number people see is the IID. CI_OPEN_MERGE_REQUESTS is left alone: it is set in
* branch pipelines, and a branch with an open merge request, such as `develop`, still builds its own cache.
*/
function mergeRequest(env) {
	if (env("CI_EXTERNAL_PULL_REQUEST_IID") !== void 0) return externalPullRequest(env);
	return {
		number: env("CI_MERGE_REQUEST_IID"),
		source: env("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
		target: env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
		fork: isOtherRepository(env("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"), env("CI_MERGE_REQUEST_PROJECT_PATH"))
	};
}
/** Of a repository on GitHub that GitLab only builds. */
function externalPullRequest(env) {
	return {
		number: env("CI_EXTERNAL_PULL_REQUEST_IID"),
		source: env("CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME"),
		target: env("CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME"),
		fork: isOtherRepository(env("CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY"), env("CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY"))
	};
}
// src/host/hosts/platforms.ts
const azure$1 = {
	id: "azure",
	name: "Azure Pipelines",
	dialect: "azure",
	isPresent: whenSet("TF_BUILD"),
	describe: (env) => ({
		slug: slugOf(env("BUILD_REPOSITORY_NAME")) ?? slugOfUrl(env("BUILD_REPOSITORY_URI")),
		ref: env("BUILD_SOURCEBRANCH"),
		pullRequest: {
			number: env("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID"),
			source: env("SYSTEM_PULLREQUEST_SOURCEBRANCH"),
			target: env("SYSTEM_PULLREQUEST_TARGETBRANCH"),
			fork: claim(env("SYSTEM_PULLREQUEST_ISFORK"))
		},
		commit: env("BUILD_SOURCEVERSION"),
		workspace: env("BUILD_SOURCESDIRECTORY"),
		url: azureUrl(env),
		jobTemp: env("AGENT_TEMPDIRECTORY"),
		jobStatus: jobStatus(env("AGENT_JOBSTATUS"))
	})
};
function azureUrl(env) {
	const [collection, project, build] = [
		env("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"),
		env("SYSTEM_TEAMPROJECTID"),
		env("BUILD_BUILDID")
	];
	if (collection === void 0 || project === void 0 || build === void 0) return void 0;
	const job = env("SYSTEM_JOBID");
	return `${collection}${project}/_build/results?buildId=${build}${job === void 0 ? "" : `&view=logs&j=${job}`}`;
}
const bitbucket = {
	id: "bitbucket",
	name: "Bitbucket Pipelines",
	dialect: "plain",
	isPresent: whenSet("BITBUCKET_COMMIT", "BITBUCKET_BUILD_NUMBER"),
	describe(env) {
		const [origin, build] = [env("BITBUCKET_GIT_HTTP_ORIGIN"), env("BITBUCKET_BUILD_NUMBER")];
		return {
			slug: slugOf(env("BITBUCKET_REPO_FULL_NAME")),
			branch: env("BITBUCKET_BRANCH"),
			tag: env("BITBUCKET_TAG"),
			pullRequest: {
				number: env("BITBUCKET_PR_ID"),
				source: env("BITBUCKET_BRANCH"),
				target: env("BITBUCKET_PR_DESTINATION_BRANCH")
			},
			commit: env("BITBUCKET_COMMIT"),
			workspace: env("BITBUCKET_CLONE_DIR"),
			url: origin && build ? `${origin}/pipelines/results/${build}` : void 0,
			jobStatus: jobStatusOfExit(env("BITBUCKET_EXIT_CODE"))
		};
	}
};
const codebuild = {
	id: "codebuild",
	name: "AWS CodeBuild",
	dialect: "plain",
	isPresent: whenSet("CODEBUILD_BUILD_ARN"),
	describe(env) {
		const trigger = env("CODEBUILD_WEBHOOK_TRIGGER") ?? env("CODEBUILD_SOURCE_VERSION") ?? "";
		const { kind, name } = /^(?<kind>branch|tag|pr)\/(?<name>.+)$/.exec(trigger)?.groups ?? {};
		const head = env("CODEBUILD_WEBHOOK_HEAD_REF");
		return {
			slug: slugOfUrl(env("CODEBUILD_SOURCE_REPO_URL")),
			ref: head,
			branch: kind === "branch" ? name : void 0,
			tag: kind === "tag" ? name : void 0,
			pullRequest: {
				number: kind === "pr" ? name : void 0,
				source: head,
				target: env("CODEBUILD_WEBHOOK_BASE_REF")
			},
			commit: env("CODEBUILD_RESOLVED_SOURCE_VERSION"),
			workspace: env("CODEBUILD_SRC_DIR"),
			url: env("CODEBUILD_BUILD_URL", "CODEBUILD_PUBLIC_BUILD_URL"),
			jobStatus: codebuildStatus.get(env("CODEBUILD_BUILD_SUCCEEDING"))
		};
	}
};
const codebuildStatus = new Map([["1", "success"], ["0", "failure"]]);
// src/host/hosts/servers.ts
const jenkins = {
	id: "jenkins",
	name: "Jenkins",
	dialect: "plain",
	isPresent: whenSet("JENKINS_URL"),
	describe(env) {
		const branch = env("BRANCH_NAME") ?? attached(env("GIT_LOCAL_BRANCH")) ?? withoutRemote(attached(env("GIT_BRANCH")));
		return {
			slug: slugOfUrl(env("GIT_URL", "GIT_URL_1")),
			branch,
			defaultBranch: env("BRANCH_IS_PRIMARY") === "true" ? branch : void 0,
			tag: env("TAG_NAME"),
			pullRequest: {
				number: env("CHANGE_ID", "ghprbPullId", "gitlabMergeRequestIid"),
				source: env("CHANGE_BRANCH", "ghprbSourceBranch", "gitlabSourceBranch"),
				target: env("CHANGE_TARGET", "ghprbTargetBranch", "gitlabTargetBranch"),
				fork: env("CHANGE_ID") === void 0 ? void 0 : env("CHANGE_FORK") !== void 0
			},
			commit: env("GIT_COMMIT"),
			workspace: env("WORKSPACE"),
			url: env("BUILD_URL", "RUN_DISPLAY_URL")
		};
	}
};
function attached(branch) {
	return branch === "detached" ? void 0 : branch;
}
const buildkite$1 = {
	id: "buildkite",
	name: "Buildkite",
	dialect: "buildkite",
	isPresent: whenSet("BUILDKITE"),
	describe(env) {
		const repository = slugOfUrl(env("BUILDKITE_REPO"));
		const [build, job] = [env("BUILDKITE_BUILD_URL"), env("BUILDKITE_JOB_ID")];
		return {
			slug: repository ?? slugFrom(env("BUILDKITE_ORGANIZATION_SLUG"), env("BUILDKITE_PIPELINE_SLUG")),
			branch: env("BUILDKITE_BRANCH"),
			defaultBranch: env("BUILDKITE_PIPELINE_DEFAULT_BRANCH"),
			tag: env("BUILDKITE_TAG"),
			pullRequest: {
				number: env("BUILDKITE_PULL_REQUEST"),
				source: env("BUILDKITE_BRANCH"),
				target: env("BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
				fork: isOtherRepository(slugText(slugOfUrl(env("BUILDKITE_PULL_REQUEST_REPO"))), slugText(repository))
			},
			commit: env("BUILDKITE_COMMIT") === "HEAD" ? void 0 : env("BUILDKITE_COMMIT"),
			workspace: env("BUILDKITE_BUILD_CHECKOUT_PATH"),
			url: build && job ? `${build}#${job}` : build,
			jobStatus: jobStatusOfExit(env("BUILDKITE_COMMAND_EXIT_STATUS"))
		};
	}
};
const screwdriver = {
	id: "screwdriver",
	name: "Screwdriver",
	dialect: "plain",
	isPresent: whenSet("SCREWDRIVER"),
	describe: (env) => ({
		slug: slugOf(env("SD_PIPELINE_NAME")) ?? slugOfUrl(env("SCM_URL")),
		branch: withoutRemote(env("GIT_BRANCH")),
		tag: env("SD_TAG_NAME"),
		pullRequest: {
			number: env("SD_PULL_REQUEST"),
			source: env("PR_BRANCH_NAME"),
			target: env("PR_BASE_BRANCH_NAME")
		},
		commit: env("SD_BUILD_SHA"),
		workspace: env("SD_SOURCE_DIR"),
		url: env("SD_UI_BUILD_URL")
	})
};
/** `origin/main` and `refs/remotes/origin/main` name the branch `main` of the remote. */
function withoutRemote(branch) {
	return after("refs/remotes/origin/", branch) ?? after("origin/", branch) ?? branch;
}
// src/host/hosts/services.ts
/** Projects of the GitHub App and of GitLab lack the names of owner and repository. */
const circleci = {
	id: "circleci",
	name: "CircleCI",
	dialect: "plain",
	isPresent: whenSet("CIRCLECI"),
	describe(env) {
		const branch = env("CIRCLE_BRANCH");
		const forked = /^pull\/(\d+)$/.exec(branch ?? "")?.[1];
		const number = env("CIRCLE_PR_NUMBER") ?? env("CIRCLE_PULL_REQUEST")?.split("/").at(-1) ?? forked;
		return {
			slug: slugFrom(env("CIRCLE_PROJECT_USERNAME"), env("CIRCLE_PROJECT_REPONAME")) ?? slugOfUrl(env("CIRCLE_REPOSITORY_URL")),
			branch,
			tag: env("CIRCLE_TAG"),
			pullRequest: {
				number,
				source: forked === void 0 ? branch : void 0,
				fork: forked !== void 0 || env("CIRCLE_PR_NUMBER") !== void 0
			},
			commit: env("CIRCLE_SHA1"),
			workspace: env("CIRCLE_WORKING_DIRECTORY"),
			url: env("CIRCLE_BUILD_URL")
		};
	}
};
const travis$1 = {
	id: "travis",
	name: "Travis CI",
	dialect: "travis",
	isPresent: whenSet("TRAVIS"),
	describe: (env) => ({
		slug: slugOf(env("TRAVIS_REPO_SLUG")),
		branch: env("TRAVIS_BRANCH"),
		tag: env("TRAVIS_TAG"),
		pullRequest: {
			number: env("TRAVIS_PULL_REQUEST"),
			source: env("TRAVIS_PULL_REQUEST_BRANCH"),
			target: env("TRAVIS_BRANCH"),
			fork: isOtherRepository(env("TRAVIS_PULL_REQUEST_SLUG"), env("TRAVIS_REPO_SLUG"))
		},
		commit: env("TRAVIS_COMMIT"),
		workspace: env("TRAVIS_BUILD_DIR"),
		url: env("TRAVIS_JOB_WEB_URL"),
		jobStatus: jobStatusOfExit(env("TRAVIS_TEST_RESULT"))
	})
};
const appveyor = {
	id: "appveyor",
	name: "AppVeyor",
	dialect: "plain",
	isPresent: whenSet("APPVEYOR"),
	describe(env) {
		const [server, account] = [env("APPVEYOR_URL"), env("APPVEYOR_ACCOUNT_NAME")];
		const [project, job] = [env("APPVEYOR_PROJECT_SLUG"), env("APPVEYOR_JOB_ID")];
		return {
			slug: slugOf(env("APPVEYOR_REPO_NAME")),
			branch: env("APPVEYOR_REPO_BRANCH"),
			tag: env("APPVEYOR_REPO_TAG_NAME"),
			pullRequest: {
				number: env("APPVEYOR_PULL_REQUEST_NUMBER"),
				source: env("APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH"),
				target: env("APPVEYOR_REPO_BRANCH"),
				fork: isOtherRepository(env("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME"), env("APPVEYOR_REPO_NAME"))
			},
			commit: env("APPVEYOR_PULL_REQUEST_HEAD_COMMIT", "APPVEYOR_REPO_COMMIT"),
			workspace: env("APPVEYOR_BUILD_FOLDER"),
			url: server && account && project && job ? `${server}/project/${account}/${project}/build/job/${job}` : void 0
		};
	}
};
const semaphore = {
	id: "semaphore",
	name: "Semaphore",
	dialect: "plain",
	isPresent: whenSet("SEMAPHORE"),
	describe(env) {
		const [organisation, job] = [env("SEMAPHORE_ORGANIZATION_URL"), env("SEMAPHORE_JOB_ID")];
		const directory = env("SEMAPHORE_GIT_DIR");
		return {
			slug: slugOf(env("SEMAPHORE_GIT_REPO_SLUG")),
			branch: env("SEMAPHORE_GIT_BRANCH"),
			tag: env("SEMAPHORE_GIT_TAG_NAME"),
			pullRequest: {
				number: env("SEMAPHORE_GIT_PR_NUMBER"),
				source: env("SEMAPHORE_GIT_PR_BRANCH", "SEMAPHORE_GIT_WORKING_BRANCH"),
				target: env("SEMAPHORE_GIT_BRANCH"),
				fork: isOtherRepository(env("SEMAPHORE_GIT_PR_SLUG"), env("SEMAPHORE_GIT_REPO_SLUG"))
			},
			commit: env("SEMAPHORE_GIT_SHA", "SEMAPHORE_GIT_PR_SHA"),
			workspace: directory && /^[^/~]/.test(directory) ? `~/${directory}` : directory,
			url: organisation && job ? `${organisation}/jobs/${job}` : void 0,
			jobStatus: jobStatus(env("SEMAPHORE_JOB_RESULT"))
		};
	}
};
const cirrus = {
	id: "cirrus",
	name: "Cirrus CI",
	dialect: "plain",
	isPresent: whenSet("CIRRUS_CI"),
	describe(env) {
		const task = env("CIRRUS_TASK_ID");
		return {
			slug: slugOf(env("CIRRUS_REPO_FULL_NAME")),
			branch: env("CIRRUS_BRANCH"),
			defaultBranch: env("CIRRUS_DEFAULT_BRANCH"),
			tag: env("CIRRUS_TAG"),
			pullRequest: {
				number: env("CIRRUS_PR"),
				target: env("CIRRUS_BASE_BRANCH")
			},
			commit: env("CIRRUS_CHANGE_IN_REPO"),
			workspace: env("CIRRUS_WORKING_DIR"),
			url: task === void 0 ? void 0 : `https://cirrus-ci.com/task/${task}`
		};
	}
};
/** BITRISE_APP_SLUG and the like name the app, not the repository. */
const bitrise = {
	id: "bitrise",
	name: "Bitrise",
	dialect: "plain",
	isPresent: whenSet("BITRISE_IO"),
	describe(env) {
		const cloned = slugOfUrl(env("GIT_REPOSITORY_URL"));
		return {
			slug: slugFrom(env("BITRISEIO_GIT_REPOSITORY_OWNER"), env("BITRISEIO_GIT_REPOSITORY_SLUG")) ?? cloned,
			branch: env("BITRISE_GIT_BRANCH"),
			tag: env("BITRISE_GIT_TAG"),
			pullRequest: {
				number: env("BITRISE_PULL_REQUEST"),
				source: env("BITRISE_GIT_BRANCH"),
				target: env("BITRISEIO_GIT_BRANCH_DEST"),
				fork: isOtherRepository(slugText(slugOfUrl(env("BITRISEIO_PULL_REQUEST_REPOSITORY_URL"))), slugText(cloned))
			},
			commit: env("BITRISE_GIT_COMMIT", "GIT_CLONE_COMMIT_HASH"),
			workspace: env("BITRISE_SOURCE_DIR"),
			url: env("BITRISE_BUILD_URL"),
			jobStatus: jobStatusOfExit(env("BITRISE_BUILD_STATUS"))
		};
	}
};
const codefresh = {
	id: "codefresh",
	name: "Codefresh",
	dialect: "plain",
	isPresent: whenSet("CF_BUILD_ID"),
	describe(env) {
		const [volume, repo] = [env("CF_VOLUME_PATH"), env("CF_REPO_NAME")];
		return {
			slug: slugFrom(env("CF_REPO_OWNER"), repo),
			branch: env("CF_BRANCH"),
			tag: env("CF_RELEASE_TAG"),
			pullRequest: {
				number: env("CF_PULL_REQUEST_NUMBER", "CF_PULL_REQUEST_ID"),
				source: env("CF_BRANCH"),
				target: env("CF_PULL_REQUEST_TARGET", "CF_BASE_BRANCH"),
				fork: claim(env("CF_PULL_REQUEST_IS_FORK"))
			},
			commit: env("CF_REVISION"),
			workspace: volume && repo ? `${volume}/${repo}` : void 0,
			url: env("CF_BUILD_URL")
		};
	}
};
/** The names with EXECUTION are the older ones. */
const buddy = {
	id: "buddy",
	name: "Buddy",
	dialect: "plain",
	isPresent: whenSet("BUDDY", "BUDDY_WORKSPACE_ID"),
	describe: (env) => ({
		slug: slugOf(env("BUDDY_REPO_SLUG")) ?? slugOfUrl(env("BUDDY_SCM_URL")),
		branch: env("BUDDY_RUN_BRANCH", "BUDDY_EXECUTION_BRANCH"),
		tag: env("BUDDY_RUN_TAG", "BUDDY_EXECUTION_TAG"),
		pullRequest: {
			number: env("BUDDY_RUN_PR_NO", "BUDDY_EXECUTION_PULL_REQUEST_NO"),
			source: env("BUDDY_RUN_PR_HEAD_BRANCH", "BUDDY_EXECUTION_PULL_REQUEST_HEAD_BRANCH"),
			target: env("BUDDY_RUN_PR_BASE_BRANCH", "BUDDY_EXECUTION_PULL_REQUEST_BASE_BRANCH")
		},
		commit: env("BUDDY_RUN_COMMIT", "BUDDY_EXECUTION_REVISION"),
		url: env("BUDDY_RUN_URL", "BUDDY_EXECUTION_URL")
	})
};
// src/host/properties.ts
/** Reads a Java properties file, as TeamCity writes them; what is no property is skipped, and the last of two equal names wins. */
function parseProperties(text) {
	const lines = (text ?? "").replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").replace(continuation, "$1").split("\n");
	return new Map(lines.flatMap((line) => entryOf(line) ?? []));
}
/** An odd number of backslashes at the end of a line: the last one joins it with the next. */
const continuation = /((?<!\\)(?:\\\\)*)\\\n[ \t\f]*/g;
const property = /^[ \t\f]*(?![#!])(?<name>(?:\\.|[^\\=: \t\f])+)[ \t\f]*[=:]?[ \t\f]*(?<value>.*)$/s;
function entryOf(line) {
	const { name, value } = property.exec(line)?.groups ?? {};
	return name === void 0 || value === void 0 ? void 0 : [[unescaped(name), unescaped(value)]];
}
const escapes$1 = new Map([
	["t", "	"],
	["n", "\n"],
	["r", "\r"],
	["f", "\f"]
]);
function unescaped(text) {
	return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code, letter) => code === void 0 ? escapes$1.get(letter) ?? letter : String.fromCharCode(Number.parseInt(code, 16)));
}
// src/host/hosts/teamcity.ts
const teamcity$1 = {
	id: "teamcity",
	name: "TeamCity",
	dialect: "teamcity",
	isPresent: whenSet("TEAMCITY_VERSION"),
	describe
};
/** TeamCity has few variables; the rest is in two files of properties, the second named by the first. */
function describe(env, files) {
	const build = readProperties(env("TEAMCITY_BUILD_PROPERTIES_FILE"), files);
	const configuration = readProperties(build("teamcity.configuration.properties.file"), files);
	const property = (name) => configuration(name) ?? build(name);
	const defaultBranch = branchName(property("vcsroot.branch"));
	const branch = property("teamcity.build.branch");
	return {
		slug: slugOfUrl(property("vcsroot.url")),
		branch: branch === "<default>" ? defaultBranch : branch,
		defaultBranch: property("teamcity.build.branch.is_default") === "true" && branch !== "<default>" ? branch : defaultBranch,
		pullRequest: {
			number: property("teamcity.pullRequest.number"),
			source: property("teamcity.pullRequest.source.branch"),
			target: property("teamcity.pullRequest.target.branch")
		},
		commit: env("BUILD_VCS_NUMBER"),
		workspace: property("teamcity.build.checkoutDir"),
		url: env("BUILD_URL"),
		jobTemp: property("teamcity.build.tempDir")
	};
}
function readProperties(path, files) {
	const properties = parseProperties(path === void 0 ? void 0 : files.readText(path));
	return (name) => properties.get(name) || void 0;
}
// src/host/hosts.ts
/**
* Every host we know, the first that is present wins. The order matters where one passes for another: Woodpecker sets DRONE_*,
* Harness DRONE, and Forgejo and Gitea set GITHUB_ACTIONS.
*/
const hosts = [
	woodpecker,
	harness,
	drone,
	forgejo,
	gitea,
	github$1,
	gitlab$1,
	circleci,
	jenkins,
	buildkite$1,
	travis$1,
	azure$1,
	bitbucket,
	teamcity$1,
	appveyor,
	semaphore,
	cirrus,
	codebuild,
	bitrise,
	codefresh,
	buddy,
	screwdriver
];
// node_modules/ci-info/vendors.json
var vendors_default = [
	{
		"name": "Agola CI",
		"constant": "AGOLA",
		"env": "AGOLA_GIT_REF",
		"pr": "AGOLA_PULL_REQUEST_ID"
	},
	{
		"name": "Alpic",
		"constant": "ALPIC",
		"env": "ALPIC_HOST"
	},
	{
		"name": "Appcircle",
		"constant": "APPCIRCLE",
		"env": "AC_APPCIRCLE",
		"pr": {
			"env": "AC_GIT_PR",
			"ne": "false"
		}
	},
	{
		"name": "AppVeyor",
		"constant": "APPVEYOR",
		"env": "APPVEYOR",
		"pr": "APPVEYOR_PULL_REQUEST_NUMBER"
	},
	{
		"name": "AWS CodeBuild",
		"constant": "CODEBUILD",
		"env": "CODEBUILD_BUILD_ARN",
		"pr": {
			"env": "CODEBUILD_WEBHOOK_EVENT",
			"any": [
				"PULL_REQUEST_CREATED",
				"PULL_REQUEST_UPDATED",
				"PULL_REQUEST_REOPENED"
			]
		}
	},
	{
		"name": "Azure Pipelines",
		"constant": "AZURE_PIPELINES",
		"env": "TF_BUILD",
		"pr": { "BUILD_REASON": "PullRequest" }
	},
	{
		"name": "Bamboo",
		"constant": "BAMBOO",
		"env": "bamboo_planKey"
	},
	{
		"name": "Bitbucket Pipelines",
		"constant": "BITBUCKET",
		"env": "BITBUCKET_COMMIT",
		"pr": "BITBUCKET_PR_ID"
	},
	{
		"name": "Bitrise",
		"constant": "BITRISE",
		"env": "BITRISE_IO",
		"pr": "BITRISE_PULL_REQUEST"
	},
	{
		"name": "Buddy",
		"constant": "BUDDY",
		"env": "BUDDY_WORKSPACE_ID",
		"pr": "BUDDY_EXECUTION_PULL_REQUEST_ID"
	},
	{
		"name": "Buildkite",
		"constant": "BUILDKITE",
		"env": "BUILDKITE",
		"pr": {
			"env": "BUILDKITE_PULL_REQUEST",
			"ne": "false"
		}
	},
	{
		"name": "Capawesome Cloud",
		"constant": "CAPAWESOME_CLOUD",
		"env": "CAPAWESOME_CLOUD"
	},
	{
		"name": "CircleCI",
		"constant": "CIRCLE",
		"env": "CIRCLECI",
		"pr": "CIRCLE_PULL_REQUEST"
	},
	{
		"name": "Cirrus CI",
		"constant": "CIRRUS",
		"env": "CIRRUS_CI",
		"pr": "CIRRUS_PR"
	},
	{
		"name": "Cloudflare Pages",
		"constant": "CLOUDFLARE_PAGES",
		"env": "CF_PAGES"
	},
	{
		"name": "Cloudflare Workers",
		"constant": "CLOUDFLARE_WORKERS",
		"env": "WORKERS_CI"
	},
	{
		"name": "Codefresh",
		"constant": "CODEFRESH",
		"env": "CF_BUILD_ID",
		"pr": { "any": ["CF_PULL_REQUEST_NUMBER", "CF_PULL_REQUEST_ID"] }
	},
	{
		"name": "Codemagic",
		"constant": "CODEMAGIC",
		"env": "CM_BUILD_ID",
		"pr": "CM_PULL_REQUEST"
	},
	{
		"name": "Codeship",
		"constant": "CODESHIP",
		"env": { "CI_NAME": "codeship" }
	},
	{
		"name": "Drone",
		"constant": "DRONE",
		"env": "DRONE",
		"pr": { "DRONE_BUILD_EVENT": "pull_request" }
	},
	{
		"name": "dsari",
		"constant": "DSARI",
		"env": "DSARI"
	},
	{
		"name": "Earthly",
		"constant": "EARTHLY",
		"env": "EARTHLY_CI"
	},
	{
		"name": "Expo Application Services",
		"constant": "EAS",
		"env": "EAS_BUILD"
	},
	{
		"name": "Gerrit",
		"constant": "GERRIT",
		"env": "GERRIT_PROJECT"
	},
	{
		"name": "Gitea Actions",
		"constant": "GITEA_ACTIONS",
		"env": "GITEA_ACTIONS"
	},
	{
		"name": "GitHub Actions",
		"constant": "GITHUB_ACTIONS",
		"env": "GITHUB_ACTIONS",
		"pr": { "GITHUB_EVENT_NAME": "pull_request" }
	},
	{
		"name": "GitLab CI",
		"constant": "GITLAB",
		"env": "GITLAB_CI",
		"pr": "CI_MERGE_REQUEST_ID"
	},
	{
		"name": "GoCD",
		"constant": "GOCD",
		"env": "GO_PIPELINE_LABEL"
	},
	{
		"name": "Google Cloud Build",
		"constant": "GOOGLE_CLOUD_BUILD",
		"env": "BUILDER_OUTPUT"
	},
	{
		"name": "Harness CI",
		"constant": "HARNESS",
		"env": "HARNESS_BUILD_ID"
	},
	{
		"name": "Heroku",
		"constant": "HEROKU",
		"env": {
			"env": "NODE",
			"includes": "/app/.heroku/node/bin/node"
		}
	},
	{
		"name": "Hudson",
		"constant": "HUDSON",
		"env": "HUDSON_URL"
	},
	{
		"name": "Jenkins",
		"constant": "JENKINS",
		"env": ["JENKINS_URL", "BUILD_ID"],
		"pr": { "any": ["ghprbPullId", "CHANGE_ID"] }
	},
	{
		"name": "LayerCI",
		"constant": "LAYERCI",
		"env": "LAYERCI",
		"pr": "LAYERCI_PULL_REQUEST"
	},
	{
		"name": "Magnum CI",
		"constant": "MAGNUM",
		"env": "MAGNUM"
	},
	{
		"name": "Netlify CI",
		"constant": "NETLIFY",
		"env": "NETLIFY",
		"pr": {
			"env": "PULL_REQUEST",
			"ne": "false"
		}
	},
	{
		"name": "Nevercode",
		"constant": "NEVERCODE",
		"env": "NEVERCODE",
		"pr": {
			"env": "NEVERCODE_PULL_REQUEST",
			"ne": "false"
		}
	},
	{
		"name": "Prow",
		"constant": "PROW",
		"env": "PROW_JOB_ID"
	},
	{
		"name": "ReleaseHub",
		"constant": "RELEASEHUB",
		"env": "RELEASE_BUILD_ID"
	},
	{
		"name": "Render",
		"constant": "RENDER",
		"env": "RENDER",
		"pr": { "IS_PULL_REQUEST": "true" }
	},
	{
		"name": "RWX",
		"constant": "RWX",
		"env": "RWX"
	},
	{
		"name": "Sail CI",
		"constant": "SAIL",
		"env": "SAILCI",
		"pr": "SAIL_PULL_REQUEST_NUMBER"
	},
	{
		"name": "Screwdriver",
		"constant": "SCREWDRIVER",
		"env": "SCREWDRIVER",
		"pr": {
			"env": "SD_PULL_REQUEST",
			"ne": "false"
		}
	},
	{
		"name": "Semaphore",
		"constant": "SEMAPHORE",
		"env": "SEMAPHORE",
		"pr": "PULL_REQUEST_NUMBER"
	},
	{
		"name": "Sourcehut",
		"constant": "SOURCEHUT",
		"env": { "CI_NAME": "sourcehut" }
	},
	{
		"name": "Strider CD",
		"constant": "STRIDER",
		"env": "STRIDER"
	},
	{
		"name": "TaskCluster",
		"constant": "TASKCLUSTER",
		"env": ["TASK_ID", "RUN_ID"]
	},
	{
		"name": "TeamCity",
		"constant": "TEAMCITY",
		"env": "TEAMCITY_VERSION"
	},
	{
		"name": "Travis CI",
		"constant": "TRAVIS",
		"env": "TRAVIS",
		"pr": {
			"env": "TRAVIS_PULL_REQUEST",
			"ne": "false"
		}
	},
	{
		"name": "Vela",
		"constant": "VELA",
		"env": "VELA",
		"pr": { "VELA_PULL_REQUEST": "1" }
	},
	{
		"name": "Vercel",
		"constant": "VERCEL",
		"env": { "any": ["NOW_BUILDER", "VERCEL"] },
		"pr": "VERCEL_GIT_PULL_REQUEST_ID"
	},
	{
		"name": "Visual Studio App Center",
		"constant": "APPCENTER",
		"env": "APPCENTER_BUILD_ID"
	},
	{
		"name": "Woodpecker",
		"constant": "WOODPECKER",
		"env": { "CI": "woodpecker" },
		"pr": { "CI_BUILD_EVENT": "pull_request" }
	},
	{
		"name": "Xcode Cloud",
		"constant": "XCODE_CLOUD",
		"env": "CI_XCODE_PROJECT",
		"pr": "CI_PULL_REQUEST_NUMBER"
	},
	{
		"name": "Xcode Server",
		"constant": "XCODE_SERVER",
		"env": "XCS"
	}
];
// src/host/vendors.ts
/**
* Asks the vendors of `ci-info`. Its table is read rather than its exports, because those are made from `process.env` when it is
* loaded. As there, the last vendor that matches wins, and `CI=false` means "this is no CI".
*/
function findVendor(env) {
	if (env["CI"] === "false") return void 0;
	const row = vendors_default.findLast(({ env: tests }) => [tests].flat().every((test) => holds(test, env)));
	if (row === void 0) return unnamedVariables.some((name) => env[name]) ? {
		id: "ci",
		name: "CI",
		pullRequest: void 0
	} : void 0;
	return {
		id: row.constant.toLowerCase().replaceAll("_", "-"),
		name: row.name,
		pullRequest: row.pr !== void 0 && isPullRequest(row.pr, env) ? { number: pullRequestNumber(row.pr, env) } : void 0
	};
}
/** One of these means a CI of unknown make (`isCI` of ci-info). */
const unnamedVariables = [
	"BUILD_ID",
	"BUILD_NUMBER",
	"CI",
	"CI_APP_ID",
	"CI_BUILD_ID",
	"CI_BUILD_NUMBER",
	"CI_NAME",
	"CONTINUOUS_INTEGRATION",
	"RUN_ID"
];
function holds(test, env) {
	if (typeof test === "string") return Boolean(env[test]);
	if (isAboutOne(test)) {
		const value = env[test.env] ?? "";
		return value !== "" && (test.includes === void 0 || value.includes(test.includes)) && value !== test.ne && (test.any?.includes(value) ?? true);
	}
	return isAny(test) ? test.any.some((name) => env[name]) : Object.entries(test).every(([name, value]) => env[name] === value);
}
/** Some hosts leave the variable there with the value `false` or `0`, which ci-info takes for a yes. */
function isPullRequest(test, env) {
	return holds(test, env) && !variablesOf(test).every((name) => [
		"false",
		"0",
		""
	].includes(env[name] ?? ""));
}
/** A variable that is compared with a fixed text is a switch and holds no number; `true` is none either. */
function pullRequestNumber(test, env) {
	return (typeof test === "string" || isAboutOne(test) || isAny(test) ? variablesOf(test).map((name) => env[name]) : []).find((value) => /^[1-9]\d*$/.test(value ?? ""));
}
function variablesOf(test) {
	if (typeof test === "string") return [test];
	if (isAboutOne(test)) return [test.env];
	return isAny(test) ? test.any : Object.keys(test);
}
function isAboutOne(test) {
	return "env" in test;
}
function isAny(test) {
	return Array.isArray(test["any"]);
}
// src/host/detect.ts
/**
* Finds out which host runs us and what it says about the build; the `.git` directory tells what the host leaves out.
* Names are given as they come, and may be a stranger's choice. Never throws: what cannot be read or understood is absent.
*/
function detectBuild(env, files) {
	const read = variables(env);
	const host = hosts.find(({ isPresent }) => isPresent(read)) ?? unlisted(findVendor(env));
	const facts = host.describe(read, files);
	const workspace = absoluteWorkspace(facts.workspace, read("HOME", "USERPROFILE"), files.cwd);
	const source = sourceOf(facts);
	const git = isComplete(facts, source) ? {} : readGit(workspace, files) ?? readGit(files.cwd, files) ?? {};
	return withoutUndefined({
		host: host.id,
		hostName: host.name,
		dialect: host.dialect,
		...facts.slug ?? git.slug,
		...source,
		branch: source.branch ?? (isPlain(source) ? git.branch : void 0),
		defaultBranch: branchName(facts.defaultBranch) ?? git.defaultBranch,
		commit: facts.commit ?? git.commit,
		workspace,
		url: /^https?:\/\//.test(facts.url ?? "") ? facts.url : void 0,
		jobTemp: facts.jobTemp === "/tmp" ? void 0 : facts.jobTemp,
		jobStatus: facts.jobStatus,
		access: facts.access ?? "read-write"
	});
}
/** A host without a row: another CI, or a person at a terminal. */
function unlisted(vendor) {
	if (vendor === void 0) return {
		id: "terminal",
		name: "Terminal",
		dialect: "terminal",
		isPresent: () => true,
		describe: () => ({})
	};
	const { id, name, pullRequest } = vendor;
	const access = pullRequest !== void 0 && pullRequest.number === void 0 ? "read" : void 0;
	return {
		id,
		name,
		dialect: "plain",
		isPresent: () => true,
		describe: () => ({
			pullRequest,
			access
		})
	};
}
/** A build is of a pull request, or of a tag, or of a branch, and hosts often set the variables of several. */
function sourceOf(facts) {
	const pullRequest = pullRequestOf(facts);
	if (pullRequest !== void 0) return {
		pullRequest,
		tag: void 0,
		branch: branchName(facts.pullRequest?.source)
	};
	const tag = facts.tag ?? tagOfRef(facts.ref) ?? tagOfRef(facts.branch);
	if (tag !== void 0) return {
		pullRequest,
		tag,
		branch: void 0
	};
	return {
		pullRequest,
		tag,
		branch: branchName(facts.branch) ?? branchOfRef(facts.ref)
	};
}
function isPlain({ tag, pullRequest }) {
	return tag === void 0 && pullRequest === void 0;
}
function pullRequestOf({ pullRequest, ref, branch }) {
	const told = pullRequest?.number;
	const number = told === "0" || told === "false" ? void 0 : told ?? pullRequestOfRef(ref) ?? pullRequestOfRef(branch);
	if (number === void 0) return void 0;
	return withoutUndefined({
		number,
		target: branchName(pullRequest?.target),
		fork: pullRequest?.fork
	});
}
function absoluteWorkspace(told, home, cwd) {
	if (told === void 0) return cwd;
	const rest = /^~(?:[/\\](.*))?$/s.exec(told);
	if (rest === null) return resolve(cwd, told);
	return home === void 0 ? cwd : resolve(cwd, join(home, rest[1] ?? ""));
}
function isComplete({ slug, defaultBranch, commit }, source) {
	const hasBranch = source.branch !== void 0 || !isPlain(source);
	return slug !== void 0 && defaultBranch !== void 0 && commit !== void 0 && hasBranch;
}
function withoutUndefined(value) {
	return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== void 0));
}
// src/host/disk-files.ts
const maxBytes = 134217728;
/** Reads from the real disk. */
function diskFiles(cwd) {
	return {
		cwd,
		readText
	};
}
function readText(path) {
	try {
		const file = statSync(path);
		return file.isFile() && file.size <= maxBytes ? readFileSync(path, "utf8") : void 0;
	} catch {
		return;
	}
}
// src/report/outputs.ts
/** The exact key was found, at the path or at a fallback path. */
function foundExactly(outcome) {
	return outcome.status === "hit" || outcome.status === "fallback";
}
/**
* The outputs of the GitHub action, with the nuances of actions/cache. `cache-hit` is `true` when the key that was found equals the key (a
* fallback path holds the same key), `false` when only its beginning matched or nothing was looked for, and left out on a miss, so that
* it reads as an empty string. `primaryKey` is the key of the job.
*/
function githubOutputs(outcome, primaryKey) {
	if (outcome.command !== "restore") return { "cache-status": outcome.status };
	const common = {
		"cache-primary-key": primaryKey,
		"cache-status": outcome.status
	};
	switch (outcome.status) {
		case "hit":
		case "fallback":
		case "partial": return {
			"cache-hit": String(foundExactly(outcome)),
			...common,
			"cache-matched-key": outcome.key
		};
		case "miss": return common;
		case "skipped": return {
			"cache-hit": "false",
			...common
		};
	}
}
/**
* Lines for the file that Harness names in DRONE_OUTPUT: `cache_hit` and, when something was restored, `cache_state` (`complete` or `partial`).
* A file that ends in `.out` wants a space where the others want `=`. Empty for anything but a restore.
*/
function harnessOutputs(outcome, file) {
	if (outcome.command !== "restore") return "";
	const state = foundExactly(outcome) ? "complete" : "partial";
	const hit = foundExactly(outcome) || outcome.status === "partial";
	const separator = file.endsWith(".out") ? " " : "=";
	return lines({
		cache_hit: String(hit),
		...hit ? { cache_state: state } : {}
	}, separator);
}
/** `true`, `inexact` or `false`, the words of Azure's own Cache task. */
function cacheRestored(outcome) {
	if (foundExactly(outcome)) return "true";
	return outcome.status === "partial" ? "inexact" : "false";
}
function lines(values, separator) {
	return Object.entries(values).map(([name, value]) => `${name}${separator}${value}\n`).join("");
}
// src/report/dialects/paint.ts
/** Whether there is colour was decided by the caller, so neither the stream nor the environment is asked again. */
function painter(colour) {
	return (style, text) => colour ? styleText(style, text, { validateStream: false }) : text;
}
const toneColours = {
	good: "green",
	fair: "yellow",
	bad: "red",
	quiet: "gray"
};
// src/report/dialects/plain.ts
/** Words on lines: every log that has no commands of its own, and what the others begin from. */
function plain({ write, writeAside, colour }) {
	const paint = painter(colour);
	const line = (text) => write(`${text}\n`);
	const labelled = (style, label, [first, ...rest]) => [`${paint(style, `${label}:`)} ${first}`, ...rest];
	const aside = (lines) => writeAside(lines.map((text) => `${text}\n`).join(""));
	return {
		open: ({ title }) => line(paint("bold", title)),
		close: () => {},
		line,
		notice: (block) => block.forEach(line),
		warning: (block) => aside(labelled("yellow", "warning", block)),
		error: (block) => aside(labelled("red", "error", block)),
		debug: (block) => aside(labelled("gray", "debug", block)),
		progress: (text) => writeAside(`${text}\n`),
		result({ label, text, tone }, details) {
			details.forEach(line);
			line(`${paint(toneColours[tone], `${label}:`)} ${text}`);
		},
		publish: () => {}
	};
}
// src/report/dialects/azure.ts
function azure(tools) {
	const { write } = tools;
	const words = plain(tools);
	const issue = (type, [first, ...rest]) => {
		write(`##vso[task.logissue type=${type}]${escapeData$1(first)}\n`);
		for (const line of rest) words.line(line);
	};
	return {
		...words,
		open: ({ title }) => write(`##[group]${title}\n`),
		close: () => write("##[endgroup]\n"),
		warning: (block) => issue("warning", block),
		error: (block) => issue("error", block),
		debug([first, ...rest]) {
			write(`##[debug]${first}\n`);
			for (const line of rest) words.line(line);
		},
		progress(text, percent) {
			if (percent !== void 0) write(`##vso[task.setprogress value=${percent};]larder\n`);
			words.line(text);
		},
		publish(outcome) {
			if (outcome.command !== "restore") return;
			setVariable(write, "LARDER_CACHE_RESTORED", cacheRestored(outcome));
			setVariable(write, "LARDER_CACHE_STATUS", outcome.status);
		}
	};
}
/** Twice: with isOutput other jobs can read it, but in this job only a step that was given a name, and then by that name. */
function setVariable(write, name, value) {
	write(`##vso[task.setvariable variable=${name}]${escapeData$1(value)}\n`);
	write(`##vso[task.setvariable variable=${name};isOutput=true]${escapeData$1(value)}\n`);
}
function escapeData$1(text) {
	return text.replaceAll("%", "%AZP25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
// src/report/dialects/buildkite.ts
/** A group lasts until the next one begins: so the last line is a group too, an open one, for what the script says next to be seen. */
function buildkite(tools) {
	const words = plain(tools);
	const openGroup = "^^^ +++\n";
	return {
		...words,
		open: ({ title }) => tools.write(`--- ${title}\n`),
		warning(block) {
			words.warning(block);
			tools.write(openGroup);
		},
		error(block) {
			words.error(block);
			tools.write(openGroup);
		},
		result({ label, text }, details) {
			tools.write(`+++ ${label}: ${text}\n`);
			for (const detail of details) words.line(detail);
		}
	};
}
// src/report/dialects/github.ts
/**
* GitHub Actions, Gitea and Forgejo. Warnings and notices are annotations (10 of each kind per step); an outcome never is,
* for an ordinary miss is no reason to alarm anybody.
*/
function github(tools) {
	const core = tools.github ?? workflowCommands(tools.write);
	return {
		...plain(tools),
		open: ({ title }) => core.startGroup(title),
		close: () => core.endGroup(),
		notice: (block) => core.notice(block.join("\n")),
		warning: (block) => core.warning(block.join("\n")),
		error: (block) => core.error(block.join("\n"))
	};
}
/** What @actions/core does, for the command line on a GitHub runner. */
function workflowCommands(write) {
	const command = (name, data = "") => write(`::${name}::${escapeData(data)}\n`);
	return {
		startGroup: (name) => command("group", name),
		endGroup: () => command("endgroup"),
		notice: (message) => command("notice", message),
		warning: (message) => command("warning", message),
		error: (message) => command("error", message)
	};
}
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
// src/report/dialects/gitlab.ts
const clearLine$1 = "\x1B[0K";
/** Sections that GitLab folds: a start and an end of the same name, each with a time in seconds, hidden behind `\r` and a cleared line. */
function gitlab(tools) {
	return {
		...plain(tools),
		open: ({ id, title, startedAt }) => tools.write(`${clearLine$1}section_start:${seconds(startedAt)}:${nameOf(id)}[collapsed=true]\r${clearLine$1}${title}\n`),
		close: ({ id }) => tools.write(`${clearLine$1}section_end:${seconds(tools.now())}:${nameOf(id)}\r${clearLine$1}\n`)
	};
}
function seconds(milliseconds) {
	return Math.floor(milliseconds / 1e3);
}
function nameOf(id) {
	return id.replaceAll("-", "_");
}
// src/report/outcome.ts
/** True for the outcomes in which something went through. */
function hasTotals(outcome) {
	return "transferred" in outcome;
}
/** The path in the store that a key lies at: `octo/app/main` of `octo/app/main/modules.snapshot`, `octo` of the filename `app/a.tar` in `octo/app/a.tar`. */
function pathOf({ object, key }) {
	const end = object.endsWith(`/${key}`) ? object.length - key.length - 1 : object.lastIndexOf("/");
	return object.slice(0, Math.max(0, end));
}
/** Bytes that a flush freed, or would free. */
function freedBytes({ removed, segments }) {
	return removed.reduce((sum, { size }) => sum + size, segments.bytes);
}
// src/report/dialects/teamcity.ts
/** Service messages: each on a line of its own, every value escaped. */
function teamcity(tools) {
	const message = (name, values) => tools.write(`${serviceMessage(name, values)}\n`);
	return {
		...plain(tools),
		open: ({ title }) => message("blockOpened", { name: title }),
		close: ({ title }) => message("blockClosed", { name: title }),
		warning: (block) => message("message", {
			text: block.join("\n"),
			status: "WARNING"
		}),
		error: ([first, ...rest]) => message("message", {
			text: first,
			errorDetails: rest.join("\n"),
			status: "ERROR"
		}),
		progress: (text) => message("progressMessage", text),
		publish(outcome) {
			const { command } = outcome;
			if (command === "restore") {
				message("setParameter", {
					name: "larder.cache.hit",
					value: foundExactly(outcome) ? "true" : "false"
				});
				message("setParameter", {
					name: "larder.cache.status",
					value: outcome.status
				});
			}
			const statistics = hasTotals(outcome) ? {
				bytes: outcome.bytes,
				transferredBytes: outcome.transferred,
				milliseconds: outcome.milliseconds
			} : { milliseconds: outcome.milliseconds };
			for (const [key, value] of Object.entries(statistics)) message("buildStatisticValue", {
				key: `larder.${command}.${key}`,
				value: String(Math.round(value))
			});
		}
	};
}
function serviceMessage(name, values) {
	return `##teamcity[${name} ${typeof values === "string" ? quoted(values) : Object.entries(values).map(([key, value]) => `${key}=${quoted(value)}`).join(" ")}]`;
}
const special = {
	"\n": "|n",
	"\r": "|r",
	"'": "|'",
	"|": "||",
	"[": "|[",
	"]": "|]"
};
function quoted(text) {
	return `'${text.replace(/[\n\r'|[\]]/gu, (character) => special[character]).replace(/[\u0080-\uffff]/g, (unit) => `|0x${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)}'`;
}
// src/report/dialects/travis.ts
const clearLine = "\x1B[0K";
function travis(tools) {
	return {
		...plain(tools),
		open: ({ id, title }) => tools.write(`travis_fold:start:${id}\r${clearLine}${title}\n`),
		close: ({ id }) => tools.write(`travis_fold:end:${id}\r${clearLine}`)
	};
}
// src/report/dialects/dialects.ts
/** A new dialect is one file and one row here. */
const dialects = {
	plain,
	terminal: plain,
	github,
	gitlab,
	buildkite,
	teamcity,
	azure,
	travis
};
// node_modules/pretty-bytes/index.js
const UNIT_SETS = [
	[
		"B",
		"kB",
		"MB",
		"GB",
		"TB",
		"PB",
		"EB",
		"ZB",
		"YB"
	],
	[
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB",
		"PiB",
		"EiB",
		"ZiB",
		"YiB"
	],
	[
		"b",
		"kbit",
		"Mbit",
		"Gbit",
		"Tbit",
		"Pbit",
		"Ebit",
		"Zbit",
		"Ybit"
	],
	[
		"b",
		"kibit",
		"Mibit",
		"Gibit",
		"Tibit",
		"Pibit",
		"Eibit",
		"Zibit",
		"Yibit"
	]
];
const toDecimalString = (number) => {
	if (number >= 1e-6 && number < 1e21) return String(number);
	const [mantissa, exponentString] = number.toExponential().split("e");
	const digits = mantissa.replace(".", "");
	const pointPosition = Number(exponentString) + 1;
	const isPositive = pointPosition > 0;
	const padded = isPositive ? digits.padEnd(pointPosition, "0") : "0".repeat(1 - pointPosition) + digits;
	const integerPart = padded.slice(0, isPositive ? pointPosition : 1);
	const fractionPart = padded.slice(isPositive ? pointPosition : 1).replace(/0+$/, "");
	return fractionPart ? `${integerPart}.${fractionPart}` : integerPart;
};
const toLocaleString = (number, locale, options) => {
	if (typeof locale === "string" || Array.isArray(locale) || locale === true) {
		const locales = locale === true ? void 0 : locale;
		if (options !== void 0) return number.toLocaleString(locales, options);
		const text = toDecimalString(number);
		const pointIndex = text.indexOf(".");
		const maximumFractionDigits = pointIndex === -1 ? 0 : text.length - pointIndex - 1;
		if (maximumFractionDigits > 100) return text;
		return number.toLocaleString(locales, { maximumFractionDigits });
	}
	if (options === void 0) return toDecimalString(number);
	return number.toLocaleString("en-US", {
		...options,
		useGrouping: false
	});
};
const log10 = (numberOrBigInt) => {
	if (typeof numberOrBigInt === "number") return Math.log10(numberOrBigInt);
	const string = numberOrBigInt.toString(10);
	return string.length + Math.log10(`0.${string.slice(0, 15)}`);
};
const log = (numberOrBigInt) => {
	if (typeof numberOrBigInt === "number") return Math.log(numberOrBigInt);
	return log10(numberOrBigInt) * Math.log(10);
};
const divide = (numberOrBigInt, base, exponent) => {
	const divisor = base ** exponent;
	if (typeof numberOrBigInt === "number" || numberOrBigInt <= Number.MAX_SAFE_INTEGER) return Number(numberOrBigInt) / divisor;
	const bigintDivisor = BigInt(base) ** BigInt(exponent);
	const integerPart = numberOrBigInt / bigintDivisor;
	const remainder = numberOrBigInt % bigintDivisor;
	return Number(integerPart) + Number(remainder) / divisor;
};
const toUnrepresentableString = (number, base, exponent, localeOptions) => {
	const scale = BigInt(base) ** BigInt(exponent);
	const whole = number / scale;
	if (localeOptions === void 0) return whole.toString();
	const minimumFractionDigits = localeOptions.minimumFractionDigits ?? 0;
	const maximumFractionDigits = Math.max(localeOptions.maximumFractionDigits ?? 3, minimumFractionDigits);
	const fraction = (number % scale * 10n ** BigInt(maximumFractionDigits) / scale).toString().padStart(maximumFractionDigits, "0").replace(/0+$/, "").padEnd(minimumFractionDigits, "0");
	return fraction ? `${whole}.${fraction}` : whole.toString();
};
const signOf = (number, signed) => {
	if (number < 0) return "-";
	if (!signed) return "";
	return number === 0 || number === 0n ? " " : "+";
};
const assertFixedWidth = (fixedWidth) => {
	if (fixedWidth !== void 0 && (typeof fixedWidth !== "number" || !Number.isSafeInteger(fixedWidth) || fixedWidth < 0)) throw new TypeError(`Expected fixedWidth to be a non-negative integer, got ${typeof fixedWidth}: ${fixedWidth}`);
};
const assertFractionDigits = (name, value) => {
	if (value !== void 0 && (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 100)) throw new TypeError(`Expected ${name} to be an integer between 0 and 100, got ${typeof value}: ${value}`);
};
const buildLocaleOptions = (options) => {
	const { minimumFractionDigits, maximumFractionDigits } = options;
	if (minimumFractionDigits === void 0 && maximumFractionDigits === void 0) return;
	assertFractionDigits("minimumFractionDigits", minimumFractionDigits);
	assertFractionDigits("maximumFractionDigits", maximumFractionDigits);
	if (minimumFractionDigits > maximumFractionDigits) throw new RangeError(`Expected minimumFractionDigits (${minimumFractionDigits}) to not be greater than maximumFractionDigits (${maximumFractionDigits})`);
	return {
		...minimumFractionDigits !== void 0 && { minimumFractionDigits },
		...maximumFractionDigits !== void 0 && { maximumFractionDigits },
		roundingMode: "trunc"
	};
};
function prettyBytes(number, options) {
	if (typeof number !== "bigint" && !Number.isFinite(number)) throw new TypeError(`Expected a finite number, got ${typeof number}: ${number}`);
	options = {
		bits: false,
		binary: false,
		space: true,
		nonBreakingSpace: false,
		...options
	};
	assertFixedWidth(options.fixedWidth);
	const localeOptions = buildLocaleOptions(options);
	const UNITS = UNIT_SETS[(options.bits ? 2 : 0) + (options.binary ? 1 : 0)];
	const separator = options.space ? options.nonBreakingSpace ? "\xA0" : " " : "";
	if (Object.is(number, -0)) number = 0;
	const prefix = signOf(number, options.signed);
	if (number < 0) number = -number;
	const base = options.binary ? 1024 : 1e3;
	let exponent = 0;
	if (number >= 1) exponent = Math.min(Math.floor(options.binary ? log(number) / Math.log(base) : log10(number) / 3), UNITS.length - 1);
	const scaled = divide(number, base, exponent);
	let numberString;
	if (Number.isFinite(scaled)) {
		number = scaled;
		if (number < 1 && exponent > 0) {
			number *= base;
			exponent -= 1;
		}
		if (!localeOptions) {
			const minimumPrecision = Math.max(3, Math.floor(number).toString().length);
			number = Number(number.toPrecision(minimumPrecision));
			if (number >= base && exponent < UNITS.length - 1) {
				number /= base;
				exponent += 1;
			}
		}
		numberString = toLocaleString(number, options.locale, localeOptions);
	} else numberString = toUnrepresentableString(number, base, exponent, localeOptions);
	return (prefix + numberString + separator + UNITS[exponent]).padStart(options.fixedWidth ?? 0);
}
// node_modules/pretty-ms/index.js
const isZero = (value) => value === 0 || value === 0n;
const pluralize = (word, count) => count === 1 || count === 1n ? word : `${word}s`;
const ONE_SECOND_IN_MILLISECONDS = 1000n;
const ONE_MINUTE_IN_MILLISECONDS = 60n * ONE_SECOND_IN_MILLISECONDS;
const ONE_HOUR_IN_MILLISECONDS = 60n * ONE_MINUTE_IN_MILLISECONDS;
const ONE_DAY_IN_MILLISECONDS = 24n * ONE_HOUR_IN_MILLISECONDS;
const MAX_DECIMAL_DIGITS = 100;
const decimalDigits = (value, defaultValue) => typeof value === "number" && !Number.isNaN(value) ? Math.min(Math.max(Math.trunc(value), 0), MAX_DECIMAL_DIGITS) : defaultValue;
const toExactMilliseconds = (milliseconds) => {
	if (typeof milliseconds === "bigint" || Number.isInteger(milliseconds)) return {
		value: BigInt(milliseconds),
		scale: 1n
	};
	const [significand, exponent = "0"] = milliseconds.toPrecision(15).split("e", 2);
	const [whole, fraction = ""] = significand.split(".", 2);
	const digits = BigInt(whole + fraction);
	const decimals = fraction.length - Number(exponent);
	return decimals < 0 ? {
		value: digits * 10n ** BigInt(-decimals),
		scale: 1n
	} : {
		value: digits,
		scale: 10n ** BigInt(decimals)
	};
};
const formatSteps = (steps, digits) => {
	if (digits === 0) return String(steps);
	const padded = String(steps).padStart(digits + 1, "0");
	return `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
};
function prettyMilliseconds(milliseconds, options) {
	if (!(typeof milliseconds === "bigint") && !Number.isFinite(milliseconds)) throw new TypeError("Expected a finite number or bigint");
	options = { ...options };
	const sign = milliseconds < 0 ? "-" : "";
	milliseconds = milliseconds < 0 ? -milliseconds : milliseconds;
	if (options.colonNotation) {
		options.compact = false;
		options.formatSubMilliseconds = false;
		options.separateMilliseconds = false;
		options.verbose = false;
		options.unitCount = void 0;
	}
	if (options.compact) {
		options.unitCount = 1;
		options.secondsDecimalDigits = 0;
		options.millisecondsDecimalDigits = 0;
	}
	let result = [];
	const add = (value, long, short, valueString) => {
		if (!(options.colonNotation && (short === "m" || short === "h" && options.hideSeconds)) && (result.length === 0 || !options.colonNotation) && isZero(value)) return;
		valueString ??= String(value);
		if (options.colonNotation) {
			const wholeDigits = valueString.includes(".") ? valueString.split(".", 1)[0].length : valueString.length;
			let minLength = 1;
			if (result.length > 0) minLength = short === "d" ? 3 : 2;
			valueString = "0".repeat(Math.max(0, minLength - wholeDigits)) + valueString;
		} else valueString += options.verbose ? " " + pluralize(long, value) : short;
		result.push(valueString);
	};
	const { value, scale } = toExactMilliseconds(milliseconds);
	const second = ONE_SECOND_IN_MILLISECONDS * scale;
	const minute = ONE_MINUTE_IN_MILLISECONDS * scale;
	const hour = ONE_HOUR_IN_MILLISECONDS * scale;
	const day = ONE_DAY_IN_MILLISECONDS * scale;
	const days = value / day;
	const hoursWithinDay = value % day / hour;
	const minutesWithinHour = value % hour / minute;
	if (options.hideYearAndDays) add(days * 24n + hoursWithinDay, "hour", "h");
	else {
		if (options.hideYear) add(days, "day", "d");
		else {
			add(days / 365n, "year", "y");
			add(days % 365n, "day", "d");
		}
		add(hoursWithinDay, "hour", "h");
	}
	add(minutesWithinHour, "minute", "m");
	const secondsDecimalDigits = decimalDigits(options.secondsDecimalDigits, 1);
	const secondsStepsPerSecond = 10n ** BigInt(secondsDecimalDigits);
	const hideSeconds = options.hideSeconds && value >= minute;
	const canShowAsDecimalSeconds = options.subSecondsAsDecimals && !hideSeconds && value * secondsStepsPerSecond >= second;
	if (!hideSeconds) {
		const withinMinute = value % minute;
		if (options.separateMilliseconds || options.formatSubMilliseconds || !canShowAsDecimalSeconds && !options.colonNotation && value < second) {
			add(withinMinute / second, "second", "s");
			if (options.formatSubMilliseconds) {
				const subMillisecondNanoseconds = value % scale * 1000000n / scale;
				add(value % second / scale, "millisecond", "ms");
				add(subMillisecondNanoseconds / 1000n, "microsecond", "µs");
				add(subMillisecondNanoseconds % 1000n, "nanosecond", "ns");
			} else {
				const millisecondsDecimalDigits = decimalDigits(options.millisecondsDecimalDigits, 0);
				const stepsPerMillisecond = 10n ** BigInt(millisecondsDecimalDigits);
				let steps = (2n * (value % second) * stepsPerMillisecond + scale) / (2n * scale);
				if (steps === 0n && value > 0n && value < second) steps = 1n;
				const maximumSteps = 1000n * stepsPerMillisecond - 1n;
				if (steps > maximumSteps) steps = maximumSteps;
				const millisecondsString = formatSteps(steps, millisecondsDecimalDigits);
				add(Number(millisecondsString), "millisecond", "ms", millisecondsString);
			}
		} else {
			const secondsFixed = formatSteps(withinMinute * secondsStepsPerSecond / second, secondsDecimalDigits);
			const secondsString = options.keepDecimalsOnWholeSeconds ? secondsFixed : secondsFixed.replace(/\.0+$/v, "");
			add(Number(secondsString), "second", "s", secondsString);
		}
	}
	const separator = options.colonNotation ? ":" : " ";
	if (typeof options.unitCount === "number") result = result.slice(0, Math.max(options.unitCount, 1) || 1e400);
	const output = result.length === 0 ? "0" + (options.verbose ? " milliseconds" : "ms") : result.join(separator);
	return /[1-9]/v.test(output) ? sign + output : output;
}
// src/report/format.ts
/** Decimal units, three digits: `762 MB`. */
function size(bytes) {
	return prettyBytes(Math.max(0, Math.round(bytes)));
}
/** `363 MB/s`; undefined when the time is too short to tell. */
function rate(bytes, milliseconds) {
	return milliseconds > 0 && bytes > 0 ? speed(bytes / milliseconds * 1e3) : void 0;
}
function speed(bytesPerSecond) {
	return `${size(bytesPerSecond)}/s`;
}
/** `2.1s`, `1m 12s`. */
function duration(milliseconds) {
	return prettyMilliseconds(Math.max(0, Math.round(milliseconds)));
}
/** The largest unit only: `31 days`. */
function age(milliseconds) {
	return prettyMilliseconds(Math.max(0, Math.round(milliseconds)), {
		verbose: true,
		unitCount: 1,
		secondsDecimalDigits: 0
	});
}
/** A whole number: `5,872`. By hand, because a formatter of `Intl` takes 15 ms to make, which would be the end of every command. */
function number(value) {
	return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
/** `1 entry`, `5,872 entries`. */
function count(value, one, many = `${one}s`) {
	return `${number(value)} ${value === 1 ? one : many}`;
}
/** Whole percent, rounded down, so that 100 % means all of it. */
function percent(done, total) {
	return total > 0 ? Math.min(100, Math.floor(100 * done / total)) : 100;
}
// src/report/neutral.ts
/**
* Makes one line of text harmless in the log of any CI. Names of objects, keys, paths and answers of servers are written by others, and a log
* is read by a machine: `::set-output`, `##vso[...]`, `##teamcity[...]`, `travis_fold:` or an escape sequence in it would be obeyed.
* Every rule holds for every log, because hosts run inside one another (a Gitea runner reads GitHub's commands, an agent any of them).
* A line break becomes a visible `\n`; applying it twice changes nothing more.
*/
function neutral(text) {
	return text.replace(unprintable, (character) => escapes[character] ?? codeOf(character)).replace(commandAnywhere, "# #").replace(foldAnywhere, "$1 :").replace(commandAtStart, "$1 $2");
}
/** The lines of a text, each of them neutral; a line that is no more than a continuation is indented, so that it cannot pass for one of ours. */
function neutralLines(text) {
	const [first = "", ...rest] = text.trimEnd().split(/\r?\n/u);
	return [neutral(first), ...rest.map((line) => line === "" ? "" : `  ${neutral(line.trimStart())}`)];
}
/** Control and format characters (a zero-width space, a change of writing direction), other line breaks, halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const escapes = {
	"\n": String.raw`\n`,
	"\r": String.raw`\r`,
	"	": " "
};
/** GitHub's old form `##[command]`, Azure's `##vso[` and TeamCity's `##teamcity[` are looked for anywhere in a line. */
const commandAnywhere = /##(?=[\w.-]*\[)/gu;
const foldAnywhere = /(travis_fold|travis_time|section_start|section_end):/giu;
/** GitHub trims a line before it looks for `::`; Buildkite's groups begin a line. */
const commandAtStart = /^(\s*(?::(?=:)|-(?=--)|\+(?=\+\+)|~(?=~~)|\^(?=\^\^)))(.)/u;
function codeOf(character) {
	const code = character.codePointAt(0);
	return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
// src/report/flush-table.ts
const fewRows = 20;
/** What was, or would be, removed: object, size and age in aligned columns, cut after 20 rows unless `whole`. Empty when there is nothing. */
function flushTable({ removed }, options) {
	if (removed.length === 0) return [];
	const shown = options.whole ? removed : removed.slice(0, fewRows);
	const lines = aligned([[
		"object",
		"size",
		"age"
	], ...shown.map((cache) => [
		neutral(cache.object),
		size(cache.size),
		age(options.now - cache.lastModified.getTime())
	])]);
	const rest = removed.length - shown.length;
	return rest === 0 ? lines : [...lines, `... and ${number(rest)} more`];
}
/** Names to the left, quantities to the right. */
function aligned(rows) {
	const width = (column) => Math.max(...rows.map((row) => row[column].length));
	const [objects, sizes, ages] = [
		width(0),
		width(1),
		width(2)
	];
	return rows.map(([object, bytes, old]) => `  ${object.padEnd(objects)}  ${bytes.padStart(sizes)}  ${old.padStart(ages)}`);
}
// src/report/progress.ts
/** Keeps the last word of every kind of work, for they overlap: a restore receives and writes at the same time. */
function trackProgress(now) {
	const works = new Map();
	return {
		observe(event) {
			const known = works.get(event.work);
			if (known === void 0) works.set(event.work, {
				event,
				meter: startMeter({
					at: now(),
					done: event.done
				})
			});
			else {
				known.event = event;
				known.meter.add({
					at: now(),
					done: event.done
				});
			}
		},
		current() {
			const leading = leadingWork([...works.values()].map(({ event }) => event));
			const found = leading && works.get(leading.work);
			return found && {
				...found.event,
				rate: found.meter.rate()
			};
		}
	};
}
/** `writing: 45 %, 340 MB of 762 MB, 363 MB/s, 1.2s left`. */
function describeProgress({ work, done, total, entries, rate }) {
	if (countsObjects(work)) return `${work}: ${count(entries, "object")}`;
	const known = total === void 0 ? [size(done), count(entries, "entry", "entries")] : [`${percent(done, total)} %`, `${size(done)} of ${size(total)}`];
	const left = total !== void 0 && total > done && rate !== void 0 && rate > 0 ? [`${duration(roundedUp(1e3 * (total - done) / rate))} left`] : [];
	return `${work}: ${[
		...known,
		...rate === void 0 ? [] : [speed(rate)],
		...left
	].join(", ")}`;
}
/** A flush goes through objects of unknown content: its bytes say nothing. */
function countsObjects(work) {
	return work === "listing" || work === "removing";
}
/** The later a stage stands here, the longer it keeps the user waiting. */
const stages = [
	"listing",
	"removing",
	"reading",
	"sending",
	"receiving",
	"writing"
];
/** The last stage that is not finished and knows its total; else the last that is not finished; else the last. */
function leadingWork(events) {
	const lastFirst = [...events].sort((a, b) => stages.indexOf(b.work) - stages.indexOf(a.work));
	const unfinished = lastFirst.filter(({ done, total }) => total === void 0 || done < total);
	return unfinished.find(({ total }) => total !== void 0) ?? unfinished[0] ?? lastFirst[0];
}
/** Long enough to be steady, short enough to notice a stall. */
const windowMs = 5e3;
/** Events come by the thousand; ten samples a second are plenty. */
const sampleMs = 100;
function startMeter(begin) {
	const samples = [begin];
	let last = begin;
	return {
		add(sample) {
			last = sample;
			if (sample.at - samples.at(-1).at < sampleMs) return;
			samples.push(sample);
			while (samples.length > 2 && sample.at - samples[1].at >= windowMs) samples.shift();
		},
		rate() {
			const first = samples[0];
			const elapsed = last.at - first.at;
			return elapsed < sampleMs ? void 0 : Math.max(0, 1e3 * (last.done - first.done) / elapsed);
		}
	};
}
/** Tenths of a second matter only when few are left. */
function roundedUp(milliseconds) {
	return milliseconds < 1e4 ? Math.ceil(milliseconds / 100) * 100 : Math.ceil(milliseconds / 1e3) * 1e3;
}
// src/report/progress-bar.ts
/** The library is loaded only where there is a terminal to draw on: it would cost every CI job 10 ms. */
async function createProgressBar(output, current) {
	const { default: cliProgress } = await import("./cli-progress.js").then((m) => __toESM(m.default, 1));
	const bar = new cliProgress.SingleBar({
		stream: output,
		fps: 10,
		barsize: 24,
		barCompleteChar: "█",
		barIncompleteChar: "░",
		clearOnComplete: true,
		hideCursor: false,
		linewrap: true,
		gracefulExit: false,
		format: (options) => barLine(current(), widthOf(output), (done) => cliProgress.Format.BarFormat(done, options))
	});
	let shown = false;
	return {
		update() {
			if (shown) bar.update(0);
			else bar.start(1, 0);
			shown = true;
		},
		clear() {
			if (shown) bar.stop();
			shown = false;
		}
	};
}
/** The last column stays free, because some terminals break the line when it is filled. */
function widthOf(output) {
	return (output.columns || 80) - 1;
}
function barLine(progress, width, drawBar) {
	if (progress === void 0) return "";
	const text = describeProgress(progress);
	const bar = progress.total === void 0 || progress.total === 0 ? "" : `${drawBar(Math.min(1, progress.done / progress.total))} `;
	return bar.length + text.length <= width ? bar + text : text.slice(0, width);
}
// src/report/progress-lines.ts
/** Below this nobody wants to read about it. */
const fewBytes = 5e6;
const fewObjects = 1e3;
/** A line is due 5 s after the start and after each line; a long job says less often how long it is, up to a minute apart. */
const shortestWaitMs = 5e3;
const longestWaitMs = 6e4;
/** Whether a log that cannot be redrawn gets a line about this progress now. `startedAt` and `lastLineAt` are of the same clock as `now`. */
function isLineDue(progress, times) {
	const wait = Math.min(longestWaitMs, Math.max(shortestWaitMs, (times.now - times.startedAt) / 10));
	return times.now - times.lastLineAt >= wait && isWorthALine(progress);
}
function isWorthALine({ work, done, total, entries }) {
	return countsObjects(work) ? entries >= fewObjects : (total ?? done) >= fewBytes;
}
// src/report/progress-teller.ts
async function tellProgress({ now, makeBar, writeLine }) {
	let tracker = trackProgress(now);
	const bar = await makeBar?.(() => tracker.current());
	const lines = writeLine && writeLinesWhenDue(now, writeLine);
	return {
		start() {
			tracker = trackProgress(now);
			lines?.restart();
		},
		observe(event) {
			tracker.observe(event);
			if (bar !== void 0) bar.update();
			else lines?.consider(tracker);
		},
		stop: () => bar?.clear()
	};
}
function writeLinesWhenDue(now, writeLine) {
	let startedAt = now();
	let lastLineAt = startedAt;
	return {
		restart() {
			startedAt = now();
			lastLineAt = startedAt;
		},
		consider(tracker) {
			const progress = tracker.current();
			const at = now();
			if (progress === void 0 || !isLineDue(progress, {
				startedAt,
				lastLineAt,
				now: at
			})) return;
			lastLineAt = at;
			writeLine(describeProgress(progress), progress.total === void 0 ? void 0 : percent(progress.done, progress.total));
		}
	};
}
// src/report/redact.ts
/**
* Replaces every secret by `***`, also where it is URL-encoded or stands in a JSON string, and the lines of a secret of many lines one by one.
* A secret of fewer than 4 characters is left alone: it would blacken half the log and protects nothing. Whatever the secrets are, the
* signature of a signed URL, an Authorization header and the user and password in a URL are replaced too.
*/
function redactor(secrets) {
	const known = secretRedactor(secrets);
	return (text) => patterns.reduce((result, pattern) => result.replace(pattern, `$1${mask}$2`), known(text));
}
/** Replaces the secrets alone: for text that is already escaped for a log, where a pattern could swallow a quote or bracket that has a meaning. */
function secretRedactor(secrets) {
	const known = knownSecrets(secrets);
	return known === void 0 ? (text) => text : (text) => text.replace(known, mask);
}
/** Passes every write through `redact`. */
function redactingOutput(output, redact) {
	return {
		write: (text) => output.write(redact(text)),
		get isTTY() {
			return output.isTTY ?? false;
		},
		get columns() {
			return output.columns ?? 0;
		}
	};
}
/** The same value with every string in it redacted, except where the string is one of our own words. */
function redacted(value, redact) {
	return redactedValue(value, redact);
}
const mask = "***";
const shortestSecret = 4;
const ourWords = new Set([
	"type",
	"command",
	"status",
	"format",
	"work"
]);
const patterns = [
	/(X-Amz-(?:Signature|Credential|Security-Token)(?:=|%3D))[^&\s"'<>]+()/giu,
	/(\bSignature=)[0-9a-f]{16,}()/giu,
	/(\bauthorization["']?\s*[:=]\s*["']?)[^"'\r\n]+()/giu,
	/(\bBearer\s+)[\w.~+/=-]{8,}()/giu,
	/(\bhttps?:\/\/)[^\s/?#]+(@)/giu,
	/(\b[a-z][a-z0-9+.-]{0,15}:\/\/)[^\s/?#:@]*:[^\s/?#]*(@)/giu
];
function knownSecrets(secrets) {
	const forms = secrets.flatMap((secret) => [secret, ...secret.split("\n")]).flatMap((secret) => [secret, secret.trim()]).filter((secret) => secret.trim().length >= shortestSecret).flatMap(spellings);
	if (forms.length === 0) return void 0;
	const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return new RegExp(longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)).join("|"), "gu");
}
function spellings(secret) {
	const encoded = encodeURIComponent(secret.toWellFormed());
	const strict = encoded.replace(/[!'()*]/gu, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
	const form = strict.replaceAll("%20", "+");
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		...[
			encoded,
			strict,
			form
		].flatMap((text) => [text, lowerCaseCodes(text)])
	];
}
function lowerCaseCodes(encoded) {
	return encoded.replace(/%[0-9A-F]{2}/gu, (code) => code.toLowerCase());
}
function redactedValue(value, redact) {
	if (typeof value === "string") return redact(value);
	if (Array.isArray(value)) return value.map((item) => redactedValue(item, redact));
	if (typeof value !== "object" || value === null || value instanceof Date) return value;
	const entries = Object.entries(value).map(([name, item]) => [name, ourWords.has(name) ? item : redactedValue(item, redact)]);
	return Object.fromEntries(entries);
}
// src/report/render-error.ts
/** An error as text in the log of a host, for the time before there is a report. Ends its last line. */
function renderError(error, dialect, options) {
	const written = [];
	const write = (text) => void written.push(text);
	dialects[dialect]({
		write,
		writeAside: write,
		colour: options.colour,
		now: () => 0
	}).error(describeError(error, options));
	return written.join("");
}
/** Message, hint, and with `debug` the causes, as neutral lines without secrets. */
function describeError(error, { debug, redact }) {
	const [first = "", ...more] = neutralLines(redact(ownMessage(error)));
	const further = [hintOf(error, debug), ...debug ? causesOf(error) : []].flatMap((text) => text === void 0 ? [] : neutralLines(redact(text)));
	return [
		first,
		...more,
		...further.map((line) => `  ${line}`)
	];
}
function ownMessage(error) {
	if (!(error instanceof Error)) return String(error);
	if (error.message === "" && error instanceof AggregateError) return error.errors.map(ownMessage).join("; ");
	return error.message === "" ? error.name : error.message;
}
function hintOf(error, debug) {
	if (error instanceof LarderError) return error.hint;
	return debug ? void 0 : "larder did not expect this error; with `debug` it says where it comes from.";
}
/** Each cause by name, then the stack of the innermost, which is where it began. */
function causesOf(error) {
	const chain = chainOf(error);
	const innermost = chain.at(-1);
	const frames = innermost instanceof Error ? (innermost.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line)) : [];
	return [...chain.slice(1).map((cause) => `caused by ${cause instanceof Error ? `${cause.name}: ` : ""}${ownMessage(cause)}`), ...frames.map((line) => line.trim())];
}
/** Nothing forbids an error to be its own cause. */
function chainOf(error) {
	const chain = new Set();
	for (let next = error; next !== void 0 && !chain.has(next); next = next instanceof Error ? next.cause : void 0) chain.add(next);
	return [...chain];
}
// src/report/sentence.ts
/**
* The last line of the log: how it ended, with which cache, how much and how fast.
* `hit: node_modules-abc from octo/app/main (5,872 entries, 762 MB from 189 MB in 2.1s, 363 MB/s)`.
* Lists are cut unless `whole`.
*/
function sentence(outcome, whole) {
	switch (outcome.command) {
		case "restore": return ofRestore(outcome, whole);
		case "rebuild": return ofRebuild(outcome);
		case "flush": return ofFlush(outcome);
	}
}
const tones = {
	hit: "good",
	fallback: "good",
	partial: "fair",
	miss: "fair",
	published: "good",
	flushed: "good",
	skipped: "quiet",
	failed: "bad"
};
function result(label, text) {
	return {
		label,
		text,
		tone: tones[label]
	};
}
function ofRestore(outcome, whole) {
	switch (outcome.status) {
		case "skipped": return result("skipped", neutral(outcome.reason));
		case "miss": return result("miss", `${outcome.failure === void 0 ? "no cache found" : `no cache could be used: ${neutral(outcome.failure)}`} (${duration(outcome.milliseconds)})${triedBefore("; tried", outcome.tried, whole)}`);
		case "hit":
		case "fallback":
		case "partial": {
			const before = triedBefore("; tried before", outcome.tried.slice(0, -1), whole);
			const what = outcome.lookupOnly ? "looked up only, nothing restored" : restored(outcome);
			return result(outcome.status, `${cacheIn("from", outcome)} (${what})${before}`);
		}
	}
}
function restored(outcome) {
	const kept = outcome.kept > 0 ? [`${number(outcome.kept)} of them already in place`] : [];
	const bytes = `${size(outcome.bytes)} from ${size(outcome.transferred)} in ${duration(outcome.milliseconds)}`;
	return [
		count(outcome.entries, "entry", "entries"),
		...kept,
		bytes,
		...speedOf(outcome)
	].join(", ");
}
function ofRebuild(outcome) {
	if (outcome.status !== "published") return result(outcome.status, neutral(outcome.reason));
	const { segments } = outcome;
	const parts = segments && [
		`${number(segments.sent)} sent`,
		`${number(segments.copied)} copied`,
		`${number(segments.present)} already present`
	];
	const bytes = `${size(outcome.bytes)} as ${size(outcome.transferred)} in ${duration(outcome.milliseconds)}`;
	const totals = [
		count(outcome.entries, "entry", "entries"),
		bytes,
		...speedOf(outcome)
	].join(", ");
	return result("published", `${cacheIn("to", outcome)} (${totals})${parts ? `; segments: ${parts.join(", ")}` : ""}`);
}
function ofFlush(outcome) {
	if (outcome.status === "skipped") return result("skipped", neutral(outcome.reason ?? "nothing was removed"));
	const { removed, segments, abortedUploads, kept } = outcome;
	const gone = [
		count(removed.length, "cache"),
		...segments.removed > 0 ? [count(segments.removed, "segment")] : [],
		...abortedUploads > 0 ? [count(abortedUploads, "abandoned upload")] : []
	].join(", ");
	const facts = `${`${count(kept, "cache")} kept`}${segments.kept > 0 ? ` with ${count(segments.kept, "segment")}` : ""}, ${duration(outcome.milliseconds)}`;
	return outcome.status === "dry-run" ? {
		label: "dry run",
		text: `would remove ${gone}, ${size(freedBytes(outcome))} (${facts})`,
		tone: "fair"
	} : result("flushed", `removed ${gone}, ${size(freedBytes(outcome))} freed (${facts})`);
}
function cacheIn(preposition, cache) {
	const [key, path] = [neutral(cache.key), neutral(pathOf(cache))];
	return path === "" ? key : `${key} ${preposition} ${path}`;
}
function speedOf({ bytes, milliseconds }) {
	const speed = rate(bytes, milliseconds);
	return speed === void 0 ? [] : [speed];
}
const fewTried = 6;
function triedBefore(words, tried, whole) {
	if (tried.length === 0) return "";
	const shown = whole ? tried : tried.slice(0, fewTried);
	const rest = tried.length - shown.length;
	return `${words} ${shown.map(neutral).join(", ")}${rest > 0 ? ` and ${number(rest)} more` : ""}`;
}
// src/report/to-json.ts
function toJson(outcome) {
	const milliseconds = Math.round(outcome.milliseconds);
	if (outcome.command !== "flush") return {
		version: 1,
		...outcome,
		milliseconds
	};
	return {
		version: 1,
		...outcome,
		milliseconds,
		removed: outcome.removed.map((cache) => ({
			...cache,
			lastModified: cache.lastModified.toISOString()
		}))
	};
}
function errorToJson(error) {
	const hint = error instanceof LarderError ? error.hint : void 0;
	return {
		version: 1,
		status: "error",
		error: {
			code: error instanceof LarderError ? error.code : "UNEXPECTED",
			message: messageOf(error),
			...hint === void 0 ? {} : { hint }
		}
	};
}
// src/report/create-report.ts
/**
* Turns events into words for the log of a host. A terminal has results on `stdout`, and progress, warnings and errors on `stderr`;
* everywhere else all goes to `stdout` in order, where hosts read their commands. Asynchronous only to load what draws the progress bar.
*/
async function createReport(options) {
	const redact = redactor(options.secrets);
	const { dialect, teller } = await openLog(options);
	const words = sayWords(dialect, teller, options);
	const printJson = jsonPrinter(options, redact);
	const report = (event) => {
		if (event.type === "progress") return teller.observe(event);
		const clean = redacted(event, redact);
		words.say(clean);
		if (clean.type === "done") printJson(() => toJson(clean.outcome));
	};
	return Object.assign(report, {
		fail(error) {
			words.close();
			dialect.error(describeError(error, {
				debug: options.level === "debug",
				redact
			}));
			printJson(() => errorToJson(error));
		},
		close: () => words.close()
	});
}
/** Wherever something is written, the progress bar goes first. */
async function openLog(options) {
	const { stdout, stderr, colour, now, json, github, secrets } = options;
	const redact = secretRedactor(secrets);
	let bar;
	const below = (output) => {
		const safe = redactingOutput(output, redact);
		return (text) => {
			bar?.clear();
			safe.write(text);
		};
	};
	const words = options.dialect === "terminal" ? "terminal" : json ? "plain" : options.dialect;
	const write = below(json ? stderr : stdout);
	const writeAside = words === "terminal" ? below(stderr) : write;
	const tools = github === void 0 ? {} : { github };
	const dialect = dialects[words]({
		write,
		writeAside,
		colour,
		now,
		...tools
	});
	return {
		dialect,
		teller: await tellProgress({
			now,
			makeBar: words === "terminal" && options.level !== "quiet" && stderr.isTTY === true ? (current) => createProgressBar(stderr, current).then((made) => bar = made) : void 0,
			writeLine: options.level === "quiet" ? void 0 : (text, percent) => dialect.progress(text, percent)
		})
	};
}
/** Once, even if a command fails because of its outcome (a miss where a hit is demanded). */
function jsonPrinter({ stdout, json }, redact) {
	let printed = !json;
	return (make) => {
		if (!printed) stdout.write(`${JSON.stringify(redacted(make(), redact))}\n`);
		printed = true;
	};
}
function sayWords(dialect, teller, { level, now }) {
	const fold = keepFold(dialect, now);
	const close = () => {
		teller.stop();
		fold.close();
	};
	return {
		close,
		say(event) {
			switch (event.type) {
				case "start":
					close();
					teller.start();
					return level === "quiet" ? void 0 : fold.open(event.command, `larder ${event.command} ${prepositions[event.command]} ${neutral(event.store)}`);
				case "trying": return level === "debug" ? dialect.debug([`looking for ${neutral(event.object)}`]) : void 0;
				case "found": return level === "quiet" ? void 0 : dialect.line(`found ${neutral(event.object)} (${size(event.size)}, ${age(event.age)} old)`);
				case "notice": return level === "quiet" ? void 0 : dialect.notice(block(event.message));
				case "warning":
					fold.close();
					return dialect.warning(block(event.message, event.hint));
				case "debug": return level === "debug" ? dialect.debug(block(event.message)) : void 0;
				case "done":
					close();
					return sayOutcome(event.outcome, dialect, {
						level,
						now
					});
			}
		}
	};
}
const prepositions = {
	restore: "from",
	rebuild: "to",
	flush: "in"
};
/** At most one fold is open, and none twice by the same name: a job may run us several times, and each of them may fold. */
function keepFold(dialect, now) {
	let end;
	let opened = 0;
	return {
		open(name, title) {
			const startedAt = now();
			const section = {
				title,
				id: `larder-${name}-${startedAt}-${++opened}`,
				startedAt
			};
			dialect.open(section);
			end = () => dialect.close(section);
		},
		close() {
			end?.();
			end = void 0;
		}
	};
}
function sayOutcome(outcome, dialect, { level, now }) {
	const whole = level === "debug";
	dialect.publish(outcome);
	const { label, text, tone } = sentence(outcome, whole);
	if (tone === "bad") return dialect.warning([`${label}: ${text}`]);
	const details = outcome.command === "flush" && level !== "quiet" ? flushTable(outcome, {
		now: now(),
		whole
	}) : [];
	dialect.result({
		label,
		text,
		tone
	}, details);
}
function block(message, hint) {
	const [first = "", ...rest] = neutralLines(message);
	return [
		first,
		...rest,
		...hint === void 0 ? [] : neutralLines(hint).map((line) => `  ${line}`)
	];
}
export { age, createReport, detectBuild, diskFiles, duration, foundExactly, freedBytes, githubOutputs, harnessOutputs, hasTotals, number, rate, redacted, redactor, renderError, size, version };
