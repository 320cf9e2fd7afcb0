import { launch } from "./browser.mjs"; import { startServer } from "./server.mjs";
const s = await startServer(); const b = await launch();
const p = await b.newPage({viewport:{width:375,height:800},locale:"en-GB"});
await p.goto(s.url); await p.selectOption("#preset","hybrid"); await p.waitForTimeout(400); await p.waitForSelector('body[data-state="fresh"]');
await p.evaluate(()=>document.querySelector("#pools-title").scrollIntoView()); await p.screenshot({path:"/tmp/p2-ph1.png"});
await b.close(); await s.close();
