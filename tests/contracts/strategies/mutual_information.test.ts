import { testStrategy } from "../strategy.ts";
import { heads, small } from "./small.ts";

testStrategy({ name: "iic", options: { ...small, ...heads } });
