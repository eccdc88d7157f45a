/// Where logs come from: files, folders, archives, standard input.
enum LogInputs {}
