#include "COpenSSLShims.h"

#include <openssl/crypto.h>
#include <stdatomic.h>
#include <time.h>

void shim_free(void *memory) { OPENSSL_free(memory); }

size_t shim_bio_data(BIO *bio, const char **data) {
  char *start = NULL;
  long length = BIO_get_mem_data(bio, &start);
  *data = start;
  return length > 0 ? (size_t)length : 0;
}

void shim_extension_context(X509V3_CTX *context, X509 *issuer, X509 *subject) {
  X509V3_set_ctx(context, issuer, subject, NULL, NULL, 0);
  X509V3_set_ctx_nodb(context);
}

unsigned long shim_name_flags(void) { return XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB; }

int shim_general_names_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }

GENERAL_NAME *shim_general_name(const GENERAL_NAMES *names, int index) { return sk_GENERAL_NAME_value(names, index); }

int shim_ssl_set_host_name(SSL *ssl, const char *name) { return (int)SSL_set_tlsext_host_name(ssl, name); }

int shim_ssl_ctx_set_min_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_min_proto_version(context, version);
}

int shim_ssl_ctx_set_max_version(SSL_CTX *context, int version) {
  return (int)SSL_CTX_set_max_proto_version(context, version);
}

long shim_ssl_ctx_set_mode(SSL_CTX *context, long mode) { return SSL_CTX_set_mode(context, mode); }

enum { slots = 8 };
static _Atomic uint64_t counts[slots];
static _Atomic uint64_t times[slots];

void shim_tally_add(int slot, uint64_t nanoseconds) {
  if (slot < 0 || slot >= slots) return;
  atomic_fetch_add(&counts[slot], 1);
  atomic_fetch_add(&times[slot], nanoseconds);
}

uint64_t shim_tally_count(int slot) { return slot < 0 || slot >= slots ? 0 : atomic_load(&counts[slot]); }

uint64_t shim_tally_nanoseconds(int slot) { return slot < 0 || slot >= slots ? 0 : atomic_load(&times[slot]); }

void shim_tally_reset(void) {
  for (int slot = 0; slot < slots; slot++) {
    atomic_store(&counts[slot], 0);
    atomic_store(&times[slot], 0);
  }
}

uint64_t shim_thread_cpu_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
