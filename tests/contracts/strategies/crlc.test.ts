import { testStrategy } from "../strategy.ts";
import { heads, labels, pretrain, small } from "./small.ts";

const options = { ...small, ...heads, featureSize: 4 };
const crlc = { name: "crlc", options };
const bank = { name: "crlc-bank", options: { ...options, bankNegatives: 7 } };
const twoStage = {
  name: "crlc-two-stage",
  options: { ...small, ...heads, ...pretrain, neighbours: 3 },
};

testStrategy(crlc);
testStrategy(bank);
testStrategy({ name: "crlc-head", options: { ...small, ...heads } });
testStrategy({ name: "crlc-semi", options: { ...options, ...labels }, labelled: true });
testStrategy(twoStage);

for (const c of [crlc, bank, twoStage]) {
  testStrategy({ ...c, auxiliary: true, options: { ...c.options, epochs: 2 } });
}
