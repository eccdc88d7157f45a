/// Windows event log files.
enum EVTX {}
