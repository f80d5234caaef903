import { Agent, globalAgent, http, init_plain_http, request } from "./plain-http2.js";
init_plain_http();
export { Agent, http as default, globalAgent, request };
