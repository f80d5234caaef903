import { __esmMin } from "./rolldown-runtime.js";
// plain-http.js
var http, Agent, globalAgent, request;
var init_plain_http = __esmMin((() => {
	http = process.getBuiltinModule("node:http");
	({Agent, globalAgent, request} = http);
}));
export { Agent, globalAgent, http, init_plain_http, request };
