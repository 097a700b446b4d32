/** What a hint says of auxiliary images that cannot be used. */
export const WITHOUT_AUXILIARY = "--set dataset.auxiliary=null trains without them";
