/// Logs as observations.
enum LogReading {}
