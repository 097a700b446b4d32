import { testStrategy } from "../strategy.ts";

testStrategy({ name: "kmeans", options: { starts: 2 }, trained: false });
