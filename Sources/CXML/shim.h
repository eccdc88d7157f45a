#include <libxml/xmlversion.h>
// Its encoding header would bring in the system's ICU, whose types clash with Foundation's own. Nothing here uses them.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
