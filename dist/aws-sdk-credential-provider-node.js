export { defaultProvider } from "./aws-sdk.js";
