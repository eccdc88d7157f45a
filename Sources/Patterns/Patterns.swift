/// Regular expressions of specifications, and the literals that let most of a log pass without them.
enum Patterns {}
