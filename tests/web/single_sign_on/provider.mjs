// A certified OpenID provider with invented people, for the tests of single sign-on.
//   node provider.mjs <folder of the installed modules> <settings as JSON>
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, told] = process.argv.slice(2);
const { port, client, people } = JSON.parse(told);
const { Provider } = await import(pathToFileURL(join(modules, "oidc-provider/lib/index.js")));

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client],
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name", "roles", "staff_number"],
  },
  cookies: { keys: ["for tests only"] },
  features: {
    backchannelLogout: { enabled: true },
    devInteractions: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
  // The service runs on this machine, where the provider's own way to it does not go.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  pkce: { required: () => true },
  // Whoever is typed in as the login is signed in, with whatever this says of them now.
  findAccount: (_, sub) => people[sub] && { accountId: sub, claims: () => ({ sub, ...people[sub] }) },
});

// What is said of somebody can be changed while it runs: POST /people with {sub: claims}.
const answer = provider.callback();
createServer((request, response) => {
  if (request.url !== "/people") return answer(request, response);
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    Object.assign(people, JSON.parse(body));
    response.end();
  });
}).listen(port, "127.0.0.1", () => console.log("ready"));
